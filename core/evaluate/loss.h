// Loss over rows without gradient: what validation and `inspect loss` report.
#pragma once

#include <vector>

#include "core/base/cancel.h"
#include "core/base/progress.h"
#include "core/model/causal_lm.h"

namespace tunesmith {

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
