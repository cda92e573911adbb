// Sentiment of a text by a short list of own words, English and German: a rough count of words, not an understanding of
// the text. It serves to compare many texts with each other, never to judge one. Words that name a group themselves
// ("poor", "ill") are left out, or each such group would seem sad. Any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace tunesmith {

/// (positive - negative) / (positive + negative) words, 0 where there are none; -1 to 1. A word up to two places after
/// a negation counts the other way round. `words`: as hashWords() gives them.
double sentimentOf(const std::vector<std::uint64_t>& words);

}  // namespace tunesmith
