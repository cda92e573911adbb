// The cleaning step that takes personal data out of rows, or flags the rows that hold some.
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// "personal_data", with the settings entities, action, names, countries, patterns, keep and score.
CleanerKind personalDataCleaner();

}  // namespace tunesmith
