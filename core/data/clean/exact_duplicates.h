// Step "exact_duplicates": rows that say what an earlier row of the same split says, case and spaces aside.
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Settings: scope (row: question, answers, label; question or answer alone), ignore (case_and_spaces, nothing),
/// action.
CleanerKind exactDuplicatesCleaner();

}  // namespace tunesmith
