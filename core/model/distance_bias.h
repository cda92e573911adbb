// What T5 adds to attention scores in place of positions: one trained number a head and bucket of distances (Raffel et al. 2020, arXiv
// 1910.10683, section 2.1). Near distances have a bucket each, farther ones share buckets that grow with their logarithm. Torch-free.
#pragma once

#include <cstdint>
#include <vector>

#include "core/kernels/attention.h"
#include "core/model/config.h"

namespace tunesmith {

/// The bucket of a key that stands `distance` tokens behind its query (before it: negative). A decoder sees none behind, and tells apart twice
/// as many before.
std::int64_t distanceBucket(std::int64_t distance, const ModelConfig& config);

/// The table [buckets, H] spread over distances, for sequences of up to a length.
class SpreadDistances {
public:
    /// Takes up the table as it is now.
    void spread(const float* table, const ModelConfig& config, std::int64_t length);
    DistanceBias bias() const { return {values_.data(), length_}; }
    /// Adds the gradient [H, 2 length - 1] of the spread numbers to that of the table.
    void gather(const std::vector<float>& pull, const ModelConfig& config, float* tableGradient) const;

private:
    std::vector<float> values_;          // [H, 2 length - 1]
    std::vector<std::int64_t> buckets_;  // [2 length - 1]
    std::int64_t length_ = 0;
};

}  // namespace tunesmith
