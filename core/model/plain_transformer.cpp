#include "core/model/plain_transformer.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/add.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>
#include <ATen/ops/gather.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/mean.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/sum.h>
#include <ATen/ops/tanh.h>

#include <limits>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/kernels/kernels.h"

namespace tunesmith {

namespace {

at::Tensor copied(const std::vector<std::int64_t>& values, const at::Device& device) {
    return at::from_blob(const_cast<std::int64_t*>(values.data()), {std::int64_t(values.size())}, at::kLong)
        .to(device, at::kLong, false, true);
}

std::vector<float> toVector(const at::Tensor& tensor) {
    const at::Tensor flat = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    const float* data = flat.const_data_ptr<float>();
    return {data, data + flat.numel()};
}

}  // namespace

PlainTransformer::PlainTransformer(Transformer& model, ParameterSet& parameters, const at::Device& device,
                                   at::ScalarType dtype)
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
        if (view.rows == 1) {
            const std::vector<float> values = model.base->vector(name);
            std::copy(values.begin(), values.end(), tensor.mutable_data_ptr<float>());
        } else {
            view.widen(0, view.rows, tensor.mutable_data_ptr<float>());
        }
        if (view.rows == 1) tensor = tensor.view({-1});
        weights_[name] = tensor.to(device, dtype);
    }
}

at::Tensor PlainTransformer::weight(const std::string& name) {
    return weights_.at(name).to(dtype_);
}

at::Tensor PlainTransformer::norm(const Norm& part, const at::Tensor& x) {
    if (!part) return x;
    const at::Tensor wide = x.to(at::kFloat);
    if (part.kind == NormKind::Layer)
        return at::layer_norm(wide, {part.width()}, weight(part.name + ".weight").to(at::kFloat),
                              weight(part.name + ".bias").to(at::kFloat), double(part.epsilon))
            .to(dtype_);
    const at::Tensor scaled = wide * at::rsqrt(at::mean(wide * wide, {-1}, true) + double(part.epsilon));
    if (part.kind == NormKind::RmsOffset)
        return (scaled * (weight(part.name + ".weight").to(at::kFloat) + 1)).to(dtype_);
    return weight(part.name + ".weight") * scaled.to(dtype_);
}

at::Tensor PlainTransformer::linear(const Linear& part, std::uint64_t place, const at::Tensor& x) {
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
            const std::uint64_t draw =
                mix64(dropoutKey_ ^ mix64(std::uint64_t(documents_[std::size_t(t)]) * 0x10001u + place));
            kernels().dropout(rows + t * part.in, rows + t * part.in, part.in, draw,
                              std::uint64_t(positions_[std::size_t(t)] * part.in), part.low.dropout);
        }
        input = input * mask.to(device_);
    }
    const at::Tensor narrow = at::matmul(input, weights_.at(key + ".lora_A.weight").t());  // [T, r]
    return y + (at::matmul(narrow, weights_.at(key + ".lora_B.weight").t()) * part.low.scale).to(dtype_);
}

std::vector<at::Tensor> PlainTransformer::project(const Projection& projection, const at::Tensor& x) {
    std::vector<at::Tensor> results;
    std::uint64_t column = 0;
    for (const Linear& part : projection.parts) {
        results.push_back(linear(part, projection.id + column, x));
        column += std::uint64_t(part.out);
    }
    return results;
}

// heads [T, n, D]: of the first D' values, pairs (i, i + D'/2) turn by the position's angles.
at::Tensor PlainTransformer::rotate(const Block& block, const at::Tensor& heads) const {
    if (block.rope < 0) return heads;
    const auto& [cosine, sine] = angles_[std::size_t(block.rope)];
    const std::int64_t half = model_.config.ropes[std::size_t(block.rope)].width / 2, rest = heads.size(2) - 2 * half;
    const at::Tensor turning = heads.narrow(2, 0, 2 * half);
    const at::Tensor turned = at::cat({turning.narrow(2, half, half).neg(), turning.narrow(2, 0, half)}, 2);
    const at::Tensor result = turning * cosine.unsqueeze(1).to(dtype_) + turned * sine.unsqueeze(1).to(dtype_);
    return rest > 0 ? at::cat({result, heads.narrow(2, 2 * half, rest)}, 2) : result;
}

