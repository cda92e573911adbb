#include "core/data/profile/measures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunesmith {

namespace {

double sum(const std::vector<std::int64_t>& counts) {
    return double(std::accumulate(counts.begin(), counts.end(), std::int64_t(0)));
}

double bits(double share) {
    return share > 0 ? -share * std::log2(share) : 0;
}

}  // namespace

double entropyBits(const std::vector<std::int64_t>& counts) {
    const double all = sum(counts);
    if (all <= 0) return 0;
    double entropy = 0;
    for (const std::int64_t count : counts) entropy += bits(double(count) / all);
    return entropy;
}

double jensenShannonBits(const std::vector<std::int64_t>& p, const std::vector<std::int64_t>& q) {
    const double n = sum(p), m = sum(q);
    if (n <= 0 || m <= 0) return 0;
    double mixed = 0;
    for (std::size_t i = 0; i < p.size(); ++i) mixed += bits((double(p[i]) / n + double(q[i]) / m) / 2);
    return std::clamp(mixed - (entropyBits(p) + entropyBits(q)) / 2, 0.0, 1.0);
}

double jensenShannonByChance(const std::vector<std::int64_t>& p, const std::vector<std::int64_t>& q) {
    const double n = sum(p), m = sum(q);
    if (n <= 0 || m <= 0) return 0;
    int categories = 0;
    for (std::size_t i = 0; i < p.size(); ++i) categories += p[i] + q[i] > 0;
    return (categories - 1) * (1 / n + 1 / m) / (8 * std::log(2.0));
}

RateEstimate wilson(std::int64_t hits, std::int64_t rows, double z) {
    RateEstimate estimate{hits, rows, 0, 0, 1};
    if (rows <= 0) return estimate;
    const double n = double(rows), p = double(hits) / n, z2 = z * z;
    const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    const double half = z / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    estimate.rate = p;
    estimate.low = std::max(0.0, middle - half);
    estimate.high = std::min(1.0, middle + half);
    return estimate;
}

double pmiBits(std::int64_t both, std::int64_t a, std::int64_t b, std::int64_t all) {
    if (both <= 0 || a <= 0 || b <= 0 || all <= 0) return 0;
    return std::log2(double(both) * double(all) / (double(a) * double(b)));
}

RobustScale robustScale(std::vector<double> values) {
    RobustScale scale;
    if (values.empty()) return scale;
    scale.median = quantile(values, 0.5);
    double mean = 0;
    for (double& value : values) {
        value = std::abs(value - scale.median);
        mean += value / double(values.size());
    }
    const double mad = quantile(values, 0.5);
    scale.unit = mad > 0 ? mad / 0.6745 : mean * 1.2533;
    return scale;
}

double quantile(std::vector<double>& values, double share) {
    if (values.empty()) return 0;
    const double at = share * double(values.size() - 1);
    const auto below = std::size_t(at);
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(below), values.end());
    const double low = values[below];
    if (below + 1 >= values.size() || at == double(below)) return low;
    const double high = *std::min_element(values.begin() + std::ptrdiff_t(below) + 1, values.end());
    return low + (high - low) * (at - double(below));
}

void finishTable(CategoryTable& table, std::size_t most) {
    std::erase_if(table.items, [](const Category& item) { return total(item.rows) == 0; });
    std::sort(table.items.begin(), table.items.end(), [](const Category& a, const Category& b) {
        return std::pair(-total(a.rows), std::cref(a.name).get()) < std::pair(-total(b.rows), std::cref(b.name).get());
    });
    std::vector<std::int64_t> counts;
    for (const Category& item : table.items) counts.push_back(total(item.rows));
    table.distinct = std::int64_t(counts.size());
    table.entropy = entropyBits(counts);
    table.evenness = counts.size() < 2 ? 1 : table.entropy / std::log2(double(counts.size()));
    table.ratio = counts.empty() ? 1 : double(counts.front()) / double(counts.back());
    if (table.items.size() > most) table.items.resize(most);
}

}  // namespace tunesmith
