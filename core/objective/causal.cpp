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

double CausalObjective::evaluate(CausalLm& model, const PackedBatch& batch, double normaliser) const {
    model.forward(batch, 0);
    return lossOf(batch, model.logProbabilities(), normaliser);
}

}  // namespace tunesmith
