// Objective: what a run minimises. It sees a model as log-probabilities of labelled tokens and says how much each counts.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/data/recipe.h"
#include "core/model/causal_lm.h"

namespace tunesmith {

class Objective {
public:
    virtual ~Objective() = default;
    virtual std::string name() const = 0;
    /// What the loss of one optimizer step is divided by, over all of its rows: for a causal loss the number (or weight) of trained tokens, so that
    /// 8 rows at once and 8 times one row give the same gradient.
    virtual double normaliser(const std::vector<const TokenizedRow*>& rows) const = 0;
    /// Forward and backward of one micro-batch: adds its gradient and returns its part of the loss, both over `normaliser`.
    virtual double run(CausalLm& model, const PackedBatch& batch, double normaliser, std::uint64_t dropoutKey) const = 0;
    /// The same without gradient and dropout.
    virtual double evaluate(CausalLm& model, const PackedBatch& batch, double normaliser) const = 0;
};

/// By recipe.objective. Throws Error(BadInput) naming those that exist.
std::unique_ptr<Objective> makeObjective(const Recipe& recipe);

}  // namespace tunesmith
