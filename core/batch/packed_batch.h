// PackedBatch: rows laid end to end without padding; each attends to itself alone. And the packing of rows into micro-batches.
#pragma once

#include <cstdint>
#include <vector>

#include "core/tokenize/tokenize_row.h"

namespace tunesmith {

/// T tokens of D documents.
struct PackedBatch {
    std::vector<std::int32_t> ids;        // [T]
    std::vector<std::int32_t> labels;     // [T] the id that position t is trained to predict next, or -1
    std::vector<float> weights;           // how much each labelled position counts in the loss, in order; empty: 1 each
    std::vector<std::int32_t> types;      // [T] which text of a pair a token belongs to; empty: all 0. Models without token types read none
    // What a classifier learns of them, where the rows have labels: [D] or [T] numbers of labels (-1: none), or [D, labels] values.
    std::vector<std::int32_t> classes;
    std::vector<float> values;
    std::vector<std::int64_t> offsets{0}; // [D + 1]
    std::vector<std::int64_t> documents;  // [D] a number that stays with the row wherever it is packed (dropout draws by it)

    /// Of an encoder-decoder: what each document answers to.
    std::vector<std::int32_t> source;            // [S]
    std::vector<std::int64_t> sourceOffsets{0};  // [D + 1]

    std::int64_t tokens() const { return std::int64_t(ids.size()); }
    /// The sources as a batch that nothing is trained to predict in.
    PackedBatch sources() const;
    std::int64_t trainedTokens() const;
    void add(const TokenizedRow& row, std::int64_t document);
};

/// Best-fit decreasing: rows (by length) into bins of at most `capacity` tokens, a longer row alone; each bin lists rows in ascending
/// order, bins are ordered by their first row. Every row is in exactly one bin.
std::vector<std::vector<std::int64_t>> packRows(const std::vector<std::int64_t>& lengths, std::int64_t capacity);

}  // namespace tunesmith
