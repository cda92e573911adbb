#include "core/model/llama.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/kernels/kernels.h"

namespace tunesmith {

const float* Table::rows(std::int64_t first, std::int64_t last, float* scratch) const {
    if (trained) return trained + first * base.cols;
    forRows(last - first, 64, [&](std::int64_t a, std::int64_t b) { base.widen(first + a, first + b, scratch + a * base.cols); });
    return scratch;
}

Llama::Llama(std::shared_ptr<const BaseModel> model) : base(std::move(model)), config(base->config()) {
    attention = {config.heads, config.kvHeads, config.headWidth, 1.0f / std::sqrt(float(config.headWidth))};
    embedding = {"model.embed_tokens", base->matrix("model.embed_tokens.weight")};
    head = {config.tied ? "model.embed_tokens" : "lm_head", base->matrix("lm_head.weight")};
    const auto norm = [&](const std::string& name) { return Norm{name, base->vector(name + ".weight")}; };
    finalNorm = norm("model.norm");
    const std::int64_t q = config.heads * config.headWidth, kv = config.kvHeads * config.headWidth;
    for (std::int64_t l = 0; l < config.layers; ++l) {
        const std::string prefix = "model.layers." + std::to_string(l) + ".";
        const auto linear = [&](const char* name, std::int64_t out, std::int64_t in) {
            Linear result;
            result.name = prefix + name;
            result.out = out;
            result.in = in;
            result.base = base->matrix(result.name + ".weight");
            if (base->has(result.name + ".bias")) result.bias = base->vector(result.name + ".bias");
            return result;
        };
        LlamaLayer layer;
        layer.attentionNorm = norm(prefix + "input_layernorm");
        layer.mlpNorm = norm(prefix + "post_attention_layernorm");
        layer.qkv.parts = {linear("self_attn.q_proj", q, config.width), linear("self_attn.k_proj", kv, config.width),
                           linear("self_attn.v_proj", kv, config.width)};
        layer.output.parts = {linear("self_attn.o_proj", config.width, q)};
        layer.gateUp.parts = {linear("mlp.gate_proj", config.feedForward, config.width), linear("mlp.up_proj", config.feedForward, config.width)};
        layer.down.parts = {linear("mlp.down_proj", config.width, config.feedForward)};
        std::uint64_t place = std::uint64_t(l) << 32;
        for (Projection* p : {&layer.qkv, &layer.output, &layer.gateUp, &layer.down}) p->id = (place += std::uint64_t(1) << 28);
        layers.push_back(std::move(layer));
    }
}

std::vector<Linear*> Llama::linears() {
    std::vector<Linear*> all;
    for (LlamaLayer& layer : layers)
        for (Projection* p : {&layer.qkv, &layer.output, &layer.gateUp, &layer.down})
            for (Linear& part : p->parts) all.push_back(&part);
    return all;
}

void Llama::prepareRotations(std::int64_t positions) {
    if (positions <= rotations_) return;
    const std::vector<float> frequencies = config.inverseFrequencies();
    const std::int64_t half = config.headWidth / 2;
    cosine_.resize(std::size_t(positions * half));
    sine_.resize(std::size_t(positions * half));
    for (std::int64_t p = rotations_; p < positions; ++p)
        for (std::int64_t i = 0; i < half; ++i) {
            const float angle = float(p) * frequencies[std::size_t(i)];
            cosine_[std::size_t(p * half + i)] = std::cos(angle);
            sine_[std::size_t(p * half + i)] = std::sin(angle);
        }
    rotations_ = positions;
}

void Llama::rotate(float* qkv, const std::int64_t* positions, std::int64_t tokens, float sign) const {
    const std::int64_t width = attention.qkvWidth(), d = config.headWidth;
    forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t t = first; t < last; ++t)
            for (std::int64_t h = 0; h < config.heads + config.kvHeads; ++h)
                kernels().rope(qkv + t * width + h * d, cosines(positions[t]), sines(positions[t]), d / 2, sign);
    });
}

void Llama::embed(const std::int32_t* ids, std::int64_t tokens, float* x) const {
    for (std::int64_t t = 0; t < tokens; ++t) {
        if (embedding.trained) std::memcpy(x + t * config.width, embedding.trained + ids[t] * config.width, std::size_t(config.width) * 4);
        else embedding.base.widen(ids[t], ids[t] + 1, x + t * config.width);
    }
}

std::int64_t Llama::weightScratchFloats() const {
    std::int64_t most = std::min(kHeadRows, config.vocabulary) * config.width;
    for (const LlamaLayer& layer : layers)
        for (const Projection* p : {&layer.qkv, &layer.output, &layer.gateUp, &layer.down}) most = std::max(most, p->scratchFloats());
    return most;
}

}  // namespace tunesmith
