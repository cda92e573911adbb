#include "core/model/transformer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/kernels/kernels.h"
#include "core/model/layout.h"

namespace tunesmith {

const float* Table::rows(std::int64_t first, std::int64_t last, float* scratch) const {
    if (trained) return trained + first * base.cols;
    forRows(last - first, 64,
            [&](std::int64_t a, std::int64_t b) { base.widen(first + a, first + b, scratch + a * base.cols); });
    return scratch;
}

void Table::copyRow(std::int64_t row, float* target) const {
    if (trained)
        std::memcpy(target, trained + row * base.cols, std::size_t(base.cols) * sizeof(float));
    else
        base.widen(row, row + 1, target);
}

std::vector<Norm*> Block::norms() {
    std::vector<Norm*> all;
    for (Norm* n : {&attentionNorm, &queryNorm, &keyNorm, &postAttentionNorm, &mlpNorm, &postMlpNorm})
        if (*n) all.push_back(n);
    return all;
}

std::vector<const Norm*> Block::norms() const {
    const std::vector<Norm*> all = const_cast<Block*>(this)->norms();
    return {all.begin(), all.end()};
}

bool Block::trains() const {
    const auto all = norms();
    return std::any_of(all.begin(), all.end(), [](const Norm* n) { return n->trains(); }) || qkv.trains() ||
           output.trains() || gateUp.trains() || down.trains();
}

Transformer::Transformer(std::shared_ptr<const BaseModel> model) : base(std::move(model)), config(base->config()) {
    const ModelLayout layout = layoutOf(config);
    const auto norm = [&](const NormLayout& n) {
        Norm result;
        result.name = n.name;
        result.kind = config.norm;
        result.epsilon = float(config.normEpsilon);
        result.base = base->vector(n.name + ".weight");
        if (n.bias) result.bias = base->vector(n.name + ".bias");
        return result;
    };
    const auto optional = [&](const std::optional<NormLayout>& n) { return n ? norm(*n) : Norm(); };
    const auto linear = [&](const LinearLayout& l) {
        Linear result;
        result.name = l.name;
        result.out = l.out;
        result.in = l.in;
        result.base = base->matrix(l.name + ".weight");
        if (l.bias) result.bias = base->vector(l.name + ".bias");
        return result;
    };
    const auto projection = [&](const std::vector<LinearLayout>& parts) {
        Projection result;
        for (const LinearLayout& part : parts) result.parts.push_back(linear(part));
        return result;
    };
    embedding = {layout.embedding, base->matrix(layout.embedding + ".weight")};
    if (!layout.positions.empty()) positions = {layout.positions, base->matrix(layout.positions + ".weight")};
    head = {layout.head, base->matrix(layout.head + ".weight")};
    finalNorm = norm(layout.finalNorm);
    const float scale =
        config.attentionScale > 0 ? float(config.attentionScale) : 1.0f / std::sqrt(float(config.headWidth));
    for (std::size_t l = 0; l < layout.blocks.size(); ++l) {
        const BlockLayout& from = layout.blocks[l];
        Block block;
        block.attentionNorm = optional(from.attentionNorm);
        block.queryNorm = optional(from.queryNorm);
        block.keyNorm = optional(from.keyNorm);
        block.postAttentionNorm = optional(from.postAttentionNorm);
        block.mlpNorm = optional(from.mlpNorm);
        block.postMlpNorm = optional(from.postMlpNorm);
        block.qkv = projection(from.qkv);
        block.output = projection({from.output});
        block.gateUp = projection(from.gateUp);
        block.down = projection({from.down});
        block.attention = {config.heads,
                           config.kvHeads,
                           config.headWidth,
                           scale,
                           config.perLayer[l].window,
                           float(config.attentionCap)};
        block.rope = config.ropes.empty() ? -1 : config.perLayer[l].rope;
        std::uint64_t place = std::uint64_t(l) << 32;
        for (Projection* p : block.projections()) p->id = (place += std::uint64_t(1) << 28);
        blocks.push_back(std::move(block));
    }
    turns_.resize(config.ropes.size());
}

std::vector<Linear*> Transformer::linears() {
    std::vector<Linear*> all;
    for (Block& block : blocks)
        for (Projection* p : block.projections())
            for (Linear& part : p->parts) all.push_back(&part);
    return all;
}

std::vector<Norm*> Transformer::norms() {
    std::vector<Norm*> all;
    for (Block& block : blocks)
        for (Norm* n : block.norms()) all.push_back(n);
    all.push_back(&finalNorm);
    return all;
}

std::vector<Table*> Transformer::tables() {
    std::vector<Table*> all{&embedding};
    if (positions) all.push_back(&positions);
    if (!config.tied) all.push_back(&head);
    return all;
}

void Transformer::prepare(const std::vector<std::int64_t>& lengths) {
    for (Norm* n : norms()) n->prepare();
    for (std::size_t i = 0; i < turns_.size(); ++i) {
        const Rope& rope = config.ropes[i];
        std::map<std::int64_t, std::int64_t> longest{{0, 0}};  // of each class
        for (const std::int64_t length : lengths) {
            std::int64_t& most = longest[rope.lengthClass(length)];
            most = std::max(most, length);
        }
        std::erase_if(turns_[i], [&](const auto& entry) { return !longest.count(entry.first); });
        for (const auto& [kind, length] : longest) turns_[i][kind].extend(rope, length);
    }
}

void Transformer::Turns::extend(const Rope& rope, std::int64_t length) {
    if (length <= positions) return;
    const std::int64_t half = rope.width / 2;
    const std::vector<float> frequencies = rope.inverseFrequencies(length);
    cosine.resize(std::size_t(length * half));
    sine.resize(std::size_t(length * half));
    const auto scale = float(rope.attentionFactor);
    for (std::int64_t p = positions; p < length; ++p)
        for (std::int64_t i = 0; i < half; ++i) {
            const float angle = float(p) * frequencies[std::size_t(i)];
            cosine[std::size_t(p * half + i)] = std::cos(angle) * scale;
            sine[std::size_t(p * half + i)] = std::sin(angle) * scale;
        }
    positions = length;
}

Transformer::Angle Transformer::angle(int rope, std::int64_t position, std::int64_t length) const {
    const Rope& turning = config.ropes[std::size_t(rope)];
    const Turns& turns = turns_[std::size_t(rope)].at(turning.lengthClass(length));
    const std::int64_t half = turning.width / 2;
    return {turns.cosine.data() + position * half, turns.sine.data() + position * half, half};
}

void Transformer::rotate(const Block& block, float* qkv, const std::int64_t* at, const std::int64_t* lengths,
                         std::int64_t tokens, float sign) const {
    if (block.rope < 0) return;
    const std::int64_t width = config.qkvWidth(), d = config.headWidth;
    forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t t = first; t < last; ++t) {
            const Angle a = angle(block.rope, at[t], lengths[t]);
            for (std::int64_t h = 0; h < config.heads + config.kvHeads; ++h)
                kernels().rope(qkv + t * width + h * d, a.cosine, a.sine, a.half, sign);
        }
    });
}

