#include "core/model/transformer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/error.h"
#include "core/kernels/kernels.h"
#include "core/model/arch/architectures.h"
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
    for (Norm* n : {&attentionNorm, &queryNorm, &keyNorm, &postAttentionNorm, &crossNorm, &postCrossNorm, &mlpNorm, &postMlpNorm})
        if (*n) all.push_back(n);
    return all;
}

std::vector<Projection*> Block::projections() {
    if (!looksAcross()) return {&qkv, &output, &gateUp, &down};
    return {&qkv, &output, &crossQuery, &crossKeyValue, &crossOutput, &gateUp, &down};
}

std::vector<const Projection*> Block::projections() const {
    const std::vector<Projection*> all = const_cast<Block*>(this)->projections();
    return {all.begin(), all.end()};
}

std::vector<const Norm*> Block::norms() const {
    const std::vector<Norm*> all = const_cast<Block*>(this)->norms();
    return {all.begin(), all.end()};
}

bool Block::trains() const {
    const auto trained = [](const auto* part) { return part->trains(); };
    const auto parts = projections();
    const auto scales = norms();
    return std::any_of(scales.begin(), scales.end(), trained) || std::any_of(parts.begin(), parts.end(), trained);
}

Transformer::Transformer(std::shared_ptr<const BaseModel> model) : Transformer(model, model->config(), layoutOf(model->config())) {}

Transformer::Transformer(std::shared_ptr<const BaseModel> model, const ModelConfig& stack, const ModelLayout& layout)
    : base(std::move(model)), config(stack) {
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
    if (!layout.types.empty()) types = {layout.types, base->matrix(layout.types + ".weight")};
    if (!layout.distances.empty()) distances = {layout.distances, base->matrix(layout.distances + ".weight")};
    if (layout.encoder) encoder.reset(new Transformer(base, *config.encoder, *layout.encoder));
    if (!layout.head.empty()) head = {layout.head, base->matrix(layout.head + ".weight")};
    embeddingNorm = optional(layout.embeddingNorm);
    finalNorm = optional(layout.finalNorm);
    for (const LinearLayout& part : layout.classifier) classifier.push_back(projection({part}));
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
        block.crossNorm = optional(from.crossNorm);
        block.postCrossNorm = optional(from.postCrossNorm);
        block.crossQuery = projection(from.crossQuery);
        block.crossKeyValue = projection(from.crossKeyValue);
        block.crossOutput = projection(from.crossOutput);
        block.gateUp = projection(from.gateUp);
        block.down = projection({from.down});
        block.attention = {config.heads,
                           config.kvHeads,
                           config.headWidth,
                           scale,
                           config.perLayer[l].window,
                           float(config.attentionCap),
                           config.causal()};
        block.cross = block.attention;
        block.cross.causal = false;
        block.rope = config.ropes.empty() ? -1 : config.perLayer[l].rope;
        // An encoder beside a decoder draws its own dropout.
        std::uint64_t place = std::uint64_t(l) << 32 | (config.kind == ModelKind::Encoder && base->config().encoder ? std::uint64_t(1) << 63 : 0);
        for (Projection* p : block.projections()) p->id = (place += std::uint64_t(1) << 28);
        blocks.push_back(std::move(block));
    }
    turns_.resize(config.ropes.size());
}

std::vector<Transformer*> Transformer::stacks() {
    return encoder ? std::vector<Transformer*>{encoder.get(), this} : std::vector<Transformer*>{this};
}

void Transformer::setAdapters(bool on) {
    for (Transformer* stack : stacks()) stack->adapters = on;
}

std::vector<Linear*> Transformer::linears() {
    std::vector<Linear*> all = encoder ? encoder->linears() : std::vector<Linear*>();
    for (Block& block : blocks)
        for (Projection* p : block.projections())
            for (Linear& part : p->parts) all.push_back(&part);
    return all;
}

std::vector<Linear*> Transformer::classifierLinears() {
    std::vector<Linear*> all;
    for (Projection& p : classifier) all.push_back(&p.parts.front());
    return all;
}

