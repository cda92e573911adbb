// The row kernels as plain loops that the compiler vectorises; included once for each instruction set with TS_KERNELS set to
// the namespace. Reductions are marked `omp simd`, which lets them be reordered; nothing else is.
#include <bit>
#include <cmath>
#include <cstdint>

#include "core/kernels/kernels.h"

namespace tunesmith::TS_KERNELS {

namespace {

// exp(x) for fp32 by range reduction to [-ln2/2, ln2/2] and a degree-6 polynomial (Taylor with minimax tail); about 1 ulp.
inline float expApprox(float x) {
    x = x < -87.0f ? -87.0f : (x > 88.0f ? 88.0f : x);
    const float k = std::nearbyint(x * 1.44269504088896341f);
    const float r = (x - k * 0.693359375f) + k * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    const float y = p * r * r + r + 1.0f;
    return y * std::bit_cast<float>((std::int32_t(k) + 127) << 23);
}

inline float sigmoid(float x) { return 1.0f / (1.0f + expApprox(-x)); }

void rmsNorm(const float* x, const float* w, float* y, float* inv, std::int64_t rows, std::int64_t width, float eps) {
    for (std::int64_t r = 0; r < rows; ++r, x += width, y += width) {
        float sum = 0;
#pragma omp simd reduction(+ : sum)
        for (std::int64_t c = 0; c < width; ++c) sum += x[c] * x[c];
        const float scale = 1.0f / std::sqrt(sum / float(width) + eps);
        if (inv) inv[r] = scale;
#pragma omp simd
        for (std::int64_t c = 0; c < width; ++c) y[c] = x[c] * scale * w[c];
    }
}

void rmsNormBackward(const float* dy, const float* x, const float* w, const float* inv, float* dx, float* dw, std::int64_t rows,
                     std::int64_t width) {
    for (std::int64_t r = 0; r < rows; ++r, x += width, dy += width, dx += width) {
        float sum = 0;
#pragma omp simd reduction(+ : sum)
        for (std::int64_t c = 0; c < width; ++c) sum += dy[c] * w[c] * x[c];
        const float scale = inv[r], pull = sum * scale * scale * scale / float(width);
#pragma omp simd
        for (std::int64_t c = 0; c < width; ++c) dx[c] += dy[c] * w[c] * scale - x[c] * pull;
        if (dw) {
#pragma omp simd
            for (std::int64_t c = 0; c < width; ++c) dw[c] += dy[c] * x[c] * scale;
        }
    }
}

void rope(float* head, const float* cosine, const float* sine, std::int64_t half, float sign) {
    float* low = head;
    float* high = head + half;
#pragma omp simd
    for (std::int64_t i = 0; i < half; ++i) {
        const float a = low[i], b = high[i], s = sign * sine[i];
        low[i] = a * cosine[i] - b * s;
        high[i] = b * cosine[i] + a * s;
    }
}

// What an activation is and how it rises, each for one value.
struct SiluOf {
    static float value(float x) { return x * sigmoid(x); }
    static float slope(float x) {
        const float s = sigmoid(x);
        return s * (1.0f + x * (1.0f - s));
    }
};

// 0.5 (1 + tanh u) is sigmoid(2 u).
struct GeluTanhOf {
    static constexpr float kRoot = 0.7978845608028654f, kCubic = 0.044715f;  // sqrt(2 / pi)
    static float value(float x) { return x * sigmoid(2.0f * kRoot * (x + kCubic * x * x * x)); }
    static float slope(float x) {
        const float s = sigmoid(2.0f * kRoot * (x + kCubic * x * x * x));
        return s + x * s * (1.0f - s) * 2.0f * kRoot * (1.0f + 3.0f * kCubic * x * x);
    }
};

struct GeluOf {
    // The normal distribution's integral, by Abramowitz and Stegun 7.1.26: within 1.5e-7 / 2.
    static float below(float x) {
        const float a = std::fabs(x) * 0.70710678118654752f, t = 1.0f / (1.0f + 0.3275911f * a);
        float p = 1.061405429f;
        p = p * t - 1.453152027f;
        p = p * t + 1.421413741f;
        p = p * t - 0.284496736f;
        p = p * t + 0.254829592f;
        const float tail = 0.5f * p * t * expApprox(-a * a);
        return x < 0 ? tail : 1.0f - tail;
    }
    static float value(float x) { return x * below(x); }
    static float slope(float x) { return below(x) + x * 0.3989422804014327f * expApprox(-0.5f * x * x); }
};

struct ReluOf {
    static float value(float x) { return x > 0 ? x : 0.0f; }
    static float slope(float x) { return x > 0 ? 1.0f : 0.0f; }
};

template <class Act>
void gatedMulOf(const float* gateUp, float* h, std::int64_t rows, std::int64_t width) {
    for (std::int64_t r = 0; r < rows; ++r) {
        const float* g = gateUp + r * 2 * width;
        const float* u = g + width;
        float* out = h + r * width;
#pragma omp simd
        for (std::int64_t c = 0; c < width; ++c) out[c] = Act::value(g[c]) * u[c];
    }
}

template <class Act>
void gatedMulBackwardOf(float* gateUp, const float* dh, std::int64_t rows, std::int64_t width) {
    for (std::int64_t r = 0; r < rows; ++r) {
        float* g = gateUp + r * 2 * width;
        float* u = g + width;
        const float* d = dh + r * width;
#pragma omp simd
        for (std::int64_t c = 0; c < width; ++c) {
            const float x = g[c], up = u[c];
            u[c] = d[c] * Act::value(x);
            g[c] = d[c] * up * Act::slope(x);
        }
    }
}

template <class Act>
void activateOf(const float* x, float* y, std::int64_t n) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) y[i] = Act::value(x[i]);
}

