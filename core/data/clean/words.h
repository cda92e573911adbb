// Words as the comparing steps see them: what stands between spaces, lower-cased, without the punctuation around it
// ("(Hello," is "hello"); of scripts written without spaces each character is a word. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/random.h"
#include "core/base/utf8.h"

namespace tunesmith {

struct Word {
    std::uint64_t hash;     // of the folded word; equal words have equal hashes
    std::string_view text;  // where it stands, without the punctuation around it
};

/// Calls visit(Word) for each word in order.
template <class Visit>
void forEachWord(std::string_view text, Visit&& visit);

std::int64_t countWords(std::string_view text);
/// The hashes of all words, into `hashes` (emptied first).
void hashWords(std::string_view text, std::vector<std::uint64_t>& hashes);

/// Of the text lower-cased and with every run of spaces as one: equal texts in that sense have equal hashes. `seed`
/// keeps apart what must not meet.
std::uint64_t foldedHash(std::string_view text, std::uint64_t seed = 0);

namespace words {

enum class Kind : std::uint8_t {
    Inner,  // a part of a word
    Edge,   // punctuation: a part of a word only inside it
    Space,  // ends a word
    Alone,  // a word of its own
    Unseen  // is not there
};

struct Folded {
    char32_t value;  // lower-cased
    Kind kind;
};

extern const std::array<Folded, 128> kAscii;
/// Of a code point beyond ASCII.
Folded foldWide(char32_t c);

constexpr std::uint64_t kStart = 0xCBF29CE484222325ull;  // FNV-1a
inline std::uint64_t step(std::uint64_t hash, char32_t c) {
    return (hash ^ c) * 0x100000001B3ull;
}

}  // namespace words

template <class Visit>
void forEachWord(std::string_view text, Visit&& visit) {
    using words::Kind;
    constexpr std::size_t none = std::string_view::npos;
    std::uint64_t hash = words::kStart, kept = hash;  // of all so far; without the punctuation at the end
    std::size_t begin = none, end = 0;
    const auto flush = [&] {
        if (begin != none) visit(Word{mix64(kept), text.substr(begin, end - begin)});
        begin = none;
        hash = words::kStart;
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = std::uint8_t(text[i]);
        const utf8::CodePoint c = byte < 0x80 ? utf8::CodePoint{byte, 1} : utf8::decode(text, i);
        const words::Folded folded = byte < 0x80 ? words::kAscii[byte] : words::foldWide(c.value);
        const std::size_t next = i + c.bytes;
        if (folded.kind == Kind::Space || folded.kind == Kind::Alone) {
            flush();
            if (folded.kind == Kind::Alone)
                visit(Word{mix64(words::step(words::kStart, folded.value)), text.substr(i, c.bytes)});
        } else if (folded.kind == Kind::Inner || (folded.kind == Kind::Edge && begin != none)) {
            if (begin == none) begin = i;
            hash = words::step(hash, folded.value);
            if (folded.kind == Kind::Inner) {
                kept = hash;
                end = next;
            }
        }
        i = next;
    }
    flush();
}

}  // namespace tunesmith
