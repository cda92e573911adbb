// AdamW (Loshchilov and Hutter 2019, arXiv 1711.05101) over a ParameterSet, with the gradient clipped by its global norm first; and the
// learning rate's schedule as transformers computes it.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/data/recipe.h"
#include "core/model/parameters.h"

namespace tunesmith {

class AdamW {
public:
    AdamW(ParameterSet& parameters, const Recipe::Train& options);
    /// Clips (where clip > 0), updates values with `learningRate`; gradients stay as they were clipped. Returns the norm before clipping;
    /// where that is not finite, nothing is updated.
    double step(double learningRate);
    std::int64_t steps() const { return steps_; }
    /// Moments and the step count as safetensors; load throws Error(BadFile) where sizes differ.
    std::string save(const std::string& path) const;
    void load(const std::string& path);

private:
    ParameterSet& parameters_;
    Recipe::Train options_;
    at::Tensor first_, second_;  // moments, flat
    std::int64_t steps_ = 0;
};

/// The rate of optimizer step `step` (from 0) of `steps`: warm-up from 0, then cosine or linear to 0, or constant.
double learningRateAt(const Recipe::Train& options, std::int64_t step, std::int64_t steps);

}  // namespace tunesmith
