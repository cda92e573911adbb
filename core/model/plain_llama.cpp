#include "core/model/plain_llama.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/add.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/gather.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/mean.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/sum.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/kernels/kernels.h"

namespace tunesmith {

namespace {

at::Tensor copied(const std::vector<std::int64_t>& values, const at::Device& device) {
    return at::from_blob(const_cast<std::int64_t*>(values.data()), {std::int64_t(values.size())}, at::kLong).to(device, at::kLong, false, true);
}

std::vector<float> toVector(const at::Tensor& tensor) {
    const at::Tensor flat = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    const float* data = flat.const_data_ptr<float>();
    return {data, data + flat.numel()};
}

}  // namespace

PlainLlama::PlainLlama(Llama& model, ParameterSet& parameters, const at::Device& device, at::ScalarType dtype)
    : model_(model), parameters_(parameters), device_(device), dtype_(dtype) {
    for (std::size_t i = 0; i < parameters.slots().size(); ++i) {
        at::Tensor leaf = parameters.value(i).detach();
        leaf.set_requires_grad(true);
        leaf.mutable_grad() = parameters.gradient(i);
        weights_[parameters.slots()[i].name] = leaf;
    }
    for (const std::string& name : model.base->names()) {
        if (weights_.count(name)) continue;
        const MatrixView& view = model.base->matrix(name);
        at::Tensor tensor = at::empty({view.rows, view.cols}, at::kFloat);
        if (name.size() > 5 && name.compare(name.size() - 5, 5, ".bias") == 0) {
            const std::vector<float> values = model.base->vector(name);
            std::copy(values.begin(), values.end(), tensor.mutable_data_ptr<float>());
        } else {
            view.widen(0, view.rows, tensor.mutable_data_ptr<float>());
        }
        if (name.find("norm.weight") != std::string::npos || view.rows == 1) tensor = tensor.view({-1});
        weights_[name] = tensor.to(device, dtype);
    }
}

at::Tensor PlainLlama::weight(const std::string& name) { return weights_.at(name).to(dtype_); }

at::Tensor PlainLlama::norm(const Norm& part, const at::Tensor& x) {
    const at::Tensor wide = x.to(at::kFloat);
    const at::Tensor scaled = wide * at::rsqrt(at::mean(wide * wide, {-1}, true) + model_.config.normEpsilon);
    return weight(part.name + ".weight") * scaled.to(dtype_);
}

at::Tensor PlainLlama::linear(const Linear& part, std::uint64_t place, const at::Tensor& x) {
    at::Tensor y = at::matmul(x, weight(part.name + ".weight").t());  // [T, out]
    const auto bias = weights_.find(part.name + ".bias");
    if (bias != weights_.end()) y = y + bias->second.to(dtype_);
    if (part.low.rank == 0 || !model_.adapters) return y;
    const std::string key = "base_model.model." + part.name;
    at::Tensor input = x.to(at::kFloat);
    if (dropoutKey_ != 0 && part.low.dropout > 0) {
        // The mask of the fused kernels, so that both models drop the same elements.
        const std::int64_t tokens = x.size(0);
        at::Tensor mask = at::ones({tokens, part.in}, at::kFloat);
        float* rows = mask.mutable_data_ptr<float>();
        for (std::int64_t t = 0; t < tokens; ++t) {
            const std::uint64_t draw = mix64(dropoutKey_ ^ mix64(std::uint64_t(documents_[std::size_t(t)]) * 0x10001u + place));
            kernels().dropout(rows + t * part.in, rows + t * part.in, part.in, draw, std::uint64_t(positions_[std::size_t(t)] * part.in),
                              part.low.dropout);
        }
        input = input * mask.to(device_);
    }
    const at::Tensor narrow = at::matmul(input, weights_.at(key + ".lora_A.weight").t());  // [T, r]
    return y + (at::matmul(narrow, weights_.at(key + ".lora_B.weight").t()) * part.low.scale).to(dtype_);
}

// heads [T, n, D]: pairs (i, i + D/2) turn by the position's angles.
at::Tensor PlainLlama::rotate(const at::Tensor& heads) const {
    const std::int64_t half = model_.config.headWidth / 2;
    const at::Tensor low = heads.narrow(2, 0, half), high = heads.narrow(2, half, half);
    const at::Tensor turned = at::cat({high.neg(), low}, 2);
    return heads * cosine_.unsqueeze(1).to(dtype_) + turned * sine_.unsqueeze(1).to(dtype_);
}

// Each document by itself: q [T, H, D], k and v [T, K, D] -> [T, H D].
at::Tensor PlainLlama::attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) const {
    std::vector<at::Tensor> parts;
    for (std::size_t d = 0; d + 1 < offsets_.size(); ++d) {
        const std::int64_t first = offsets_[d], n = offsets_[d + 1] - offsets_[d];
        const auto heads = [&](const at::Tensor& x) { return x.narrow(0, first, n).transpose(0, 1).unsqueeze(0); };  // [1, heads, n, D]
        const at::Tensor o = at::scaled_dot_product_attention(heads(q), heads(k), heads(v), {}, 0.0, true, double(model_.attention.scale),
                                                              model_.config.heads != model_.config.kvHeads);
        parts.push_back(o.squeeze(0).transpose(0, 1).reshape({n, model_.config.heads * model_.config.headWidth}));
    }
    return at::cat(parts, 0);
}

