// Attention over packed documents: each document attends to itself alone, causally or (encoders) all of it to all of it, grouped-query heads without copies of K and V.
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

/// qkv [T, (H + 2K) D]: per token all query heads, then key heads, then value heads, already rotated. offsets [documents + 1].
/// out [T, H D]; lse [T, H] gets log sum exp of each row's scores. `precision`: of the products, the same forward and backward.
void attentionForward(const AttentionShape& shape, const std::vector<std::int64_t>& offsets, const float* qkv, float* out, float* lse,
                      Precision precision = Precision::Fp32);

/// dqkv [T, (H + 2K) D] is overwritten. dout [T, H D]. scratch: at least attentionScratch() floats.
void attentionBackward(const AttentionShape& shape, const std::vector<std::int64_t>& offsets, const float* qkv, const float* out,
                       const float* lse, const float* dout, float* dqkv, float* scratch, Precision precision = Precision::Fp32);
std::int64_t attentionScratch(const AttentionShape& shape, std::int64_t tokens);

/// New tokens of one sequence against a cache: q [n, H D] (rotated), keys and values [K, capacity, D] that hold `past` + n tokens;
/// the i-th query sees past + i + 1 of them. out [n, H D].
void attentionCached(const AttentionShape& shape, const float* q, std::int64_t n, std::int64_t qStride, const float* keys,
                     const float* values, std::int64_t capacity, std::int64_t past, float* out);

}  // namespace tunesmith
