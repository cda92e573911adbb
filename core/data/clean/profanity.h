// Step "profanity": flags rows with coarse words, whole words only, in seven languages. The list is short and holds
// what is coarse in any context; what is coarse in one language and plain in another is not on it.
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Settings: words (further ones), allowed (words of the list that are fine here), scope, action.
CleanerKind profanityCleaner();

}  // namespace tunesmith
