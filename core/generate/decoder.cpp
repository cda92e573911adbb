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

namespace tunesmith {

namespace {
constexpr std::int64_t kPrefillBlock = 512;  // prompt tokens computed at once: bounds the scratch
constexpr std::int64_t kFewTokens = 4;       // up to so many, one at a time is faster than a matrix product
}  // namespace

struct Decoder::Scratch {
    std::vector<float> x, norm, qkv, attention, middle, gateUp, h, weights, adapter;
    std::vector<std::int64_t> positions;
    DecodeVector input;
    std::vector<float> narrow;  // A x of the adapters of one projection
    explicit Scratch(const Llama& m)
        : input(std::max({m.config.width, m.config.feedForward, m.config.heads * m.config.headWidth})) {
        std::int64_t ranks = 0;
        for (const Linear& part : m.layers.front().qkv.parts) ranks += part.low.rank;
        for (const LlamaLayer& layer : m.layers)
            for (const Projection* p : {&layer.qkv, &layer.output, &layer.gateUp, &layer.down}) {
                std::int64_t total = 0;
                for (const Linear& part : p->parts) total += part.low.rank;
                ranks = std::max(ranks, total);
            }
        narrow.resize(std::size_t(ranks + 1));
    }
};

Decoder::Decoder(Llama& model, bool int8) : model_(model), int8_(int8), scratch_(std::make_unique<Scratch>(model)), team_(kernelThreads()) {
    logits_.resize(std::size_t(model.config.vocabulary));
    if (!int8) return;
    const auto quantised = [](const float* dense, const MatrixView& base) {
        if (!dense) return Int8Matrix::quantise(base);
        return Int8Matrix::quantise({DType::F32, reinterpret_cast<const std::uint8_t*>(dense), base.rows, base.cols});
    };
    for (const LlamaLayer& layer : model.layers) {
        std::vector<Int8Matrix> parts;
        for (const Projection* p : {&layer.qkv, &layer.output, &layer.gateUp, &layer.down})
            for (const Linear& part : p->parts) {
                if (part.in % 32 != 0)
                    throw Error(Code::BadInput, "int8 weights need widths that are multiples of 32; decode this model without them.", part.name);
                parts.push_back(quantised(part.dense, part.base));
            }
        int8Layers_.push_back(std::move(parts));
    }
    int8Head_ = quantised(model.head.trained, model.head.base);
}

Decoder::~Decoder() = default;

void Decoder::reset() { past_ = 0; }

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
    TS_CHECK(!ids.empty());
    for (const std::int32_t id : ids)
        if (id < 0 || id >= model_.config.vocabulary)
            throw Error(Code::BadInput, "A token id " + std::to_string(id) + " lies outside the model's vocabulary of " +
                                            std::to_string(model_.config.vocabulary) + ".");
    const auto n = std::int64_t(ids.size());
    grow(past_ + n);
    model_.prepareRotations(past_ + n);
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
    return logits_;
}

void Decoder::prefill(const std::int32_t* ids, std::int64_t n) {
    Scratch& s = *scratch_;
    const ModelConfig& c = model_.config;
    const Kernels& k = kernels();
    const std::int64_t width = c.width, d = c.headWidth, qkvWidth = model_.attention.qkvWidth(), ff = c.feedForward;
    const auto eps = float(c.normEpsilon);
    const auto size = [](std::vector<float>& v, std::int64_t floats) {
        if (v.size() < std::size_t(floats)) v.resize(std::size_t(floats));
    };
    size(s.x, n * width);
    size(s.norm, n * width);
    size(s.middle, n * width);
    size(s.qkv, n * qkvWidth);
    size(s.attention, n * c.heads * d);
    size(s.gateUp, n * 2 * ff);
    size(s.h, n * ff);
    size(s.weights, model_.weightScratchFloats());
    s.positions.resize(std::size_t(n));
    for (std::int64_t i = 0; i < n; ++i) s.positions[std::size_t(i)] = past_ + i;
    model_.embed(ids, n, s.x.data());
    const TokenPlaces places;  // no dropout
    const auto project = [&](const Projection& p, const float* in, float* out) {
        p.forward(in, n, out, model_.adapters, places, s.weights.data(), nullptr, Precision::Fp32);
    };
    for (std::size_t l = 0; l < model_.layers.size(); ++l) {
        LlamaLayer& layer = model_.layers[l];
        k.rmsNorm(s.x.data(), layer.attentionNorm.data(), s.norm.data(), nullptr, n, width, eps);
        project(layer.qkv, s.norm.data(), s.qkv.data());
        model_.rotate(s.qkv.data(), s.positions.data(), n, 1);
        const std::size_t cache = l * std::size_t(c.kvHeads * capacity_ * d);
        for (std::int64_t i = 0; i < n; ++i)
            for (std::int64_t h = 0; h < c.kvHeads; ++h) {
                const float* row = s.qkv.data() + i * qkvWidth + (c.heads + h) * d;
                const std::size_t at = cache + std::size_t((h * capacity_ + past_ + i) * d);
                std::memcpy(keys_.data() + at, row, std::size_t(d) * 4);
                std::memcpy(values_.data() + at, row + c.kvHeads * d, std::size_t(d) * 4);
            }
        attentionCached(model_.attention, s.qkv.data(), n, qkvWidth, keys_.data() + cache, values_.data() + cache, capacity_, past_,
                        s.attention.data());
        project(layer.output, s.attention.data(), s.middle.data());
        k.axpy(1, s.x.data(), s.middle.data(), n * width);
        k.rmsNorm(s.middle.data(), layer.mlpNorm.data(), s.norm.data(), nullptr, n, width, eps);
        project(layer.gateUp, s.norm.data(), s.gateUp.data());
        forRows(n, 8, [&](std::int64_t a, std::int64_t b) { k.siluMul(s.gateUp.data() + a * 2 * ff, s.h.data() + a * ff, b - a, ff); });
        project(layer.down, s.h.data(), s.x.data());
        k.axpy(1, s.middle.data(), s.x.data(), n * width);
    }
    past_ += n;
    team_.run([&](int thread) { head(s.x.data() + (n - 1) * width, thread); });
}

