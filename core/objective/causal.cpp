#include "core/objective/causal.h"

#include <numeric>

namespace tunesmith {

double CausalObjective::normaliser(const std::vector<const TokenizedRow*>& rows) const {
    std::int64_t tokens = 0;
    for (const TokenizedRow* row : rows) tokens += row->trainedCount();
    return double(tokens);
}

double CausalObjective::run(CausalLm& model, const PackedBatch& batch, double normaliser, std::uint64_t dropoutKey) const {
    model.forward(batch, dropoutKey);
    const std::vector<float> weights(std::size_t(batch.trainedTokens()), float(-1.0 / normaliser));
    const std::vector<float> logp = model.backward(weights);
    return -std::accumulate(logp.begin(), logp.end(), 0.0) / normaliser;
}

double CausalObjective::evaluate(CausalLm& model, const PackedBatch& batch, double normaliser) const {
    model.forward(batch, 0);
    const std::vector<float> logp = model.logProbabilities();
    return -std::accumulate(logp.begin(), logp.end(), 0.0) / normaliser;
}

}  // namespace tunesmith
