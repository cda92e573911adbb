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
                mix64(dropoutKey_ ^ mix64(std::uint64_t(place_->documents[std::size_t(t)]) * 0x10001u + place));
            kernels().dropout(rows + t * part.in, rows + t * part.in, part.in, draw,
                              std::uint64_t(place_->positions[std::size_t(t)] * part.in), part.low.dropout);
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
at::Tensor PlainTransformer::rotate(const Transformer& stack, const Block& block, const at::Tensor& heads) const {
    if (block.rope < 0) return heads;
    const auto& [cosine, sine] = place_->angles[std::size_t(block.rope)];
    const std::int64_t half = stack.config.ropes[std::size_t(block.rope)].width / 2, rest = heads.size(2) - 2 * half;
    const at::Tensor turning = heads.narrow(2, 0, 2 * half);
    const at::Tensor turned = at::cat({turning.narrow(2, half, half).neg(), turning.narrow(2, 0, half)}, 2);
    const at::Tensor result = turning * cosine.unsqueeze(1).to(dtype_) + turned * sine.unsqueeze(1).to(dtype_);
    return rest > 0 ? at::cat({result, heads.narrow(2, 2 * half, rest)}, 2) : result;
}

at::Tensor PlainTransformer::distanceScores(const Transformer& stack, std::int64_t length) {
    std::vector<std::int64_t> buckets;
    for (std::int64_t query = 0; query < length; ++query)
        for (std::int64_t key = 0; key < length; ++key) buckets.push_back(distanceBucket(key - query, stack.config));
    return at::embedding(weight(stack.distances.name + ".weight"), copied(buckets, device_)).view({length, length, -1}).permute({2, 0, 1});
}

// Each document by itself: q [T, H, D], k and v [S, K, D] -> [T, H D].
at::Tensor PlainTransformer::attend(const AttentionShape& shape, const std::vector<std::int64_t>& queryOffsets,
                                    const std::vector<std::int64_t>& keyOffsets, const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                                    const Transformer* distances) {
    std::vector<at::Tensor> parts;
    for (std::size_t d = 0; d + 1 < queryOffsets.size(); ++d) {
        const std::int64_t n = queryOffsets[d + 1] - queryOffsets[d], m = keyOffsets[d + 1] - keyOffsets[d];
        const auto heads = [&](const at::Tensor& x, std::int64_t first, std::int64_t rows) { return x.narrow(0, first, rows).transpose(0, 1); };
        const at::Tensor query = heads(q, queryOffsets[d], n), key = heads(k, keyOffsets[d], m), value = heads(v, keyOffsets[d], m);  // [heads, n, D]
        at::Tensor o;
        if (shape.window == 0 && shape.cap == 0 && !distances) {
            o = at::scaled_dot_product_attention(query.unsqueeze(0), key.unsqueeze(0), value.unsqueeze(0), {}, 0.0, shape.causal, double(shape.scale),
                                                 shape.heads != shape.kvHeads)
                    .squeeze(0);
        } else {
            const std::int64_t group = shape.heads / shape.kvHeads;
            const auto repeated = [&](const at::Tensor& x) { return x.repeat_interleave(group, 0); };
            at::Tensor scores = at::matmul(query, repeated(key).transpose(1, 2)) * double(shape.scale);  // [H, n, m]
            if (distances) scores = scores + distanceScores(*distances, n);
            if (shape.cap > 0) scores = at::tanh(scores / double(shape.cap)) * double(shape.cap);
            if (shape.causal) {
                const at::Tensor all = at::full({n, m}, -std::numeric_limits<float>::infinity(), scores.options());
                at::Tensor hidden = all.triu(1);
                if (shape.window > 0) hidden = hidden + all.tril(-shape.window);
                scores = scores + hidden;
            }
            o = at::matmul(at::softmax(scores, -1, at::kFloat).to(dtype_), repeated(value));
        }
        parts.push_back(o.transpose(0, 1).reshape({n, shape.heads * shape.headWidth}));
    }
    return at::cat(parts, 0);
}

at::Tensor PlainTransformer::attention(const Transformer& stack, const Block& block, const at::Tensor& x) {
    const ModelConfig& c = stack.config;
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
    const at::Tensor o = attend(block.attention, place_->offsets, place_->offsets, rotate(stack, block, queries), rotate(stack, block, keys),
                                heads(all.narrow(1, q + kv, kv)), stack.distances ? &stack : nullptr);
    return project(block.output, o).front();
}

// x [T, C] looks at the encoder's rows [S, C].
at::Tensor PlainTransformer::crossAttention(const Transformer& stack, const Block& block, const at::Tensor& x) {
    const std::int64_t d = stack.config.headWidth;
    const Rows& own = *place_;
    const auto heads = [d](const at::Tensor& flat) { return flat.reshape({flat.size(0), -1, d}); };
    const at::Tensor queries = project(block.crossQuery, norm(block.crossNorm, x)).front();
    place_ = own.memory;
    const std::vector<at::Tensor> keyValue = project(block.crossKeyValue, own.memoryHidden);
    place_ = &own;
    const at::Tensor o =
        attend(block.cross, own.offsets, own.memory->offsets, heads(queries), heads(keyValue[0]), heads(keyValue[1]), nullptr);
    return project(block.crossOutput, o).front();
}

