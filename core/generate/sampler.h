// Sampling one token from logits: repetition penalty, temperature, top-k, top-p, in the order and with the meaning of transformers'
// logits processors. The draw of the n-th token of an answer depends on the seed and n alone.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/random.h"

namespace tunesmith {

struct SamplingOptions {
    double temperature = 0;        // 0: greedy
    std::int64_t topK = 0;         // 0: off
    double topP = 1.0;             // 1: off
    double repetitionPenalty = 1;  // above 1: tokens that occurred get less likely
    std::uint64_t seed = 42;
    /// Every fault in words; empty where it can be used.
    std::vector<std::string> validate() const;
};

/// `seen`: prompt and answer so far, for the penalty. `index`: which token of the answer this is.
std::int32_t sampleToken(const std::vector<float>& logits, const SamplingOptions& options, const std::vector<std::int32_t>& seen,
                         std::int64_t index);

}  // namespace tunesmith
