#include "core/model/block_forward.h"

#include <cstring>

#include "core/kernels/kernels.h"

namespace tunesmith {

namespace {

void normaliseHeads(const Transformer& model, const Block& block, const BlockActivations& a, std::int64_t tokens) {
    if (!block.queryNorm) return;
    const ModelConfig& c = model.config;
    const std::int64_t width = c.qkvWidth(), q = c.heads * c.headWidth, both = q + c.kvHeads * c.headWidth;
    const std::int64_t queryRows = queryNormRows(c), keyRows = keyNormRows(c);
    forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t t = first; t < last; ++t) {
            float* row = a.qkv + t * width;
            const float* from = row;
            if (a.headInput)
                from = static_cast<const float*>(
                    std::memcpy(a.headInput + t * both, row, std::size_t(both) * sizeof(float)));
            block.queryNorm.forward(from, row, a.queryNorm.from(t * queryRows), queryRows);
            block.keyNorm.forward(from + q, row + q, a.keyNorm.from(t * keyRows), keyRows);
        }
    });
}

}  // namespace

void addRows(const float* x, float* y, std::int64_t tokens, std::int64_t width) {
    forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
        kernels().axpy(1, x + first * width, y + first * width, (last - first) * width);
    });
}

std::int64_t queryNormRows(const ModelConfig& c) {
    return c.headNorm == HeadNorm::EachHead ? c.heads : 1;
}
std::int64_t keyNormRows(const ModelConfig& c) {
    return c.headNorm == HeadNorm::EachHead ? c.kvHeads : 1;
}

void blockForward(const Transformer& model, const Block& block, const BlockPass& pass, const BlockActivations& a,
                  const BlockScratch& s, float* next) {
    const std::int64_t tokens = pass.tokens, width = model.config.width;
    const auto project = [&](const Projection& p, const float* x, float* y) {
        p.forward(x, tokens, y, model.adapters, pass.places, s.weights, s.adapter, pass.precision);
    };
    // What a projection reads: the residual, through a norm where there is one.
    const auto read = [&](const Norm& norm, const float* x, NormStatistics statistics) -> const float* {
        if (!norm) return x;
        normForward(norm, x, s.norm, statistics, tokens);
        return s.norm;
    };
    // What a branch adds, through a norm where there is one.
    const bool sum = model.config.sumNorm;  // the norm is of the residual too
    const auto write = [&](const Projection& p, const float* x, const Norm& norm, float* before,
                           NormStatistics statistics, const float* residual, float* y) {
        project(p, x, norm ? before : y);
        if (sum) addRows(residual, before, tokens, width);
        if (norm) normForward(norm, before, y, statistics, tokens);
    };

    project(block.qkv, read(block.attentionNorm, a.x, a.attentionNorm), a.qkv);
    model.regroup(a.qkv, tokens, false);
    normaliseHeads(model, block, a, tokens);
    model.rotate(block, a.qkv, pass.positions, pass.lengths, tokens, 1);
    pass.attend(block, a.qkv, a.attention, a.lse);
    write(block.output, a.attention, block.postAttentionNorm, a.attentionOut, a.postAttentionNorm, a.x, a.middle);
    if (!model.config.parallel && !sum) addRows(a.x, a.middle, tokens, width);

    const float* middle = a.middle;
    if (block.looksAcross()) {
        project(block.crossQuery, read(block.crossNorm, a.middle, a.crossNorm), a.crossQuery);
        if (const Memory& m = pass.memory; m.rows)
            block.crossKeyValue.forward(m.rows, m.tokens, a.crossKeyValue, model.adapters, m.places, s.weights, s.adapter, pass.precision);
        pass.attendAcross(block, a.crossQuery, a.crossKeyValue, a.crossAttention, a.crossLse);
        write(block.crossOutput, a.crossAttention, block.postCrossNorm, a.crossOut, a.postCrossNorm, a.middle, a.crossMiddle);
        if (!sum) addRows(a.middle, a.crossMiddle, tokens, width);
        middle = a.crossMiddle;
    }

    project(block.gateUp, read(block.mlpNorm, model.config.parallel ? a.x : middle, a.mlpNorm), a.gateUp);
    model.activate(a.gateUp, s.h, tokens);
    write(block.down, s.h, block.postMlpNorm, a.mlpOut, a.postMlpNorm, middle, next);
    if (!sum) addRows(middle, next, tokens, width);
    if (model.config.parallel) addRows(a.x, next, tokens, width);
}

}  // namespace tunesmith
