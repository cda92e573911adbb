// Step "length": rows that are too short or too long for the model or the task: dropped, cut, or split, at the ends of
// sentences where there are any.
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Settings: unit (tokens of the rendered row, or words where no model is chosen; words, characters of the scope),
/// least and most (0: no limit), short (drop, flag), long (drop, flag, truncate: the last answer or the text, split: a
/// text into several rows, a conversation between its exchanges). A preference is dropped where it would have to be
/// cut, since half an answer is another one.
CleanerKind lengthCleaner();

}  // namespace tunesmith
