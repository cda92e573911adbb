#include "core/model/distance_bias.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace tunesmith {

// In fp32 as the reference computes it: where a bucket ends is a matter of the last bit.
std::int64_t distanceBucket(std::int64_t distance, const ModelConfig& c) {
    std::int64_t buckets = c.distanceBuckets, first = 0;
    if (!c.causal()) {
        buckets /= 2;
        if (distance > 0) first = buckets;
        distance = std::abs(distance);
    } else {
        distance = std::max<std::int64_t>(0, -distance);
    }
    const std::int64_t exact = buckets / 2;
    if (distance < exact) return first + distance;
    const float share = std::log(float(distance) / float(exact)) / float(std::log(double(c.farthestDistance) / double(exact)));
    return first + std::min(buckets - 1, exact + std::int64_t(share * float(buckets - exact)));
}

void SpreadDistances::spread(const float* table, const ModelConfig& c, std::int64_t length) {
    const std::int64_t width = 2 * length - 1;
    if (length != length_) {
        length_ = length;
        buckets_.resize(std::size_t(width));
        for (std::int64_t i = 0; i < width; ++i) buckets_[std::size_t(i)] = distanceBucket(i - (length - 1), c);
        values_.resize(std::size_t(c.heads * width));
    }
    for (std::int64_t h = 0; h < c.heads; ++h)
        for (std::int64_t i = 0; i < width; ++i) values_[std::size_t(h * width + i)] = table[buckets_[std::size_t(i)] * c.heads + h];
}

void SpreadDistances::gather(const std::vector<float>& pull, const ModelConfig& c, float* tableGradient) const {
    const std::int64_t width = 2 * length_ - 1;
    for (std::int64_t h = 0; h < c.heads; ++h)
        for (std::int64_t i = 0; i < width; ++i) tableGradient[buckets_[std::size_t(i)] * c.heads + h] += pull[std::size_t(h * width + i)];
}

}  // namespace tunesmith
