#include "core/data/pii/folded.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "core/base/error.h"
#include "core/base/utf8.h"

namespace tunesmith::pii {

namespace {

constexpr int kKeep = -1, kDrop = -2;

/// The character at `at`; a byte that begins none counts as one, with a code that is never folded.
utf8::CodePoint characterAt(std::string_view text, std::size_t at) {
    const utf8::CodePoint c = utf8::decode(text, at);
    return c.bytes == 1 && c.value >= 0x80 ? utf8::CodePoint{0xFFFFFFFF, 1} : c;
}

bool printsNothing(char32_t c) {
    return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

/// Decimal digits of other scripts; Unicode gives each ten code points in a row.
int otherDigit(char32_t c) {
    static constexpr char32_t zeros[] = {0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6,  0xB66,  0xBE6,
                                         0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810};
    if (c >= 0x1D7CE && c <= 0x1D7FF) return '0' + int((c - 0x1D7CE) % 10);
    for (const char32_t zero : zeros)
        if (c >= zero && c <= zero + 9) return '0' + int(c - zero);
    return kKeep;
}

/// Letters of Cyrillic and Greek that look like Latin ones.
int twinLetter(char32_t c) {
    struct Twin {
        char32_t code;
        char latin;
    };
    static constexpr Twin twins[] = {
        {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'}, {0x399, 'I'}, {0x39A, 'K'}, {0x39C, 'M'},
        {0x39D, 'N'}, {0x39F, 'O'}, {0x3A1, 'P'}, {0x3A4, 'T'}, {0x3A5, 'Y'}, {0x3A7, 'X'}, {0x3BF, 'o'}, {0x405, 'S'},
        {0x406, 'I'}, {0x408, 'J'}, {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x417, '3'}, {0x41A, 'K'}, {0x41C, 'M'},
        {0x41D, 'H'}, {0x41E, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x423, 'Y'}, {0x425, 'X'}, {0x430, 'a'},
        {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'}};
    const auto* found =
        std::lower_bound(std::begin(twins), std::end(twins), c, [](const Twin& t, char32_t v) { return t.code < v; });
    return found != std::end(twins) && found->code == c ? found->latin : kKeep;
}

bool isAsciiWord(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What stands for `c`: an ASCII character, kKeep or kDrop. `before` and `after` are its neighbours' bytes.
int folded(char32_t c, char before, char after) {
    if (printsNothing(c)) return kDrop;
    if (c >= 0xFF01 && c <= 0xFF5E) return int(c - 0xFF01 + '!');
    if (c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000)
        return ' ';
    if (c == 0x2028 || c == 0x2029 || c == 0x85) return '\n';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0x2043) return '-';
    if (c == 0x3002 || c == 0xFF61) return '.';
    if (c == 0x3001 || c == 0x60C) return ',';
    if (c == 0x2018 || c == 0x2019 || c == 0x2BC) return '\'';
    if (c == 0xAB || c == 0xBB || (c >= 0x201A && c <= 0x201F) || (c >= 0x3008 && c <= 0x3011)) return '"';
    if (c == 0x2022 || c == 0xB7 || c == 0x2026 || c == 0xA1 || c == 0xBF) return ';';
    if (c >= 0x1D400 && c <= 0x1D6A3) {
        const int letter = int((c - 0x1D400) % 52);
        return letter < 26 ? 'A' + letter : 'a' + letter - 26;
    }
    if (const int digit = otherDigit(c); digit != kKeep) return digit;
    if (c < 0x391 || c > 0x445 || !(isAsciiWord(before) || isAsciiWord(after))) return kKeep;
    const int twin = twinLetter(c);
    const bool between = before >= '0' && before <= '9' && after >= '0' && after <= '9';
    return between && (twin == 'O' || twin == 'o') ? '0' : twin;
}

std::size_t firstNonAscii(std::string_view text, std::size_t at) {
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + at, 8);
        if (eight & 0x8080808080808080ull) break;
    }
    while (at < text.size() && std::uint8_t(text[at]) < 0x80) ++at;
    return at;
}

}  // namespace

Folded::Folded(std::string_view original) : original_(original) {
    if (original.size() >= std::numeric_limits<std::uint32_t>::max())
        throw Error(Code::BadInput,
                    "A text of 4 GiB or more cannot be looked through for personal data; split the row.");
    const auto copy = [this](std::size_t from, std::size_t to) {
        if (!changed_) return;
        folded_.append(original_, from, to - from);
        for (std::size_t i = from; i < to; ++i) origins_.push_back(std::uint32_t(i));
    };
    const auto change = [this](std::size_t at) {  // from here on there is a copy
        if (changed_) return;
        changed_ = true;
        folded_.reserve(original_.size());
        origins_.reserve(original_.size() + 1);
        folded_.assign(original_, 0, at);
        for (std::size_t i = 0; i < at; ++i) origins_.push_back(std::uint32_t(i));
    };
    for (std::size_t at = 0; at < original.size();) {
        const std::size_t next = firstNonAscii(original, at);
        copy(at, next);
        if ((at = next) == original.size()) break;
        const utf8::CodePoint c = characterAt(original, at);
        const char before = changed_ ? (folded_.empty() ? ' ' : folded_.back()) : at > 0 ? original[at - 1] : ' ';
        const char after = at + c.bytes < original.size() ? original[at + c.bytes] : ' ';
        const int replaced = folded(c.value, before, after);
        if (replaced != kKeep) change(at);
        if (replaced == kKeep)
            copy(at, at + c.bytes);
        else if (replaced != kDrop) {
            folded_ += char(replaced);
            origins_.push_back(std::uint32_t(at));
        }
        at += c.bytes;
    }
    if (changed_) origins_.push_back(std::uint32_t(original.size()));
}

}  // namespace tunesmith::pii