// Each document by itself: q [T, H, D], k and v [T, K, D] -> [T, H D].
at::Tensor PlainTransformer::attend(const AttentionShape& shape, const at::Tensor& q, const at::Tensor& k,
                                    const at::Tensor& v) const {
    std::vector<at::Tensor> parts;
    for (std::size_t d = 0; d + 1 < offsets_.size(); ++d) {
        const std::int64_t first = offsets_[d], n = offsets_[d + 1] - offsets_[d];
        const auto heads = [&](const at::Tensor& x) { return x.narrow(0, first, n).transpose(0, 1); };  // [heads, n, D]
        at::Tensor o;
        if (shape.window == 0 && shape.cap == 0) {
            o = at::scaled_dot_product_attention(heads(q).unsqueeze(0), heads(k).unsqueeze(0), heads(v).unsqueeze(0),
                                                 {}, 0.0, shape.causal, double(shape.scale),
                                                 shape.heads != shape.kvHeads)
                    .squeeze(0);
        } else {
            const std::int64_t group = shape.heads / shape.kvHeads;
            const auto repeated = [&](const at::Tensor& x) { return heads(x).repeat_interleave(group, 0); };
            at::Tensor scores = at::matmul(heads(q), repeated(k).transpose(1, 2)) * double(shape.scale);  // [H, n, n]
            TS_CHECK(shape.causal);
            if (shape.cap > 0) scores = at::tanh(scores / double(shape.cap)) * double(shape.cap);
            const at::Tensor all = at::full({n, n}, -std::numeric_limits<float>::infinity(), scores.options());
            at::Tensor hidden = all.triu(1);
            if (shape.window > 0) hidden = hidden + all.tril(-shape.window);
            o = at::matmul(at::softmax(scores + hidden, -1, at::kFloat).to(dtype_), repeated(v));
        }
        parts.push_back(o.transpose(0, 1).reshape({n, shape.heads * shape.headWidth}));
    }
    return at::cat(parts, 0);
}

at::Tensor PlainTransformer::attention(const Block& block, const at::Tensor& x) {
    const ModelConfig& c = model_.config;
    const std::int64_t tokens = x.size(0), d = c.headWidth, q = c.heads * d, kv = c.kvHeads * d;
    at::Tensor all = at::cat(project(block.qkv, norm(block.attentionNorm, x)), 1);  // [T, (H + 2K) D]
    if (c.qkvByHead) all = all.view({tokens, c.heads, 3, d}).transpose(1, 2).reshape({tokens, 3 * q});
    at::Tensor queries = all.narrow(1, 0, q), keys = all.narrow(1, q, kv);
    const auto heads = [&](const at::Tensor& flat) { return flat.reshape({tokens, -1, d}); };
    if (c.headNorm == HeadNorm::AllHeads) {
        queries = norm(block.queryNorm, queries);
        keys = norm(block.keyNorm, keys);
    }
    queries = heads(queries);
    keys = heads(keys);
    if (c.headNorm == HeadNorm::EachHead) {
        queries = norm(block.queryNorm, queries);
        keys = norm(block.keyNorm, keys);
    }
    const at::Tensor o =
        attend(block.attention, rotate(block, queries), rotate(block, keys), heads(all.narrow(1, q + kv, kv)));
    return project(block.output, o).front();
}

at::Tensor PlainTransformer::mlp(const Block& block, const at::Tensor& x) {
    const ModelConfig& c = model_.config;
    const auto activated = [&](const at::Tensor& t) {
        switch (c.activation) {
            case Activation::Silu:
                return at::silu(t);
            case Activation::GeluTanh:
                return at::gelu(t, "tanh");
            case Activation::Gelu:
                return at::gelu(t);
            case Activation::Relu:
                return at::relu(t);
        }
        return t;
    };
    const at::Tensor all =
        at::cat(project(block.gateUp, norm(block.mlpNorm, x)), 1);  // [T, 2 F], or [T, F] without a gate
    const at::Tensor h = c.gated
                             ? activated(all.narrow(1, 0, c.feedForward)) * all.narrow(1, c.feedForward, c.feedForward)
                             : activated(all);
    return project(block.down, h).front();
}

at::Tensor PlainTransformer::capped(const at::Tensor& logits) const {
    const double cap = model_.config.logitCap;
    return cap > 0 ? at::tanh(logits / cap) * cap : logits;
}

// Cosines and sines [T, D'] of every rope at the tokens' positions.
void PlainTransformer::placeAngles() {
    angles_.clear();
    const auto tokens = std::int64_t(positions_.size());
    for (int rope = 0; rope < int(model_.config.ropes.size()); ++rope) {
        const std::int64_t half = model_.config.ropes[std::size_t(rope)].width / 2;
        at::Tensor cosine = at::empty({tokens, 2 * half}, at::kFloat), sine = at::empty({tokens, 2 * half}, at::kFloat);
        for (std::int64_t t = 0; t < tokens; ++t) {
            const Transformer::Angle a = model_.angle(rope, positions_[std::size_t(t)], lengths_[std::size_t(t)]);
            for (std::int64_t i = 0; i < 2 * half; ++i) {
                cosine.mutable_data_ptr<float>()[t * 2 * half + i] = a.cosine[i % half];
                sine.mutable_data_ptr<float>()[t * 2 * half + i] = a.sine[i % half];
            }
        }
        angles_.push_back({cosine.to(device_), sine.to(device_)});
    }
}

