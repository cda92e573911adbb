// Element-wise and row kernels, one implementation for each instruction set behind one table. They work on fp32, row-major, on the
// calling thread; callers split rows over threads. Tails of any length are handled; no alignment is required.
#pragma once

#include <cstdint>

#include "core/kernels/activation.h"

namespace tunesmith {

struct Kernels {
    const char* name;

    // y[r,c] = x[r,c] * inv[r] * w[c], inv[r] = 1 / sqrt(mean_c x^2 + eps). inv may be null.
    void (*rmsNorm)(const float* x, const float* w, float* y, float* inv, std::int64_t rows, std::int64_t width, float eps);
    // dx[r,c] += inv * (dy w - x inv^2 / width * sum_c dy w x); dw[c] += sum_r dy x inv where dw is given.
    void (*rmsNormBackward)(const float* dy, const float* x, const float* w, const float* inv, float* dx, float* dw, std::int64_t rows,
                            std::int64_t width);
    // y[r,c] = (x[r,c] - mean[r]) * inv[r] * w[c] + b[c], inv[r] = 1 / sqrt(variance_c x + eps). mean and inv may be null, both.
    void (*layerNorm)(const float* x, const float* w, const float* b, float* y, float* mean, float* inv, std::int64_t rows, std::int64_t width,
                      float eps);
    // dx += inv * (dy w - mean_c(dy w) - xn mean_c(dy w xn)) with xn = (x - mean) inv; dw += sum_r dy xn and db += sum_r dy where given, both.
    void (*layerNormBackward)(const float* dy, const float* x, const float* w, const float* mean, const float* inv, float* dx, float* dw,
                              float* db, std::int64_t rows, std::int64_t width);
    // Rotates pairs (i, i + half) of one head by the angles of one position; `sign` -1 rotates back.
    void (*rope)(float* head, const float* cosine, const float* sine, std::int64_t half, float sign);
    // h = act(gate) * up; gateUp rows hold gate then up, [2 width] each.
    void (*gatedMul)(Activation act, const float* gateUp, float* h, std::int64_t rows, std::int64_t width);
    // Overwrites gateUp with its gradient, given dh.
    void (*gatedMulBackward)(Activation act, float* gateUp, const float* dh, std::int64_t rows, std::int64_t width);
    // y = act(x).
    void (*activate)(Activation act, const float* x, float* y, std::int64_t n);
    // Overwrites x with its gradient, given dy.
    void (*activateBackward)(Activation act, float* x, const float* dy, std::int64_t n);
    // x = cap * tanh(x * scale / cap).
    void (*softCap)(float* x, std::int64_t n, float scale, float cap);
    // d *= scale * (1 - (capped / cap)^2): from the gradient of what softCap() gave to that of what it was given.
    void (*softCapBackward)(const float* capped, float* d, std::int64_t n, float scale, float cap);
    // x[0..n) -> exp(x * scale - max) in place; returns log(sum exp(x * scale)). Entries from n to `padded` become 0.
    float (*softmaxRow)(float* x, std::int64_t n, std::int64_t padded, float scale);
    // p[0..n) = exp(x * scale - lse), in place; entries from n to `padded` become 0.
    void (*expRow)(float* x, std::int64_t n, std::int64_t padded, float scale, float lse);
    // ds = p * (dp - delta) * scale, into dp.
    void (*softmaxBackwardRow)(const float* p, float* dp, std::int64_t n, float delta, float scale);
    // log softmax(x)[target]; where `weight` is not null, x becomes d(weight * that)/dx = weight * (onehot - softmax).
    float (*crossEntropyRow)(float* x, std::int64_t n, std::int64_t target, const float* weight);
    float (*dot)(const float* a, const float* b, std::int64_t n);
    void (*axpy)(float alpha, const float* x, float* y, std::int64_t n);  // y += alpha x
    // w[o,c] += scale * sum_r b[o,r] a[r,c] for rows of w [rows, width], b [rows, rank], a [rank, width], all dense.
    void (*rankUpdate)(float* w, const float* b, const float* a, float scale, std::int64_t rows, std::int64_t width, std::int64_t rank);
    // y = x * keep / (1 - p), keep drawn for (key, index = first + i): the same element gets the same draw wherever it is computed.
    void (*dropout)(const float* x, float* y, std::int64_t n, std::uint64_t key, std::uint64_t first, float p);
    float (*squaredSum)(const float* x, std::int64_t n);
    void (*toBf16)(const float* x, std::uint16_t* y, std::int64_t n);  // round to nearest even
};

/// The best table for this processor.
const Kernels& kernels();
/// A table by name ("baseline", "avx2", "avx512"), or null where this processor cannot run it.
const Kernels* kernelsByName(const char* name);

}  // namespace tunesmith
