// Histograms whose bins a reader can name: edges at multiples of 1, 2 or 5 times a power of ten.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/data/profile/data_profile.h"

namespace tunesmith {

/// One value of one row.
struct SplitValue {
    double value = 0;
    Split split = Split::Train;
};

/// Whole numbers of 0 and more. Bins are equally wide, at most `most` of them up to the 99th percentile; where longer
/// values follow, a last open bin takes them. Any thread.
Distribution distributionOf(const std::vector<SplitValue>& values, int most = 24);

/// The smallest of 1, 2, 5, 10, 20, 50, ... that is not less than `width`.
double niceWidth(double width);

}  // namespace tunesmith