at::Tensor PlainTransformer::mlp(const Transformer& stack, const Block& block, const at::Tensor& x) {
    const ModelConfig& c = stack.config;
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

at::Tensor PlainTransformer::scaled(const at::Tensor& x) const {
    return model_.config.logitScale == 1 ? x : x * model_.config.logitScale;
}

at::Tensor PlainTransformer::capped(const at::Tensor& logits) const {
    const double cap = model_.config.logitCap;
    return cap > 0 ? at::tanh(logits / cap) * cap : logits;
}

// Cosines and sines [T, D'] of every rope at the rows' positions.
void PlainTransformer::placeAngles(const Transformer& stack, Rows& rows) const {
    const auto tokens = std::int64_t(rows.positions.size());
    for (int rope = 0; rope < int(stack.config.ropes.size()); ++rope) {
        const std::int64_t half = stack.config.ropes[std::size_t(rope)].width / 2;
        at::Tensor cosine = at::empty({tokens, 2 * half}, at::kFloat), sine = at::empty({tokens, 2 * half}, at::kFloat);
        for (std::int64_t t = 0; t < tokens; ++t) {
            const Transformer::Angle a = stack.angle(rope, rows.positions[std::size_t(t)], rows.lengths[std::size_t(t)]);
            for (std::int64_t i = 0; i < 2 * half; ++i) {
                cosine.mutable_data_ptr<float>()[t * 2 * half + i] = a.cosine[i % half];
                sine.mutable_data_ptr<float>()[t * 2 * half + i] = a.sine[i % half];
            }
        }
        rows.angles.push_back({cosine.to(device_), sine.to(device_)});
    }
}

PlainTransformer::Rows PlainTransformer::rowsOf(const PackedBatch& batch) {
    Rows rows;
    rows.offsets = batch.offsets;
    for (std::size_t d = 0; d + 1 < batch.offsets.size(); ++d)
        for (std::int64_t t = batch.offsets[d]; t < batch.offsets[d + 1]; ++t) {
            rows.documents.push_back(batch.documents[d]);
            rows.positions.push_back(t - batch.offsets[d]);
            rows.lengths.push_back(batch.offsets[d + 1] - batch.offsets[d]);
        }
    return rows;
}

at::Tensor PlainTransformer::stackForward(Transformer& stack, const PackedBatch& batch, Rows& rows) {
    const std::int64_t tokens = batch.tokens();
    stack.check(batch);
    stack.prepare(rows.lengths);
    placeAngles(stack, rows);
    place_ = &rows;
    at::Tensor x = at::embedding(weight(stack.embedding.name + ".weight"), copied({batch.ids.begin(), batch.ids.end()}, device_)) *
                   stack.config.embeddingScale;  // [T, C]
    if (stack.positions) {
        std::vector<std::int64_t> at = rows.positions;
        for (std::int64_t& row : at) row += stack.config.positionOffset;
        x = x + at::embedding(weight(stack.positions.name + ".weight"), copied(at, device_));
    }
    if (stack.types) {
        std::vector<std::int64_t> types(batch.types.begin(), batch.types.end());
        types.resize(std::size_t(tokens));
        x = x + at::embedding(weight(stack.types.name + ".weight").view({-1, stack.config.width}), copied(types, device_));
    }
    x = norm(stack.embeddingNorm, x);
    for (const Block& block : stack.blocks) {
        // The norm behind a branch reads what the branch adds, or that with the residual.
        const auto add = [&](const Norm& after, const at::Tensor& branch) {
            x = stack.config.sumNorm ? norm(after, x + branch) : x + norm(after, branch);
        };
        if (stack.config.parallel) {
            x = x + norm(block.postAttentionNorm, attention(stack, block, x)) + norm(block.postMlpNorm, mlp(stack, block, x));
            continue;
        }
        add(block.postAttentionNorm, attention(stack, block, x));
        if (block.looksAcross()) add(block.postCrossNorm, crossAttention(stack, block, x));
        add(block.postMlpNorm, mlp(stack, block, x));
    }
    return norm(stack.finalNorm, x);
}

void PlainTransformer::forward(const PackedBatch& batch, std::uint64_t dropoutKey) {
    dropoutKey_ = dropoutKey;
    rows_.clear();
    targets_.clear();
    for (std::size_t t = 0; t < batch.labels.size(); ++t)
        if (batch.labels[t] >= 0) {
            rows_.push_back(std::int64_t(t));
            targets_.push_back(batch.labels[t]);
        }
    const at::AutoGradMode recording(parameters_.count() > 0);
    Rows rows = rowsOf(batch), sources;
    if (model_.encoder) {
        TS_CHECK(batch.sourceOffsets.size() == batch.offsets.size());
        const PackedBatch source = batch.sources();
        sources = rowsOf(source);
        rows.memoryHidden = stackForward(*model_.encoder, source, sources);
        rows.memory = &sources;
    }
    hidden_ = stackForward(model_, batch, rows);
    place_ = nullptr;
}

at::Tensor PlainTransformer::labelledLogProbabilities() {
    const at::Tensor picked = scaled(at::index_select(hidden_, 0, copied(rows_, device_)));  // [n, C]
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
    return toVector(capped(at::matmul(scaled(hidden_), weight(model_.head.name + ".weight").t())));
}

}  // namespace tunesmith
