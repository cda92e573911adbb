// What FusedTransformer allocates: buffers, and how many floats each array takes. Internal to it.
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/model/fused_transformer.h"

namespace tunesmith {

inline constexpr std::int64_t kHeadChunk = 128;  // labelled tokens whose logits exist at once
// Every array begins on a cache line, whatever the capacity: the BLAS sums in another order for another alignment, and
// a run that goes on has to give the bits of the run that never stopped.
inline constexpr std::int64_t kLine = 16;  // floats
inline constexpr std::int64_t kArraysOfLayer = 34, kSharedArrays = 12, kLabelledArrays = 5;

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
        void* map =
            ::mmap(nullptr, std::size_t(floats) * 4, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (map == MAP_FAILED)
            throw Error(Code::OutOfMemory,
                        "There is not enough memory for " + std::to_string(floats * 4 >> 20) + " MiB of activations.");
        data_ = static_cast<float*>(map);
        floats_ = floats;
    }
    float* data() const { return data_; }
    std::int64_t floats() const { return floats_; }
    void release() {
        if (data_) ::munmap(data_, std::size_t(floats_) * 4);
        data_ = nullptr;
        floats_ = 0;
    }

private:
    float* data_ = nullptr;
    std::int64_t floats_ = 0;
};

// Floats of each array of a layer per token; 0 for those that the family lacks.
struct LayerSizes {
    std::int64_t x, headInput, qkv, attention, lse, branch, gateUp, mean, queryRows, keyRows;
    std::int64_t cross;     // 1 where blocks look across, else 0
    std::int64_t keyValue;  // per token of the memory
    explicit LayerSizes(const Transformer& m) {
        const ModelConfig& c = m.config;
        const bool heads = c.headNorm != HeadNorm::None;
        x = c.width;
        headInput = heads ? (c.heads + c.kvHeads) * c.headWidth : 0;
        qkv = c.qkvWidth();
        attention = c.heads * c.headWidth;
        lse = c.heads;
        branch = c.normAfter ? c.width : 0;
        gateUp = m.gateUpWidth();
        mean = c.norm == NormKind::Layer ? 1 : 0;
        queryRows = heads ? queryNormRows(c) : 0;
        keyRows = heads ? keyNormRows(c) : 0;
        cross = c.encoder ? 1 : 0;
        keyValue = cross * 2 * c.kvHeads * c.headWidth;
    }
    std::int64_t statistics(std::int64_t rows) const { return rows * (1 + mean); }
    std::int64_t perToken() const {
        return 2 * x + headInput + qkv + attention + lse + 2 * branch + gateUp + statistics(4) +
               statistics(queryRows + keyRows) + cross * (x + 2 * attention + lse + branch + statistics(2));
    }
};

// Floats per token of the memory: keys and values of each layer; shared, the memory itself, what is pulled on it in all and by one block, the
// gradient of keys and values, and what the heads pull each for itself.
inline std::int64_t memoryPerToken(const Transformer& m) {
    const LayerSizes s(m);
    if (s.cross == 0) return 0;
    return std::int64_t(m.blocks.size()) * s.keyValue + 3 * s.x + s.keyValue + 2 * s.attention;
}

// Floats of shared scratch per token: norm output and its gradient, the residual gradient and that of a branch, dqkv,
// attention gradient, h and its gradient.
inline std::int64_t sharedPerToken(const Transformer& m) {
    const LayerSizes s(m);
    return 4 * s.x + s.qkv + s.attention + attentionScratch(m.blocks.front().attention, 1, bool(m.distances)) + 2 * m.config.feedForward;
}

inline std::int64_t labelledPerToken(const Transformer& m) {
    return 3 * m.config.width + LayerSizes(m).statistics(1);
}

inline std::int64_t headChunkFloats(const Transformer& m, std::int64_t tokens) {
    if (!m.head) return 0;
    return std::min(kHeadChunk, tokens) * m.config.vocabulary * (m.config.logitCap > 0 ? 2 : 1);
}

// What stands beside the layers: what leaves the last one, and the embedding before its norm.
inline std::int64_t edgePerToken(const Transformer& m) {
    return m.config.width + (m.embeddingNorm ? m.config.width + LayerSizes(m).statistics(1) : 0);
}

inline std::int64_t adapterPerToken(const Transformer& m) {
    std::int64_t most = 0;
    for (const Block& block : m.blocks)
        for (const Projection* p : block.projections()) most = std::max(most, p->adapterFloats(1));
    return most;
}

struct FusedTransformer::Workspace {
    std::int64_t capacity = 0, tokens = 0, memoryCapacity = 0;
    std::uint64_t dropoutKey = 0;
    Buffer activations, shared, weights, adapter, headChunk, labelled, memory;
    std::vector<BlockActivations> layers;
    float *finalX = nullptr, *norm = nullptr, *dx = nullptr, *dBranch = nullptr, *dNorm = nullptr, *dqkv = nullptr,
          *dAttention = nullptr, *attentionScratch = nullptr, *h = nullptr, *dh = nullptr;
    // labelled rows, gathered: x, its norm, what the norm keeps, the gradient of the norm's output
    float *rowX = nullptr, *rowNorm = nullptr, *rowGradient = nullptr;
    NormStatistics rowStatistics;
    // the embedding before its norm, where it has one
    float* embedded = nullptr;
    NormStatistics embeddedStatistics;
    std::vector<std::int32_t> ids, types;
    std::vector<std::int64_t> offsets, positions, lengths, documents, rows;
    std::vector<std::int32_t> targets;
    // of what the encoder has read
    float *memoryRows = nullptr, *dMemory = nullptr, *dMemoryPart = nullptr, *dKeyValue = nullptr, *memoryScratch = nullptr;
    bool pullsMemory = false;
    std::vector<std::int64_t> memoryOffsets, memoryPositions, memoryDocuments;
    std::int64_t memoryTokens() const { return memoryOffsets.empty() ? 0 : memoryOffsets.back(); }
    TokenPlaces memoryPlaces() const { return {memoryDocuments.data(), memoryPositions.data(), dropoutKey}; }
    std::vector<float> dDistances;  // [H, 2 length - 1]
    TokenPlaces places() const { return {documents.data(), positions.data(), dropoutKey}; }
    BlockScratch scratch() const { return {norm, h, weights.data(), adapter.data()}; }
};

}  // namespace tunesmith