void PlainTransformer::forward(const PackedBatch& batch, std::uint64_t dropoutKey) {
    const std::int64_t tokens = batch.tokens();
    model_.check(batch);
    dropoutKey_ = dropoutKey;
    offsets_ = batch.offsets;
    documents_.clear();
    positions_.clear();
    rows_.clear();
    targets_.clear();
    std::vector<std::int64_t> ids(batch.ids.begin(), batch.ids.end());
    lengths_.clear();
    for (std::size_t d = 0; d + 1 < offsets_.size(); ++d)
        for (std::int64_t t = offsets_[d]; t < offsets_[d + 1]; ++t) {
            documents_.push_back(batch.documents[d]);
            positions_.push_back(t - offsets_[d]);
            lengths_.push_back(offsets_[d + 1] - offsets_[d]);
        }
    for (std::int64_t t = 0; t < tokens; ++t)
        if (batch.labels[std::size_t(t)] >= 0) {
            rows_.push_back(t);
            targets_.push_back(batch.labels[std::size_t(t)]);
        }
    model_.prepare(lengths_);
    placeAngles();

    const at::AutoGradMode recording(parameters_.count() > 0);
    at::Tensor x = at::embedding(weight(model_.embedding.name + ".weight"), copied(ids, device_)) *
                   model_.config.embeddingScale;  // [T, C]
    if (model_.positions) {
        std::vector<std::int64_t> rows = positions_;
        for (std::int64_t& row : rows) row += model_.config.positionOffset;
        x = x + at::embedding(weight(model_.positions.name + ".weight"), copied(rows, device_));
    }
    if (model_.types) {
        std::vector<std::int64_t> rows(batch.types.begin(), batch.types.end());
        rows.resize(std::size_t(tokens));
        x = x +
            at::embedding(weight(model_.types.name + ".weight").view({-1, model_.config.width}), copied(rows, device_));
    }
    x = norm(model_.embeddingNorm, x);
    for (const Block& block : model_.blocks) {
        if (model_.config.parallel) {
            x = x + norm(block.postAttentionNorm, attention(block, x)) + norm(block.postMlpNorm, mlp(block, x));
        } else if (model_.config.sumNorm) {
            x = norm(block.postAttentionNorm, x + attention(block, x));
            x = norm(block.postMlpNorm, x + mlp(block, x));
        } else {
            x = x + norm(block.postAttentionNorm, attention(block, x));
            x = x + norm(block.postMlpNorm, mlp(block, x));
        }
    }
    hidden_ = norm(model_.finalNorm, x);
}

at::Tensor PlainTransformer::labelledLogProbabilities() {
    const at::Tensor picked = at::index_select(hidden_, 0, copied(rows_, device_));  // [n, C]
    const at::Tensor scores =
        capped(at::matmul(picked, weight(model_.head.name + ".weight").t()).to(at::kFloat));  // [n, V]
    return at::gather(at::log_softmax(scores, 1), 1, copied(targets_, device_).unsqueeze(1)).squeeze(1);
}

std::vector<float> PlainTransformer::logProbabilities() {
    const at::NoGradGuard none;
    return toVector(labelledLogProbabilities());
}

std::vector<float> PlainTransformer::backward(const std::vector<float>& weights) {
    TS_CHECK(weights.size() == rows_.size());
    const at::AutoGradMode recording(true);
    const at::Tensor logp = labelledLogProbabilities();
    const at::Tensor pull =
        at::from_blob(const_cast<float*>(weights.data()), {std::int64_t(weights.size())}, at::kFloat).to(device_);
    at::sum(logp * pull).backward();
    hidden_ = at::Tensor();
    return toVector(logp);
}

std::vector<float> PlainTransformer::hidden() {
    return toVector(hidden_);
}

void PlainTransformer::backwardHidden(const std::vector<float>& pull) {
    const at::AutoGradMode recording(true);
    at::sum(hidden_.to(at::kFloat) *
            at::from_blob(const_cast<float*>(pull.data()), hidden_.sizes(), at::kFloat).to(device_))
        .backward();
    hidden_ = at::Tensor();
}

std::vector<float> PlainTransformer::logits() {
    const at::NoGradGuard none;
    return toVector(capped(at::matmul(hidden_, weight(model_.head.name + ".weight").t())));
}

}  // namespace tunesmith
