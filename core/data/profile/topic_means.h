// Spherical k-means over sparse rows of length 1. Deterministic whatever the number of threads.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/cancel.h"

namespace tunesmith {

struct SparseRow {
    std::vector<std::pair<std::uint16_t, float>> values;  // by column; of length 1 together
};

struct SphericalMeans {
    int means = 0;
    std::vector<float> centres;  // [columns, means], each mean of length 1
    std::vector<int> places;     // of each row
    double similarity = 0;       // mean cosine of the rows to their centres
};

/// The best of `starts` runs. Fewer than `wanted` means where there are fewer different rows. Throws Error(Cancelled).
SphericalMeans sphericalMeans(const std::vector<SparseRow>& rows, std::size_t columns, int wanted, int starts,
                              std::uint64_t seed, int threads, const Cancel& cancel);

/// Cosines of a row to all means, into `scores` [means].
void scoresOf(const SparseRow& row, const std::vector<float>& centres, int means, std::vector<float>& scores);

}  // namespace tunesmith
