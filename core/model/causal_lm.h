// CausalLm: what training needs of a decoder, whichever way it computes. An objective sees log-probabilities of the
// labelled tokens and says how much each counts; the model turns that into gradients. One compute thread.
#pragma once

#include <cstdint>
#include <vector>

#include "core/batch/packed_batch.h"

namespace tunesmith {

class CausalLm {
public:
    virtual ~CausalLm() = default;
    /// Computes and keeps the activations of a micro-batch. `dropoutKey` 0: no dropout (evaluation). Throws
    /// Error(BadInput) for an id outside the vocabulary.
    virtual void forward(const PackedBatch& batch, std::uint64_t dropoutKey) = 0;
    /// log p(label) of every labelled position of the last forward(), in order. fp32 logits, natural logarithm.
    virtual std::vector<float> logProbabilities() = 0;
    /// The same, and adds d(sum_i weights[i] * logp[i])/d(parameter) to the parameters' gradients. Spends the
    /// activations.
    virtual std::vector<float> backward(const std::vector<float>& weights) = 0;
    /// All logits [T, V] of the last forward().
    virtual std::vector<float> logits() = 0;
    /// Adapters on (the default) or off in place: off, the base model answers.
    virtual void setAdapters(bool on) = 0;
};

}  // namespace tunesmith
