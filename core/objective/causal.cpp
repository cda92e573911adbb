#include "core/objective/causal.h"

namespace tunesmith {

namespace {

/// What each labelled position adds to the loss is -factor * log p.
std::vector<float> factors(const PackedBatch& batch, double normaliser) {
    std::vector<float> result(std::size_t(batch.trainedTokens()), float(1.0 / normaliser));
    for (std::size_t i = 0; i < batch.weights.size(); ++i) result[i] = float(double(batch.weights[i]) / normaliser);
    return result;
}

double lossOf(const PackedBatch& batch, const std::vector<float>& logp, double normaliser) {
    double sum = 0;
    for (std::size_t i = 0; i < logp.size(); ++i) sum += double(logp[i]) * (batch.weights.empty() ? 1.0 : double(batch.weights[i]));
    return -sum / normaliser;
}

// Every trained token counts 1 here, whatever its weight: a held-out loss compares runs, and not the weights that they were given.
class CausalEvaluation final : public Evaluation {
public:
    void add(CausalLm& model, const PackedBatch& batch) override {
        if (batch.trainedTokens() == 0) return;
        model.forward(batch, 0);
        for (const float logp : model.logProbabilities()) total_ -= double(logp);
        tokens_ += batch.trainedTokens();
    }
    double loss() const override { return tokens_ > 0 ? total_ / double(tokens_) : 0; }

private:
    double total_ = 0;
    std::int64_t tokens_ = 0;
};

}  // namespace

double CausalObjective::normaliser(const std::vector<const TokenizedRow*>& rows) const {
    double weight = 0;
    for (const TokenizedRow* row : rows) weight += row->trainedWeight();
    return weight;
}

double CausalObjective::run(CausalLm& model, const PackedBatch& batch, double normaliser, std::uint64_t dropoutKey) const {
    model.forward(batch, dropoutKey);
    std::vector<float> weights = factors(batch, normaliser);
    for (float& weight : weights) weight = -weight;
    return lossOf(batch, model.backward(weights), normaliser);
}

std::unique_ptr<Evaluation> CausalObjective::evaluation() const { return std::make_unique<CausalEvaluation>(); }

}  // namespace tunesmith
