// Decoder: one conversation's tokens through the model with a KV cache. Prompts go through matrix products, single tokens through
// products that read the weights as they are stored; adapters stay beside the base. One compute thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/cancel.h"
#include "core/kernels/decode.h"
#include "core/model/transformer.h"

namespace tunesmith {

class Decoder {
public:
    /// `model` outlives the decoder. With `int8` a copy of the linear weights and the head is made in int8 groups of 32.
    Decoder(Transformer& model, bool int8 = false);
    ~Decoder();

    const ModelConfig& config() const { return model_.config; }
    /// Forgets all tokens and what was read.
    void reset();
    /// Of an encoder-decoder, after reset() and before feed(): reads what is to be answered. Throws Error(BadInput) for a token or a length that
    /// the model has no place for, Error(Cancelled).
    void read(const std::vector<std::int32_t>& source, const Cancel* cancel = nullptr);
    std::int64_t length() const { return past_; }
    /// Adds tokens and returns the logits [V] after the last one. Throws Error(BadInput) for an id outside the vocabulary, Error(Cancelled)
    /// between blocks of the prompt.
    const std::vector<float>& feed(const std::vector<std::int32_t>& ids, const Cancel* cancel = nullptr);

private:
    struct Scratch;
    /// Where layer l's keys (or values) lie in their cache.
    std::size_t cacheOf(std::size_t layer) const { return layer * std::size_t(model_.config.kvHeads * capacity_ * model_.config.headWidth); }
    std::size_t memoryOf(std::size_t layer) const { return layer * std::size_t(model_.config.kvHeads * memoryTokens_ * model_.config.headWidth); }
    bool changesAngles(std::int64_t more) const;
    void grow(std::int64_t tokens);
    void embed(const std::int32_t* ids, const std::int64_t* positions, std::int64_t n);
    void prefill(const std::int32_t* ids, std::int64_t n);
    void step(std::int32_t id);
    void stepBlock(std::size_t layer, int thread);
    void stepAttention(std::size_t layer, int thread);
    /// What the blocks look at across: from `middle` to `crossMiddle`; returns the number of the first part behind it.
    std::size_t stepAcross(std::size_t layer, std::size_t firstPart, int thread);
    void stepProject(const Projection& projection, std::size_t layer, std::size_t firstPart, float* out, int thread);
    /// Sets what the next products read, on one thread, through a norm where there is one.
    void stepInput(const Norm& norm, const float* x, std::int64_t width, int thread);
    /// Where `out` [C] was projected to: through a norm where there is one, on one thread, then plus `residual`.
    void stepAdd(const Norm& norm, float* out, const float* residual, int thread);
    void head(const float* x, int thread);

    Transformer& model_;
    bool int8_;
    std::int64_t past_ = 0, capacity_ = 0, length_ = 0;  // tokens read; room for; read once this feed() ends
    std::vector<std::int32_t> read_;
    std::vector<float> keys_, values_;  // [layers, K, capacity, D]
    std::int64_t memoryTokens_ = 0;     // S: of what was read
    std::vector<float> memoryKeys_, memoryValues_;  // [layers, K, S, D]
    std::vector<float> logits_;
    std::vector<std::vector<Int8Matrix>> int8Layers_;  // [layers][parts]
    Int8Matrix int8Head_;
    std::unique_ptr<Scratch> scratch_;
    Team team_;
};

}  // namespace tunesmith
