// The terms of a text that tell what it is about: words that are no stop words, and pairs of them that stand side by
// side. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/clean/words.h"
#include "core/data/profile/stop_words.h"

namespace tunesmith {

/// Words of a row that are looked at for topics, groups and sentiment; what follows in longer rows is not.
constexpr std::size_t kMostTermWords = 20000;

/// The word in lower case, as equal words have it: "Maria's" and "MARIA’S" are "maria's".
std::string foldedText(std::string_view word);

/// Whether a word can be a term: letters in it, at least two characters or one of a script without spaces, at most 40
/// bytes, no stop word.
bool isTermWord(const Word& word);

inline std::uint64_t pairHash(std::uint64_t first, std::uint64_t second) {
    return mix64(first ^ mix64(second + 0x51ED270B));
}

/// Calls visit(hash, first, second) for each term in order; `second` is null for a single word.
template <class Visit>
void forEachTerm(std::string_view text, Visit&& visit) {
    Word before{};
    bool follows = false;
    std::size_t words = 0;
    forEachWord(text, [&](const Word& word) {
        if (++words > kMostTermWords) return;
        if (!isTermWord(word)) {
            follows = false;
            return;
        }
        const Word* const none = nullptr;
        visit(word.hash, &word, none);
        if (follows) visit(pairHash(before.hash, word.hash), &before, &word);
        before = word;
        follows = true;
    });
}

}  // namespace tunesmith
