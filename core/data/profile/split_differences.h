// How far the held-out splits are from the training rows in labels, topics, lengths and languages.
#pragma once

#include <vector>

#include "core/data/profile/data_profile.h"
#include "core/data/profile/row_facts.h"

namespace tunesmith {

/// For validation and test, where they and the training rows have any rows. `lengths`: of all rows, for its bins.
/// Rows without a label, topic or language count as a category of their own.
std::vector<SplitDifference> splitDifferences(const std::vector<RowFacts>& rows, const Distribution& lengths);

}  // namespace tunesmith
