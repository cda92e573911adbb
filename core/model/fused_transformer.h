// FusedTransformer: the fast way on a CPU. Forward and backward are written out over buffers that are allocated once
// and reused; weights are widened (and adapters merged) a projection at a time into one scratch; the head runs on
// labelled tokens alone, in chunks.
//
// Kept per token and layer, in floats: x and the middle residual (C each), rotated qkv, the attention's output and
// log-sum-exp, gate and up; what comes before the norms of heads and of branches in families that have them; the same again
// of a second attention. Norms, the activation and the widened weights are made again in the backward pass.
//
// An encoder-decoder is two of these: the decoder's runs the encoder's first and looks at its hidden states; going back it
// hands over what its blocks pull on them.
#pragma once

#include <memory>
#include <vector>

#include "core/model/block_forward.h"
#include "core/model/causal_lm.h"
#include "core/model/transformer.h"

namespace tunesmith {

/// Nothing: for forward() and hidden() alone, with the memory of one block.
enum class Keep { Activations, Nothing };

class FusedTransformer final : public CausalLm {
public:
    /// `model` outlives this object; who trains it sets its parts' gradient pointers first.
    explicit FusedTransformer(Transformer& model, Precision precision = Precision::Fp32, Keep keep = Keep::Activations);
    ~FusedTransformer() override;

    void forward(const PackedBatch& batch, std::uint64_t dropoutKey) override;
    std::vector<float> logProbabilities() override;
    std::vector<float> backward(const std::vector<float>& weights) override;
    std::vector<float> logits() override;
    std::vector<float> hidden() override;
    void backwardHidden(const std::vector<float>& pull) override;
    void setAdapters(bool on) override { model_.setAdapters(on); }

    /// Bytes of buffers for a micro-batch of `tokens` (of an encoder-decoder: source and answer together); what forward()
    /// and backward() allocate, at most.
    static std::int64_t workspaceBytes(const Transformer& model, std::int64_t tokens);

private:
    struct Workspace;
    void reserve(std::int64_t tokens, std::int64_t memoryTokens);
    void readSource(const PackedBatch& batch, std::uint64_t dropoutKey);
    void crossBranchBackward(std::size_t layer);
    BlockPass pass() const;
    void blocksBackward();
    void blockBackward(std::size_t layer, bool needInput);
    void attentionBranchBackward(std::size_t layer, float* dInput, bool needInput);
    void mlpBranchBackward(std::size_t layer, float* dInput);
    const float* pullBehind(const Norm& norm, const float* read, NormStatistics statistics);
    const float* readAgain(const Norm& norm, const float* input);
    void pullBefore(const Norm& norm, const float* input, NormStatistics statistics, float* dInput);
    void headNormsBackward(std::size_t layer);
    void capLogits(float* logits, std::int64_t rows) const;
    void gatherLabelled();
    std::vector<float> headPass(const std::vector<float>* weights);
    void embeddingBackward();
    std::int64_t lowestTrained() const;
    bool trains() const;

    Transformer& model_;
    Precision precision_;
    Keep keep_;
    std::unique_ptr<FusedTransformer> encoder_;  // of an encoder-decoder
    std::unique_ptr<Workspace> w_;
};

}  // namespace tunesmith
