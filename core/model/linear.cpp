#include "core/model/linear.h"

#include <algorithm>
#include <cstring>

#include "core/base/random.h"
#include "core/kernels/kernels.h"

namespace tunesmith {

namespace {

// Each linear draws its own mask, as each LoRA layer of the reference has its own dropout.
void dropRows(const Linear& part, std::uint64_t id, const TokenPlaces& places, const float* x, float* y,
              std::int64_t tokens) {
    forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t t = first; t < last; ++t) {
            const std::uint64_t key = mix64(places.key ^ mix64(std::uint64_t(places.document[t]) * 0x10001u + id));
            kernels().dropout(x + t * part.in, y + t * part.in, part.in, key,
                              std::uint64_t(places.position[t] * part.in), part.low.dropout);
        }
    });
}

}  // namespace

std::int64_t Projection::out() const {
    std::int64_t total = 0;
    for (const Linear& part : parts) total += part.out;
    return total;
}

std::int64_t Projection::rank() const {
    std::int64_t total = 0;
    for (const Linear& part : parts) total += part.low.rank;
    return total;
}

bool Projection::trains() const {
    return std::any_of(parts.begin(), parts.end(),
                       [](const Linear& p) { return p.denseGradient || p.biasGradient || p.low.aGradient; });
}

bool Projection::dropsOut(bool adapters, const TokenPlaces& places) const {
    return adapters && places.key != 0 &&
           std::any_of(parts.begin(), parts.end(), [](const Linear& p) { return p.low.dropout > 0; });
}

std::int64_t Projection::adapterFloats(std::int64_t tokens) const {
    return tokens * (2 * rank() + (parts.front().low.dropout > 0 ? in() : 0));
}

const float* Projection::weight(float* scratch, bool merge) const {
    bool inPlace = !merge || rank() == 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].dense) inPlace = false;
        if (i > 0 && parts[i].dense != parts[i - 1].dense + parts[i - 1].out * in()) inPlace = false;
    }
    if (inPlace) return parts.front().dense;
    float* target = scratch;
    constexpr std::int64_t kAtOnce =
        32;  // rows that stay in the second-level cache between being read and being added to
    for (const Linear& part : parts) {
        const auto fill = [&](std::int64_t first, std::int64_t last) {
            float* rows = target + first * part.in;
            if (part.dense)
                std::memcpy(rows, part.dense + first * part.in, std::size_t((last - first) * part.in) * sizeof(float));
            else
                part.base.widen(first, last, rows);
            if (merge && part.low.rank > 0)
                kernels().rankUpdate(rows, part.low.b + first * part.low.rank, part.low.a, part.low.scale, last - first,
                                     part.in, part.low.rank);
        };
        forRows(part.out, 16, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t row = first; row < last; row += kAtOnce) fill(row, std::min(last, row + kAtOnce));
        });
        target += part.out * part.in;
    }
    return scratch;
}

void Projection::forward(const float* x, std::int64_t tokens, float* y, bool adapters, const TokenPlaces& places,
                         float* weightScratch, float* adapterScratch, Precision precision) const {
    const bool drops = dropsOut(adapters, places);
    const std::int64_t width = in(), total = out();
    const float* w = weight(weightScratch, adapters && !drops);
    gemm(false, true, tokens, total, width, 1, x, width, w, width, 0, y, total, precision);
    std::int64_t column = 0;
    for (const Linear& part : parts) {
        if (const float* bias = part.biasData())
            forRows(tokens, 64, [&](std::int64_t first, std::int64_t last) {
                for (std::int64_t t = first; t < last; ++t) kernels().axpy(1, bias, y + t * total + column, part.out);
            });
        if (drops && part.low.rank > 0) {
            float* dropped = adapterScratch;                  // [T, in]
            float* narrow = adapterScratch + tokens * width;  // [T, r]
            dropRows(part, id + std::uint64_t(column), places, x, dropped, tokens);
            gemm(false, true, tokens, part.low.rank, width, 1, dropped, width, part.low.a, width, 0, narrow,
                 part.low.rank, precision);
            gemm(false, true, tokens, part.out, part.low.rank, part.low.scale, narrow, part.low.rank, part.low.b,
                 part.low.rank, 1, y + column, total, precision);
        }
        column += part.out;
    }
}

