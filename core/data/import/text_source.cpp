#include "core/data/import/text_source.h"

#include <fcntl.h>
#include <iconv.h>
#include <sys/stat.h>
#include <uchardet/uchardet.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "core/base/error.h"
#include "core/data/text.h"
#include "core/data/windows1252.h"

namespace tunesmith {

namespace {

constexpr std::size_t kLargestBlock = std::size_t(1) << 20, kSmallestBlock = std::size_t(4) << 10;
/// So much is looked at to tell the encoding.
constexpr std::size_t kLookedAt = std::size_t(64) << 10;
const iconv_t kNoConverter = iconv_t(-1);

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

/// Bytes beyond ASCII in a text that is not UTF-8 as a whole.
struct HighBytes {
    std::size_t all = 0;      // bytes
    std::size_t valid = 0;    // sequences of UTF-8
    std::size_t invalid = 0;  // bytes that are in none
};

HighBytes countHighBytes(std::string_view text) {
    HighBytes counts;
    counts.all = std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return std::uint8_t(c) >= 0x80; }));
    std::size_t inValid = 0;
    while (!text.empty()) {
        const auto bad = firstInvalidUtf8(text);
        const std::string_view good = text.substr(0, bad.value_or(text.size()));
        for (const char c : good) {
            counts.valid += std::uint8_t(c) >= 0xC0;
            inValid += std::uint8_t(c) >= 0x80;
        }
        text.remove_prefix(bad ? *bad + 1 : text.size());
    }
    counts.invalid = counts.all - inValid;
    return counts;
}

bool isPlainName(const std::string& name) {
    return !name.empty() && name.size() < 40 && std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '-' || c == '_' || c == ':' || c == '.';
    });
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
    : path_(path), converter_(kNoConverter), cancel_(cancel), progress_(progress) {
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
    if (converter_ != kNoConverter) ::iconv_close(converter_);
    ::close(fd_);
}

std::string TextSource::encodingName() const {
    if (encoding_ == Encoding8::Other) return otherName_;
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
    summary.encodingGuessed = guessed_;
    if (hadMark_) summary.notes.push_back("A byte order mark at the start of the file was skipped.");
    if (guessed_)
        summary.notes.push_back(
            "The file is not UTF-8 and does not say what it is; " + encodingName() +
            " was guessed. Look at the letters with accents, and name the encoding if they are wrong.");
    return summary;
}

void TextSource::detect(const std::string& encoding) {
    pending_.resize(kLookedAt);
    pending_.resize(readRaw(pending_.data(), kLookedAt));
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
        if (useNamed(encoding)) return;
        std::string all;
        for (const auto& entry : kEncodings) all += std::string(all.empty() ? "" : ", ") + entry.option;
        throw Error(Code::BadInput,
                    "The encoding \"" + encoding + "\" is not known; there are " + all +
                        " and others of this system, such as windows-1251 or shift_jis.",
                    path_);
    }
    if (found) {
        encoding_ = found->encoding;
        if (hadMark_) {
            pending_.erase(0, found->mark.size());
            offset_ = std::int64_t(found->mark.size());
        }
    } else if (pending_.size() >= 4 && pending_[0] != 0 && pending_[1] == 0 && pending_[2] != 0 && pending_[3] == 0) {
        encoding_ = Encoding8::Utf16Le;  // two ASCII characters without a mark
    } else if (pending_.size() >= 4 && pending_[0] == 0 && pending_[1] != 0 && pending_[2] == 0 && pending_[3] != 0) {
        encoding_ = Encoding8::Utf16Be;
    } else if (encoding.empty()) {
        guess();
    }
}

/// An encoding that iconv knows. False where it knows none of that name.
bool TextSource::useNamed(const std::string& name) {
    if (!isPlainName(name)) return false;
    converter_ = ::iconv_open("UTF-8", name.c_str());
    if (converter_ == kNoConverter) return false;
    encoding_ = Encoding8::Other;
    otherName_ = name;
    return true;
}

/// What is not UTF-8 and has no mark. A text that is UTF-8 but for a few bytes stays UTF-8: its bad rows are shown as
/// such. With few bytes to go by, Windows-1252 is likelier than anything else that has one byte a character.
void TextSource::guess() {
    std::string_view head = pending_;
    const auto bad = firstInvalidUtf8(head);
    if (!bad || (head.size() == kLookedAt && *bad + 4 > head.size()) || head.find('\0') != std::string_view::npos)
        return;
    const HighBytes bytes =
        countHighBytes(head.substr(*bad - std::min<std::size_t>(*bad, std::size_t(4) << 10), std::size_t(8) << 10));
    if (bytes.valid >= bytes.invalid) return;
    const auto detector = ::uchardet_new();
    ::uchardet_handle_data(detector, head.data(), head.size());
    ::uchardet_data_end(detector);
    std::string name = ::uchardet_get_charset(detector);
    ::uchardet_delete(detector);
    const bool oneByte = name.starts_with("ISO-8859") || name.starts_with("WINDOWS") || name.starts_with("MAC") ||
                         name.starts_with("IBM") || name.starts_with("TIS") || name.starts_with("VISCII");
    const bool western = name == "ISO-8859-1" || name == "ISO-8859-15" || name == "WINDOWS-1252";
    if (name == "UTF-8" || name == "ASCII") return;
    if (name.empty() || western || (oneByte && bytes.all < 10 && bytes.all * 2 < head.size()))
        encoding_ = Encoding8::Windows1252;
    else if (!useNamed(name))
        return;
    guessed_ = true;
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
    const std::size_t room = 3 * (pending_.size() + block_ + 16) + kPadding;
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

/// Through iconv; a byte that means nothing becomes 0xFF, as for the other encodings.
void TextSource::decodeOther(std::string_view raw, bool last) {
    char* in = const_cast<char*>(raw.data());
    std::size_t left = raw.size();
    char* out = buffer_.data() + end_;
    while (left > 0) {
        std::size_t room = std::size_t(buffer_.data() + buffer_.size() - out) - kPadding;
        if (::iconv(converter_, &in, &left, &out, &room) != std::size_t(-1)) break;
        if (errno == EINVAL && !last) break;
        if (room < 16) {
            end_ = std::size_t(out - buffer_.data());
            buffer_.resize(buffer_.size() + 2 * left + kPadding);
            out = buffer_.data() + end_;
        }
        if (errno == E2BIG) continue;
        out += put(out, 0xFFFFFFFFu);
        ++in;
        --left;
    }
    pending_.assign(in, left);
    end_ = std::size_t(out - buffer_.data());
}

void TextSource::decode(std::string_view raw, bool last) {
    if (encoding_ == Encoding8::Other) return decodeOther(raw, last);
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
