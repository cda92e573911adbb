#include "core/model/fused_transformer.h"

#include <algorithm>
#include <cstring>

#include "core/base/error.h"
#include "core/kernels/kernels.h"
#include "core/model/fused_workspace.h"

namespace tunesmith {

FusedTransformer::FusedTransformer(Transformer& model, Precision precision, Keep keep)
    : model_(model), precision_(precision), keep_(keep), w_(std::make_unique<Workspace>()) {
    if (model.encoder) encoder_ = std::make_unique<FusedTransformer>(*model.encoder, precision, keep);
    TS_CHECK(keep == Keep::Activations || !model.config.parallel);
}
FusedTransformer::~FusedTransformer() = default;

std::int64_t FusedTransformer::workspaceBytes(const Transformer& m, std::int64_t tokens) {
    const std::int64_t own = 4 * (tokens * (std::int64_t(m.blocks.size()) * LayerSizes(m).perToken() + edgePerToken(m) + sharedPerToken(m) +
                                            adapterPerToken(m) + labelledPerToken(m)) +
                                  m.weightScratchFloats() + headChunkFloats(m, tokens));
    if (!m.encoder) return own;
    // A token is the source's or the answer's: what costs more of the two.
    return std::max(own, workspaceBytes(*m.encoder, tokens) + 4 * tokens * memoryPerToken(m));
}

void FusedTransformer::reserve(std::int64_t tokens, std::int64_t memoryTokens) {
    Workspace& w = *w_;
    if (tokens <= w.capacity && memoryTokens <= w.memoryCapacity) return;
    tokens = std::max(tokens, w.capacity);
    memoryTokens = std::max(memoryTokens, w.memoryCapacity);
    const LayerSizes s(model_);
    const std::int64_t layers = keep_ == Keep::Nothing ? 1 : std::int64_t(model_.blocks.size());
    w.capacity = w.memoryCapacity = 0;
    try {
        w.activations.resize(tokens * (layers * s.perToken() + edgePerToken(model_)) +
                             (layers * kArraysOfLayer + 4) * kLine);
        w.shared.resize(tokens * sharedPerToken(model_) + kSharedArrays * kLine);
        w.weights.resize(model_.weightScratchFloats());
        w.adapter.resize(std::max<std::int64_t>(1, std::max(tokens, memoryTokens) * adapterPerToken(model_)));
        w.labelled.resize(tokens * labelledPerToken(model_) + kLabelledArrays * kLine);
        w.headChunk.resize(headChunkFloats(model_, tokens));
        w.memory.resize(memoryTokens * memoryPerToken(model_) + (std::int64_t(model_.blocks.size()) + kSharedArrays) * kLine);
    } catch (const Error&) {
        // What did fit must not stand in the way of a smaller micro-batch.
        for (Buffer* buffer : {&w.activations, &w.shared, &w.weights, &w.adapter, &w.labelled, &w.headChunk, &w.memory})
            buffer->release();
        throw;
    }
    w.capacity = tokens;
    w.memoryCapacity = memoryTokens;

    float* at = w.activations.data();
    std::int64_t rows = tokens;  // of the arrays that are taken
    const auto take = [&at, &rows](std::int64_t perToken) -> float* {
        if (perToken == 0) return nullptr;
        float* result = at;
        at += (rows * perToken + kLine - 1) / kLine * kLine;
        return result;
    };
    const auto statistics = [&](std::int64_t perToken) {
        NormStatistics result;
        result.inverse = take(perToken);
        result.mean = take(perToken * s.mean);
        return result;
    };
    w.layers.clear();
    for (std::int64_t l = 0; l < layers; ++l) {
        BlockActivations a;
        a.x = take(s.x);
        a.middle = take(s.x);
        a.attentionNorm = statistics(1);
        a.mlpNorm = statistics(1);
        a.headInput = take(s.headInput);
        a.qkv = take(s.qkv);
        a.attention = take(s.attention);
        a.lse = take(s.lse);
        a.gateUp = take(s.gateUp);
        a.queryNorm = statistics(s.queryRows);
        a.keyNorm = statistics(s.keyRows);
        if (s.branch > 0) {
            a.attentionOut = take(s.branch);
            a.mlpOut = take(s.branch);
            a.postAttentionNorm = statistics(1);
            a.postMlpNorm = statistics(1);
        }
        if (s.cross > 0) {
            a.crossQuery = take(s.attention);
            a.crossAttention = take(s.attention);
            a.crossLse = take(s.lse);
            a.crossOut = take(s.branch);
            a.crossMiddle = take(s.x);
            a.crossNorm = statistics(1);
            a.postCrossNorm = statistics(1);
        }
        w.layers.push_back(a);
    }
    w.finalX = keep_ == Keep::Nothing ? w.layers.front().x : take(s.x);
    if (model_.embeddingNorm) {
        w.embedded = take(s.x);
        w.embeddedStatistics = statistics(1);
    }
    at = w.shared.data();
    w.norm = take(s.x);
    w.dx = take(s.x);
    w.dBranch = take(s.x);
    w.dNorm = take(s.x);
    w.dqkv = take(s.qkv);
    w.dAttention = take(s.attention);
    w.attentionScratch = take(attentionScratch(model_.blocks.front().attention, 1, bool(model_.distances)));
    w.h = take(model_.config.feedForward);
    w.dh = take(model_.config.feedForward);
    at = w.labelled.data();
    w.rowX = take(s.x);
    w.rowNorm = take(s.x);
    w.rowGradient = take(s.x);
    w.rowStatistics = statistics(1);
    if (s.cross == 0) return;
    at = w.memory.data();
    rows = memoryTokens;
    for (BlockActivations& a : w.layers) a.crossKeyValue = take(s.keyValue);
    w.memoryRows = take(s.x);
    w.dMemory = take(s.x);
    w.dMemoryPart = take(s.x);
    w.dKeyValue = take(s.keyValue);
    w.memoryScratch = take(2 * s.attention);
}

// Runs the encoder and takes up what the blocks are to look at.
void FusedTransformer::readSource(const PackedBatch& batch, std::uint64_t dropoutKey) {
    Workspace& w = *w_;
    TS_CHECK(batch.sourceOffsets.size() == batch.offsets.size() && !batch.source.empty());
    encoder_->forward(batch.sources(), dropoutKey);
    const Workspace& read = *encoder_->w_;
    w.memoryOffsets = read.offsets;
    w.memoryPositions = read.positions;
    w.memoryDocuments = read.documents;
    const std::vector<float> rows = encoder_->hidden();
    std::copy(rows.begin(), rows.end(), w.memoryRows);
}

void FusedTransformer::forward(const PackedBatch& batch, std::uint64_t dropoutKey) {
    Workspace& w = *w_;
    const std::int64_t tokens = batch.tokens();
    TS_CHECK(tokens > 0);
    model_.check(batch);
    reserve(tokens, encoder_ ? std::int64_t(batch.source.size()) : 0);
    if (encoder_) readSource(batch, dropoutKey);
    w.tokens = tokens;
    w.dropoutKey = dropoutKey;
    w.ids = batch.ids;
    w.types = batch.types;
    w.offsets = batch.offsets;
    w.positions.resize(std::size_t(tokens));
    w.lengths.resize(std::size_t(tokens));
    w.documents.resize(std::size_t(tokens));
    for (std::size_t d = 0; d + 1 < batch.offsets.size(); ++d) {
        const std::int64_t length = batch.offsets[d + 1] - batch.offsets[d];
        for (std::int64_t t = batch.offsets[d]; t < batch.offsets[d + 1]; ++t) {
            w.positions[std::size_t(t)] = t - batch.offsets[d];
            w.lengths[std::size_t(t)] = length;
            w.documents[std::size_t(t)] = batch.documents[d];
        }
    }
    model_.prepare(w.lengths);
    w.rows.clear();
    w.targets.clear();
    for (std::int64_t t = 0; t < tokens; ++t)
        if (batch.labels[std::size_t(t)] >= 0) {
            w.rows.push_back(t);
            w.targets.push_back(batch.labels[std::size_t(t)]);
        }
    float* const first = w.layers.front().x;
    float* const embedded = model_.embeddingNorm ? w.embedded : first;
    model_.embed(w.ids.data(), w.positions.data(), w.types.empty() ? nullptr : w.types.data(), tokens, embedded);
    if (model_.embeddingNorm) normForward(model_.embeddingNorm, embedded, first, w.embeddedStatistics, tokens);
    const BlockPass through = pass();
    for (std::size_t l = 0; l < model_.blocks.size(); ++l)
        blockForward(model_, model_.blocks[l], through, w.layers[keep_ == Keep::Nothing ? 0 : l], w.scratch(),
                     l + 1 < w.layers.size() ? w.layers[l + 1].x : w.finalX);
}

BlockPass FusedTransformer::pass() const {
    const Workspace& w = *w_;
    BlockPass result;
    result.tokens = w.tokens;
    result.positions = w.positions.data();
    result.lengths = w.lengths.data();
    result.places = w.places();
    result.precision = precision_;
    result.attend = [this, &w](const Block& block, const float* qkv, float* out, float* lse) {
        attentionForward(block.attention, AttentionRows::self(block.attention, w.offsets, qkv, model_.distanceBias()), out, lse, precision_);
    };
    if (!encoder_) return result;
    result.memory = {w.memoryRows, w.memoryTokens(), w.memoryPlaces()};
    result.attendAcross = [this, &w](const Block& block, const float* query, const float* keyValue, float* out, float* lse) {
        attentionForward(block.cross, AttentionRows::cross(block.cross, w.offsets, query, w.memoryOffsets, keyValue), out, lse, precision_);
    };
    return result;
}

void FusedTransformer::gatherLabelled() {
    Workspace& w = *w_;
    const std::int64_t width = model_.config.width, n = std::int64_t(w.rows.size());
    for (std::int64_t i = 0; i < n; ++i)
        std::memcpy(w.rowX + i * width, w.finalX + w.rows[std::size_t(i)] * width, std::size_t(width) * 4);
    if (model_.finalNorm)
        model_.finalNorm.forward(w.rowX, w.rowNorm, w.rowStatistics, n);
    else
        std::memcpy(w.rowNorm, w.rowX, std::size_t(n * width) * 4);
}

void FusedTransformer::capLogits(float* logits, std::int64_t rows) const {
    if (model_.config.logitCap <= 0) return;
    const std::int64_t vocabulary = model_.config.vocabulary;
    forTasks(rows, [&](std::int64_t r) {
        kernels().softCap(logits + r * vocabulary, vocabulary, 1, float(model_.config.logitCap));
    });
}

// Logits of a chunk of labelled rows at a time; with weights, they become their own gradient in place and are
// multiplied back.
std::vector<float> FusedTransformer::headPass(const std::vector<float>* weights) {
    Workspace& w = *w_;
    const Kernels& k = kernels();
    const std::int64_t width = model_.config.width, vocabulary = model_.config.vocabulary,
                       n = std::int64_t(w.rows.size());
    TS_CHECK(model_.head);
    std::vector<float> logp(static_cast<std::size_t>(n));
    gatherLabelled();
    const auto scale = float(model_.config.logitScale);
    float* logits = w.headChunk.data();
    for (std::int64_t begin = 0; begin < n; begin += kHeadChunk) {
        const std::int64_t rows = std::min(kHeadChunk, n - begin);
        const float* x = w.rowNorm + begin * width;
        for (std::int64_t v = 0; v < vocabulary; v += kHeadRows) {
            const std::int64_t part = std::min(kHeadRows, vocabulary - v);
            gemm(false, true, rows, part, width, scale, x, width, model_.head.rows(v, v + part, w.weights.data()), width, 0,
                 logits + v, vocabulary, precision_);
        }
        capLogits(logits, rows);
        const bool capped = weights && model_.config.logitCap > 0;
        float* kept =
            logits + (w.headChunk.floats() / 2);  // the capped logits, of which crossEntropyRow() makes the gradient
        if (capped) std::memcpy(kept, logits, std::size_t(rows * vocabulary) * sizeof(float));
        forTasks(rows, [&](std::int64_t r) {
            const std::size_t i = std::size_t(begin + r);
            logp[i] = k.crossEntropyRow(logits + r * vocabulary, vocabulary, w.targets[i],
                                        weights ? &(*weights)[i] : nullptr);
            if (capped)
                k.softCapBackward(kept + r * vocabulary, logits + r * vocabulary, vocabulary, 1,
                                  float(model_.config.logitCap));
        });
        if (!weights) continue;
        for (std::int64_t v = 0; v < vocabulary; v += kHeadRows) {
            const std::int64_t part = std::min(kHeadRows, vocabulary - v);
            gemm(false, false, rows, width, part, scale, logits + v, vocabulary,
                 model_.head.rows(v, v + part, w.weights.data()), width, v > 0 ? 1 : 0, w.rowGradient + begin * width,
                 width, precision_);
            if (model_.head.gradient)
                gemm(true, false, part, width, rows, scale, logits + v, vocabulary, x, width, 1,
                     model_.head.gradient + v * width, width, precision_);
        }
    }
    return logp;
}

std::vector<float> FusedTransformer::logProbabilities() {
    return headPass(nullptr);
}

std::vector<float> FusedTransformer::hidden() {
    Workspace& w = *w_;
    const std::int64_t floats = w.tokens * model_.config.width;
    std::vector<float> result(w.finalX, w.finalX + floats);
    if (model_.finalNorm) normForward(model_.finalNorm, w.finalX, result.data(), w.rowStatistics, w.tokens);
    return result;
}

std::vector<float> FusedTransformer::logits() {
    Workspace& w = *w_;
    TS_CHECK(model_.head);
    const std::int64_t width = model_.config.width, vocabulary = model_.config.vocabulary;
    std::vector<float> result(std::size_t(w.tokens * vocabulary));
    const std::vector<float> normed = hidden();
    for (std::int64_t v = 0; v < vocabulary; v += kHeadRows) {
        const std::int64_t part = std::min(kHeadRows, vocabulary - v);
        gemm(false, true, w.tokens, part, width, float(model_.config.logitScale), normed.data(), width,
             model_.head.rows(v, v + part, w.weights.data()), width, 0, result.data() + v, vocabulary, precision_);
    }
    capLogits(result.data(), w.tokens);
    return result;
}

}  // namespace tunesmith