void Projection::backward(const float* dy, const float* x, std::int64_t tokens, float* dx, bool adapters,
                          const TokenPlaces& places, float* weightScratch, float* adapterScratch, Precision precision) {
    const bool drops = dropsOut(adapters, places);
    const std::int64_t width = in(), total = out(), ranks = rank();
    if (dx) {
        const float* w = weight(weightScratch, adapters && !drops);
        gemm(false, false, tokens, width, total, 1, dy, total, w, width, 0, dx, width, precision);
    }
    std::int64_t column = 0;
    // Adapters whose A lie one below the other share the two products with x.
    const bool adapts = adapters && ranks > 0;
    bool shared = adapts && !drops;
    const float* expected = nullptr;
    for (const Linear& part : parts) {
        if (part.low.rank == 0) continue;
        if (expected && part.low.a != expected) shared = false;
        expected = part.low.a + part.low.rank * width;
    }
    float* narrow = adapterScratch;                   // [T, R] x A^T
    float* pulled = adapterScratch + tokens * ranks;  // [T, R] s dy B
    const Linear* firstAdapted = nullptr;
    for (const Linear& part : parts)
        if (part.low.rank > 0 && !firstAdapted) firstAdapted = &part;
    if (shared && firstAdapted->low.aGradient)
        gemm(false, true, tokens, ranks, width, 1, x, width, firstAdapted->low.a, width, 0, narrow, ranks, precision);
    std::int64_t at = 0;
    for (Linear& part : parts) {
        const float* dyPart = dy + column;
        if (part.denseGradient)
            gemm(true, false, part.out, width, tokens, 1, dyPart, total, x, width, 1, part.denseGradient, width,
                 precision);
        if (part.biasGradient)
            for (std::int64_t t = 0; t < tokens; ++t)
                kernels().axpy(1, dyPart + t * total, part.biasGradient, part.out);
        if (adapts && part.low.rank > 0) {
            const std::int64_t r = part.low.rank;
            gemm(false, false, tokens, r, part.out, part.low.scale, dyPart, total, part.low.b, r, 0, pulled + at, ranks,
                 precision);
            const float* input = x;
            if (drops) {
                float* dropped = adapterScratch + 2 * tokens * ranks;
                dropRows(part, id + std::uint64_t(column), places, x, dropped, tokens);
                input = dropped;
            }
            if (part.low.aGradient) {
                if (!shared)
                    gemm(false, true, tokens, r, width, 1, input, width, part.low.a, width, 0, narrow + at, ranks,
                         precision);
                gemm(true, false, part.out, r, tokens, part.low.scale, dyPart, total, narrow + at, ranks, 1,
                     part.low.bGradient, r, precision);
                if (!shared)
                    gemm(true, false, r, width, tokens, 1, pulled + at, ranks, input, width, 1, part.low.aGradient,
                         width, precision);
            }
            if (drops && dx) {
                float* back = adapterScratch + 2 * tokens * ranks;
                gemm(false, false, tokens, width, r, 1, pulled + at, ranks, part.low.a, width, 0, back, width,
                     precision);
                dropRows(part, id + std::uint64_t(column), places, back, back, tokens);
                forRows(tokens, 16, [&](std::int64_t first, std::int64_t last) {
                    kernels().axpy(1, back + first * width, dx + first * width, (last - first) * width);
                });
            }
            at += r;
        }
        column += part.out;
    }
    if (shared && firstAdapted->low.aGradient)
        gemm(true, false, ranks, width, tokens, 1, pulled, ranks, x, width, 1, firstAdapted->low.aGradient, width,
             precision);
}

}  // namespace tunesmith
