// Step "quality": texts that are no prose. The rules and thresholds are those of Gopher (Rae et al. 2021, arXiv
// 2112.11446, section A.1.1), plus one for gibberish. They are made for documents; short texts, as answers often are,
// are let through unless told otherwise.
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Settings: least_words and most_words, short (keep, judge: texts below least_words), least_word_length and
/// most_word_length (mean), symbols (of # and ... a word), bullet_lines, ellipsis_lines, alphabetic_words (least
/// share), stop_words (least number of different ones, of any of seven languages; not asked of scripts that are not
/// Latin), gibberish (highest share of letters in words that nobody would write; 1: off), scope, action.
CleanerKind qualityCleaner();

}  // namespace tunesmith