template <class Act>
void activateBackwardOf(float* x, const float* dy, std::int64_t n) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) x[i] = dy[i] * Act::slope(x[i]);
}

template <class Body>
void withActivation(Activation act, const Body& body) {
    switch (act) {
        case Activation::Silu: return body(SiluOf{});
        case Activation::GeluTanh: return body(GeluTanhOf{});
        case Activation::Gelu: return body(GeluOf{});
        case Activation::Relu: return body(ReluOf{});
    }
}

void gatedMul(Activation act, const float* gateUp, float* h, std::int64_t rows, std::int64_t width) {
    withActivation(act, [&](auto a) { gatedMulOf<decltype(a)>(gateUp, h, rows, width); });
}

void gatedMulBackward(Activation act, float* gateUp, const float* dh, std::int64_t rows, std::int64_t width) {
    withActivation(act, [&](auto a) { gatedMulBackwardOf<decltype(a)>(gateUp, dh, rows, width); });
}

void activate(Activation act, const float* x, float* y, std::int64_t n) {
    withActivation(act, [&](auto a) { activateOf<decltype(a)>(x, y, n); });
}

void activateBackward(Activation act, float* x, const float* dy, std::int64_t n) {
    withActivation(act, [&](auto a) { activateBackwardOf<decltype(a)>(x, dy, n); });
}

void softCap(float* x, std::int64_t n, float scale, float cap) {
    const float inward = 2.0f * scale / cap;
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) x[i] = cap * (2.0f * sigmoid(x[i] * inward) - 1.0f);  // tanh(u) is 2 sigmoid(2 u) - 1
}

void softCapBackward(const float* capped, float* d, std::int64_t n, float scale, float cap) {
    const float inverse = 1.0f / cap;
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) {
        const float t = capped[i] * inverse;
        d[i] *= scale * (1.0f - t * t);
    }
}

