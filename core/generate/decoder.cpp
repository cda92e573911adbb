#include "core/generate/decoder.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <utility>

#include "core/base/error.h"
#include "core/kernels/attention.h"
#include "core/kernels/gemm.h"
#include "core/kernels/kernels.h"
#include "core/model/block_forward.h"
#include "core/model/fused_transformer.h"

namespace tunesmith {

namespace {
constexpr std::int64_t kPrefillBlock = 512;  // prompt tokens computed at once: bounds the scratch
const Norm kNoNorm;
constexpr std::int64_t kFewTokens = 4;       // up to so many, one at a time is faster than a matrix product
}  // namespace

struct Decoder::Scratch {
    std::vector<float> x, norm, qkv, attention, middle, gateUp, h, weights, adapter, branch;
    std::vector<float> crossQuery, crossMiddle;  // of an encoder-decoder
    std::vector<std::int64_t> positions, lengths;
    DecodeVector input;
    std::vector<float> narrow;  // A x of the adapters of one projection
    explicit Scratch(const Transformer& m)
        : input(std::max({m.config.width, m.config.feedForward, m.config.heads * m.config.headWidth})) {
        std::int64_t ranks = 0;
        for (const Block& block : m.blocks)
            for (const Projection* p : block.projections()) {
                std::int64_t total = 0;
                for (const Linear& part : p->parts) total += part.low.rank;
                ranks = std::max(ranks, total);
            }
        narrow.resize(std::size_t(ranks + 1));
    }
    void reserve(const Transformer& m, std::int64_t tokens) {
        const ModelConfig& c = m.config;
        const auto size = [tokens](std::vector<float>& v, std::int64_t floats) {
            if (v.size() < std::size_t(tokens * floats)) v.resize(std::size_t(tokens * floats));
        };
        for (std::vector<float>* v : {&x, &norm, &middle, &branch}) size(*v, c.width);
        size(qkv, c.qkvWidth());
        size(attention, c.heads * c.headWidth);
        size(gateUp, m.gateUpWidth());
        size(h, c.feedForward);
        if (!m.encoder) return;
        size(crossQuery, c.heads * c.headWidth);
        size(crossMiddle, c.width);
    }
};

Decoder::Decoder(Transformer& model, bool int8) : model_(model), int8_(int8), scratch_(std::make_unique<Scratch>(model)), team_(kernelThreads()) {
    model.config.requireDecoder(model.base->path());
    logits_.resize(std::size_t(model.config.vocabulary));
    if (!int8) return;
    const auto quantised = [](const float* dense, const MatrixView& base) {
        if (!dense) return Int8Matrix::quantise(base);
        return Int8Matrix::quantise({DType::F32, reinterpret_cast<const std::uint8_t*>(dense), base.rows, base.cols});
    };
    for (const Block& block : model.blocks) {
        std::vector<Int8Matrix> parts;
        for (const Projection* p : block.projections())
            for (const Linear& part : p->parts) {
                if (part.in % 32 != 0)
                    throw Error(Code::BadInput, "int8 weights need widths that are multiples of 32; decode this model without them.", part.name);
                parts.push_back(quantised(part.dense, part.base));
            }
        int8Layers_.push_back(std::move(parts));
        model.base->releasePages();  // the copy is what is read from now on
    }
    int8Head_ = quantised(model.head.trained, model.head.base);
    model.base->releasePages();
}

Decoder::~Decoder() = default;

void Decoder::reset() {
    past_ = memoryTokens_ = 0;
    read_.clear();
}

void Decoder::read(const std::vector<std::int32_t>& source, const Cancel* cancel) {
    TS_CHECK(model_.encoder && past_ == 0 && !source.empty());
    if (cancel) cancel->throwIfRequested();
    PackedBatch batch;
    batch.ids = source;
    batch.labels.assign(source.size(), -1);
    batch.offsets.push_back(batch.tokens());
    batch.documents.push_back(0);
    FusedTransformer encoder(*model_.encoder, Precision::Fp32, Keep::Nothing);
    encoder.forward(batch, 0);
    const std::vector<float> memory = encoder.hidden();
    const std::int64_t n = batch.tokens(), d = model_.config.headWidth, heads = model_.config.kvHeads;
    memoryTokens_ = n;
    memoryKeys_.resize(std::size_t(model_.config.layers * heads * n * d));
    memoryValues_.resize(memoryKeys_.size());
    std::vector<float>& weights = scratch_->weights;
    if (weights.size() < std::size_t(model_.weightScratchFloats())) weights.resize(std::size_t(model_.weightScratchFloats()));
    std::vector<float> rows(std::size_t(n * 2 * heads * d));
    for (std::size_t l = 0; l < model_.blocks.size(); ++l) {
        if (cancel) cancel->throwIfRequested();
        model_.blocks[l].crossKeyValue.forward(memory.data(), n, rows.data(), model_.adapters, {}, weights.data(), nullptr, Precision::Fp32);
        for (std::int64_t t = 0; t < n; ++t)
            for (std::int64_t h = 0; h < heads; ++h) {
                const float* row = rows.data() + (t * 2 * heads + h) * d;
                std::copy_n(row, d, memoryKeys_.data() + memoryOf(l) + (h * n + t) * d);
                std::copy_n(row + heads * d, d, memoryValues_.data() + memoryOf(l) + (h * n + t) * d);
            }
    }
}

// Whether with `more` tokens the text outgrows what the cached keys were turned for. (Dynamic angles change with every token; there the
// reference keeps what it has.)
bool Decoder::changesAngles(std::int64_t more) const {
    return past_ > 0 && std::any_of(model_.config.ropes.begin(), model_.config.ropes.end(), [&](const Rope& rope) {
        return rope.type == "longrope" && rope.lengthClass(past_) != rope.lengthClass(past_ + more);
    });
}

// Doubles the cache, so that a long answer copies it a few times only.
void Decoder::grow(std::int64_t tokens) {
    if (tokens <= capacity_) return;
    const std::int64_t d = model_.config.headWidth, rows = model_.config.layers * model_.config.kvHeads;
    const std::int64_t wanted = std::max<std::int64_t>(tokens, std::max<std::int64_t>(256, 2 * capacity_));
    for (std::vector<float>* cache : {&keys_, &values_}) {
        std::vector<float> larger(std::size_t(rows * wanted * d));
        for (std::int64_t r = 0; r < rows; ++r)
            std::copy_n(cache->data() + r * capacity_ * d, past_ * d, larger.data() + r * wanted * d);
        cache->swap(larger);
    }
    capacity_ = wanted;
}

const std::vector<float>& Decoder::feed(const std::vector<std::int32_t>& ids, const Cancel* cancel) {
    TS_CHECK(!ids.empty() && (!model_.encoder || memoryTokens_ > 0));
    for (const std::int32_t id : ids)
        if (id < 0 || id >= model_.config.vocabulary)
            throw Error(Code::BadInput, "A token id " + std::to_string(id) + " lies outside the model's vocabulary of " +
                                            std::to_string(model_.config.vocabulary) + ".");
    if (changesAngles(std::int64_t(ids.size()))) {
        std::vector<std::int32_t> all = std::move(read_);
        all.insert(all.end(), ids.begin(), ids.end());
        reset();
        return feed(all, cancel);
    }
    const auto n = std::int64_t(ids.size());
    if (const std::int64_t room = model_.positions ? model_.positions.base.rows - model_.config.positionOffset : 0; model_.positions && past_ + n > room)
        throw Error(Code::BadInput, "The conversation is longer than the " + std::to_string(room) +
                                        " positions that the model has; begin a new one.");
    grow(past_ + n);
    length_ = past_ + n;
    model_.prepare({length_});
    for (std::int64_t at = 0; at < n;) {
        if (cancel) cancel->throwIfRequested();
        const std::int64_t block = std::min(kPrefillBlock, n - at);
        if (block <= kFewTokens) {
            for (std::int64_t i = 0; i < block; ++i) step(ids[std::size_t(at + i)]);
        } else {
            prefill(ids.data() + at, block);
        }
        at += block;
    }
    read_.insert(read_.end(), ids.begin(), ids.end());
    return logits_;
}

void Decoder::embed(const std::int32_t* ids, const std::int64_t* positions, std::int64_t n) {
    float* x = scratch_->x.data();
    model_.embed(ids, positions, nullptr, n, x);
    if (model_.embeddingNorm) model_.embeddingNorm.forward(x, x, {}, n);
}

void Decoder::prefill(const std::int32_t* ids, std::int64_t n) {
    Scratch& s = *scratch_;
    const ModelConfig& c = model_.config;
    const std::int64_t d = c.headWidth, qkvWidth = c.qkvWidth();
    s.reserve(model_, n);
    if (s.weights.size() < std::size_t(model_.weightScratchFloats())) s.weights.resize(std::size_t(model_.weightScratchFloats()));
    s.positions.resize(std::size_t(n));
    s.lengths.assign(std::size_t(n), length_);
    for (std::int64_t i = 0; i < n; ++i) s.positions[std::size_t(i)] = past_ + i;
    embed(ids, s.positions.data(), n);
    BlockActivations a;
    a.x = s.x.data();
    a.qkv = s.qkv.data();
    a.attention = s.attention.data();
    a.attentionOut = a.mlpOut = s.branch.data();
    a.middle = s.middle.data();
    a.gateUp = s.gateUp.data();
    a.crossQuery = s.crossQuery.data();
    a.crossAttention = s.attention.data();
    a.crossOut = s.branch.data();
    a.crossMiddle = s.crossMiddle.data();
    BlockPass pass;
    pass.tokens = n;
    pass.positions = s.positions.data();
    pass.lengths = s.lengths.data();
    std::size_t layer = 0;
    pass.attend = [&](const Block& block, const float* qkv, float* out, float*) {
        float *keys = keys_.data() + cacheOf(layer), *values = values_.data() + cacheOf(layer);
        for (std::int64_t i = 0; i < n; ++i)
            for (std::int64_t h = 0; h < c.kvHeads; ++h) {
                const float* row = qkv + i * qkvWidth + (c.heads + h) * d;
                std::memcpy(keys + (h * capacity_ + past_ + i) * d, row, std::size_t(d) * 4);
                std::memcpy(values + (h * capacity_ + past_ + i) * d, row + c.kvHeads * d, std::size_t(d) * 4);
            }
        attentionCached(block.attention, qkv, n, qkvWidth, keys, values, capacity_, past_, out, model_.distanceBias());
    };
    pass.attendAcross = [&](const Block& block, const float* query, const float*, float* out, float*) {
        attentionCached(block.cross, query, n, c.heads * d, memoryKeys_.data() + memoryOf(layer), memoryValues_.data() + memoryOf(layer), memoryTokens_,
                        memoryTokens_ - n, out);
    };
    const BlockScratch scratch{s.norm.data(), s.h.data(), s.weights.data(), nullptr};
    // Where attention and MLP read the same x, it must outlive both.
    std::vector<float> next(c.parallel ? std::size_t(n * c.width) : 0);
    for (; layer < model_.blocks.size(); ++layer) {
        blockForward(model_, model_.blocks[layer], pass, a, scratch, c.parallel ? next.data() : a.x);
        if (c.parallel) std::memcpy(a.x, next.data(), next.size() * sizeof(float));
    }
    past_ += n;
    team_.run([&](int thread) { head(s.x.data() + (n - 1) * c.width, thread); });
}

// The logits of one token, shared by the team. With int8 weights the likeliest tokens' logits are computed once more from the stored
// weights: what decides between near equals is exact.
void Decoder::head(const float* x, int thread) {
    Scratch& s = *scratch_;
    const std::int64_t vocabulary = model_.config.vocabulary, width = model_.config.width;
    const MatrixView stored = model_.head.trained
                                  ? MatrixView{DType::F32, reinterpret_cast<const std::uint8_t*>(model_.head.trained), vocabulary, width}
                                  : model_.head.base;
    stepInput(model_.finalNorm, x, width, thread);
    const auto finish = [&](std::int64_t from, std::int64_t to) {
        if (const auto scale = float(model_.config.logitScale); scale != 1)
            for (std::int64_t i = from; i < to; ++i) logits_[std::size_t(i)] *= scale;
        if (model_.config.logitCap > 0) kernels().softCap(logits_.data() + from, to - from, 1, float(model_.config.logitCap));
    };
    const auto [first, last] = Team::share(vocabulary, thread, team_.threads());
    if (!int8_) {
        gemvRows(stored, s.input, logits_.data(), first, last);
        finish(first, last);
        return;
    }
    gemvRows(int8Head_, s.input, logits_.data(), first, last);
    constexpr std::int64_t kLikeliest = 16;  // of each thread's share
    std::vector<std::pair<float, std::int64_t>> best;
    for (std::int64_t i = first; i < last; ++i) {
        if (std::int64_t(best.size()) == kLikeliest && logits_[std::size_t(i)] <= best.front().first) continue;
        best.emplace_back(logits_[std::size_t(i)], i);
        std::push_heap(best.begin(), best.end(), std::greater<>());
        if (std::int64_t(best.size()) <= kLikeliest) continue;
        std::pop_heap(best.begin(), best.end(), std::greater<>());
        best.pop_back();
    }
    for (const auto& [logit, i] : best) gemvRows(stored, s.input, logits_.data(), i, i + 1);
    finish(first, last);
}

// One token on a team of threads: each phase is a product shared by rows, or a little work for one thread, with a barrier after it.
void Decoder::step(std::int32_t id) {
    Scratch& s = *scratch_;
    s.reserve(model_, 1);
    const std::int64_t position = past_;
    embed(&id, &position, 1);
    team_.run([&](int thread) {
        for (std::size_t l = 0; l < model_.blocks.size(); ++l) stepBlock(l, thread);
        head(s.x.data(), thread);
    });
    ++past_;
}

void Decoder::stepInput(const Norm& norm, const float* x, std::int64_t width, int thread) {
    Scratch& s = *scratch_;
    if (thread == 0) {
        if (s.norm.size() < std::size_t(width)) s.norm.resize(std::size_t(width));
        if (norm) norm.forward(x, s.norm.data(), {}, 1);
        s.input.set(norm ? s.norm.data() : x, width, int8_);
    }
    team_.wait();
}

void Decoder::stepAdd(const Norm& norm, float* out, const float* residual, int thread) {
    if (thread != 0) return;
    const bool sum = model_.config.sumNorm;
    if (sum) kernels().axpy(1, residual, out, model_.config.width);
    if (norm) norm.forward(out, out, {}, 1);
    if (!sum) kernels().axpy(1, residual, out, model_.config.width);
}

void Decoder::stepProject(const Projection& p, std::size_t l, std::size_t firstPart, float* out, int thread) {
    Scratch& s = *scratch_;
    const Kernels& k = kernels();
    const int threads = team_.threads();
    const bool adapted = model_.adapters && std::any_of(p.parts.begin(), p.parts.end(), [](const Linear& x) { return x.low.rank > 0; });
    float* y = out;
    std::int64_t narrow = 0;
    for (std::size_t i = 0; i < p.parts.size(); ++i) {
        const Linear& part = p.parts[i];
        const auto [first, last] = Team::share(part.out, thread, threads);
        if (int8_) gemvRows(int8Layers_[l][firstPart + i], s.input, y, first, last);
        else if (part.dense) gemvRows({DType::F32, reinterpret_cast<const std::uint8_t*>(part.dense), part.out, part.in}, s.input, y, first, last);
        else gemvRows(part.base, s.input, y, first, last);
        if (const float* bias = part.biasData()) k.axpy(1, bias + first, y + first, last - first);
        if (adapted && thread == int(i) % threads)
            for (std::int64_t r = 0; r < part.low.rank; ++r)
                s.narrow[std::size_t(narrow + r)] = part.low.scale * k.dot(part.low.a + r * part.in, s.input.values.data(), part.in);
        narrow += part.low.rank;
        y += part.out;
    }
    team_.wait();
    if (!adapted) return;
    y = out;
    narrow = 0;
    for (const Linear& part : p.parts) {
        const auto [first, last] = Team::share(part.out, thread, threads);
        if (part.low.rank > 0)
            for (std::int64_t o = first; o < last; ++o) y[o] += k.dot(part.low.b + o * part.low.rank, s.narrow.data() + narrow, part.low.rank);
        narrow += part.low.rank;
        y += part.out;
    }
    team_.wait();
}

// A thread takes whole key/value heads with their query heads: norms of heads, rotation, cache and attention need no other thread.
void Decoder::stepAttention(std::size_t l, int thread) {
    Scratch& s = *scratch_;
    const ModelConfig& c = model_.config;
    const Block& block = model_.blocks[l];
    const Kernels& k = kernels();
    const std::int64_t d = c.headWidth, group = c.heads / c.kvHeads, position = past_;
    if (c.qkvByHead || c.headNorm == HeadNorm::AllHeads) {
        if (thread == 0) {
            model_.regroup(s.qkv.data(), 1, false);
            if (c.headNorm == HeadNorm::AllHeads) {
                float* keys = s.qkv.data() + c.heads * d;
                block.queryNorm.forward(s.qkv.data(), s.qkv.data(), {}, 1);
                block.keyNorm.forward(keys, keys, {}, 1);
            }
        }
        team_.wait();
    }
    const auto prepare = [&](float* head, const Norm& norm, std::int64_t n) {
        if (c.headNorm == HeadNorm::EachHead) norm.forward(head, head, {}, n);
        if (block.rope < 0) return;
        const Transformer::Angle a = model_.angle(block.rope, position, length_);
        for (std::int64_t i = 0; i < n; ++i) k.rope(head + i * d, a.cosine, a.sine, a.half, 1);
    };
    AttentionShape alone = block.attention;
    alone.heads = group;
    alone.kvHeads = 1;
    for (std::int64_t h = thread; h < c.kvHeads; h += team_.threads()) {
        float *query = s.qkv.data() + h * group * d, *key = s.qkv.data() + (c.heads + h) * d;
        prepare(query, block.queryNorm, group);
        prepare(key, block.keyNorm, 1);
        float* keys = keys_.data() + cacheOf(l) + h * capacity_ * d;
        float* values = values_.data() + cacheOf(l) + h * capacity_ * d;
        std::memcpy(keys + position * d, key, std::size_t(d) * 4);
        std::memcpy(values + position * d, key + c.kvHeads * d, std::size_t(d) * 4);
        DistanceBias bias = model_.distanceBias();
        if (bias) bias.values += h * group * bias.width();
        attentionCached(alone, query, 1, group * d, keys, values, capacity_, position, s.attention.data() + h * group * d, bias);
    }
    team_.wait();
}

std::size_t Decoder::stepAcross(std::size_t l, std::size_t part, int thread) {
    Scratch& s = *scratch_;
    const ModelConfig& c = model_.config;
    const Block& block = model_.blocks[l];
    const std::int64_t d = c.headWidth, group = c.heads / c.kvHeads, n = memoryTokens_;
    stepInput(block.crossNorm, s.middle.data(), c.width, thread);
    stepProject(block.crossQuery, l, part, s.crossQuery.data(), thread);
    AttentionShape alone = block.cross;
    alone.heads = group;
    alone.kvHeads = 1;
    for (std::int64_t h = thread; h < c.kvHeads; h += team_.threads()) {
        const std::size_t at = memoryOf(l) + std::size_t(h * n * d);
        attentionCached(alone, s.crossQuery.data() + h * group * d, 1, group * d, memoryKeys_.data() + at, memoryValues_.data() + at, n, n - 1,
                        s.attention.data() + h * group * d);
    }
    team_.wait();
    stepInput(kNoNorm, s.attention.data(), c.heads * d, thread);
    part += block.crossQuery.parts.size() + block.crossKeyValue.parts.size();
    stepProject(block.crossOutput, l, part, s.crossMiddle.data(), thread);
    stepAdd(block.postCrossNorm, s.crossMiddle.data(), s.middle.data(), thread);
    return part + block.crossOutput.parts.size();
}

void Decoder::stepBlock(std::size_t l, int thread) {
    Scratch& s = *scratch_;
    const ModelConfig& c = model_.config;
    const Block& block = model_.blocks[l];
    std::size_t part = 0;  // of those that projections() names in this order
    const auto project = [&](const Projection& p, float* out) {
        stepProject(p, l, part, out, thread);
        part += p.parts.size();
    };
    stepInput(block.attentionNorm, s.x.data(), c.width, thread);
    project(block.qkv, s.qkv.data());
    stepAttention(l, thread);
    stepInput(kNoNorm, s.attention.data(), c.heads * c.headWidth, thread);
    project(block.output, s.middle.data());
    if (!c.parallel) stepAdd(block.postAttentionNorm, s.middle.data(), s.x.data(), thread);
    if (block.looksAcross()) part = stepAcross(l, part, thread);
    const float* middle = block.looksAcross() ? s.crossMiddle.data() : s.middle.data();
    stepInput(block.mlpNorm, c.parallel ? s.x.data() : middle, c.width, thread);
    project(block.gateUp, s.gateUp.data());
    if (thread == 0) {
        if (c.gated) kernels().gatedMul(c.activation, s.gateUp.data(), s.h.data(), 1, c.feedForward);
        else kernels().activate(c.activation, s.gateUp.data(), s.h.data(), c.feedForward);
    }
    stepInput(kNoNorm, s.h.data(), c.feedForward, thread);
    float* out = c.parallel ? s.branch.data() : s.x.data();
    project(block.down, out);
    stepAdd(block.postMlpNorm, out, middle, thread);
    if (c.parallel && thread == 0) kernels().axpy(1, out, s.x.data(), c.width);
}

}  // namespace tunesmith
