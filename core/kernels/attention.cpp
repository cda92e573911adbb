#include "core/kernels/attention.h"

#include <algorithm>
#include <cstring>

#include "core/kernels/kernels.h"
#include "core/kernels/scratch.h"

namespace tunesmith {

namespace {

constexpr std::int64_t kBlock = 64;  // query rows computed at once

struct Task {
    std::int64_t begin, length, head, first;  // document, head, first query row of the block (or 0 for the whole document)
};

float* threadScratch(std::size_t floats) {
    thread_local std::vector<float> scratch;
    return alignedRoom(scratch, floats);
}

// Largest first, so that threads end together.
void sortBySize(std::vector<Task>& tasks) {
    std::stable_sort(tasks.begin(), tasks.end(), [](const Task& a, const Task& b) { return a.length + a.first > b.length + b.first; });
}

// What rows [first, first + rows) of a sequence see: keys [low, low + context), and of those row r the ones [skip(r), skip(r) + seen(r)).
struct Sight {
    std::int64_t first, low, context, window;
    bool causal;
    Sight(const AttentionShape& s, std::int64_t firstRow, std::int64_t rows, std::int64_t length)
        : first(firstRow), low(s.window > 0 ? std::max<std::int64_t>(0, firstRow - s.window + 1) : 0),
          context((s.causal ? firstRow + rows : length) - low), window(s.window), causal(s.causal) {}
    std::int64_t skip(std::int64_t r) const { return window > 0 ? std::max<std::int64_t>(0, first + r - window + 1) - low : 0; }
    std::int64_t seen(std::int64_t r) const { return causal ? first + r + 1 - low - skip(r) : context; }
};

// Products q k of one row become probabilities in place, 0 where it does not see; returns log sum exp of its scores.
float probabilities(const AttentionShape& s, const Sight& sight, std::int64_t r, float* row) {
    const std::int64_t skip = sight.skip(r), n = sight.seen(r);
    if (s.cap > 0) kernels().softCap(row + skip, n, s.scale, s.cap);
    std::fill(row, row + skip, 0.0f);
    return kernels().softmaxRow(row + skip, n, sight.context - skip, s.cap > 0 ? 1.0f : s.scale);
}

}  // namespace

void attentionForward(const AttentionShape& s, const std::vector<std::int64_t>& offsets, const float* qkv, float* out, float* lse,
                      Precision precision) {
    const std::int64_t d = s.headWidth, width = s.qkvWidth(), group = s.heads / s.kvHeads;
    std::vector<Task> tasks;
    for (std::size_t i = 0; i + 1 < offsets.size(); ++i)
        for (std::int64_t first = 0; first < offsets[i + 1] - offsets[i]; first += kBlock)
            for (std::int64_t h = 0; h < s.heads; ++h) tasks.push_back({offsets[i], offsets[i + 1] - offsets[i], h, first});
    sortBySize(tasks);
    forTasks(std::int64_t(tasks.size()), [&](std::int64_t t) {
        const Task& task = tasks[std::size_t(t)];
        const std::int64_t rows = std::min(kBlock, task.length - task.first);
        const Sight sight(s, task.first, rows, task.length);
        const std::int64_t context = sight.context;
        const float* q = qkv + (task.begin + task.first) * width + task.head * d;
        const float* key = qkv + (task.begin + sight.low) * width + (s.heads + task.head / group) * d;
        const float* value = key + s.kvHeads * d;
        float* scores = threadScratch(std::size_t(kBlock * context));
        gemm(false, true, rows, context, d, 1, q, width, key, width, 0, scores, context, precision);  // [rows, context]
        for (std::int64_t r = 0; r < rows; ++r)
            lse[(task.begin + task.first + r) * s.heads + task.head] = probabilities(s, sight, r, scores + r * context);
        gemm(false, false, rows, d, context, 1, scores, context, value, width, 0,
             out + (task.begin + task.first) * s.heads * d + task.head * d, s.heads * d, precision);  // [rows, D]
    });
}

std::int64_t attentionScratch(const AttentionShape& s, std::int64_t tokens) { return 2 * tokens * s.heads * s.headWidth; }

void attentionBackward(const AttentionShape& s, const std::vector<std::int64_t>& offsets, const float* qkv, const float* out,
                       const float* lse, const float* dout, float* dqkv, float* scratch, Precision precision) {
    const std::int64_t d = s.headWidth, width = s.qkvWidth(), group = s.heads / s.kvHeads, tokens = offsets.back();
    // Each query head has its own dK and dV [H, T, D], summed over the group afterwards: heads stay independent tasks.
    float* dKeys = scratch;
    float* dValues = scratch + tokens * s.heads * d;
    std::vector<Task> tasks;
    for (std::size_t i = 0; i + 1 < offsets.size(); ++i)
        for (std::int64_t h = 0; h < s.heads; ++h) tasks.push_back({offsets[i], offsets[i + 1] - offsets[i], h, 0});
    sortBySize(tasks);
    const Kernels& k = kernels();
    forTasks(std::int64_t(tasks.size()), [&](std::int64_t t) {
        const Task& task = tasks[std::size_t(t)];
        float* dKey = dKeys + (task.head * tokens + task.begin) * d;
        float* dValue = dValues + (task.head * tokens + task.begin) * d;
        std::memset(dKey, 0, std::size_t(task.length * d) * sizeof(float));
        std::memset(dValue, 0, std::size_t(task.length * d) * sizeof(float));
        float* p = threadScratch(std::size_t((s.cap > 0 ? 3 : 2) * kBlock * task.length));
        float* ds = p + kBlock * task.length;
        float* capped = ds + kBlock * task.length;
        for (std::int64_t first = 0; first < task.length; first += kBlock) {
            const std::int64_t rows = std::min(kBlock, task.length - first), at = task.begin + first;
            const Sight sight(s, first, rows, task.length);
            const std::int64_t context = sight.context;
            const float* key = qkv + (task.begin + sight.low) * width + (s.heads + task.head / group) * d;
            const float* value = key + s.kvHeads * d;
            const float* q = qkv + at * width + task.head * d;
            const float* o = out + (at * s.heads + task.head) * d;
            const float* dO = dout + (at * s.heads + task.head) * d;
            gemm(false, true, rows, context, d, 1, q, width, key, width, 0, p, context, precision);
            gemm(false, true, rows, context, d, 1, dO, s.heads * d, value, width, 0, ds, context, precision);
            for (std::int64_t r = 0; r < rows; ++r) {
                const std::int64_t skip = sight.skip(r), n = sight.seen(r);
                float *row = p + r * context + skip, *pull = ds + r * context + skip;
                if (s.cap > 0) {
                    k.softCap(row, n, s.scale, s.cap);
                    std::memcpy(capped, row, std::size_t(n) * sizeof(float));
                }
                k.expRow(row, n, context - skip, s.cap > 0 ? 1.0f : s.scale, lse[(at + r) * s.heads + task.head]);
                const float delta = k.dot(dO + r * s.heads * d, o + r * s.heads * d, d);
                k.softmaxBackwardRow(row, pull, n, delta, s.cap > 0 ? 1.0f : s.scale);
                if (s.cap > 0) k.softCapBackward(capped, pull, n, s.scale, s.cap);
                std::fill(row - skip, row, 0.0f);
                std::fill(pull - skip, pull, 0.0f);
                std::fill(pull + n, ds + (r + 1) * context, 0.0f);
            }
            gemm(true, false, context, d, rows, 1, p, context, dO, s.heads * d, 1, dValue + sight.low * d, d, precision);
            gemm(true, false, context, d, rows, 1, ds, context, q, width, 1, dKey + sight.low * d, d, precision);
            gemm(false, false, rows, d, context, 1, ds, context, key, width, 0, dqkv + at * width + task.head * d, width, precision);
        }
    });
    forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t t = first; t < last; ++t) {
            float* row = dqkv + t * width + s.heads * d;
            std::memset(row, 0, std::size_t(2 * s.kvHeads * d) * sizeof(float));
            for (std::int64_t h = 0; h < s.heads; ++h) {
                k.axpy(1, dKeys + (h * tokens + t) * d, row + h / group * d, d);
                k.axpy(1, dValues + (h * tokens + t) * d, row + (s.kvHeads + h / group) * d, d);
            }
        }
    });
}

