#include "core/data/import/text_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "core/base/error.h"

namespace tunesmith {

namespace {

constexpr std::size_t kLargestBlock = std::size_t(1) << 20, kSmallestBlock = std::size_t(4) << 10;

struct EncodingEntry {
    Encoding8 encoding;
    const char* option;
    const char* title;
    std::string_view mark;
};

// UTF-32LE stands before UTF-16LE because its mark begins with the other's.
const std::array<EncodingEntry, 7> kEncodings = {{
    {Encoding8::Utf8, "utf-8", "UTF-8", std::string_view("\xEF\xBB\xBF", 3)},
    {Encoding8::Utf32Le, "utf-32le", "UTF-32LE", std::string_view("\xFF\xFE\0\0", 4)},
    {Encoding8::Utf32Be, "utf-32be", "UTF-32BE", std::string_view("\0\0\xFE\xFF", 4)},
    {Encoding8::Utf16Le, "utf-16le", "UTF-16LE", std::string_view("\xFF\xFE", 2)},
    {Encoding8::Utf16Be, "utf-16be", "UTF-16BE", std::string_view("\xFE\xFF", 2)},
    {Encoding8::Windows1252, "windows-1252", "Windows-1252", {}},
    {Encoding8::Latin1, "latin1", "Latin-1", {}},
}};

/// Bytes 0x80..0x9F of Windows-1252 (the WHATWG table); 0: no character.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// Surrogates are written as three bytes, which no check of UTF-8 lets pass; numbers beyond Unicode as the byte 0xFF.
std::size_t put(char* out, std::uint32_t c) {
    if (c < 0x80) {
        out[0] = char(c);
        return 1;
    }
    if (c < 0x800) {
        out[0] = char(0xC0 | (c >> 6));
        out[1] = char(0x80 | (c & 63));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = char(0xE0 | (c >> 12));
        out[1] = char(0x80 | ((c >> 6) & 63));
        out[2] = char(0x80 | (c & 63));
        return 3;
    }
    if (c > 0x10FFFF) {
        out[0] = char(0xFF);
        return 1;
    }
    out[0] = char(0xF0 | (c >> 18));
    out[1] = char(0x80 | ((c >> 12) & 63));
    out[2] = char(0x80 | ((c >> 6) & 63));
    out[3] = char(0x80 | (c & 63));
    return 4;
}

std::size_t unitBytes(Encoding8 encoding) {
    switch (encoding) {
        case Encoding8::Utf16Le:
        case Encoding8::Utf16Be:
            return 2;
        case Encoding8::Utf32Le:
        case Encoding8::Utf32Be:
            return 4;
        default:
            return 1;
    }
}

std::uint32_t unitAt(const char* p, Encoding8 encoding) {
    const auto b = [&](int i) { return std::uint32_t(std::uint8_t(p[i])); };
    switch (encoding) {
        case Encoding8::Utf16Le:
            return b(0) | b(1) << 8;
        case Encoding8::Utf16Be:
            return b(1) | b(0) << 8;
        case Encoding8::Utf32Le:
            return b(0) | b(1) << 8 | b(2) << 16 | b(3) << 24;
        case Encoding8::Utf32Be:
            return b(3) | b(2) << 8 | b(1) << 16 | b(0) << 24;
        case Encoding8::Windows1252: {
            if (b(0) < 0x80 || b(0) > 0x9F) return b(0);
            const std::uint32_t c = kWindows1252[b(0) - 0x80];
            return c == 0 ? 0xFFFFFFFFu : c;
        }
        default:
            return b(0);
    }
}

}  // namespace

TextSource::TextSource(const std::string& path, const std::string& encoding, const Cancel* cancel, Progress* progress)
    : path_(path), cancel_(cancel), progress_(progress) {
    fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (fd_ < 0 || ::fstat(fd_, &info) != 0 || S_ISDIR(info.st_mode)) {
        const std::string why = fd_ < 0 ? std::strerror(errno) : "it is a folder";
        if (fd_ >= 0) ::close(fd_);
        throw Error(Code::NotFound, "The file cannot be read: " + why + ".", path);
    }
    block_ = std::clamp(std::size_t(std::max<off_t>(0, info.st_size)) + 1, kSmallestBlock, kLargestBlock);
    if (progress_) {
        progress_->total = info.st_size;
        progress_->done = 0;
    }
    try {
        detect(encoding);
    } catch (...) {
        ::close(fd_);
        throw;
    }
}

TextSource::~TextSource() {
    ::close(fd_);
}

std::string TextSource::encodingName() const {
    for (const auto& entry : kEncodings)
        if (entry.encoding == encoding_) return entry.title;
    return {};
}

std::string TextSource::describeInvalid(std::string_view text, std::size_t at) const {
    if (encoding_ != Encoding8::Utf8)
        return "After " + std::to_string(at) + " bytes (counted in UTF-8) it holds something that is no character in " +
               encodingName() + ".";
    const auto inFile = offset_ + (text.data() - window().data()) + std::int64_t(at);
    char byte[8];
    std::snprintf(byte, sizeof byte, "0x%02X", unsigned(std::uint8_t(text[at])));
    return "Byte " + std::to_string(at + 1) + " of the row (" + byte + ", byte " + std::to_string(inFile + 1) +
           " of the file) is not valid UTF-8: the file may be in another encoding, such as Windows-1252, or mix "
           "several.";
}

ReadSummary TextSource::summary(bool whole) {
    ReadSummary summary;
    summary.encoding = encodingName();
    summary.bytes = bytesRead_;
    if (whole) summary.sha256 = hash_.hex();
    if (hadMark_) summary.notes.push_back("A byte order mark at the start of the file was skipped.");
    return summary;
}

void TextSource::detect(const std::string& encoding) {
    pending_.resize(4);
    pending_.resize(readRaw(pending_.data(), 4));
    const EncodingEntry* found = nullptr;
    for (const auto& entry : kEncodings) {
        const bool marked = !entry.mark.empty() && std::string_view(pending_).starts_with(entry.mark);
        if (encoding.empty() ? marked : encoding == entry.option) {
            found = &entry;
            hadMark_ = marked;
            break;
        }
    }
    if (!found && !encoding.empty()) {
        std::string all;
        for (const auto& entry : kEncodings) all += std::string(all.empty() ? "" : ", ") + entry.option;
        throw Error(Code::BadInput, "The encoding \"" + encoding + "\" is not known; there are " + all + ".", path_);
    }
    if (found) {
        encoding_ = found->encoding;
        if (hadMark_) {
            pending_.erase(0, found->mark.size());
            offset_ = std::int64_t(found->mark.size());
        }
    } else if (pending_.size() == 4 && pending_[0] != 0 && pending_[1] == 0 && pending_[2] != 0 && pending_[3] == 0) {
        encoding_ = Encoding8::Utf16Le;  // two ASCII characters without a mark
    } else if (pending_.size() == 4 && pending_[0] == 0 && pending_[1] != 0 && pending_[2] == 0 && pending_[3] != 0) {
        encoding_ = Encoding8::Utf16Be;
    }
}

std::size_t TextSource::readRaw(char* into, std::size_t bytes) {
    std::size_t got = 0;
    while (got < bytes) {
        const ssize_t n = ::read(fd_, into + got, bytes - got);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0)
            throw Error(Code::BadFile, std::string("The file cannot be read on: ") + std::strerror(errno) + ".", path_);
        if (n == 0) break;
        got += std::size_t(n);
    }
    hash_.update(into, got);
    bytesRead_ += std::int64_t(got);
    if (progress_) progress_->done = bytesRead_;
    return got;
}

