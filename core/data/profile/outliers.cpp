#include "core/data/profile/outliers.h"

#include <algorithm>
#include <cmath>

#include "core/data/profile/measures.h"

namespace tunesmith {

namespace {

constexpr double kFar = 3.5;
constexpr double kFewestOdd = 0.05;
constexpr std::size_t kFewestRows = 20;

double logLength(const RowFacts& row) {
    return std::log1p(double(row.length));
}

/// Larger is farther: a similarity of 0 stays finite.
double remoteness(const RowFacts& row) {
    return -std::log(double(row.similarity) + 1e-3);
}

/// Keeps the `most` farthest of those that were added since `first`, and returns how many there were; none where they
/// are more than a tenth of all: a second kind of rows, no outliers.
std::int64_t keepFarthest(std::vector<Outlier>& rows, std::size_t first, std::size_t most, std::int64_t among) {
    std::sort(rows.begin() + std::ptrdiff_t(first), rows.end(), [](const Outlier& a, const Outlier& b) {
        return std::pair(-std::abs(a.z), a.position) < std::pair(-std::abs(b.z), b.position);
    });
    const auto all = std::int64_t(rows.size() - first);
    if (all * 10 > among) {
        rows.resize(first);
        return 0;
    }
    if (rows.size() > first + most) rows.resize(first + most);
    return all;
}

template <class Measure>
RobustScale scaleOf(const std::vector<RowFacts>& rows, Measure&& measure) {
    std::vector<double> values;
    values.reserve(rows.size());
    for (const RowFacts& row : rows) values.push_back(measure(row));
    return robustScale(std::move(values));
}

}  // namespace

OutlierProfile findOutliers(const std::vector<RowFacts>& rows, bool topics, std::size_t most) {
    OutlierProfile profile;
    if (rows.size() < kFewestRows) return profile;
    std::vector<Outlier>& found = profile.rows;
    const auto odd = [](const RowFacts& row) { return double(row.odd); };
    const RobustScale length = scaleOf(rows, logLength), odds = scaleOf(rows, odd);
    for (const int sign : {1, -1}) {
        const std::size_t first = found.size();
        for (const RowFacts& row : rows)
            if (const double z = length.z(logLength(row)); z * sign > kFar)
                found.push_back({row.position, sign > 0 ? "long" : "short", double(row.length), z});
        (sign > 0 ? profile.tooLong : profile.tooShort) = keepFarthest(found, first, most, std::int64_t(rows.size()));
    }
    std::size_t first = found.size();
    for (const RowFacts& row : rows)
        if (const double z = odds.z(odd(row)); z > kFar && odd(row) > kFewestOdd)
            found.push_back({row.position, "odd_characters", odd(row), z});
    profile.oddCharacters = keepFarthest(found, first, most, std::int64_t(rows.size()));
    if (!topics) return profile;
    first = found.size();
    const RobustScale remote = scaleOf(rows, remoteness);
    for (const RowFacts& row : rows)
        if (const double z = remote.z(remoteness(row)); z > kFar)
            found.push_back({row.position, "off_topic", double(row.similarity), z});
    profile.offTopic = keepFarthest(found, first, most, std::int64_t(rows.size()));
    return profile;
}

}  // namespace tunesmith
