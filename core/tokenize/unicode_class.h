// Code points and their classes as Hugging Face `tokenizers` sees them, and the UTF-8 around them. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/utf8.h"

namespace tunesmith::unicode {

enum Class : std::uint16_t {
    kLetter = 1 << 0,        // \p{L}
    kNumber = 1 << 1,        // \p{N}
    kSpace = 1 << 2,         // White_Space
    kMark = 1 << 3,          // \p{M}
    kPunctuation = 1 << 4,   // what the Punctuation step splits on
    kNumeric = 1 << 5,       // what the Digits step splits on
    kWord = 1 << 6,          // \w of the regular expressions in tokenizer.json
    kBoundaryWord = 1 << 7,  // \w of the Whitespace step and of single-word added tokens
    kNormalizes = 1 << 8,    // normalization may change it, move it or compose it with what stands before
};

/// One table entry a run of equal classes: first code point << 9 | classes.
extern const std::uint32_t kRanges[];
extern const std::size_t kRangeCount;

/// Code points that Unicode 14 did not know, with their categories ("Lu"): what a PCRE2 of that version lacks.
struct NewerRange {
    char32_t first, last;
    const char* category;
};
extern const NewerRange kNewer[];
extern const std::size_t kNewerCount;

/// Two-level lookup of the classes, made once from kRanges.
class ClassTable {
public:
    static const ClassTable& instance();
    std::uint16_t operator()(char32_t c) const { return c < 0x110000 ? pages_[index_[c >> 8] * 256u + (c & 255u)] : 0; }

private:
    ClassTable();
    std::uint16_t index_[0x1100];
    std::basic_string<char16_t> pages_;
};

using utf8::append;
using utf8::CodePoint;

/// The code point at `p`, which points at the first byte of one in valid UTF-8.
inline CodePoint decode(const char* p) {
    const auto* b = reinterpret_cast<const unsigned char*>(p);
    if (b[0] < 0x80) return {b[0], 1};
    if (b[0] < 0xE0) return {char32_t(b[0] & 0x1F) << 6 | (b[1] & 0x3F), 2};
    if (b[0] < 0xF0) return {char32_t(b[0] & 0x0F) << 12 | char32_t(b[1] & 0x3F) << 6 | (b[2] & 0x3F), 3};
    return {char32_t(b[0] & 0x07) << 18 | char32_t(b[1] & 0x3F) << 12 | char32_t(b[2] & 0x3F) << 6 | (b[3] & 0x3F), 4};
}

/// Whether the byte goes on with a code point that began before it.
inline bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// The code point that ends before `end` in valid UTF-8 that begins at `begin` < `end`.
CodePoint decodeBefore(const char* begin, const char* end);

/// Byte offset of the first byte that is not part of valid UTF-8; npos where all of it is.
std::size_t firstInvalid(std::string_view text);

/// `bytes` with each maximal invalid part replaced by U+FFFD.
std::string lossy(std::string_view bytes);

bool isAscii(std::string_view text);

}  // namespace tunesmith::unicode
