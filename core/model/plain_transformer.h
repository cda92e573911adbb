// PlainTransformer: the same model from plain tensor operations and autograd, on any device. It is the slow, obviously
// right twin of FusedTransformer on the CPU, and what trains on CUDA and MPS.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <memory>
#include <string>

#include "core/model/causal_lm.h"
#include "core/model/parameters.h"
#include "core/model/transformer.h"

namespace tunesmith {

class PlainTransformer final : public CausalLm {
public:
    /// Base weights are copied to `device` in `dtype` (fp32 or bf16). Trained values and gradients are those of
    /// `parameters`, found by name:
    /// "<module>.weight" and "<module>.bias" for trained copies, PEFT's lora_A and lora_B keys for adapters, whose
    /// scale and dropout are the model's. Both outlive this object.
    PlainTransformer(Transformer& model, ParameterSet& parameters, const at::Device& device, at::ScalarType dtype);

    void forward(const PackedBatch& batch, std::uint64_t dropoutKey) override;
    std::vector<float> logProbabilities() override;
    std::vector<float> backward(const std::vector<float>& weights) override;
    std::vector<float> logits() override;
    std::vector<float> hidden() override;
    void backwardHidden(const std::vector<float>& pull) override;
    void setAdapters(bool on) override { model_.setAdapters(on); }

private:
    at::Tensor weight(const std::string& name);
    /// Of rows that stand where `place_` says.
    at::Tensor linear(const Linear& part, std::uint64_t place, const at::Tensor& x);
    std::vector<at::Tensor> project(const Projection& projection, const at::Tensor& x);  // [T, out] of each part
    at::Tensor norm(const Norm& part, const at::Tensor& x);  // over the last dimension; x where there is none
    /// What tells the rows of a stack apart, and the angles and scores that follow from where they stand.
    struct Angles {
        at::Tensor cosine, sine;  // [T, D'] of a rope
    };
    struct Rows {
        std::vector<std::int64_t> offsets, documents, positions, lengths;
        std::vector<Angles> angles;
        const Rows* memory = nullptr;  // of the encoder, beside a decoder
        at::Tensor memoryHidden;       // [S, C]
    };
    static Rows rowsOf(const PackedBatch& batch);
    void placeAngles(const Transformer& stack, Rows& rows) const;
    at::Tensor stackForward(Transformer& stack, const PackedBatch& batch, Rows& rows);
    at::Tensor rotate(const Transformer& stack, const Block& block, const at::Tensor& heads) const;
    at::Tensor attention(const Transformer& stack, const Block& block, const at::Tensor& x);
    at::Tensor crossAttention(const Transformer& stack, const Block& block, const at::Tensor& x);
    at::Tensor mlp(const Transformer& stack, const Block& block, const at::Tensor& x);
    at::Tensor attend(const AttentionShape& shape, const std::vector<std::int64_t>& queryOffsets, const std::vector<std::int64_t>& keyOffsets,
                      const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const Transformer* distances);
    at::Tensor distanceScores(const Transformer& stack, std::int64_t length);  // [H, n, n]
    at::Tensor scaled(const at::Tensor& x) const;  // what the head reads
    at::Tensor capped(const at::Tensor& logits) const;
    at::Tensor labelledLogProbabilities();

    Transformer& model_;
    ParameterSet& parameters_;
    at::Device device_;
    at::ScalarType dtype_;
    std::map<std::string, at::Tensor> weights_;  // leaves of what trains, constants otherwise
    // of the last forward()
    at::Tensor hidden_;  // [T, C]
    const Rows* place_ = nullptr;  // of the rows that go through a layer now
    std::vector<std::int64_t> rows_, targets_;
    std::uint64_t dropoutKey_ = 0;
};

}  // namespace tunesmith
