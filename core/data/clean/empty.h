// Step "empty": rows from which nothing can be learned: no question, no answer, a placeholder in its place, two equal
// endings of a preference.
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Settings: placeholders (texts that count as empty, in any case), action.
CleanerKind emptyCleaner();

}  // namespace tunesmith
