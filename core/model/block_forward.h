// One block going forward over rows of tokens: the same computation for training, which keeps what the way back needs,
// and for reading a prompt, which keeps nothing. Torch-free; one compute thread.
#pragma once

#include <functional>

#include "core/model/transformer.h"

namespace tunesmith {

/// Where a block puts what it computes, all [T, ...] in floats. Those that the family lacks stay null.
struct BlockActivations {
    float* x = nullptr;             // [C] the block's input
    float* headInput = nullptr;     // [(H + K) D] queries and keys before their norms; null: not kept
    float* qkv = nullptr;           // [(H + 2K) D] as attention reads it
    float* attention = nullptr;     // [H D]
    float* lse = nullptr;           // [H] log sum exp of the scores; null: not kept
    float* attentionOut = nullptr;  // [C] before postAttentionNorm; with the residual where config.sumNorm
    float* middle =
        nullptr;  // [C] the residual between attention and MLP; where they are parallel, what attention adds
    float* crossQuery = nullptr;      // [H D]
    float* crossKeyValue = nullptr;   // [2 K D] of each token of the memory
    float* crossAttention = nullptr;  // [H D]
    float* crossLse = nullptr;        // [H]
    float* crossOut = nullptr;        // [C] before postCrossNorm; with the residual where config.sumNorm
    float* crossMiddle = nullptr;     // [C] the residual between the second attention and MLP
    float* gateUp = nullptr;  // [2 F], or [F] without a gate
    float* mlpOut = nullptr;  // [C] before postMlpNorm; with the residual where config.sumNorm
    NormStatistics attentionNorm, queryNorm, keyNorm, postAttentionNorm, crossNorm, postCrossNorm, mlpNorm, postMlpNorm;
};

struct BlockScratch {
    float *norm, *h;           // [T, C], [T, F]
    float *weights, *adapter;  // weightScratchFloats(), Projection::adapterFloats(T), and of the memory's tokens
};

/// What the blocks of a decoder look at beside their own tokens: rows [S, C] that an encoder made of the source.
struct Memory {
    const float* rows = nullptr;  // null where keys and values of it are known
    std::int64_t tokens = 0;
    TokenPlaces places;
};

/// What tells tokens and their attention apart.
struct BlockPass {
    std::int64_t tokens = 0;
    const std::int64_t *positions = nullptr,
                       *lengths = nullptr;  // [T] where each token stands, in a sequence of how many
    TokenPlaces places;
    Precision precision = Precision::Fp32;
    /// out [T, H D] (and lse [T, H] where given) from qkv.
    std::function<void(const Block& block, const float* qkv, float* out, float* lse)> attend;
    Memory memory;
    /// The same of queries [T, H D] at the memory's keys and values [S, 2 K D].
    std::function<void(const Block& block, const float* query, const float* keyValue, float* out, float* lse)> attendAcross;
};

/// `next` [T, C] gets the block's output. Transformer::prepare() comes first.
void blockForward(const Transformer& model, const Block& block, const BlockPass& pass, const BlockActivations& a,
                  const BlockScratch& scratch, float* next);

/// y += x, both [tokens, width], over all threads.
void addRows(const float* x, float* y, std::int64_t tokens, std::int64_t width);
/// Rows of the query (or key) norm in each token: one a head, or one for all.
std::int64_t queryNormRows(const ModelConfig& config);
std::int64_t keyNormRows(const ModelConfig& config);

}  // namespace tunesmith
