#include "core/data/clean/words.h"

#include <utf8proc.h>

namespace tunesmith {

namespace words {

namespace {

constexpr bool within(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

/// Scripts that put no spaces between words: Thai to Burmese, Khmer, kana, Han.
constexpr bool standsAlone(char32_t c) {
    return within(c, 0x0E00, 0x0EFF) || within(c, 0x1000, 0x109F) || within(c, 0x1780, 0x17FF) ||
           within(c, 0x3041, 0x30FF) || within(c, 0x3400, 0x4DBF) || within(c, 0x4E00, 0x9FFF) ||
           within(c, 0xF900, 0xFAFF) || within(c, 0x20000, 0x3FFFF);
}

}  // namespace

const std::array<Folded, 128> kAscii = [] {
    std::array<Folded, 128> table{};
    for (char32_t c = 0; c < 128; ++c)
        table[c] = {c >= 'A' && c <= 'Z' ? c + 32 : c, c <= ' ' ? Kind::Space : Kind::Inner};
    for (const char c : std::string_view(".,;:!?\"'()[]{}`*_#")) table[std::size_t(c)].kind = Kind::Edge;
    return table;
}();

Folded foldWide(char32_t c) {
    if (standsAlone(c)) return {c, Kind::Alone};
    if (c == 0x2018 || c == 0x2019 || c == 0x02BC) return {U'\'', Kind::Edge};
    if (c == 0x00AD || within(c, 0x200B, 0x200F) || c == 0x2060 || c == 0xFEFF) return {c, Kind::Unseen};
    if (c == 0x2013 || c == 0x2014) return {c, Kind::Space};  // a dash joins clauses, not words
    switch (utf8proc_category(utf8proc_int32_t(c))) {
        case UTF8PROC_CATEGORY_ZS:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            return {c, Kind::Space};
        case UTF8PROC_CATEGORY_PS:
        case UTF8PROC_CATEGORY_PE:
        case UTF8PROC_CATEGORY_PI:
        case UTF8PROC_CATEGORY_PF:
        case UTF8PROC_CATEGORY_PO:
            return {c, Kind::Edge};
        default:
            return {char32_t(utf8proc_tolower(utf8proc_int32_t(c))), Kind::Inner};
    }
}

}  // namespace words

std::int64_t countWords(std::string_view text) {
    std::int64_t n = 0;
    forEachWord(text, [&](const Word&) { ++n; });
    return n;
}

void hashWords(std::string_view text, std::vector<std::uint64_t>& hashes) {
    hashes.clear();
    forEachWord(text, [&](const Word& word) { hashes.push_back(word.hash); });
}

std::uint64_t foldedHash(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = words::step(words::kStart, char32_t(mix64(seed)));
    bool space = false, begun = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = std::uint8_t(text[i]);
        const utf8::CodePoint c = byte < 0x80 ? utf8::CodePoint{byte, 1} : utf8::decode(text, i);
        const words::Folded folded = byte < 0x80 ? words::kAscii[byte] : words::foldWide(c.value);
        i += c.bytes;
        if (folded.kind == words::Kind::Unseen) continue;
        if (folded.kind == words::Kind::Space && c.value != 0x2013 && c.value != 0x2014) {
            space = begun;
            continue;
        }
        if (space) hash = words::step(hash, U' ');
        hash = words::step(hash, folded.value);
        space = false;
        begun = true;
    }
    return mix64(hash);
}

}  // namespace tunesmith
