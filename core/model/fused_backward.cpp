// The way back through FusedTransformer's blocks.
#include <algorithm>
#include <cstring>

#include "core/kernels/kernels.h"
#include "core/model/fused_workspace.h"

namespace tunesmith {

// -1: what comes before the blocks; the number of blocks where nothing trains.
std::int64_t FusedTransformer::lowestTrained() const {
    if (model_.embedding.gradient || model_.positions.gradient || model_.types.gradient || model_.distances.gradient ||
        model_.embeddingNorm.trains())
        return -1;
    if (encoder_ && encoder_->trains()) return 0;  // every block looks at what the encoder made
    std::size_t l = 0;
    while (l < model_.blocks.size() && !model_.blocks[l].trains()) ++l;
    return std::int64_t(l);
}

bool FusedTransformer::trains() const {
    return lowestTrained() < std::int64_t(model_.blocks.size()) || model_.finalNorm.trains();
}

std::vector<float> FusedTransformer::backward(const std::vector<float>& weights) {
    Workspace& w = *w_;
    TS_CHECK(weights.size() == w.rows.size());
    const std::int64_t width = model_.config.width, n = std::int64_t(w.rows.size());
    std::vector<float> logp = headPass(&weights);
    // Back through the final norm on labelled rows; other rows have no gradient yet.
    std::memset(w.dx, 0, std::size_t(w.tokens * width) * 4);
    for (std::int64_t i = 0; i < n; ++i) {
        if (!model_.finalNorm) {
            std::memcpy(w.dx + w.rows[std::size_t(i)] * width, w.rowGradient + i * width, std::size_t(width) * 4);
            continue;
        }
        model_.finalNorm.backward(w.rowGradient + i * width, w.rowX + i * width, w.rowStatistics.from(i),
                                  w.dx + w.rows[std::size_t(i)] * width, 1, true);
    }
    blocksBackward();
    return logp;
}

void FusedTransformer::backwardHidden(const std::vector<float>& pull) {
    Workspace& w = *w_;
    const std::int64_t floats = w.tokens * model_.config.width;
    TS_CHECK(std::int64_t(pull.size()) == floats);
    if (model_.finalNorm) {
        std::memset(w.dx, 0, std::size_t(floats) * 4);
        normForward(model_.finalNorm, w.finalX, w.norm, w.rowStatistics, w.tokens);
        normBackward(model_.finalNorm, pull.data(), w.finalX, w.rowStatistics, w.dx, w.tokens);
    } else {
        std::memcpy(w.dx, pull.data(), std::size_t(floats) * 4);
    }
    blocksBackward();
}

// From dx of the last block's output down to the lowest part that trains.
void FusedTransformer::blocksBackward() {
    Workspace& w = *w_;
    const std::int64_t lowest = lowestTrained();
    w.pullsMemory = encoder_ && encoder_->trains();
    const std::int64_t memoryFloats = w.memoryTokens() * model_.config.width;
    if (w.pullsMemory) std::memset(w.dMemory, 0, std::size_t(memoryFloats) * sizeof(float));
    const DistanceBias bias = model_.distanceBias();
    w.dDistances.assign(model_.distances.gradient ? std::size_t(model_.config.heads * bias.width()) : 0, 0.0f);
    for (std::int64_t l = std::int64_t(model_.blocks.size()) - 1; l >= std::max<std::int64_t>(0, lowest); --l)
        blockBackward(std::size_t(l), l > lowest);
    if (model_.distances.gradient) model_.pullDistances(w.dDistances);
    if (lowest < 0) embeddingBackward();
    if (w.pullsMemory) encoder_->backwardHidden({w.dMemory, w.dMemory + memoryFloats});
}

// On entry dx is the gradient of the block's output; on exit of its input (where needed).
void FusedTransformer::blockBackward(std::size_t index, bool needInput) {
    Workspace& w = *w_;
    if (!model_.config.parallel) {
        mlpBranchBackward(index, w.dx);  // dx is now the gradient of the middle residual
        if (model_.blocks[index].looksAcross()) crossBranchBackward(index);
        attentionBranchBackward(index, w.dx, needInput);
        return;
    }
    // Both branches read x and add to the output: each needs dx as it was, and their pulls meet in a second buffer.
    std::memcpy(w.dBranch, w.dx, std::size_t(w.tokens * model_.config.width) * sizeof(float));
    mlpBranchBackward(index, w.dBranch);
    attentionBranchBackward(index, w.dBranch, true);
    std::swap(w.dx, w.dBranch);
}

// From dx to the gradient of what a branch adds: through the norm behind it, where there is one. Where that reads the sum with the residual, the
// residual is pulled alike.
const float* FusedTransformer::pullBehind(const Norm& norm, const float* read, NormStatistics statistics) {
    Workspace& w = *w_;
    if (!norm) return w.dx;
    const std::size_t bytes = std::size_t(w.tokens * model_.config.width) * sizeof(float);
    std::memset(w.dBranch, 0, bytes);
    normBackward(norm, w.dx, read, statistics, w.dBranch, w.tokens);
    if (model_.config.sumNorm) std::memcpy(w.dx, w.dBranch, bytes);
    return w.dBranch;
}

// What a branch reads of `input`, made again.
const float* FusedTransformer::readAgain(const Norm& norm, const float* input) {
    Workspace& w = *w_;
    if (!norm) return input;
    normForward(norm, input, w.norm, {}, w.tokens);
    return w.norm;
}

// Adds dNorm, the gradient of what a branch has read, to that of its input.
void FusedTransformer::pullBefore(const Norm& norm, const float* input, NormStatistics statistics, float* dInput) {
    Workspace& w = *w_;
    if (norm)
        normBackward(norm, w.dNorm, input, statistics, dInput, w.tokens);
    else
        addRows(w.dNorm, dInput, w.tokens, model_.config.width);
}

// Adds what the MLP pulls on its input, given dx.
void FusedTransformer::mlpBranchBackward(std::size_t index, float* dInput) {
    Workspace& w = *w_;
    Block& block = model_.blocks[index];
    const BlockActivations& a = w.layers[index];
    const std::int64_t tokens = w.tokens;
    const float* dOut = pullBehind(block.postMlpNorm, a.mlpOut, a.postMlpNorm);
    model_.activate(a.gateUp, w.h, tokens);
    block.down.backward(dOut, w.h, tokens, w.dh, model_.adapters, w.places(), w.weights.data(), w.adapter.data(),
                        precision_);
    model_.activateBackward(a.gateUp, w.dh, tokens);
    const float* input = model_.config.parallel ? a.x : block.looksAcross() ? a.crossMiddle : a.middle;
    const float* read = readAgain(block.mlpNorm, input);
    block.gateUp.backward(a.gateUp, read, tokens, w.dNorm, model_.adapters, w.places(), w.weights.data(),
                          w.adapter.data(), precision_);
    pullBefore(block.mlpNorm, input, a.mlpNorm, dInput);
}

// The attention at what the encoder has read: adds what it pulls on the residual to dx, and on the memory to dMemory.
void FusedTransformer::crossBranchBackward(std::size_t index) {
    Workspace& w = *w_;
    Block& block = model_.blocks[index];
    const BlockActivations& a = w.layers[index];
    const std::int64_t tokens = w.tokens;
    const float* dOut = pullBehind(block.postCrossNorm, a.crossOut, a.postCrossNorm);
    block.crossOutput.backward(dOut, a.crossAttention, tokens, w.dAttention, model_.adapters, w.places(), w.weights.data(), w.adapter.data(),
                               precision_);
    float* dQuery = w.dqkv;  // of which [T, H D] is enough
    attentionBackward(block.cross, AttentionRows::cross(block.cross, w.offsets, a.crossQuery, w.memoryOffsets, a.crossKeyValue), a.crossAttention,
                      a.crossLse, w.dAttention, AttentionPull::cross(block.cross, dQuery, w.dKeyValue),
                      w.memoryScratch, precision_);
    const float* read = readAgain(block.crossNorm, a.middle);
    block.crossQuery.backward(dQuery, read, tokens, w.dNorm, model_.adapters, w.places(), w.weights.data(), w.adapter.data(), precision_);
    pullBefore(block.crossNorm, a.middle, a.crossNorm, w.dx);
    block.crossKeyValue.backward(w.dKeyValue, w.memoryRows, w.memoryTokens(), w.pullsMemory ? w.dMemoryPart : nullptr, model_.adapters,
                                 w.memoryPlaces(), w.weights.data(), w.adapter.data(), precision_);
    if (w.pullsMemory) addRows(w.dMemoryPart, w.dMemory, w.memoryTokens(), model_.config.width);
}

// Adds what attention pulls on its input, given dx.
void FusedTransformer::attentionBranchBackward(std::size_t index, float* dInput, bool needInput) {
    Workspace& w = *w_;
    Block& block = model_.blocks[index];
    const BlockActivations& a = w.layers[index];
    const std::int64_t tokens = w.tokens;
    const float* dOut = pullBehind(block.postAttentionNorm, a.attentionOut, a.postAttentionNorm);
    block.output.backward(dOut, a.attention, tokens, w.dAttention, model_.adapters, w.places(), w.weights.data(),
                          w.adapter.data(), precision_);
    attentionBackward(block.attention, AttentionRows::self(block.attention, w.offsets, a.qkv, model_.distanceBias()), a.attention, a.lse,
                      w.dAttention, AttentionPull::self(block.attention, w.dqkv, w.dDistances.empty() ? nullptr : w.dDistances.data()),
                      w.attentionScratch, precision_);
    model_.rotate(block, w.dqkv, w.positions.data(), w.lengths.data(), tokens, -1);
    headNormsBackward(index);
    model_.regroup(w.dqkv, tokens, true);
    const float* read = readAgain(block.attentionNorm, a.x);
    const bool inward = needInput || block.attentionNorm.trains();
    block.qkv.backward(w.dqkv, read, tokens, inward ? w.dNorm : nullptr, model_.adapters, w.places(), w.weights.data(),
                       w.adapter.data(), precision_);
    if (!inward) return;
    pullBefore(block.attentionNorm, a.x, a.attentionNorm, dInput);
}

// dqkv from the gradient of normalised queries and keys to that of what they were made from.
void FusedTransformer::headNormsBackward(std::size_t index) {
    Workspace& w = *w_;
    const Block& block = model_.blocks[index];
    if (!block.queryNorm) return;
    const BlockActivations& a = w.layers[index];
    const ModelConfig& c = model_.config;
    const std::int64_t q = c.heads * c.headWidth, both = q + c.kvHeads * c.headWidth, queryRows = queryNormRows(c),
                       keyRows = keyNormRows(c);
    const auto backward = [&](std::int64_t first, std::int64_t last) {
        std::vector<float> pull(static_cast<std::size_t>(both));
        for (std::int64_t t = first; t < last; ++t) {
            float* row = w.dqkv + t * c.qkvWidth();
            const float* input = a.headInput + t * both;
            std::fill(pull.begin(), pull.end(), 0.0f);
            block.queryNorm.backward(row, input, a.queryNorm.from(t * queryRows), pull.data(), queryRows, true);
            block.keyNorm.backward(row + q, input + q, a.keyNorm.from(t * keyRows), pull.data() + q, keyRows, true);
            std::memcpy(row, pull.data(), std::size_t(both) * sizeof(float));
        }
    };
    // The norms' own gradients sum over tokens: on one thread, so that they are the same for any number of them.
    if (block.queryNorm.trains() || block.keyNorm.trains())
        backward(0, w.tokens);
    else
        forRows(w.tokens, 16, backward);
}

void FusedTransformer::embeddingBackward() {
    Workspace& w = *w_;
    const std::int64_t width = model_.config.width;
    const float* pull = w.dx;
    if (model_.embeddingNorm) {
        std::memset(w.dBranch, 0, std::size_t(w.tokens * width) * sizeof(float));
        normBackward(model_.embeddingNorm, w.dx, w.embedded, w.embeddedStatistics, w.dBranch, w.tokens);
        pull = w.dBranch;
    }
    for (std::int64_t t = 0; t < w.tokens; ++t) {
        const float* row = pull + t * width;
        if (model_.embedding.gradient)
            kernels().axpy(float(model_.config.embeddingScale), row,
                           model_.embedding.gradient + w.ids[std::size_t(t)] * width, width);
        if (model_.positions.gradient)
            kernels().axpy(
                1, row,
                model_.positions.gradient + (w.positions[std::size_t(t)] + model_.config.positionOffset) * width,
                width);
        if (model_.types.gradient)
            kernels().axpy(1, row, model_.types.gradient + (w.types.empty() ? 0 : w.types[std::size_t(t)]) * width,
                           width);
    }
}

}  // namespace tunesmith
