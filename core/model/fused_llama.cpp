#include "core/model/fused_llama.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "core/base/error.h"
#include "core/kernels/kernels.h"

namespace tunesmith {

namespace {

constexpr std::int64_t kHeadChunk = 128;  // labelled tokens whose logits exist at once
// Every array begins on a cache line, whatever the capacity: the BLAS sums in another order for another alignment, and a run that goes on
// has to give the bits of the run that never stopped.
constexpr std::int64_t kLine = 16;  // floats
constexpr std::int64_t kArraysOfLayer = 8, kSharedArrays = 8, kLabelledArrays = 4;

// Zero-filled pages from the system, given back when the buffer goes.
class Buffer {
public:
    Buffer() = default;
    ~Buffer() { release(); }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    void resize(std::int64_t floats) {
        if (floats <= floats_) return;
        release();
        void* map = ::mmap(nullptr, std::size_t(floats) * 4, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (map == MAP_FAILED)
            throw Error(Code::OutOfMemory, "There is not enough memory for " + std::to_string(floats * 4 >> 20) + " MiB of activations.");
        data_ = static_cast<float*>(map);
        floats_ = floats;
    }
    float* data() const { return data_; }
    void release() {
        if (data_) ::munmap(data_, std::size_t(floats_) * 4);
        data_ = nullptr;
        floats_ = 0;
    }

private:
    float* data_ = nullptr;
    std::int64_t floats_ = 0;
};

struct LayerSizes {
    std::int64_t x, qkv, attention, lse, gateUp;
    explicit LayerSizes(const Llama& m)
        : x(m.config.width), qkv(m.attention.qkvWidth()), attention(m.config.heads * m.config.headWidth), lse(m.config.heads),
          gateUp(2 * m.config.feedForward) {}
    std::int64_t perToken() const { return 2 * x + 2 + qkv + attention + lse + gateUp; }  // with both norms' 1/rms
};

// Floats of shared scratch per token: norm output and its gradient, the residual gradient, dqkv, attention gradient, h and its gradient.
std::int64_t sharedPerToken(const Llama& m) {
    const LayerSizes s(m);
    return 3 * s.x + s.qkv + 3 * s.attention + 2 * m.config.feedForward;
}

std::int64_t adapterPerToken(const Llama& m) {
    std::int64_t most = 0;
    for (const LlamaLayer& layer : m.layers)
        for (const Projection* p : {&layer.qkv, &layer.output, &layer.gateUp, &layer.down}) most = std::max(most, p->adapterFloats(1));
    return most;
}

}  // namespace

struct LayerActivations {
    float *x, *middle, *inverse1, *inverse2, *qkv, *attention, *lse, *gateUp;
};

struct FusedLlama::Workspace {
    std::int64_t capacity = 0, tokens = 0;
    std::uint64_t dropoutKey = 0;
    Buffer activations, shared, weights, adapter, headChunk, labelled;
    std::vector<LayerActivations> layers;
    float *finalX = nullptr, *norm = nullptr, *dx = nullptr, *dNorm = nullptr, *dqkv = nullptr, *dAttention = nullptr,
          *attentionScratch = nullptr, *h = nullptr, *dh = nullptr;
    // labelled rows, gathered: x, its norm, the norm's 1/rms, the gradient of the norm's output
    float *rowX = nullptr, *rowNorm = nullptr, *rowInverse = nullptr, *rowGradient = nullptr;
    std::vector<std::int32_t> ids;
    std::vector<std::int64_t> offsets, positions, documents, rows;
    std::vector<std::int32_t> targets;
    TokenPlaces places() const { return {documents.data(), positions.data(), dropoutKey}; }
};

FusedLlama::FusedLlama(Llama& model, Precision precision) : model_(model), precision_(precision), w_(std::make_unique<Workspace>()) {}
FusedLlama::~FusedLlama() = default;

std::int64_t FusedLlama::workspaceBytes(const Llama& m, std::int64_t tokens) {
    const std::int64_t head = std::min(kHeadChunk, tokens) * m.config.vocabulary;
    return 4 * (tokens * (std::int64_t(m.layers.size()) * LayerSizes(m).perToken() + m.config.width + sharedPerToken(m) + adapterPerToken(m) +
                          3 * m.config.width) + m.weightScratchFloats() + head);
}

void FusedLlama::reserve(std::int64_t tokens) {
    Workspace& w = *w_;
    if (tokens <= w.capacity) return;
    const LayerSizes s(model_);
    const auto layers = std::int64_t(model_.layers.size());
    w.capacity = 0;
    try {
        w.activations.resize(tokens * (layers * s.perToken() + s.x) + (layers * kArraysOfLayer + 1) * kLine);
        w.shared.resize(tokens * sharedPerToken(model_) + kSharedArrays * kLine);
        w.weights.resize(model_.weightScratchFloats());
        w.adapter.resize(std::max<std::int64_t>(1, tokens * adapterPerToken(model_)));
        w.labelled.resize(tokens * (3 * s.x + 1) + kLabelledArrays * kLine);
        w.headChunk.resize(std::min(kHeadChunk, tokens) * model_.config.vocabulary);
    } catch (const Error&) {
        // What did fit must not stand in the way of a smaller micro-batch.
        for (Buffer* buffer : {&w.activations, &w.shared, &w.weights, &w.adapter, &w.labelled, &w.headChunk}) buffer->release();
        throw;
    }
    w.capacity = tokens;

    float* at = w.activations.data();
    const auto take = [&at, tokens](std::int64_t perToken) {
        float* result = at;
        at += (tokens * perToken + kLine - 1) / kLine * kLine;
        return result;
    };
    w.layers.clear();
    for (std::int64_t l = 0; l < layers; ++l)
        w.layers.push_back({take(s.x), take(s.x), take(1), take(1), take(s.qkv), take(s.attention), take(s.lse), take(s.gateUp)});
    w.finalX = take(s.x);
    at = w.shared.data();
    w.norm = take(s.x);
    w.dx = take(s.x);
    w.dNorm = take(s.x);
    w.dqkv = take(s.qkv);
    w.dAttention = take(s.attention);
    w.attentionScratch = take(2 * s.attention);
    w.h = take(model_.config.feedForward);
    w.dh = take(model_.config.feedForward);
    at = w.labelled.data();
    w.rowX = take(s.x);
    w.rowNorm = take(s.x);
    w.rowGradient = take(s.x);
    w.rowInverse = take(1);
}

void FusedLlama::forward(const PackedBatch& batch, std::uint64_t dropoutKey) {
    Workspace& w = *w_;
    const std::int64_t tokens = batch.tokens();
    TS_CHECK(tokens > 0);
    for (const std::int32_t id : batch.ids)
        if (id < 0 || id >= model_.config.vocabulary)
            throw Error(Code::BadInput, "A token id " + std::to_string(id) + " lies outside the model's vocabulary of " +
                                            std::to_string(model_.config.vocabulary) + "; the tokenizer does not belong to this model.");
    reserve(tokens);
    w.tokens = tokens;
    w.dropoutKey = dropoutKey;
    w.ids = batch.ids;
    w.offsets = batch.offsets;
    w.positions.resize(std::size_t(tokens));
    w.documents.resize(std::size_t(tokens));
    std::int64_t longest = 0;
    for (std::size_t d = 0; d + 1 < batch.offsets.size(); ++d) {
        longest = std::max(longest, batch.offsets[d + 1] - batch.offsets[d]);
        for (std::int64_t t = batch.offsets[d]; t < batch.offsets[d + 1]; ++t) {
            w.positions[std::size_t(t)] = t - batch.offsets[d];
            w.documents[std::size_t(t)] = batch.documents[d];
        }
    }
    model_.prepareRotations(longest);
    w.rows.clear();
    w.targets.clear();
    for (std::int64_t t = 0; t < tokens; ++t)
        if (batch.labels[std::size_t(t)] >= 0) {
            w.rows.push_back(t);
            w.targets.push_back(batch.labels[std::size_t(t)]);
        }
    model_.embed(w.ids.data(), tokens, w.layers.front().x);
    for (std::size_t l = 0; l < model_.layers.size(); ++l) blockForward(l);
}

void FusedLlama::blockForward(std::size_t index) {
    Workspace& w = *w_;
    LlamaLayer& layer = model_.layers[index];
    const LayerActivations& a = w.layers[index];
    const Kernels& k = kernels();
    const std::int64_t tokens = w.tokens, width = model_.config.width, ff = model_.config.feedForward;
    const auto eps = float(model_.config.normEpsilon);
    const bool adapters = model_.adapters;
    float* next = index + 1 < w.layers.size() ? w.layers[index + 1].x : w.finalX;

    forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
        k.rmsNorm(a.x + first * width, layer.attentionNorm.data(), w.norm + first * width, a.inverse1 + first, last - first, width, eps);
    });
    layer.qkv.forward(w.norm, tokens, a.qkv, adapters, w.places(), w.weights.data(), w.adapter.data(), precision_);
    model_.rotate(a.qkv, w.positions.data(), tokens, 1);
    attentionForward(model_.attention, w.offsets, a.qkv, a.attention, a.lse, precision_);
    layer.output.forward(a.attention, tokens, a.middle, adapters, w.places(), w.weights.data(), w.adapter.data(), precision_);
    forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
        k.axpy(1, a.x + first * width, a.middle + first * width, (last - first) * width);
        k.rmsNorm(a.middle + first * width, layer.mlpNorm.data(), w.norm + first * width, a.inverse2 + first, last - first, width, eps);
    });
    layer.gateUp.forward(w.norm, tokens, a.gateUp, adapters, w.places(), w.weights.data(), w.adapter.data(), precision_);
    forRows(tokens, 8, [&](std::int64_t first, std::int64_t last) {
        k.siluMul(a.gateUp + first * 2 * ff, w.h + first * ff, last - first, ff);
    });
    layer.down.forward(w.h, tokens, next, adapters, w.places(), w.weights.data(), w.adapter.data(), precision_);
    forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
        k.axpy(1, a.middle + first * width, next + first * width, (last - first) * width);
    });
}

