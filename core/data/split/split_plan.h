// SplitPlan: which rows train, validate and test when more than the row itself decides: rows that belong together (a
// patient, a case, a question) stay together, labels get their share each, or time decides.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/data/record.h"
#include "core/data/split/split.h"

namespace tunesmith {

struct SplitRule {
    SplitFractions fractions;
    std::string by = "row";  // "row", "question", a column's name, or "time:COLUMN"
    bool stratify = false;   // each label gets its share
    std::uint64_t seed = 0;

    /// Throws Error(BadInput) for shares that cannot be, or stratification of a split by time.
    void validate() const;
};

/// Sees all rows once, then tells where each goes. By the row, a question or a column without stratification each row's
/// place depends on its own key alone, so that it stays when rows are added; with stratification or time, ranks decide.
class SplitPlan {
public:
    explicit SplitPlan(SplitRule rule);
    /// In order. Throws Error(BadInput) naming the row where the column that decides is missing.
    void observe(std::int64_t position, const Record& record);
    /// For each observed row, in order.
    std::vector<Split> splits() const;

private:
    std::string keyOf(std::int64_t position, const Record& record) const;

    SplitRule rule_;
    std::vector<std::pair<std::string, std::string>> rows_;  // (label, key)
};

}  // namespace tunesmith
