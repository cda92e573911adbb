#include "core/data/profile/histogram.h"

#include <algorithm>
#include <cmath>

#include "core/data/profile/measures.h"

namespace tunesmith {

namespace {

/// Edges for values from `least` to `most` of which 99 % lie up to `usual`.
Histogram emptyHistogram(double least, double usual, double most, int bins) {
    Histogram histogram;
    double width = niceWidth((usual - least + 1) / bins), first = 0;
    for (;; width = niceWidth(width * 1.5)) {  // the first edge may lie below the least value
        first = std::floor(least / width) * width;
        if ((usual - first) / width < bins) break;
    }
    for (double edge = first; edge <= usual; edge += width) histogram.edges.push_back(edge);
    histogram.edges.push_back(histogram.edges.back() + width);
    histogram.open = most >= histogram.edges.back();
    if (histogram.open) histogram.edges.push_back(std::max(most + 1, histogram.edges.back() + width));
    histogram.counts.assign(histogram.edges.size() - 1, 0);
    return histogram;
}

}  // namespace

double niceWidth(double width) {
    double power = 1;
    for (; power * 10 < width; power *= 10) {
    }
    for (const double step : {1.0, 2.0, 5.0})
        if (power * step >= width) return power * step;
    return power * 10;
}

Distribution distributionOf(const std::vector<SplitValue>& values, int most) {
    Distribution all;
    all.values = std::int64_t(values.size());
    if (values.empty()) return all;
    std::vector<double> sorted;
    sorted.reserve(values.size());
    for (const SplitValue& value : values) sorted.push_back(value.value);
    for (const double value : sorted) all.mean += value / double(sorted.size());
    all.least = *std::min_element(sorted.begin(), sorted.end());
    all.most = *std::max_element(sorted.begin(), sorted.end());
    all.median = quantile(sorted, 0.5);
    all.p95 = quantile(sorted, 0.95);
    all.histogram = emptyHistogram(all.least, std::floor(quantile(sorted, 0.99)), all.most, most);
    all.bySplit.fill(all.histogram);
    const double first = all.histogram.edges[0], width = all.histogram.edges[1] - first;
    for (const SplitValue& value : values) {
        const auto bin = std::min(std::size_t((value.value - first) / width), all.histogram.counts.size() - 1);
        ++all.histogram.counts[bin];
        ++all.bySplit[std::size_t(value.split)].counts[bin];
    }
    return all;
}

}  // namespace tunesmith
