// Transformer: the parts of a decoder or encoder over a base model, shared by training and generation. What a family is
// lies in its ModelConfig; this holds its matrices and norms by role. Holds no activations. Torch-free.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/batch/packed_batch.h"
#include "core/kernels/attention.h"
#include "core/model/base_model.h"
#include "core/model/linear.h"
#include "core/model/norm.h"

namespace tunesmith {

/// A table [rows, C]: the embedding, the positions, or the head.
struct Table {
    std::string name;  // empty: there is none
    MatrixView base;
    float *trained = nullptr, *gradient = nullptr;

    explicit operator bool() const { return !name.empty(); }
    /// Rows [first, last) in fp32: in `scratch`, or in place where a trained copy exists.
    const float* rows(std::int64_t first, std::int64_t last, float* scratch) const;
    /// One row into `target`.
    void copyRow(std::int64_t row, float* target) const;
};

/// x -> x + attention, x -> x + MLP, with norms before, after, or both; or both from the same x where config.parallel.
struct Block {
    Norm attentionNorm, queryNorm, keyNorm, postAttentionNorm, mlpNorm,
        postMlpNorm;  // in model order; false where the family has none
    Projection qkv, output, gateUp, down;
    AttentionShape attention;
    int rope = -1;  // of Transformer's rotations; -1: no positions

    std::array<Projection*, 4> projections() { return {&qkv, &output, &gateUp, &down}; }
    std::array<const Projection*, 4> projections() const { return {&qkv, &output, &gateUp, &down}; }
    /// Those that exist.
    std::vector<Norm*> norms();
    std::vector<const Norm*> norms() const;
    bool trains() const;
};

struct Transformer {
    explicit Transformer(std::shared_ptr<const BaseModel> base);

    std::shared_ptr<const BaseModel> base;
    ModelConfig config;
    Table embedding, positions, types, head;  // those that the family has; where tied, head views what embedding views
    std::vector<Block> blocks;
    Norm embeddingNorm, finalNorm;  // false where the family has none
    /// The head of an encoder, in the order in which it is used: [inner,] outer. Empty without a head.
    std::vector<Projection> classifier;
    bool adapters = true;  // switched off, the base answers

    /// Every linear of the blocks by its module name ("model.layers.0.mlp.up_proj"), in model order.
    std::vector<Linear*> linears();
    /// Those of the classifier, and of them the ones that train beside an adapter: all but what came trained with the
    /// body (BERT's pooler).
    std::vector<Linear*> classifierLinears();
    std::vector<Linear*> trainedBesideAdapters();
    std::vector<Norm*> norms();
    /// Tables that have weights of their own: the head only where it is not tied.
    std::vector<Table*> tables();

    /// Call before the first block of every pass: takes up the norms' weights and rotations for sequences of these
    /// lengths.
    void prepare(const std::vector<std::int64_t>& lengths);
    /// Cosines and sines of one position for the first 2 * half values of a head.
    struct Angle {
        const float *cosine, *sine;
        std::int64_t half;
    };
    /// At a position of a sequence whose length was prepared.
    Angle angle(int rope, std::int64_t position, std::int64_t length) const;
    /// Rotates the query and key heads of `tokens` rows of qkv, given each token's position and its sequence's length;
    /// sign -1 rotates back.
    void rotate(const Block& block, float* qkv, const std::int64_t* positions, const std::int64_t* lengths,
                std::int64_t tokens, float sign) const;
    /// Where the file has queries, keys and values head by head, puts the rows of qkv in their order (all queries,
    /// keys, values) or back.
    void regroup(float* qkv, std::int64_t tokens, bool back) const;
    /// x [T, C] of the ids at their positions, before the embedding's norm. `tokenTypes` [T] may be null: all 0.
    void embed(const std::int32_t* ids, const std::int64_t* positions, const std::int32_t* tokenTypes,
               std::int64_t tokens, float* x) const;
    /// Throws Error(BadInput) for ids, token types and lengths that the tables do not have.
    void check(const PackedBatch& batch) const;
    /// h [tokens, F] from gateUp [tokens, 2 F] (or [tokens, F] where the MLP has no gate), and the gradient of gateUp
    /// in its place from dh.
    void activate(const float* gateUp, float* h, std::int64_t tokens) const;
    void activateBackward(float* gateUp, const float* dh, std::int64_t tokens) const;
    std::int64_t gateUpWidth() const { return (config.gated ? 2 : 1) * config.feedForward; }
    /// Floats of scratch that the widest weight needs.
    std::int64_t weightScratchFloats() const;

private:
    struct Turns {
        std::vector<float> cosine, sine;  // [positions, half]
        std::int64_t positions = 0;
        void extend(const Rope& rope, std::int64_t length);
    };
    std::vector<std::map<std::int64_t, Turns>> turns_;  // of each rope, by Rope::lengthClass()
};

/// Rows of the head widened at once: bounds its scratch and stays in the cache.
constexpr std::int64_t kHeadRows = 4096;

}  // namespace tunesmith
