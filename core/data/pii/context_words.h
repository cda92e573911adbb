// Words that announce an entity, in the languages of those who write about it.
#pragma once

#include <bitset>
#include <string>

#include "core/data/pii/entity.h"

namespace tunesmith::pii {

/// What a word (ASCII letters in lower case) speaks of. Of wide words, which may be a whole sentence where a script has
/// no spaces, any part counts. Thread-safe.
std::bitset<128> entitiesOfWord(const std::string& word, bool wide);

}  // namespace tunesmith::pii
