// Attention over packed documents: queries of each document look at its keys alone, causally or (encoders, and decoders at what an encoder read) at
// all of them; grouped-query heads without copies of K and V.
#pragma once

#include <cstdint>
#include <vector>

#include "core/kernels/gemm.h"

namespace tunesmith {

struct AttentionShape {
    std::int64_t heads = 0, kvHeads = 0, headWidth = 0;  // H, K, D
    float scale = 0;                                     // usually 1 / sqrt(D)
    std::int64_t window = 0;                             // tokens that a token sees, itself included; 0: all before it
    float cap = 0;                                       // scores become cap tanh(score / cap); 0: they stay
    bool causal = true;                                  // false: every token of the document sees all of it, and there is no window
    std::int64_t qkvWidth() const { return (heads + 2 * kvHeads) * headWidth; }
};

/// What is added to a score by how far its key stands from its query (T5): values [H, 2 length - 1], of which entry length - 1 + key - query
/// counts. None where `values` is null; never beside a cap.
struct DistanceBias {
    const float* values = nullptr;
    std::int64_t length = 0;  // of the longest document that they serve
    std::int64_t width() const { return 2 * length - 1; }
    const float* from(std::int64_t head, std::int64_t query, std::int64_t key) const { return values + head * width() + length - 1 + key - query; }
    explicit operator bool() const { return values != nullptr; }
};

/// Queries [T, H D], and keys and values [S, K D] that they look at, each a part of wider rows; already rotated. Both hold the same documents in
/// the same order.
struct AttentionRows {
    const std::vector<std::int64_t>*queryOffsets, *keyOffsets;  // [documents + 1]
    const float *q, *k, *v;
    std::int64_t qStride, kvStride;
    DistanceBias bias = {};

    /// Of tokens that look at each other: qkv [T, (H + 2K) D] has per token all query heads, then key heads, then value heads.
    static AttentionRows self(const AttentionShape& s, const std::vector<std::int64_t>& offsets, const float* qkv, DistanceBias bias = {}) {
        const float* k = qkv + s.heads * s.headWidth;
        return {&offsets, &offsets, qkv, k, k + s.kvHeads * s.headWidth, s.qkvWidth(), s.qkvWidth(), bias};
    }
    /// Of tokens that look at others: q [T, H D], kv [S, 2 K D].
    static AttentionRows cross(const AttentionShape& s, const std::vector<std::int64_t>& offsets, const float* q,
                               const std::vector<std::int64_t>& keyOffsets, const float* kv) {
        const std::int64_t width = s.kvHeads * s.headWidth;
        return {&offsets, &keyOffsets, q, kv, kv + width, s.heads * s.headWidth, 2 * width, {}};
    }
    std::int64_t queries() const { return queryOffsets->back(); }
    std::int64_t keys() const { return keyOffsets->back(); }
};

/// Where gradients go, with the strides of the rows they belong to; all are overwritten but the bias's [H, 2 length - 1], which is added to and
/// may be null.
struct AttentionPull {
    float *q, *k, *v;
    float* bias = nullptr;

    /// Into rows like those of AttentionRows::self() and cross().
    static AttentionPull self(const AttentionShape& s, float* qkv, float* bias = nullptr) {
        float* k = qkv + s.heads * s.headWidth;
        return {qkv, k, k + s.kvHeads * s.headWidth, bias};
    }
    static AttentionPull cross(const AttentionShape& s, float* q, float* kv) { return {q, kv, kv + s.kvHeads * s.headWidth}; }
};

/// out [T, H D]; lse [T, H] gets log sum exp of each row's scores. `precision`: of the products, the same forward and backward.
void attentionForward(const AttentionShape& shape, const AttentionRows& rows, float* out, float* lse, Precision precision = Precision::Fp32);

/// dout [T, H D]. scratch: at least attentionScratch() floats.
void attentionBackward(const AttentionShape& shape, const AttentionRows& rows, const float* out, const float* lse, const float* dout,
                       const AttentionPull& pull, float* scratch, Precision precision = Precision::Fp32);
std::int64_t attentionScratch(const AttentionShape& shape, std::int64_t keys, bool bias = false);

/// New tokens of one sequence against a cache: q [n, H D] (rotated), keys and values [K, capacity, D] that hold `past` + n tokens;
/// the i-th query sees past + i + 1 of them, or where the shape is not causal all `past` + n. out [n, H D].
void attentionCached(const AttentionShape& shape, const float* q, std::int64_t n, std::int64_t qStride, const float* keys,
                     const float* values, std::int64_t capacity, std::int64_t past, float* out, DistanceBias bias = {});

}  // namespace tunesmith
