// Code points as BertNormalizer, StripAccents, Lowercase, UnicodeScripts and Precompiled of Hugging Face `tokenizers`
// see them, whatever Unicode version the system's libraries know. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tunesmith::unicode {

enum Mark : std::uint8_t {
    kDropped = 1,     // control and unassigned: BertNormalizer's cleaning takes it away
    kNonspacing = 2,  // an accent to BertNormalizer, after canonical decomposition
    kCombining = 4,   // an accent to StripAccents
};

/// How a code point joins others to a grapheme cluster (Unicode annex 29).
enum class Break : std::uint8_t {
    Other,
    Control,
    Extend,
    Linker,
    Joiner,
    Spacing,
    Prepend,
    Flag,
    Lead,
    Vowel,
    Tail,
    LeadVowel,
    Syllable,
    Picture,
    Consonant,
    Spread  // an Extend that conjuncts step over
};

/// Code points first, first + step, ... last, whose lower case lies `difference` further.
struct LowerRun {
    char32_t first, last;
    std::uint32_t step;
    std::int32_t difference;
};

// One entry a run: first code point << 4 | value.
extern const std::uint32_t kMarks[], kBreaks[];
extern const LowerRun kLower[];
extern const std::uint32_t kScripts[];  // first code point << 8 | class
extern const std::size_t kMarksCount, kBreaksCount, kLowerCount, kScriptsCount;

std::uint8_t marksOf(char32_t c);
Break breakOf(char32_t c);
/// Which writing it belongs to as UnicodeScripts sees it, as a number; 0 goes with any other.
std::uint8_t scriptOf(char32_t c);
/// Itself where it has none. U+0130, whose lower case is two code points, gives itself too.
char32_t lowerCase(char32_t c);

/// Bytes of the extended grapheme cluster that begins at `at` in valid UTF-8.
std::size_t clusterAt(std::string_view text, std::size_t at);

}  // namespace tunesmith::unicode
