// Words that stand in every text whatever it is about: articles, pronouns, prepositions, auxiliary verbs. English and
// German in full, the commonest of five more languages. Any thread.
#pragma once

#include <cstdint>

namespace tunesmith {

/// By Word::hash.
bool isStopWord(std::uint64_t hash);

}  // namespace tunesmith
