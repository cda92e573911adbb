// Classification: the rows' labels by what stands on an encoder; the loss of classify.h over the labelled rows or words
// of the step.
#pragma once

#include "core/model/encoder_lm.h"
#include "core/objective/classify.h"
#include "core/objective/objective.h"

namespace tunesmith {

/// What the rows of a batch want of a head.
ItemLabels itemLabels(const PackedBatch& batch);

class ClassifyObjective final : public Objective {
public:
    /// Throws Error(BadInput) where the model is no encoder with a head.
    explicit ClassifyObjective(Transformer& model);
    std::string name() const override { return "classify"; }
    /// The head is computed on the CPU.
    std::string deviceFor(const std::string& asked) const override;
    double normaliser(const std::vector<const TokenizedRow*>& rows) const override;
    double run(CausalLm& model, const PackedBatch& batch, double normaliser, std::uint64_t dropoutKey) const override;
    std::unique_ptr<Evaluation> evaluation() const override;

private:
    Transformer& model_;
};

}  // namespace tunesmith
