// Code points in UTF-8 and back. Bytes that are no UTF-8 stand for themselves, so that a loop over any text ends. Any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tunesmith::utf8 {

struct CodePoint {
    char32_t value;
    std::uint32_t bytes;
};

/// The code point that begins at `at` < text.size().
inline CodePoint decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return at + i < text.size() ? std::uint8_t(text[at + i]) : 0u; };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const unsigned lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    if (lead >= 0xC2 && lead < 0xE0 && tail(1)) return {(lead & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2};
    if (lead >= 0xE0 && lead < 0xF0 && tail(1) && tail(2))
        return {(lead & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu), 3};
    if (lead >= 0xF0 && lead < 0xF5 && tail(1) && tail(2) && tail(3))
        return {(lead & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu), 4};
    return {lead, 1};
}

/// The code point that ends before `end` > 0.
inline CodePoint decodeBefore(std::string_view text, std::size_t end) {
    std::size_t begin = end - 1;
    while (begin > 0 && end - begin < 4 && (std::uint8_t(text[begin]) & 0xC0u) == 0x80u) --begin;
    const CodePoint found = decode(text, begin);
    return begin + found.bytes == end ? found : CodePoint{std::uint8_t(text[end - 1]), 1};
}

inline void append(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += char(c);
    } else if (c < 0x800) {
        out += {char(0xC0 | c >> 6), char(0x80 | (c & 0x3F))};
    } else if (c < 0x10000) {
        out += {char(0xE0 | c >> 12), char(0x80 | (c >> 6 & 0x3F)), char(0x80 | (c & 0x3F))};
    } else {
        out += {char(0xF0 | c >> 18), char(0x80 | (c >> 12 & 0x3F)), char(0x80 | (c >> 6 & 0x3F)),
                char(0x80 | (c & 0x3F))};
    }
}

/// Set of ASCII characters with a fast look-up, for loops that pass over the rest of a text.
class AsciiSet {
public:
    constexpr explicit AsciiSet(std::string_view members) {
        for (const char c : members) has_[std::uint8_t(c)] = true;
    }
    constexpr bool has(char c) const { return has_[std::uint8_t(c)]; }
    /// The first member in `text` from `at` on; text.size() where there is none.
    std::size_t find(std::string_view text, std::size_t at) const {
        while (at < text.size() && !has(text[at])) ++at;
        return at;
    }
    /// The first character that is no member.
    std::size_t findOther(std::string_view text, std::size_t at) const {
        while (at < text.size() && has(text[at])) ++at;
        return at;
    }

private:
    bool has_[256] = {};
};

constexpr AsciiSet kSpaces(" \t\n\r\v\f");

/// Code points, counted by their first bytes.
inline std::int64_t count(std::string_view text) {
    std::int64_t n = 0;
    for (const char c : text) n += (std::uint8_t(c) & 0xC0u) != 0x80u;
    return n;
}

}  // namespace tunesmith::utf8
