// PlainLlama: the same model from plain tensor operations and autograd, on any device. It is the slow, obviously right twin of FusedLlama
// on the CPU, and what trains on CUDA and MPS.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <memory>
#include <string>

#include "core/model/causal_lm.h"
#include "core/model/llama.h"
#include "core/model/parameters.h"

namespace tunesmith {

class PlainLlama final : public CausalLm {
public:
    /// Base weights are copied to `device` in `dtype` (fp32 or bf16). Trained values and gradients are those of `parameters`, found by name:
    /// "<module>.weight" and "<module>.bias" for trained copies, PEFT's lora_A and lora_B keys for adapters, whose scale and dropout are
    /// the model's. Both outlive this object.
    PlainLlama(Llama& model, ParameterSet& parameters, const at::Device& device, at::ScalarType dtype);

    void forward(const PackedBatch& batch, std::uint64_t dropoutKey) override;
    std::vector<float> logProbabilities() override;
    std::vector<float> backward(const std::vector<float>& weights) override;
    std::vector<float> logits() override;
    void setAdapters(bool on) override { model_.adapters = on; }

private:
    at::Tensor weight(const std::string& name);
    at::Tensor linear(const Linear& part, std::uint64_t place, const at::Tensor& x);
    at::Tensor norm(const Norm& part, const at::Tensor& x);
    at::Tensor rotate(const at::Tensor& heads) const;
    at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) const;
    at::Tensor labelledLogProbabilities();

    Llama& model_;
    ParameterSet& parameters_;
    at::Device device_;
    at::ScalarType dtype_;
    std::map<std::string, at::Tensor> weights_;  // leaves of what trains, constants otherwise
    // of the last forward()
    at::Tensor hidden_, cosine_, sine_;          // [T, C], [T, D]
    std::vector<std::int64_t> offsets_, documents_, positions_;
    std::vector<std::int64_t> rows_, targets_;
    std::uint64_t dropoutKey_ = 0;
};

}  // namespace tunesmith
