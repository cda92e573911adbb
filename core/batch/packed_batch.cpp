#include "core/batch/packed_batch.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace tunesmith {

std::int64_t PackedBatch::trainedTokens() const {
    return std::count_if(labels.begin(), labels.end(), [](std::int32_t label) { return label >= 0; });
}

PackedBatch PackedBatch::sources() const {
    PackedBatch batch;
    batch.ids = source;
    batch.labels.assign(source.size(), -1);
    batch.offsets = sourceOffsets;
    batch.documents = documents;
    return batch;
}

void PackedBatch::add(const TokenizedRow& row, std::int64_t document) {
    const std::size_t n = row.ids.size();
    ids.insert(ids.end(), row.ids.begin(), row.ids.end());
    if (!row.weights.empty() || !weights.empty()) {
        weights.resize(std::size_t(trainedTokens()), 1.0f);
        for (std::size_t t = 1; t < n; ++t)
            if (row.trained[t]) weights.push_back(row.weights.empty() ? 1.0f : row.weights[t]);
    }
    for (std::size_t t = 0; t < n; ++t) labels.push_back(t + 1 < n && row.trained[t + 1] ? row.ids[t + 1] : -1);
    source.insert(source.end(), row.source.begin(), row.source.end());
    sourceOffsets.push_back(std::int64_t(source.size()));
    if (!row.types.empty() || !types.empty()) {
        types.resize(ids.size() - n, 0);
        types.insert(types.end(), row.types.begin(), row.types.end());
        types.resize(ids.size(), 0);
    }
    classes.insert(classes.end(), row.classes.begin(), row.classes.end());
    values.insert(values.end(), row.values.begin(), row.values.end());
    offsets.push_back(tokens());
    documents.push_back(document);
}

std::vector<std::vector<std::int64_t>> packRows(const std::vector<std::int64_t>& lengths, std::int64_t capacity) {
    std::vector<std::int64_t> order(lengths.size());
    std::iota(order.begin(), order.end(), std::int64_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](std::int64_t a, std::int64_t b) { return lengths[std::size_t(a)] > lengths[std::size_t(b)]; });
    std::vector<std::vector<std::int64_t>> bins;
    std::multimap<std::int64_t, std::size_t> free;  // room left -> bin
    for (const std::int64_t row : order) {
        const std::int64_t length = lengths[std::size_t(row)];
        const auto best = free.lower_bound(length);
        std::size_t bin = bins.size();
        std::int64_t room = capacity;
        if (best != free.end()) {
            room = best->first;
            bin = best->second;
            free.erase(best);
        } else {
            bins.emplace_back();
        }
        bins[bin].push_back(row);
        if (room > length) free.emplace(room - length, bin);
    }
    for (auto& bin : bins) std::sort(bin.begin(), bin.end());
    std::sort(bins.begin(), bins.end(), [](const auto& a, const auto& b) { return a.front() < b.front(); });
    return bins;
}

}  // namespace tunesmith