void layerNorm(const float* x, const float* w, const float* b, float* y, float* mean, float* inv, std::int64_t rows, std::int64_t width, float eps) {
    for (std::int64_t r = 0; r < rows; ++r, x += width, y += width) {
        float sum = 0, squares = 0;
#pragma omp simd reduction(+ : sum)
        for (std::int64_t c = 0; c < width; ++c) sum += x[c];
        const float middle = sum / float(width);
#pragma omp simd reduction(+ : squares)
        for (std::int64_t c = 0; c < width; ++c) squares += (x[c] - middle) * (x[c] - middle);
        const float scale = 1.0f / std::sqrt(squares / float(width) + eps);
        if (mean) {
            mean[r] = middle;
            inv[r] = scale;
        }
#pragma omp simd
        for (std::int64_t c = 0; c < width; ++c) y[c] = (x[c] - middle) * scale * w[c] + b[c];
    }
}

void layerNormBackward(const float* dy, const float* x, const float* w, const float* mean, const float* inv, float* dx, float* dw, float* db,
                       std::int64_t rows, std::int64_t width) {
    for (std::int64_t r = 0; r < rows; ++r, x += width, dy += width, dx += width) {
        const float middle = mean[r], scale = inv[r];
        float sum = 0, along = 0;
#pragma omp simd reduction(+ : sum, along)
        for (std::int64_t c = 0; c < width; ++c) {
            sum += dy[c] * w[c];
            along += dy[c] * w[c] * (x[c] - middle);
        }
        const float shift = sum / float(width), pull = along * scale * scale / float(width);
#pragma omp simd
        for (std::int64_t c = 0; c < width; ++c) dx[c] += scale * (dy[c] * w[c] - shift - (x[c] - middle) * pull);
        if (dw) {
#pragma omp simd
            for (std::int64_t c = 0; c < width; ++c) {
                dw[c] += dy[c] * (x[c] - middle) * scale;
                db[c] += dy[c];
            }
        }
    }
}

float maximum(const float* x, std::int64_t n) {
    float best = x[0];
#pragma omp simd reduction(max : best)
    for (std::int64_t i = 0; i < n; ++i) best = x[i] > best ? x[i] : best;
    return best;
}

float softmaxRow(float* x, std::int64_t n, std::int64_t padded, float scale) {
    const float best = maximum(x, n) * scale;
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < n; ++i) {
        const float e = expApprox(x[i] * scale - best);
        x[i] = e;
        sum += e;
    }
    const float inverse = 1.0f / sum;
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) x[i] *= inverse;
    for (std::int64_t i = n; i < padded; ++i) x[i] = 0;
    return best + std::log(sum);
}

void expRow(float* x, std::int64_t n, std::int64_t padded, float scale, float lse) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) x[i] = expApprox(x[i] * scale - lse);
    for (std::int64_t i = n; i < padded; ++i) x[i] = 0;
}

void softmaxBackwardRow(const float* p, float* dp, std::int64_t n, float delta, float scale) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) dp[i] = p[i] * (dp[i] - delta) * scale;
}

float crossEntropyRow(float* x, std::int64_t n, std::int64_t target, const float* weight) {
    const float best = maximum(x, n), wanted = x[target];
    // Blocks bound the rounding error of a sum over a large vocabulary.
    double total = 0;
    for (std::int64_t first = 0; first < n; first += 1024) {
        const std::int64_t last = first + 1024 < n ? first + 1024 : n;
        float sum = 0;
        if (weight) {
#pragma omp simd reduction(+ : sum)
            for (std::int64_t i = first; i < last; ++i) {
                const float e = expApprox(x[i] - best);
                x[i] = e;
                sum += e;
            }
        } else {
#pragma omp simd reduction(+ : sum)
            for (std::int64_t i = first; i < last; ++i) sum += expApprox(x[i] - best);
        }
        total += double(sum);
    }
    if (weight) {
        const float pull = float(-double(*weight) / total);
#pragma omp simd
        for (std::int64_t i = 0; i < n; ++i) x[i] *= pull;
        x[target] += *weight;
    }
    return float(double(wanted) - double(best) - std::log(total));
}

float dot(const float* a, const float* b, std::int64_t n) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < n; ++i) sum += a[i] * b[i];
    return sum;
}

void axpy(float alpha, const float* x, float* y, std::int64_t n) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) y[i] += alpha * x[i];
}

