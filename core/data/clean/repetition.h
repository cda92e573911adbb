// Step "repetition": texts that say the same again and again. The rules and thresholds are those of Gopher (Rae et al.
// 2021, arXiv 2112.11446, table A1): shares of repeated lines and paragraphs, of the commonest 2- to 4-grams and of
// repeated 5- to 10-grams.
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Settings: duplicate_lines, duplicate_line_characters, duplicate_paragraphs, duplicate_paragraph_characters,
/// top_2_gram .. top_4_gram, duplicate_5_grams .. duplicate_10_grams (each the highest share; 1: rule off), words
/// (shorter texts are let through), scope, action.
CleanerKind repetitionCleaner();

}  // namespace tunesmith
