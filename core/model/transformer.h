// Transformer: the parts of a decoder, encoder or encoder-decoder over a base model, shared by training and generation. What a family is
// lies in its ModelConfig; this holds its matrices and norms by role. Holds no activations. Torch-free.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/batch/packed_batch.h"
#include "core/kernels/attention.h"
#include "core/model/base_model.h"
#include "core/model/distance_bias.h"
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

struct ModelLayout;

/// x -> x + attention, x -> x + MLP, with norms before, after, or both; or both from the same x where config.parallel. The decoder of an
/// encoder-decoder looks at what the encoder has read in between.
struct Block {
    Norm attentionNorm, queryNorm, keyNorm, postAttentionNorm, mlpNorm,
        postMlpNorm;  // in model order; false where the family has none
    Projection qkv, output, gateUp, down;
    Norm crossNorm, postCrossNorm;
    Projection crossQuery, crossKeyValue, crossOutput;  // without parts where the family has none
    AttentionShape attention, cross;
    int rope = -1;  // of Transformer's rotations; -1: no positions

    bool looksAcross() const { return !crossQuery.parts.empty(); }
    /// Those that exist, in model order.
    std::vector<Projection*> projections();
    std::vector<const Projection*> projections() const;
    std::vector<Norm*> norms();
    std::vector<const Norm*> norms() const;
    bool trains() const;
};

struct Transformer {
    explicit Transformer(std::shared_ptr<const BaseModel> base);

    std::shared_ptr<const BaseModel> base;
    ModelConfig config;
    Table embedding, positions, types, head;  // those that the family has; where tied, head views what embedding views
    Table distances;                          // [buckets, H]
    std::vector<Block> blocks;
    Norm embeddingNorm, finalNorm;  // false where the family has none
    /// The head of an encoder, in the order in which it is used: [inner,] outer. Empty without a head.
    std::vector<Projection> classifier;
    /// Of an encoder-decoder: what reads the source; its embedding is this one's. What follows here means the decoder alone where it does not say
    /// otherwise.
    std::unique_ptr<Transformer> encoder;
    bool adapters = true;  // switched off, the base answers

    /// The encoder's, where there is one beside a decoder, and this.
    std::vector<Transformer*> stacks();
    /// In all stacks.
    void setAdapters(bool on);
    /// Every linear of the blocks, the encoder's too, by its module name ("model.layers.0.mlp.up_proj"), in model order.
    std::vector<Linear*> linears();
    /// Those of the classifier, and of them the ones that train beside an adapter: all but what came trained with the
    /// body (BERT's pooler).
    std::vector<Linear*> classifierLinears();
    std::vector<Linear*> trainedBesideAdapters();
    /// Those of the encoder too.
    std::vector<Norm*> norms();
    /// Tables that have weights of their own, the encoder's too: the head only where it is not tied.
    std::vector<Table*> tables();

    /// Call before the first block of every pass: takes up the norms' weights and rotations for sequences of these
    /// lengths.
    void prepare(const std::vector<std::int64_t>& lengths);
    /// What scores get by distance, for the lengths that were prepared.
    DistanceBias distanceBias() const { return distances ? spread_.bias() : DistanceBias{}; }
    /// Adds the gradient [H, 2 length - 1] of those numbers to that of `distances`.
    void pullDistances(const std::vector<float>& pull) { spread_.gather(pull, config, distances.gradient); }
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
    Transformer(std::shared_ptr<const BaseModel> base, const ModelConfig& config, const ModelLayout& layout);

    struct Turns {
        std::vector<float> cosine, sine;  // [positions, half]
        std::int64_t positions = 0;
        void extend(const Rope& rope, std::int64_t length);
    };
    std::vector<std::map<std::int64_t, Turns>> turns_;  // of each rope, by Rope::lengthClass()
    SpreadDistances spread_;
};

/// Rows of the head widened at once: bounds its scratch and stays in the cache.
constexpr std::int64_t kHeadRows = 4096;

}  // namespace tunesmith