void Transformer::regroup(float* qkv, std::int64_t tokens, bool back) const {
    if (!config.qkvByHead) return;
    const std::int64_t width = config.qkvWidth(), d = config.headWidth, heads = config.heads;
    forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
        std::vector<float> row(static_cast<std::size_t>(width));
        for (std::int64_t t = first; t < last; ++t) {
            float* here = qkv + t * width;
            std::memcpy(row.data(), here, std::size_t(width) * sizeof(float));
            for (std::int64_t h = 0; h < heads; ++h)
                for (std::int64_t kind = 0; kind < 3; ++kind) {
                    const std::int64_t byHead = (3 * h + kind) * d, byKind = (kind * heads + h) * d;
                    std::memcpy(here + (back ? byHead : byKind), row.data() + (back ? byKind : byHead),
                                std::size_t(d) * sizeof(float));
                }
        }
    });
}

void Transformer::embed(const std::int32_t* ids, const std::int64_t* at, std::int64_t tokens, float* x) const {
    const std::int64_t width = config.width;
    const auto scale = float(config.embeddingScale);
    std::vector<float> place(positions ? std::size_t(width) : 0);
    for (std::int64_t t = 0; t < tokens; ++t) {
        float* row = x + t * width;
        embedding.copyRow(ids[t], row);
        if (scale != 1)
            for (std::int64_t c = 0; c < width; ++c) row[c] *= scale;
        if (!positions) continue;
        positions.copyRow(at[t], place.data());
        kernels().axpy(1, place.data(), row, width);
    }
}

void Transformer::activate(const float* gateUp, float* h, std::int64_t tokens) const {
    const std::int64_t ff = config.feedForward, width = gateUpWidth();
    forRows(tokens, 8, [&](std::int64_t first, std::int64_t last) {
        if (config.gated)
            kernels().gatedMul(config.activation, gateUp + first * width, h + first * ff, last - first, ff);
        else
            kernels().activate(config.activation, gateUp + first * width, h + first * ff, (last - first) * ff);
    });
}

void Transformer::activateBackward(float* gateUp, const float* dh, std::int64_t tokens) const {
    const std::int64_t ff = config.feedForward, width = gateUpWidth();
    forRows(tokens, 8, [&](std::int64_t first, std::int64_t last) {
        if (config.gated)
            kernels().gatedMulBackward(config.activation, gateUp + first * width, dh + first * ff, last - first, ff);
        else
            kernels().activateBackward(config.activation, gateUp + first * width, dh + first * ff, (last - first) * ff);
    });
}

std::int64_t Transformer::weightScratchFloats() const {
    std::int64_t most = std::min(kHeadRows, config.vocabulary) * config.width;
    for (const Block& block : blocks)
        for (const Projection* p : block.projections()) most = std::max(most, p->scratchFloats());
    return most;
}

}  // namespace tunesmith