bool TextSource::fill() {
    if (cancel_) cancel_->throwIfRequested();
    if (ended_) return false;
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    // No unit of the file becomes more than three bytes of UTF-8, but for 16-bit units (two bytes -> three).
    const std::size_t room = 3 * (block_ + 16) + kPadding;
    if (buffer_.size() < end_ + room) buffer_.resize(std::max(end_ + room, buffer_.size() + buffer_.size() / 2));
    const std::size_t before = end_;
    if (encoding_ == Encoding8::Utf8) {
        std::copy(pending_.begin(), pending_.end(), buffer_.begin() + std::ptrdiff_t(end_));
        end_ += pending_.size();
        pending_.clear();
        const std::size_t n = readRaw(buffer_.data() + end_, block_);
        end_ += n;
        ended_ = n < block_;
    } else {
        std::string raw = std::move(pending_);
        const std::size_t kept = raw.size();
        raw.resize(kept + block_);
        const std::size_t n = readRaw(raw.data() + kept, block_);
        raw.resize(kept + n);
        ended_ = n < block_;
        decode(raw, ended_);
    }
    std::memset(buffer_.data() + end_, 0, kPadding);
    return end_ > before || !ended_;
}

void TextSource::decode(std::string_view raw, bool last) {
    const std::size_t unit = unitBytes(encoding_);
    std::size_t i = 0;
    char* out = buffer_.data() + end_;
    for (; i + unit <= raw.size(); i += unit) {
        std::uint32_t c = unitAt(raw.data() + i, encoding_);
        if (unit == 2) {
            const bool low = c >= 0xDC00 && c <= 0xDFFF;
            if (highSurrogate_ != 0 && low) {
                c = 0x10000 + ((highSurrogate_ - 0xD800) << 10) + (c - 0xDC00);
                highSurrogate_ = 0;
            } else if (highSurrogate_ != 0) {
                out += put(out, highSurrogate_);
                highSurrogate_ = 0;
            }
            if (c >= 0xD800 && c <= 0xDBFF) {
                highSurrogate_ = c;
                continue;
            }
        }
        out += put(out, c);
    }
    pending_.assign(raw.substr(i));
    if (last) {
        if (highSurrogate_ != 0) out += put(out, highSurrogate_);
        if (!pending_.empty()) out += put(out, 0xFFFFFFFFu);
        highSurrogate_ = 0;
        pending_.clear();
    }
    end_ = std::size_t(out - buffer_.data());
}

}  // namespace tunesmith
