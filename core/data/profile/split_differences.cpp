#include "core/data/profile/split_differences.h"

#include <algorithm>
#include <functional>

#include "core/data/profile/measures.h"

namespace tunesmith {

namespace {

using Counts = std::array<std::vector<std::int64_t>, 3>;  // by split

Counts countsOf(const std::vector<RowFacts>& rows, const std::function<int(const RowFacts&)>& category) {
    Counts counts;
    for (const RowFacts& row : rows) {
        const auto at = std::size_t(category(row) + 1);  // -1: none
        for (auto& list : counts)
            if (list.size() <= at) list.resize(at + 1);
        ++counts[std::size_t(row.split)][at];
    }
    return counts;
}

}  // namespace

std::vector<SplitDifference> splitDifferences(const std::vector<RowFacts>& rows, const Distribution& lengths) {
    Counts lengthCounts;
    for (std::size_t split = 0; split < 3; ++split) lengthCounts[split] = lengths.bySplit[split].counts;
    const std::pair<const char*, Counts> measures[] = {
        {"labels", countsOf(rows, [](const RowFacts& row) { return int(row.label); })},
        {"topics", countsOf(rows, [](const RowFacts& row) { return int(row.topic); })},
        {"lengths", lengthCounts},
        {"languages", countsOf(rows, [](const RowFacts& row) { return int(row.language); })}};
    std::array<std::int64_t, 3> sizes{};
    for (const RowFacts& row : rows) ++sizes[std::size_t(row.split)];
    std::vector<SplitDifference> all;
    for (const Split split : {Split::Validation, Split::Test}) {
        const auto held = std::size_t(split);
        if (sizes[0] == 0 || sizes[held] == 0) continue;
        for (const auto& [name, counts] : measures) {
            if (counts[0].size() < 2) continue;  // nothing is told apart
            all.push_back({name, split, sizes[held], jensenShannonBits(counts[0], counts[held]),
                           jensenShannonByChance(counts[0], counts[held])});
        }
    }
    return all;
}

}  // namespace tunesmith
