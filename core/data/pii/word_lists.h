// Lists of common given names, family names, cities, and words of special categories, written for Tunesmith: short on
// purpose, so that what they miss is said in the report rather than hidden.
#pragma once

#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace tunesmith::pii {

using WordSet = std::unordered_set<std::string_view>;

/// With their first letter as a capital. Thread-safe, as are the others.
const WordSet& givenNames();
const WordSet& familyNames();
/// Given names that are English words or months too (Will, May); alone they are no sign of a name.
const WordSet& ambiguousNames();
/// Family names that are words of every day too (Hill, Klein, Flores); behind an unknown word they are no sign of a
/// name.
const WordSet& ambiguousFamilies();
/// Places below a state: cities and regions of one to three words.
const WordSet& cities();
/// Lower-case word -> category: "health", "religion", "ethnicity", "politics", "union", "sex life".
const std::unordered_map<std::string_view, const char*>& specialWords();

}  // namespace tunesmith::pii
