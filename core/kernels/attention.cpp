#include "core/kernels/attention.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "core/kernels/kernels.h"
#include "core/kernels/scratch.h"

namespace tunesmith {

namespace {

constexpr std::int64_t kBlock = 64;  // query rows computed at once

struct Task {
    std::int64_t begin, length;        // of the document's queries
    std::int64_t keyBegin, keyLength;  // and of its keys
    std::int64_t head, first;          // first query row of the block (or 0 for the whole document)
};

float* threadScratch(std::size_t floats) {
    thread_local std::vector<float> scratch;
    return alignedRoom(scratch, floats);
}

// Largest first, so that threads end together.
void sortBySize(std::vector<Task>& tasks) {
    std::stable_sort(tasks.begin(), tasks.end(), [](const Task& a, const Task& b) { return a.keyLength + a.first > b.keyLength + b.first; });
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

// Products q k of one row become scores where it sees, up to a factor that is returned.
float scores(const AttentionShape& s, const DistanceBias& bias, const Sight& sight, std::int64_t head, std::int64_t r, float* row) {
    const std::int64_t skip = sight.skip(r), n = sight.seen(r);
    if (s.cap > 0) {
        kernels().softCap(row + skip, n, s.scale, s.cap);
        return 1;
    }
    if (!bias) return s.scale;
    if (s.scale != 1)
        for (std::int64_t i = skip; i < skip + n; ++i) row[i] *= s.scale;
    kernels().axpy(1, bias.from(head, sight.first + r, sight.low + skip), row + skip, n);
    return 1;
}

// Products q k of one row become probabilities in place, 0 where it does not see; returns log sum exp of its scores.
float probabilities(const AttentionShape& s, const DistanceBias& bias, const Sight& sight, std::int64_t head, std::int64_t r, float* row) {
    const float factor = scores(s, bias, sight, head, r, row);
    const std::int64_t skip = sight.skip(r);
    std::fill(row, row + skip, 0.0f);
    return kernels().softmaxRow(row + skip, sight.seen(r), sight.context - skip, factor);
}

// Documents by heads, in blocks of at most `rows` queries.
std::vector<Task> tasksOf(const AttentionShape& s, const AttentionRows& rows, std::int64_t most) {
    std::vector<Task> tasks;
    const std::vector<std::int64_t>&q = *rows.queryOffsets, &k = *rows.keyOffsets;
    for (std::size_t i = 0; i + 1 < q.size(); ++i)
        for (std::int64_t first = 0; first < q[i + 1] - q[i]; first += most)
            for (std::int64_t h = 0; h < s.heads; ++h) tasks.push_back({q[i], q[i + 1] - q[i], k[i], k[i + 1] - k[i], h, first});
    sortBySize(tasks);
    return tasks;
}

// Adds what the documents' own distances pull, head by head and in the order of the documents: the same sum for any number of threads.
void gatherBias(const AttentionShape& s, const AttentionRows& rows, const float* parts, float* target) {
    const std::vector<std::int64_t>& offsets = *rows.queryOffsets;
    const std::int64_t width = rows.bias.width();
    forTasks(s.heads, [&](std::int64_t h) {
        for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
            const std::int64_t length = offsets[i + 1] - offsets[i];
            if (length > 0)
                kernels().axpy(1, parts + 2 * (h * offsets.back() + offsets[i]), target + h * width + rows.bias.length - length, 2 * length - 1);
        }
    });
}

}  // namespace

void attentionForward(const AttentionShape& s, const AttentionRows& rows, float* out, float* lse, Precision precision) {
    const std::int64_t d = s.headWidth, group = s.heads / s.kvHeads;
    const std::vector<Task> tasks = tasksOf(s, rows, kBlock);
    forTasks(std::int64_t(tasks.size()), [&](std::int64_t t) {
        const Task& task = tasks[std::size_t(t)];
        const std::int64_t n = std::min(kBlock, task.length - task.first);
        const Sight sight(s, task.first, n, task.keyLength);
        const std::int64_t context = sight.context, at = (task.keyBegin + sight.low) * rows.kvStride + task.head / group * d;
        const float* q = rows.q + (task.begin + task.first) * rows.qStride + task.head * d;
        float* p = threadScratch(std::size_t(kBlock * context));
        gemm(false, true, n, context, d, 1, q, rows.qStride, rows.k + at, rows.kvStride, 0, p, context, precision);  // [n, context]
        for (std::int64_t r = 0; r < n; ++r)
            lse[(task.begin + task.first + r) * s.heads + task.head] = probabilities(s, rows.bias, sight, task.head, r, p + r * context);
        gemm(false, false, n, d, context, 1, p, context, rows.v + at, rows.kvStride, 0,
             out + (task.begin + task.first) * s.heads * d + task.head * d, s.heads * d, precision);  // [n, D]
    });
}

std::int64_t attentionScratch(const AttentionShape& s, std::int64_t keys, bool bias) {
    return 2 * keys * s.heads * (s.headWidth + (bias ? 1 : 0));
}

void attentionBackward(const AttentionShape& s, const AttentionRows& rows, const float* out, const float* lse, const float* dout,
                       const AttentionPull& pull, float* scratch, Precision precision) {
    const std::int64_t d = s.headWidth, group = s.heads / s.kvHeads, keys = rows.keys();
    // Each query head has its own dK and dV [H, S, D], summed over the group afterwards: heads stay independent tasks.
    float* dKeys = scratch;
    float* dValues = scratch + keys * s.heads * d;
    float* distances = scratch + 2 * keys * s.heads * d;  // [H, 2 S]: what each document's distances pull
    const std::vector<Task> tasks = tasksOf(s, rows, std::numeric_limits<std::int64_t>::max() / 2);
    const Kernels& k = kernels();
    forTasks(std::int64_t(tasks.size()), [&](std::int64_t t) {
        const Task& task = tasks[std::size_t(t)];
        float* dKey = dKeys + (task.head * keys + task.keyBegin) * d;
        float* dValue = dValues + (task.head * keys + task.keyBegin) * d;
        float* distance = distances + 2 * (task.head * keys + task.keyBegin);
        std::memset(dKey, 0, std::size_t(task.keyLength * d) * sizeof(float));
        std::memset(dValue, 0, std::size_t(task.keyLength * d) * sizeof(float));
        if (pull.bias) std::memset(distance, 0, std::size_t(2 * task.keyLength) * sizeof(float));
        float* p = threadScratch(std::size_t((s.cap > 0 ? 3 : 2) * kBlock * task.keyLength));
        float* ds = p + kBlock * task.keyLength;
        float* capped = ds + kBlock * task.keyLength;
        for (std::int64_t first = 0; first < task.length; first += kBlock) {
            const std::int64_t n = std::min(kBlock, task.length - first), query = task.begin + first;
            const Sight sight(s, first, n, task.keyLength);
            const std::int64_t context = sight.context, at = (task.keyBegin + sight.low) * rows.kvStride + task.head / group * d;
            const float *key = rows.k + at, *value = rows.v + at;
            const float* q = rows.q + query * rows.qStride + task.head * d;
            const float* o = out + (query * s.heads + task.head) * d;
            const float* dO = dout + (query * s.heads + task.head) * d;
            gemm(false, true, n, context, d, 1, q, rows.qStride, key, rows.kvStride, 0, p, context, precision);
            gemm(false, true, n, context, d, 1, dO, s.heads * d, value, rows.kvStride, 0, ds, context, precision);
            for (std::int64_t r = 0; r < n; ++r) {
                const std::int64_t skip = sight.skip(r), seen = sight.seen(r);
                float *row = p + r * context + skip, *back = ds + r * context + skip;
                const float factor = scores(s, rows.bias, sight, task.head, r, p + r * context);
                if (s.cap > 0) std::memcpy(capped, row, std::size_t(seen) * sizeof(float));
                k.expRow(row, seen, context - skip, factor, lse[(query + r) * s.heads + task.head]);
                const float delta = k.dot(dO + r * s.heads * d, o + r * s.heads * d, d);
                k.softmaxBackwardRow(row, back, seen, delta, factor);
                if (s.cap > 0) k.softCapBackward(capped, back, seen, s.scale, s.cap);
                if (pull.bias) k.axpy(1, back, distance + task.keyLength - 1 + sight.low + skip - first - r, seen);
                if (rows.bias && s.scale != 1)
                    for (std::int64_t i = 0; i < seen; ++i) back[i] *= s.scale;
                std::fill(row - skip, row, 0.0f);
                std::fill(back - skip, back, 0.0f);
                std::fill(back + seen, ds + (r + 1) * context, 0.0f);
            }
            gemm(true, false, context, d, n, 1, p, context, dO, s.heads * d, 1, dValue + sight.low * d, d, precision);
            gemm(true, false, context, d, n, 1, ds, context, q, rows.qStride, 1, dKey + sight.low * d, d, precision);
            gemm(false, false, n, d, context, 1, ds, context, key, rows.kvStride, 0, pull.q + query * rows.qStride + task.head * d, rows.qStride,
                 precision);
        }
    });
    if (pull.bias) gatherBias(s, rows, distances, pull.bias);
    forRows(keys, 16, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t t = first; t < last; ++t) {
            float *dk = pull.k + t * rows.kvStride, *dv = pull.v + t * rows.kvStride;
            std::memset(dk, 0, std::size_t(s.kvHeads * d) * sizeof(float));
            std::memset(dv, 0, std::size_t(s.kvHeads * d) * sizeof(float));
            for (std::int64_t h = 0; h < s.heads; ++h) {
                k.axpy(1, dKeys + (h * keys + t) * d, dk + h / group * d, d);
                k.axpy(1, dValues + (h * keys + t) * d, dv + h / group * d, d);
            }
        }
    });
}

void attentionCached(const AttentionShape& s, const float* q, std::int64_t n, std::int64_t qStride, const float* keys,
                     const float* values, std::int64_t capacity, std::int64_t past, float* out, DistanceBias bias) {
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
        float* p = threadScratch(std::size_t(rows * context));
        if (rows == 1) {
            for (std::int64_t j = 0; j < context; ++j) p[j] = k.dot(query, key + j * d, d);
            probabilities(s, bias, sight, head, 0, p);
            std::memset(target, 0, std::size_t(d) * sizeof(float));
            for (std::int64_t j = 0; j < context; ++j) k.axpy(p[j], value + j * d, target, d);
            return;
        }
        gemm(false, true, rows, context, d, 1, query, qStride, key, d, 0, p, context);
        for (std::int64_t r = 0; r < rows; ++r) probabilities(s, bias, sight, head, r, p + r * context);
        gemm(false, false, rows, d, context, 1, p, context, value, d, 0, target, s.heads * d);
    };
    if (n * (past + n) < 512) {
        for (std::int64_t t = 0; t < blocks * s.heads; ++t) attend(t);  // too little for a team
    } else {
        forTasks(blocks * s.heads, attend);
    }
}

}  // namespace tunesmith
