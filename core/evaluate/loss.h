// Loss over rows without gradient: what validation and `inspect loss` report.
#pragma once

#include <functional>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/progress.h"
#include "core/objective/objective.h"

namespace tunesmith {

/// Packs rows into micro-batches of at most `microTokens` and hands each to `look`, with the numbers of its rows. Throws Error(Cancelled).
void overRows(const std::vector<TokenizedRow>& rows, std::int64_t microTokens, const Cancel& cancel, Progress* progress,
              const std::function<void(const PackedBatch& batch, const std::vector<std::int64_t>& rows)>& look);

/// What an objective makes of held-out rows.
std::unique_ptr<Evaluation> evaluateRows(const Objective& objective, CausalLm& model, const std::vector<TokenizedRow>& rows,
                                         std::int64_t microTokens, const Cancel& cancel);

struct RowsLoss {
    std::vector<double> nll;   // summed over the trained tokens of each row, in the order of the rows; each counts 1, whatever its weight
    std::int64_t trainedTokens = 0;
    double total = 0;
    double mean() const { return trainedTokens > 0 ? total / double(trainedTokens) : 0; }
};

/// Packs rows into micro-batches of at most `microTokens`. Throws Error(Cancelled).
RowsLoss rowsLoss(CausalLm& model, const std::vector<TokenizedRow>& rows, std::int64_t microTokens, const Cancel& cancel,
                  Progress* progress = nullptr);

}  // namespace tunesmith