std::vector<Linear*> Transformer::trainedBesideAdapters() {
    std::vector<Linear*> all;
    const std::vector<std::string> drawn = base->newTensors();
    const std::string body = architectureOf(config.family).names.prefix;
    for (Linear* part : classifierLinears())
        if (part->name.rfind(body, 0) != 0 ||
            std::find(drawn.begin(), drawn.end(), part->name + ".weight") != drawn.end())
            all.push_back(part);
    return all;
}

std::vector<Norm*> Transformer::norms() {
    std::vector<Norm*> all = encoder ? encoder->norms() : std::vector<Norm*>();
    if (embeddingNorm) all.push_back(&embeddingNorm);
    for (Block& block : blocks)
        for (Norm* n : block.norms()) all.push_back(n);
    if (finalNorm) all.push_back(&finalNorm);
    return all;
}

std::vector<Table*> Transformer::tables() {
    std::vector<Table*> all{&embedding};
    if (positions) all.push_back(&positions);
    if (types) all.push_back(&types);
    if (distances) all.push_back(&distances);
    if (encoder)
        for (Table* table : encoder->tables())
            if (table != &encoder->embedding) all.push_back(table);
    if (head && !config.tied) all.push_back(&head);
    return all;
}

void Transformer::prepare(const std::vector<std::int64_t>& lengths) {
    for (Norm* n : norms()) n->prepare();
    if (distances) {
        std::vector<float> table(std::size_t(distances.base.rows * distances.base.cols));
        spread_.spread(distances.rows(0, distances.base.rows, table.data()), config, *std::max_element(lengths.begin(), lengths.end()));
    }
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

void Transformer::check(const PackedBatch& batch) const {
    for (const std::int32_t id : batch.ids)
        if (id < 0 || id >= config.vocabulary)
            throw Error(Code::BadInput,
                        "A token id " + std::to_string(id) + " lies outside the model's vocabulary of " +
                            std::to_string(config.vocabulary) + "; the tokenizer does not belong to this model.");
    if (types && !batch.types.empty()) TS_CHECK(batch.types.size() == batch.ids.size());
    for (const std::int32_t type : batch.types)
        if (types && (type < 0 || type >= config.tokenTypes))
            throw Error(Code::BadInput, "A token of the type " + std::to_string(type) +
                                            " cannot be read: the model has " + std::to_string(config.tokenTypes) +
                                            " types.");
    const std::int64_t room = config.learnedPositions - config.positionOffset;
    for (std::size_t d = 0; positions && d + 1 < batch.offsets.size(); ++d)
        if (const std::int64_t length = batch.offsets[d + 1] - batch.offsets[d]; length > room)
            throw Error(Code::BadInput, "A row of " + std::to_string(length) + " tokens is longer than the " +
                                            std::to_string(room) + " positions that the model has.");
}

void Transformer::embed(const std::int32_t* ids, const std::int64_t* at, const std::int32_t* kinds, std::int64_t tokens,
                        float* x) const {
    const std::int64_t width = config.width;
    const auto scale = float(config.embeddingScale);
    std::vector<float> place(positions || types ? std::size_t(width) : 0);
    for (std::int64_t t = 0; t < tokens; ++t) {
        float* row = x + t * width;
        embedding.copyRow(ids[t], row);
        if (scale != 1)
            for (std::int64_t c = 0; c < width; ++c) row[c] *= scale;
        if (positions) {
            positions.copyRow(at[t] + config.positionOffset, place.data());
            kernels().axpy(1, place.data(), row, width);
        }
        if (!types) continue;
        types.copyRow(kinds ? kinds[t] : 0, place.data());
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
    std::int64_t most = head ? std::min(kHeadRows, config.vocabulary) * config.width : 0;
    for (const Block& block : blocks)
        for (const Projection* p : block.projections()) most = std::max(most, p->scratchFloats());
    return most;
}

}  // namespace tunesmith
