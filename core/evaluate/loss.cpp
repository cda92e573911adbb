#include "core/evaluate/loss.h"

namespace tunesmith {

RowsLoss rowsLoss(CausalLm& model, const std::vector<TokenizedRow>& rows, std::int64_t microTokens, const Cancel& cancel, Progress* progress) {
    RowsLoss result;
    result.nll.resize(rows.size());
    std::vector<std::int64_t> lengths;
    for (const TokenizedRow& row : rows) lengths.push_back(row.length());
    if (progress) progress->total = std::int64_t(rows.size());
    for (const std::vector<std::int64_t>& bin : packRows(lengths, microTokens)) {
        cancel.throwIfRequested();
        PackedBatch batch;
        for (const std::int64_t row : bin) batch.add(rows[std::size_t(row)], row);
        if (batch.trainedTokens() > 0) {
            model.forward(batch, 0);
            const std::vector<float> logp = model.logProbabilities();
            std::size_t at = 0;
            for (std::size_t d = 0; d < bin.size(); ++d)
                for (std::int64_t t = batch.offsets[d]; t < batch.offsets[d + 1]; ++t)
                    if (batch.labels[std::size_t(t)] >= 0) result.nll[std::size_t(bin[d])] -= double(logp[at++]);
            result.trainedTokens += std::int64_t(logp.size());
        }
        if (progress) progress->done += std::int64_t(bin.size());
    }
    for (const double nll : result.nll) result.total += nll;
    return result;
}

}  // namespace tunesmith
