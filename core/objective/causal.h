// Causal language modelling: loss = -sum_t w_t log p(label_t) / sum_t w_t over the trained tokens of the step; where each weighs 1, that
// is the reduction of transformers since 4.46 (num_items_in_batch).
#pragma once

#include "core/objective/objective.h"

namespace tunesmith {

class CausalObjective final : public Objective {
public:
    explicit CausalObjective(std::string name) : name_(std::move(name)) {}
    std::string name() const override { return name_; }
    double normaliser(const std::vector<const TokenizedRow*>& rows) const override;
    double run(CausalLm& model, const PackedBatch& batch, double normaliser, std::uint64_t dropoutKey) const override;
    std::unique_ptr<Evaluation> evaluation() const override;

private:
    std::string name_;  // sft and text differ in the rows' masks alone
};

}  // namespace tunesmith