void attentionCached(const AttentionShape& s, const float* q, std::int64_t n, std::int64_t qStride, const float* keys,
                     const float* values, std::int64_t capacity, std::int64_t past, float* out) {
    const std::int64_t d = s.headWidth, group = s.heads / s.kvHeads;
    const Kernels& k = kernels();
    const std::int64_t blocks = (n + kBlock - 1) / kBlock;
    const auto attend = [&](std::int64_t t) {
        const std::int64_t head = t % s.heads, first = t / s.heads * kBlock, rows = std::min(kBlock, n - first);
        const Sight sight(s, past + first, rows, past + n);
        const std::int64_t context = sight.context;
        const float* key = keys + (head / group * capacity + sight.low) * d;
        const float* value = values + (head / group * capacity + sight.low) * d;
        const float* query = q + first * qStride + head * d;
        float* target = out + first * s.heads * d + head * d;
        float* scores = threadScratch(std::size_t(rows * context));
        if (rows == 1) {
            for (std::int64_t j = 0; j < context; ++j) scores[j] = k.dot(query, key + j * d, d);
            probabilities(s, sight, 0, scores);
            std::memset(target, 0, std::size_t(d) * sizeof(float));
            for (std::int64_t j = 0; j < context; ++j) k.axpy(scores[j], value + j * d, target, d);
            return;
        }
        gemm(false, true, rows, context, d, 1, query, qStride, key, d, 0, scores, context);
        for (std::int64_t r = 0; r < rows; ++r) probabilities(s, sight, r, scores + r * context);
        gemm(false, false, rows, d, context, 1, scores, context, value, d, 0, target, s.heads * d);
    };
    if (n * (past + n) < 512) {
        for (std::int64_t t = 0; t < blocks * s.heads; ++t) attend(t);  // too little for a team
    } else {
        forTasks(blocks * s.heads, attend);
    }
}

}  // namespace tunesmith
