// Projection: linear maps that read the same input (q, k and v; gate and up; or one alone), computed as one product.
// Each keeps its base weight in whatever storage, or a trained fp32 copy, and may carry a low-rank adapter that
// switches off in place.
//
//   y = W x + b + s B A drop(x)          LoRA: Hu et al. 2021; s = alpha / r, or alpha / sqrt(r) (rsLoRA: Kalajdzievski
//   2023)
//
// Without dropout W + s B A is formed in the scratch that the widened weight needs anyway, so the adapter costs no
// product of its own going forward nor for dx; dA and dB come from the activations: dA = s (dY B)^T X, dB = s dY^T (X
// A^T).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/kernels/gemm.h"
#include "core/model/weights/matrix_view.h"

namespace tunesmith {

/// A [rank, in] and B [out, rank], borrowed from a ParameterSet; gradients null where they do not train.
struct LowRank {
    std::int64_t rank = 0;
    float scale = 0, dropout = 0;
    float *a = nullptr, *b = nullptr, *aGradient = nullptr, *bGradient = nullptr;
};

/// One map [out, in] under its module name, e.g. "model.layers.0.self_attn.q_proj".
struct Linear {
    std::string name;
    std::int64_t out = 0, in = 0;
    MatrixView base;
    float *dense = nullptr, *denseGradient = nullptr;  // the trained weight of full fine-tuning; replaces `base`
    std::vector<float> bias;                           // empty where there is none
    float *trainedBias = nullptr, *biasGradient = nullptr;
    LowRank low;  // rank 0: none

    const float* biasData() const { return trainedBias ? trainedBias : bias.empty() ? nullptr : bias.data(); }
};

/// Where each token of a micro-batch stands, for dropout draws that do not depend on packing.
struct TokenPlaces {
    const std::int64_t* document = nullptr;  // [T] a number that stays with the row
    const std::int64_t* position = nullptr;  // [T] in its document
    std::uint64_t key = 0;                   // of this pass over the data; 0: no dropout
};

class Projection {
public:
    std::vector<Linear> parts;
    std::uint64_t id = 0;  // keeps dropout draws of different places apart

    std::int64_t in() const { return parts.front().in; }
    std::int64_t out() const;
    bool trains() const;
    /// Floats that weight() needs.
    std::int64_t scratchFloats() const { return out() * in(); }

    /// The weights [out, in] of all parts, one below the other, with adapters merged in where `merge`: in `scratch`, or
    /// in place where a trained copy lies so already.
    const float* weight(float* scratch, bool merge) const;

    /// y [T, out] = projection of x [T, in] (row length yStride). Scratch: scratchFloats() for weights,
    /// adapterFloats(T) for the adapter.
    void forward(const float* x, std::int64_t tokens, float* y, bool adapters, const TokenPlaces& places,
                 float* weightScratch, float* adapterScratch, Precision precision) const;
    /// Adds the parameters' gradients and, where dx is given, sets dx [T, in] = dy W (+ the adapter's part).
    void backward(const float* dy, const float* x, std::int64_t tokens, float* dx, bool adapters,
                  const TokenPlaces& places, float* weightScratch, float* adapterScratch, Precision precision);
    std::int64_t adapterFloats(std::int64_t tokens) const;

private:
    bool dropsOut(bool adapters, const TokenPlaces& places) const;
    std::int64_t rank() const;
};

}  // namespace tunesmith
