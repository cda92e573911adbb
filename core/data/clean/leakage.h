// Step "leakage": training rows that give away what the model is tested on: they repeat a row of the validation or test
// split, or a text of an evaluation set, exactly, nearly, or in a run of 13 words (the rule of GPT-3: Brown et al.
// 2020, arXiv 2005.14165, appendix C).
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Settings: near (similarity of word 5-grams from which on a row repeats another; 1: only equal sets), overlap (look
/// for runs of 13 words), common (a run that more than so many held-out texts have is a form's wording and counts for
/// nothing; so is one that more than half of them have, where they are at least four), scope, action.
CleanerKind leakageCleaner();

}  // namespace tunesmith
