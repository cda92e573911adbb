// Step "refusal": answers of assistants that refuse or speak of themselves as a model ("As an AI language model, I
// cannot ..."), which a fine-tuned model would learn to repeat.
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Settings: words (a refusal must begin among so many words of the answer; a model's talk about itself counts
/// anywhere), action.
CleanerKind refusalCleaner();

}  // namespace tunesmith
