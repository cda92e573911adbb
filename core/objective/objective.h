// Objective: what a run minimises. It sees a model as log-probabilities of labelled tokens, or as hidden states, and says how much each counts.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/data/recipe.h"
#include "core/model/causal_lm.h"
#include "core/model/transformer.h"

namespace tunesmith {

/// What rows that are held out say of a model, added up over their micro-batches. Without gradient and dropout.
class Evaluation {
public:
    virtual ~Evaluation() = default;
    virtual void add(CausalLm& model, const PackedBatch& batch) = 0;
    /// The mean over all that was added: of what the objective minimises.
    virtual double loss() const = 0;
    /// How good the answers are, by name ("accuracy", "macro_f1"); empty where the loss says all.
    virtual std::vector<std::pair<std::string, double>> scores() const { return {}; }
};

class Objective {
public:
    virtual ~Objective() = default;
    virtual std::string name() const = 0;
    /// The device to compute on where `asked` is wanted. Throws Error(Device) where the objective cannot be computed there.
    virtual std::string deviceFor(const std::string& asked) const { return asked; }
    /// What the loss of one optimizer step is divided by, over all of its rows: for a causal loss the number (or weight) of trained tokens, so that
    /// 8 rows at once and 8 times one row give the same gradient.
    virtual double normaliser(const std::vector<const TokenizedRow*>& rows) const = 0;
    /// Forward and backward of one micro-batch: adds its gradient and returns its part of the loss, both over `normaliser`.
    virtual double run(CausalLm& model, const PackedBatch& batch, double normaliser, std::uint64_t dropoutKey) const = 0;
    virtual std::unique_ptr<Evaluation> evaluation() const = 0;
};

/// By recipe.objective, for the model that is trained, which outlives it. Throws Error(BadInput) naming those that exist, or where the model
/// is of another kind than the objective trains.
std::unique_ptr<Objective> makeObjective(const Recipe& recipe, Transformer& model);

}  // namespace tunesmith