void FusedLlama::gatherLabelled() {
    Workspace& w = *w_;
    const std::int64_t width = model_.config.width, n = std::int64_t(w.rows.size());
    for (std::int64_t i = 0; i < n; ++i)
        std::memcpy(w.rowX + i * width, w.finalX + w.rows[std::size_t(i)] * width, std::size_t(width) * 4);
    kernels().rmsNorm(w.rowX, model_.finalNorm.data(), w.rowNorm, w.rowInverse, n, width, float(model_.config.normEpsilon));
}

// Logits of a chunk of labelled rows at a time; with weights, they become their own gradient in place and are multiplied back.
std::vector<float> FusedLlama::headPass(const std::vector<float>* weights) {
    Workspace& w = *w_;
    const Kernels& k = kernels();
    const std::int64_t width = model_.config.width, vocabulary = model_.config.vocabulary, n = std::int64_t(w.rows.size());
    std::vector<float> logp(static_cast<std::size_t>(n));
    gatherLabelled();
    float* logits = w.headChunk.data();
    for (std::int64_t begin = 0; begin < n; begin += kHeadChunk) {
        const std::int64_t rows = std::min(kHeadChunk, n - begin);
        const float* x = w.rowNorm + begin * width;
        for (std::int64_t v = 0; v < vocabulary; v += kHeadRows) {
            const std::int64_t part = std::min(kHeadRows, vocabulary - v);
            gemm(false, true, rows, part, width, 1, x, width, model_.head.rows(v, v + part, w.weights.data()), width, 0, logits + v, vocabulary,
                 precision_);
        }
        forTasks(rows, [&](std::int64_t r) {
            const std::size_t i = std::size_t(begin + r);
            logp[i] = k.crossEntropyRow(logits + r * vocabulary, vocabulary, w.targets[i], weights ? &(*weights)[i] : nullptr);
        });
        if (!weights) continue;
        for (std::int64_t v = 0; v < vocabulary; v += kHeadRows) {
            const std::int64_t part = std::min(kHeadRows, vocabulary - v);
            gemm(false, false, rows, width, part, 1, logits + v, vocabulary, model_.head.rows(v, v + part, w.weights.data()), width, v > 0 ? 1 : 0,
                 w.rowGradient + begin * width, width, precision_);
            if (model_.head.gradient)
                gemm(true, false, part, width, rows, 1, logits + v, vocabulary, x, width, 1, model_.head.gradient + v * width, width, precision_);
        }
    }
    return logp;
}

