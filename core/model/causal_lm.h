// CausalLm: what training needs of a decoder, whichever way it computes. An objective sees log-probabilities of the
// labelled tokens and says how much each counts; the model turns that into gradients. One compute thread.
#pragma once

#include <vector>

#include "core/model/hidden_model.h"

namespace tunesmith {

class CausalLm : public HiddenModel {
public:
    /// log p(label) of every labelled position of the last forward(), in order. fp32 logits, natural logarithm.
    virtual std::vector<float> logProbabilities() = 0;
    /// The same, and adds d(sum_i weights[i] * logp[i])/d(parameter) to the parameters' gradients. Spends the
    /// activations.
    virtual std::vector<float> backward(const std::vector<float>& weights) = 0;
    /// All logits [T, V] of the last forward().
    virtual std::vector<float> logits() = 0;
};

}  // namespace tunesmith
