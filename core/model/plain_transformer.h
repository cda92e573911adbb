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
    void setAdapters(bool on) override { model_.adapters = on; }

private:
    at::Tensor weight(const std::string& name);
    at::Tensor linear(const Linear& part, std::uint64_t place, const at::Tensor& x);
    std::vector<at::Tensor> project(const Projection& projection, const at::Tensor& x);  // [T, out] of each part
    at::Tensor norm(const Norm& part, const at::Tensor& x);  // over the last dimension; x where there is none
    at::Tensor rotate(const Block& block, const at::Tensor& heads) const;
    at::Tensor attention(const Block& block, const at::Tensor& x);
    at::Tensor mlp(const Block& block, const at::Tensor& x);
    at::Tensor attend(const AttentionShape& shape, const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) const;
    at::Tensor capped(const at::Tensor& logits) const;
    void placeAngles();
    at::Tensor labelledLogProbabilities();

    Transformer& model_;
    ParameterSet& parameters_;
    at::Device device_;
    at::ScalarType dtype_;
    std::map<std::string, at::Tensor> weights_;  // leaves of what trains, constants otherwise
    // of the last forward()
    at::Tensor hidden_;  // [T, C]
    struct Angles {
        at::Tensor cosine, sine;  // [T, D'] of a rope
    };
    std::vector<Angles> angles_;
    std::vector<std::int64_t> offsets_, documents_, positions_, lengths_;
    std::vector<std::int64_t> rows_, targets_;
    std::uint64_t dropoutKey_ = 0;
};

}  // namespace tunesmith