std::vector<float> FusedLlama::logProbabilities() { return headPass(nullptr); }

std::int64_t FusedLlama::lowestTrained() const {
    if (model_.embedding.gradient) return -1;
    for (std::size_t l = 0; l < model_.layers.size(); ++l) {
        const LlamaLayer& layer = model_.layers[l];
        if (layer.attentionNorm.gradient || layer.mlpNorm.gradient || layer.qkv.trains() || layer.output.trains() || layer.gateUp.trains() ||
            layer.down.trains())
            return std::int64_t(l);
    }
    return std::int64_t(model_.layers.size());
}

std::vector<float> FusedLlama::backward(const std::vector<float>& weights) {
    Workspace& w = *w_;
    TS_CHECK(weights.size() == w.rows.size());
    const std::int64_t width = model_.config.width, n = std::int64_t(w.rows.size());
    std::vector<float> logp = headPass(&weights);
    // Back through the final norm on labelled rows; other rows have no gradient yet.
    std::memset(w.dx, 0, std::size_t(w.tokens * width) * 4);
    for (std::int64_t i = 0; i < n; ++i)
        kernels().rmsNormBackward(w.rowGradient + i * width, w.rowX + i * width, model_.finalNorm.data(), w.rowInverse + i,
                                  w.dx + w.rows[std::size_t(i)] * width, model_.finalNorm.gradient, 1, width);
    const std::int64_t lowest = lowestTrained();
    for (std::int64_t l = std::int64_t(model_.layers.size()) - 1; l >= std::max<std::int64_t>(0, lowest); --l)
        blockBackward(std::size_t(l), l > lowest);
    if (lowest < 0) embeddingBackward();
    return logp;
}

