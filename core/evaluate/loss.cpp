#include "core/evaluate/loss.h"

namespace tunesmith {

void overRows(const std::vector<TokenizedRow>& rows, std::int64_t microTokens, const Cancel& cancel, Progress* progress,
              const std::function<void(const PackedBatch& batch, const std::vector<std::int64_t>& rows)>& look) {
    std::vector<std::int64_t> lengths;
    for (const TokenizedRow& row : rows) lengths.push_back(row.length());
    if (progress) progress->total = std::int64_t(rows.size());
    for (const std::vector<std::int64_t>& bin : packRows(lengths, microTokens)) {
        cancel.throwIfRequested();
        PackedBatch batch;
        for (const std::int64_t row : bin) batch.add(rows[std::size_t(row)], row);
        look(batch, bin);
        if (progress) progress->done += std::int64_t(bin.size());
    }
}

std::unique_ptr<Evaluation> evaluateRows(const Objective& objective, CausalLm& model, const std::vector<TokenizedRow>& rows,
                                         std::int64_t microTokens, const Cancel& cancel) {
    std::unique_ptr<Evaluation> evaluation = objective.evaluation();
    overRows(rows, microTokens, cancel, nullptr, [&](const PackedBatch& batch, const auto&) { evaluation->add(model, batch); });
    return evaluation;
}

RowsLoss rowsLoss(CausalLm& model, const std::vector<TokenizedRow>& rows, std::int64_t microTokens, const Cancel& cancel, Progress* progress) {
    RowsLoss result;
    result.nll.resize(rows.size());
    overRows(rows, microTokens, cancel, progress, [&](const PackedBatch& batch, const std::vector<std::int64_t>& bin) {
        if (batch.trainedTokens() == 0) return;
        model.forward(batch, 0);
        const std::vector<float> logp = model.logProbabilities();
        std::size_t at = 0;
        for (std::size_t d = 0; d < bin.size(); ++d)
            for (std::int64_t t = batch.offsets[d]; t < batch.offsets[d + 1]; ++t)
                if (batch.labels[std::size_t(t)] >= 0) result.nll[std::size_t(bin[d])] -= double(logp[at++]);
        result.trainedTokens += std::int64_t(logp.size());
    });
    for (const double nll : result.nll) result.total += nll;
    return result;
}

}  // namespace tunesmith
