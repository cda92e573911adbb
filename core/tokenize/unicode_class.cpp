#include "core/tokenize/unicode_class.h"

#include <cstring>
#include <map>

namespace tunesmith::unicode {

const ClassTable& ClassTable::instance() {
    static const ClassTable table;
    return table;
}

ClassTable::ClassTable() {
    std::map<std::u16string, std::uint16_t> known;
    std::u16string page(256, 0);
    std::size_t run = 0;
    for (std::uint32_t c = 0; c < 0x110000; c += 256) {
        for (std::uint32_t k = 0; k < 256; ++k) {
            while (run + 1 < kRangeCount && (kRanges[run + 1] >> 9) <= c + k) ++run;
            page[k] = char16_t(kRanges[run] & 511u);
        }
        const auto [place, isNew] = known.try_emplace(page, std::uint16_t(known.size()));
        if (isNew) pages_ += page;
        index_[c >> 8] = place->second;
    }
}

CodePoint decodeBefore(const char* begin, const char* end) {
    const char* p = end - 1;
    while (p > begin && continues(*p)) --p;
    return decode(p);
}

namespace {

struct Unit {
    bool valid;
    std::size_t bytes;  // of the code point, or of the maximal part of one
};

/// The code point at `at`, or how many bytes of a broken one stand there (Unicode 15, table 3-7).
Unit unitAt(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u; };
    const unsigned first = byte(at);
    if (first < 0x80) return {true, 1};
    if (first < 0xC2 || first > 0xF4) return {false, 1};
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (byte(at + 1) < low || byte(at + 1) > high) return {false, 1};
    for (std::size_t k = 2; k < length; ++k)
        if ((byte(at + k) & 0xC0) != 0x80) return {false, k};
    return {true, length};
}

}  // namespace

bool isAscii(std::string_view text) {
    std::size_t k = 0;
    for (; k + 8 <= text.size(); k += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + k, 8);
        if (word & 0x8080808080808080ull) return false;
    }
    for (; k < text.size(); ++k)
        if (static_cast<unsigned char>(text[k]) >= 0x80) return false;
    return true;
}

std::size_t firstInvalid(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (at + 8 <= text.size() && isAscii(text.substr(at, 8))) {
            at += 8;
            continue;
        }
        const Unit unit = unitAt(text, at);
        if (!unit.valid) return at;
        at += unit.bytes;
    }
    return std::string_view::npos;
}

std::string lossy(std::string_view bytes) {
    const std::size_t first = firstInvalid(bytes);
    if (first == std::string_view::npos) return std::string(bytes);
    std::string out(bytes.substr(0, first));
    for (std::size_t at = first; at < bytes.size();) {
        const Unit unit = unitAt(bytes, at);
        if (unit.valid)
            out.append(bytes, at, unit.bytes);
        else
            out += "\xEF\xBF\xBD";
        at += unit.bytes;
    }
    return out;
}

}  // namespace tunesmith::unicode