// The logits of one token, shared by the team. With int8 weights the likeliest tokens' logits are computed once more from the stored
// weights: what decides between near equals is exact.
void Decoder::head(const float* x, int thread) {
    Scratch& s = *scratch_;
    const std::int64_t vocabulary = model_.config.vocabulary, width = model_.config.width;
    const MatrixView stored = model_.head.trained
                                  ? MatrixView{DType::F32, reinterpret_cast<const std::uint8_t*>(model_.head.trained), vocabulary, width}
                                  : model_.head.base;
    if (thread == 0) {
        if (s.norm.size() < std::size_t(width)) s.norm.resize(std::size_t(width));
        kernels().rmsNorm(x, model_.finalNorm.data(), s.norm.data(), nullptr, 1, width, float(model_.config.normEpsilon));
        s.input.set(s.norm.data(), width, int8_);
    }
    team_.wait();
    const auto [first, last] = Team::share(vocabulary, thread, team_.threads());
    if (!int8_) {
        gemvRows(stored, s.input, logits_.data(), first, last);
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
}

// One token on a team of threads: each phase is a product shared by rows, or a little work for one thread, with a barrier after it.
void Decoder::step(std::int32_t id) {
    Scratch& s = *scratch_;
    const ModelConfig& c = model_.config;
    const Kernels& k = kernels();
    const std::int64_t width = c.width, d = c.headWidth, qkvWidth = model_.attention.qkvWidth(), ff = c.feedForward;
    const auto eps = float(c.normEpsilon);
    const auto size = [](std::vector<float>& v, std::int64_t floats) {
        if (v.size() < std::size_t(floats)) v.resize(std::size_t(floats));
    };
    size(s.x, width);
    size(s.norm, width);
    size(s.middle, width);
    size(s.qkv, qkvWidth);
    size(s.attention, c.heads * d);
    size(s.gateUp, 2 * ff);
    size(s.h, ff);
    model_.embed(&id, 1, s.x.data());
    const std::int64_t position = past_;
    team_.run([&](int thread) {
        const int threads = team_.threads();
        const auto project = [&](const Projection& p, std::size_t l, std::size_t firstPart, float* out) {
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
                    for (std::int64_t o = first; o < last; ++o)
                        y[o] += k.dot(part.low.b + o * part.low.rank, s.narrow.data() + narrow, part.low.rank);
                narrow += part.low.rank;
                y += part.out;
            }
            team_.wait();
        };
        const auto prepare = [&](const float* x, const Norm& norm) {
            if (thread == 0) {
                k.rmsNorm(x, norm.data(), s.norm.data(), nullptr, 1, width, eps);
                s.input.set(s.norm.data(), width, int8_);
            }
            team_.wait();
        };
        for (std::size_t l = 0; l < model_.layers.size(); ++l) {
            LlamaLayer& layer = model_.layers[l];
            prepare(s.x.data(), layer.attentionNorm);
            project(layer.qkv, l, 0, s.qkv.data());
            const std::size_t cache = l * std::size_t(c.kvHeads * capacity_ * d);
            // A thread takes whole key/value heads with their query heads: rotation, cache and attention need no other thread.
            const std::int64_t group = c.heads / c.kvHeads;
            for (std::int64_t h = thread; h < c.kvHeads; h += threads) {
                float* key = s.qkv.data() + (c.heads + h) * d;
                k.rope(key, model_.cosines(position), model_.sines(position), d / 2, 1);
                float* keys = keys_.data() + cache + std::size_t(h * capacity_ * d);
                float* values = values_.data() + cache + std::size_t(h * capacity_ * d);
                std::memcpy(keys + position * d, key, std::size_t(d) * 4);
                std::memcpy(values + position * d, key + c.kvHeads * d, std::size_t(d) * 4);
                const AttentionShape alone{group, 1, d, model_.attention.scale};
                float* q = s.qkv.data() + h * group * d;
                for (std::int64_t g = 0; g < group; ++g) k.rope(q + g * d, model_.cosines(position), model_.sines(position), d / 2, 1);
                attentionCached(alone, q, 1, group * d, keys, values, capacity_, position, s.attention.data() + h * group * d);
            }
            team_.wait();
            if (thread == 0) s.input.set(s.attention.data(), c.heads * d, int8_);
            team_.wait();
            project(layer.output, l, 3, s.middle.data());
            if (thread == 0) k.axpy(1, s.x.data(), s.middle.data(), width);
            prepare(s.middle.data(), layer.mlpNorm);
            project(layer.gateUp, l, 4, s.gateUp.data());
            if (thread == 0) {
                k.siluMul(s.gateUp.data(), s.h.data(), 1, ff);
                s.input.set(s.h.data(), ff, int8_);
            }
            team_.wait();
            project(layer.down, l, 6, s.x.data());
            if (thread == 0) k.axpy(1, s.middle.data(), s.x.data(), width);
        }
        head(s.x.data(), thread);
    });
    ++past_;
}

}  // namespace tunesmith
