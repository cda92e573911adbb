// Rows that stand far apart from the others of their data set.
#pragma once

#include <vector>

#include "core/data/profile/data_profile.h"
#include "core/data/profile/row_facts.h"

namespace tunesmith {

/// Length (on a log scale), share of odd characters, and similarity to the nearest topic, each by robust z-score; a row
/// is apart beyond 3.5 (Iglewicz and Hoaglin 1993), for odd characters also only above 5 %, for topics where there are
/// any. None in data sets of fewer than 20 rows, and none of a kind that is more than a tenth of all rows. Lists at most
/// `most` of each kind, the farthest first.
OutlierProfile findOutliers(const std::vector<RowFacts>& rows, bool topics, std::size_t most = 25);

}  // namespace tunesmith