using Lanes = float __attribute__((vector_size(32), aligned(4), may_alias));

// Two rows by 32 columns at a time stay in registers while the rank runs.
void rankUpdate(float* w, const float* b, const float* a, float scale, std::int64_t rows, std::int64_t width, std::int64_t rank) {
    constexpr std::int64_t kColumns = 32, kLanes = 8, kParts = kColumns / kLanes;
    std::int64_t o = 0;
    for (; o + 2 <= rows; o += 2) {
        const float *b0 = b + o * rank, *b1 = b0 + rank;
        float *w0 = w + o * width, *w1 = w0 + width;
        std::int64_t c = 0;
        for (; c + kColumns <= width; c += kColumns) {
            Lanes s0[kParts] = {}, s1[kParts] = {};
            for (std::int64_t r = 0; r < rank; ++r) {
                const auto* row = reinterpret_cast<const Lanes*>(a + r * width + c);
                for (std::int64_t i = 0; i < kParts; ++i) {
                    s0[i] += b0[r] * row[i];
                    s1[i] += b1[r] * row[i];
                }
            }
            auto *t0 = reinterpret_cast<Lanes*>(w0 + c), *t1 = reinterpret_cast<Lanes*>(w1 + c);
            for (std::int64_t i = 0; i < kParts; ++i) {
                t0[i] += scale * s0[i];
                t1[i] += scale * s1[i];
            }
        }
        for (std::int64_t r = 0; c < width && r < rank; ++r)
            for (std::int64_t j = c; j < width; ++j) {
                w0[j] += scale * b0[r] * a[r * width + j];
                w1[j] += scale * b1[r] * a[r * width + j];
            }
    }
    for (; o < rows; ++o)
        for (std::int64_t r = 0; r < rank; ++r) axpy(scale * b[o * rank + r], a + r * width, w + o * width, width);
}

void dropout(const float* x, float* y, std::int64_t n, std::uint64_t key, std::uint64_t first, float p) {
    const float scale = 1.0f / (1.0f - p);
    const auto threshold = std::uint32_t(p * 4294967296.0);
    const auto k0 = std::uint32_t(key), k1 = std::uint32_t(key >> 32), high = std::uint32_t(first >> 32), low = std::uint32_t(first);
    const std::uint32_t salt = (high * 0x85EBCA6Bu) ^ k1;
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) {
        std::uint32_t h = (low + std::uint32_t(i)) * 0x9E3779B1u ^ k0;  // murmur3's finaliser, twice keyed
        h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
        h = (h ^ (h >> 13)) * 0xC2B2AE35u;
        h = (h ^ salt ^ (h >> 16)) * 0x27D4EB2Fu;
        h = (h ^ (h >> 15)) * 0x165667B1u;
        h ^= h >> 16;
        y[i] = h >= threshold ? x[i] * scale : 0.0f;
    }
}

float squaredSum(const float* x, std::int64_t n) { return dot(x, x, n); }

void toBf16(const float* x, std::uint16_t* y, std::int64_t n) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) {
        const auto bits = std::bit_cast<std::uint32_t>(x[i]);
        const std::uint32_t rounded = (bits + 0x7FFFu + ((bits >> 16) & 1u)) >> 16;
        // Rounding up would carry some NaN over into a number.
        y[i] = std::uint16_t((bits & 0x7FFFFFFFu) > 0x7F800000u ? (bits >> 16) | 0x40u : rounded);
    }
}

}  // namespace

extern const Kernels kTable;
const Kernels kTable = {TS_KERNELS_NAME, rmsNorm,  rmsNormBackward,    layerNorm,       layerNormBackward, rope,       gatedMul,
                        gatedMulBackward, activate, activateBackward,   softCap,         softCapBackward,   softmaxRow, expRow,
                        softmaxBackwardRow, crossEntropyRow, dot,       axpy,            rankUpdate,        dropout,    squaredSum,
                        toBf16};

}  // namespace tunesmith::TS_KERNELS
