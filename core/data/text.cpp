#include "core/data/text.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

namespace tunesmith {

namespace {

/// Length of the valid sequence at the start of `text` (not empty); 0 where there is none. Unicode 15, table 3-7.
std::size_t sequenceLength(std::string_view text) {
    const auto at = [&](std::size_t i) { return i < text.size() ? std::uint8_t(text[i]) : 0u; };
    const auto tail = [&](std::size_t i) { return (at(i) & 0xC0) == 0x80; };
    const unsigned lead = at(0), next = at(1);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if ((lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F)) return 0;
        return tail(1) && tail(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if ((lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F)) return 0;
        return tail(1) && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

/// Whether all of 64 bytes print in ASCII. Written so that it vectorises.
bool allPrintAscii(const char* bytes) {
    std::uint8_t found = 0;
    for (int i = 0; i < 64; ++i) {
        const auto c = std::uint8_t(bytes[i]);
        found |= std::uint8_t((c < 0x20) | (c > 0x7E));
    }
    return found == 0;
}

/// Bytes that are a character which countUnseen() counts, or may begin one.
constexpr std::array<bool, 256> kMayBeUnseen = [] {
    std::array<bool, 256> table{};
    for (int i = 0; i < 0x20; ++i) table[std::size_t(i)] = i != '\t' && i != '\n' && i != '\r';
    for (const int i : {0x7F, 0xD8, 0xE2, 0xEF}) table[std::size_t(i)] = true;
    return table;
}();

/// Whether any of 32 bytes is written in another way in a JSON string.
bool holdsEscaped(const char* bytes) {
    std::uint8_t found = 0;
    for (int i = 0; i < 32; ++i) {
        const auto c = std::uint8_t(bytes[i]);
        found |= std::uint8_t((c < 0x20) | (c == '"') | (c == '\\'));
    }
    return found != 0;
}

/// Counts the character at a byte that kMayBeUnseen names.
void countAt(std::string_view text, std::size_t i, TextCounts& counts) {
    const auto at = [&](std::size_t k) { return k < text.size() ? std::uint8_t(text[k]) : 0u; };
    const unsigned c = at(i), second = at(i + 1), third = at(i + 2);
    if (c == 0)
        ++counts.nul;
    else if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
        ++counts.control;
    else if (c == 0xD8 && second == 0x9C)
        ++counts.bidi;
    else if (c == 0xEF && second == 0xBB && third == 0xBF)
        ++counts.zeroWidth;
    else if (c == 0xE2 && second == 0x80 && third >= 0x8B && third <= 0x8D)
        ++counts.zeroWidth;
    else if (c == 0xE2 && second == 0x80 && (third == 0x8E || third == 0x8F || (third >= 0xAA && third <= 0xAE)))
        ++counts.bidi;
    else if (c == 0xE2 && second == 0x81 && third == 0xA0)
        ++counts.zeroWidth;
    else if (c == 0xE2 && second == 0x81 && third >= 0xA6 && third <= 0xA9)
        ++counts.bidi;
}

/// What stands for a byte in a JSON string: nothing for those that stand for themselves.
constexpr std::array<bool, 256> kEscaped = [] {
    std::array<bool, 256> table{};
    for (int i = 0; i < 0x20; ++i) table[std::size_t(i)] = true;
    table['"'] = table['\\'] = true;
    return table;
}();

}  // namespace

std::string lowered(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = lowered(c);
    return lower;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) text.append(i == 0 ? "" : between).append(parts[i]);
    return text;
}

std::optional<std::size_t> firstInvalidUtf8(std::string_view text) {
    if (simdjson::validate_utf8(text.data(), text.size())) return std::nullopt;
    std::size_t i = 0;
    while (i < text.size()) {
        const std::size_t length = sequenceLength(text.substr(i, 4));
        if (length == 0) return i;
        i += length;
    }
    return std::nullopt;
}

TextCounts& TextCounts::operator+=(const TextCounts& other) {
    nul += other.nul;
    control += other.control;
    bidi += other.bidi;
    zeroWidth += other.zeroWidth;
    return *this;
}

TextCounts countUnseen(std::string_view text) {
    TextCounts counts;
    std::size_t i = 0;
    while (i < text.size()) {
        const std::size_t end = std::min(text.size(), i + 64);
        if (end - i == 64 && allPrintAscii(text.data() + i)) {
            i = end;
            continue;
        }
        for (; i < end; ++i)
            if (kMayBeUnseen[std::uint8_t(text[i])]) countAt(text, i, counts);
    }
    return counts;
}

std::string thousands(std::int64_t n) {
    std::string digits = std::to_string(n);
    const std::ptrdiff_t first = digits[0] == '-' ? 1 : 0;
    for (auto place = std::ptrdiff_t(digits.size()) - 3; place > first; place -= 3) digits.insert(std::size_t(place), 1, ',');
    return digits;
}

void appendJsonString(std::string& out, std::string_view text) {
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        while (i + 32 <= text.size() && !holdsEscaped(text.data() + i)) i += 32;
        if (i == text.size()) break;
        const auto c = std::uint8_t(text[i]);
        if (!kEscaped[c]) continue;
        out.append(text, from, i - from);
        from = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default: {
                constexpr char digits[] = "0123456789abcdef";
                out += "\\u00";
                out += digits[c >> 4];
                out += digits[c & 15];
            }
        }
    }
    out.append(text, from, text.size() - from);
    out += '"';
}

std::string printableExcerpt(std::string_view text, std::size_t maxBytes) {
    std::string out;
    std::size_t i = 0;
    while (i < text.size() && out.size() + 7 <= maxBytes) {
        const std::size_t length = sequenceLength(text.substr(i, 4));
        if (length > 0) {
            out.append(text, i, length);
            i += length;
            continue;
        }
        constexpr char digits[] = "0123456789ABCDEF";
        const auto c = std::uint8_t(text[i++]);
        out += {'\\', 'x', digits[c >> 4], digits[c & 15]};
    }
    if (i < text.size()) out += "...";
    return out;
}

}  // namespace tunesmith
