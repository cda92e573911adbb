// Step "balance": labels that are much more frequent than others, in the training rows: the frequent ones capped, the
// rare ones repeated, or all weighed so that each counts as much in the loss.
#pragma once

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Settings: by (label; answer: the last answer as a label), how (cap, repeat, weigh), most (of cap: rows of a label;
/// 0: as many as the rarest has), times (of repeat and weigh: a row stands at most so often, or weighs at most so
/// much). Rows without a label stay as they are. Which rows a cap keeps follows from their texts and `seed`, not from
/// their order.
CleanerKind balanceCleaner();

}  // namespace tunesmith
