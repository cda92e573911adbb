// ModelLayout: the modules of a model under the names that they have in a Hugging Face folder, in model order. Made
// from a ModelConfig and its family's names; the one place that says which tensors a model consists of. Torch-free.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/model/config.h"

namespace tunesmith {

struct TensorLayout {
    std::string name;                 // with ".weight" or ".bias"
    std::vector<std::int64_t> shape;  // as the file has it
    std::int64_t count() const;
};

struct LinearLayout {
    std::string name;  // "model.layers.0.self_attn.q_proj"
    std::int64_t out = 0, in = 0;
    bool bias = false;
};

struct NormLayout {
    std::string name;
    std::int64_t width = 0;
    bool bias = false;
};

struct BlockLayout {
    /// Those that the family has: before attention and MLP, after them, and of queries and keys.
    std::optional<NormLayout> attentionNorm, postAttentionNorm, mlpNorm, postMlpNorm, queryNorm, keyNorm;
    std::vector<LinearLayout> qkv, gateUp;  // that read the same input, in the order of their outputs
    LinearLayout output, down;
    /// Of a decoder's attention to what an encoder has read; empty: there is none.
    std::optional<NormLayout> crossNorm, postCrossNorm;
    std::vector<LinearLayout> crossQuery, crossKeyValue, crossOutput;
};

struct ModelLayout {
    /// Tables [V, C], [positions, C], [token types, C], [V, C] (where tied, the embedding's name); empty: there is
    /// none.
    std::string embedding, positions, types, head;
    /// [buckets, H]; empty: there is none.
    std::string distances;
    std::vector<BlockLayout> blocks;
    std::optional<NormLayout> embeddingNorm, finalNorm;
    /// Of an encoder's head, in the order in which they are used: one or two.
    std::vector<LinearLayout> classifier;
    bool transposed = false, tied = false;
    std::int64_t vocabulary = 0, width = 0, learnedPositions = 0, tokenTypes = 0, distanceBuckets = 0, heads = 0;
    /// Of an encoder-decoder: the stack that reads the source, with the same embedding.
    std::shared_ptr<const ModelLayout> encoder;

    /// Every tensor in model order.
    std::vector<TensorLayout> tensors() const;
    /// The names of the linear layers' weights.
    std::set<std::string> linearWeights() const;
    /// The name in a GGUF file ("blk.0.attn_q.weight") of each tensor -> its name here.
    std::map<std::string, std::string> ggufNames() const;

private:
    void addGgufBlocks(const std::string& stack, const std::string& output, std::map<std::string, std::string>& names) const;
};

ModelLayout layoutOf(const ModelConfig& config);

}  // namespace tunesmith
