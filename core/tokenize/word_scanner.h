// Word scanners: the splits of the best-known pre-tokenization patterns, written out by hand because they run over
// every byte.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/tokenize/aligned_text.h"

namespace tunesmith {

enum class WordPattern {
    Gpt2,          // contractions, " ?letters", " ?digits", " ?others", blanks
    Llama3,        // any one sign before letters, digits by three, newlines kept with what precedes them
    Llama3Digits1  // the same with single digits (Qwen 2)
};

/// The scanner for exactly this pattern, if there is one.
std::optional<WordPattern> knownPattern(const std::string& regex);

/// Appends the words of text[begin, end), valid UTF-8, without gaps: what splitting by the pattern gives.
void scanWords(WordPattern pattern, std::string_view text, std::uint32_t begin, std::uint32_t end,
               std::vector<Piece>& out);

}  // namespace tunesmith