void PlainLlama::forward(const PackedBatch& batch, std::uint64_t dropoutKey) {
    const std::int64_t tokens = batch.tokens(), half = model_.config.headWidth / 2;
    dropoutKey_ = dropoutKey;
    offsets_ = batch.offsets;
    documents_.clear();
    positions_.clear();
    rows_.clear();
    targets_.clear();
    std::vector<std::int64_t> ids(batch.ids.begin(), batch.ids.end());
    std::int64_t longest = 0;
    for (std::size_t d = 0; d + 1 < offsets_.size(); ++d)
        for (std::int64_t t = offsets_[d]; t < offsets_[d + 1]; ++t) {
            documents_.push_back(batch.documents[d]);
            positions_.push_back(t - offsets_[d]);
            longest = std::max(longest, t - offsets_[d] + 1);
        }
    for (std::int64_t t = 0; t < tokens; ++t)
        if (batch.labels[std::size_t(t)] >= 0) {
            rows_.push_back(t);
            targets_.push_back(batch.labels[std::size_t(t)]);
        }
    model_.prepareRotations(longest);
    at::Tensor cosine = at::empty({tokens, 2 * half}, at::kFloat), sine = at::empty({tokens, 2 * half}, at::kFloat);
    for (std::int64_t t = 0; t < tokens; ++t)
        for (std::int64_t i = 0; i < 2 * half; ++i) {
            cosine.mutable_data_ptr<float>()[t * 2 * half + i] = model_.cosines(positions_[std::size_t(t)])[i % half];
            sine.mutable_data_ptr<float>()[t * 2 * half + i] = model_.sines(positions_[std::size_t(t)])[i % half];
        }
    cosine_ = cosine.to(device_);
    sine_ = sine.to(device_);

    const at::AutoGradMode recording(parameters_.count() > 0);
    at::Tensor x = at::embedding(weight("model.embed_tokens.weight"), copied(ids, device_));  // [T, C]
    for (const LlamaLayer& layer : model_.layers) {
        const auto project = [&](const Projection& p, std::size_t i, const at::Tensor& input) {
            std::uint64_t column = 0;
            for (std::size_t j = 0; j < i; ++j) column += std::uint64_t(p.parts[j].out);
            return linear(p.parts[i], p.id + column, input);
        };
        const at::Tensor n = norm(layer.attentionNorm, x);
        const auto heads = [&](std::size_t i, std::int64_t count) {
            return project(layer.qkv, i, n).view({tokens, count, model_.config.headWidth});
        };
        const at::Tensor o = attend(rotate(heads(0, model_.config.heads)), rotate(heads(1, model_.config.kvHeads)), heads(2, model_.config.kvHeads));
        x = x + project(layer.output, 0, o);
        const at::Tensor m = norm(layer.mlpNorm, x);
        x = x + project(layer.down, 0, at::silu(project(layer.gateUp, 0, m)) * project(layer.gateUp, 1, m));
    }
    hidden_ = norm(model_.finalNorm, x);
}

at::Tensor PlainLlama::labelledLogProbabilities() {
    const at::Tensor picked = at::index_select(hidden_, 0, copied(rows_, device_));  // [n, C]
    const at::Tensor scores = at::matmul(picked, weight(model_.head.name + ".weight").t()).to(at::kFloat);  // [n, V]
    return at::gather(at::log_softmax(scores, 1), 1, copied(targets_, device_).unsqueeze(1)).squeeze(1);
}

std::vector<float> PlainLlama::logProbabilities() {
    const at::NoGradGuard none;
    return toVector(labelledLogProbabilities());
}

std::vector<float> PlainLlama::backward(const std::vector<float>& weights) {
    TS_CHECK(weights.size() == rows_.size());
    const at::AutoGradMode recording(true);
    const at::Tensor logp = labelledLogProbabilities();
    const at::Tensor pull = at::from_blob(const_cast<float*>(weights.data()), {std::int64_t(weights.size())}, at::kFloat).to(device_);
    at::sum(logp * pull).backward();
    hidden_ = at::Tensor();
    return toVector(logp);
}

std::vector<float> PlainLlama::logits() {
    const at::NoGradGuard none;
    return toVector(at::matmul(hidden_, weight(model_.head.name + ".weight").t()));
}

}  // namespace tunesmith
