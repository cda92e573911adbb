// Measures over counts: entropy, divergence, intervals, association, robust distance. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "core/data/profile/data_profile.h"

namespace tunesmith {

/// Shannon entropy of counts in bits; 0 for none.
double entropyBits(const std::vector<std::int64_t>& counts);

/// Jensen-Shannon divergence in bits (Lin 1991): H((P+Q)/2) - (H(P)+H(Q))/2 of two lists of counts of the same length.
/// 0 where either has none.
double jensenShannonBits(const std::vector<std::int64_t>& p, const std::vector<std::int64_t>& q);

/// What jensenShannonBits() is on average for two samples of one distribution, to second order:
/// (categories - 1) (1/n + 1/m) / (8 ln 2), with the categories that occur.
double jensenShannonByChance(const std::vector<std::int64_t>& p, const std::vector<std::int64_t>& q);

/// Wilson score interval (Wilson 1927) of `hits` in `rows` at `z` standard deviations (1.96: 95 %). [0, 1] for no rows.
RateEstimate wilson(std::int64_t hits, std::int64_t rows, double z = 1.96);

/// Pointwise mutual information in bits (Church and Hanks 1990): log2(both * all / (a * b)); 0 where `both` is 0.
double pmiBits(std::int64_t both, std::int64_t a, std::int64_t b, std::int64_t all);

/// Robust z-scores (Iglewicz and Hoaglin 1993): 0.6745 (x - median) / MAD; where more than half of the values are the
/// same, (x - median) / (1.2533 mean absolute deviation); where all are, 0.
struct RobustScale {
    double median = 0, unit = 0;
    double z(double value) const { return unit > 0 ? (value - median) / unit : 0; }
};
RobustScale robustScale(std::vector<double> values);

/// The value at `share` (0 to 1) of the sorted values, interpolated; 0 for none. Reorders `values`.
double quantile(std::vector<double>& values, double share);

/// Fills entropy, evenness, ratio and distinct, sorts by rows (then by name), and keeps the `most` commonest.
void finishTable(CategoryTable& table, std::size_t most);

}  // namespace tunesmith
