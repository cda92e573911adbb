// HiddenModel: a model without any head, whichever way it computes: what it makes of every token, and the way back from
// a pull on that. One compute thread.
#pragma once

#include <cstdint>
#include <vector>

#include "core/batch/packed_batch.h"

namespace tunesmith {

class HiddenModel {
public:
    virtual ~HiddenModel() = default;
    /// Computes and keeps the activations of a micro-batch. `dropoutKey` 0: no dropout (evaluation). Throws
    /// Error(BadInput) for an id, a token type or a length that the model has no place for.
    virtual void forward(const PackedBatch& batch, std::uint64_t dropoutKey) = 0;
    /// What the last block (and the final norm, where there is one) leaves of the last forward(): [T, C].
    virtual std::vector<float> hidden() = 0;
    /// Adds d(sum pull * hidden)/d(parameter), pull [T, C], to the parameters' gradients. Spends the activations.
    virtual void backwardHidden(const std::vector<float>& pull) = 0;
    /// Adapters on (the default) or off in place: off, the base model answers.
    virtual void setAdapters(bool on) = 0;
};

}  // namespace tunesmith