// On entry dx is the gradient of the block's output; on exit of its input (where needed).
void FusedLlama::blockBackward(std::size_t index, bool needInput) {
    Workspace& w = *w_;
    LlamaLayer& layer = model_.layers[index];
    const LayerActivations& a = w.layers[index];
    const Kernels& k = kernels();
    const std::int64_t tokens = w.tokens, width = model_.config.width, ff = model_.config.feedForward;
    const auto eps = float(model_.config.normEpsilon);
    const bool adapters = model_.adapters;
    const auto normRows = [&](const float* x, const Norm& norm) {
        forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
            k.rmsNorm(x + first * width, norm.data(), w.norm + first * width, nullptr, last - first, width, eps);
        });
    };
    // A norm's own gradient sums over rows: that sum stays on one thread, so that it is the same for any number of them.
    const auto normBackward = [&](const float* x, const Norm& norm, const float* inverse, float* dx) {
        if (norm.gradient) {
            k.rmsNormBackward(w.dNorm, x, norm.data(), inverse, dx, norm.gradient, tokens, width);
            return;
        }
        forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
            k.rmsNormBackward(w.dNorm + first * width, x + first * width, norm.data(), inverse + first, dx + first * width, nullptr,
                              last - first, width);
        });
    };

    forRows(tokens, 8, [&](std::int64_t first, std::int64_t last) {
        k.siluMul(a.gateUp + first * 2 * ff, w.h + first * ff, last - first, ff);
    });
    layer.down.backward(w.dx, w.h, tokens, w.dh, adapters, w.places(), w.weights.data(), w.adapter.data(), precision_);
    forRows(tokens, 8, [&](std::int64_t first, std::int64_t last) {
        k.siluMulBackward(a.gateUp + first * 2 * ff, w.dh + first * ff, last - first, ff);
    });
    normRows(a.middle, layer.mlpNorm);
    layer.gateUp.backward(a.gateUp, w.norm, tokens, w.dNorm, adapters, w.places(), w.weights.data(), w.adapter.data(), precision_);
    normBackward(a.middle, layer.mlpNorm, a.inverse2, w.dx);  // dx is now the gradient of the middle residual

    layer.output.backward(w.dx, a.attention, tokens, w.dAttention, adapters, w.places(), w.weights.data(), w.adapter.data(), precision_);
    attentionBackward(model_.attention, w.offsets, a.qkv, a.attention, a.lse, w.dAttention, w.dqkv, w.attentionScratch,
                      precision_);
    model_.rotate(w.dqkv, w.positions.data(), tokens, -1);
    normRows(a.x, layer.attentionNorm);
    const bool inward = needInput || layer.attentionNorm.gradient;
    layer.qkv.backward(w.dqkv, w.norm, tokens, inward ? w.dNorm : nullptr, adapters, w.places(), w.weights.data(), w.adapter.data(),
                       precision_);
    if (inward) normBackward(a.x, layer.attentionNorm, a.inverse1, w.dx);
}

void FusedLlama::embeddingBackward() {
    Workspace& w = *w_;
    const std::int64_t width = model_.config.width;
    for (std::int64_t t = 0; t < w.tokens; ++t)
        kernels().axpy(1, w.dx + t * width, model_.embedding.gradient + w.ids[std::size_t(t)] * width, width);
}

std::vector<float> FusedLlama::logits() {
    Workspace& w = *w_;
    const std::int64_t width = model_.config.width, vocabulary = model_.config.vocabulary;
    std::vector<float> result(std::size_t(w.tokens * vocabulary));
    std::vector<float> normed(std::size_t(w.tokens * width));
    kernels().rmsNorm(w.finalX, model_.finalNorm.data(), normed.data(), nullptr, w.tokens, width, float(model_.config.normEpsilon));
    for (std::int64_t v = 0; v < vocabulary; v += kHeadRows) {
        const std::int64_t part = std::min(kHeadRows, vocabulary - v);
        gemm(false, true, w.tokens, part, width, 1, normed.data(), width, model_.head.rows(v, v + part, w.weights.data()), width, 0,
             result.data() + v, vocabulary, precision_);
    }
    return result;
}

}  // namespace tunesmith
