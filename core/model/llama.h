// Llama: the blocks of a decoder of this family over a base model, shared by training and generation. Holds no activations.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/kernels/attention.h"
#include "core/model/base_model.h"
#include "core/model/linear.h"

namespace tunesmith {

/// An RMSNorm's weight [C]: the base's, or a trained copy.
struct Norm {
    std::string name;
    std::vector<float> base;
    float *trained = nullptr, *gradient = nullptr;
    const float* data() const { return trained ? trained : base.data(); }
};

/// A [V, C] table: the embedding, or the head.
struct Table {
    std::string name;
    MatrixView base;
    float *trained = nullptr, *gradient = nullptr;
    /// Rows [first, last) in fp32: in `scratch`, or in place where a trained copy exists.
    const float* rows(std::int64_t first, std::int64_t last, float* scratch) const;
};

struct LlamaLayer {
    Norm attentionNorm, mlpNorm;
    Projection qkv, output, gateUp, down;
};

struct Llama {
    explicit Llama(std::shared_ptr<const BaseModel> base);

    std::shared_ptr<const BaseModel> base;
    ModelConfig config;
    AttentionShape attention;
    Table embedding, head;              // where tied, head views what embedding views
    std::vector<LlamaLayer> layers;
    Norm finalNorm;
    bool adapters = true;               // switched off, the base answers

    /// Every linear by its module name ("model.layers.0.mlp.up_proj"), in model order.
    std::vector<Linear*> linears();
    /// Cosines and sines [positions, D / 2] for positions up to `positions`; grows when asked for more.
    void prepareRotations(std::int64_t positions);
    const float* cosines(std::int64_t position) const { return cosine_.data() + position * config.headWidth / 2; }
    const float* sines(std::int64_t position) const { return sine_.data() + position * config.headWidth / 2; }
    /// Rotates the query and key heads of `tokens` rows of qkv; sign -1 rotates back.
    void rotate(float* qkv, const std::int64_t* positions, std::int64_t tokens, float sign) const;
    /// x [T, C] of the ids.
    void embed(const std::int32_t* ids, std::int64_t tokens, float* x) const;
    /// Floats of scratch that the widest weight needs.
    std::int64_t weightScratchFloats() const;

private:
    std::vector<float> cosine_, sine_;
    std::int64_t rotations_ = 0;
};

/// Rows of the head widened at once: bounds its scratch and stays in the cache.
constexpr std::int64_t kHeadRows = 4096;

}  // namespace tunesmith
