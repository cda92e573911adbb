// Norm: RMSNorm or LayerNorm over rows, with its weight (and bias) from the base or a trained copy. Torch-free.
//   RMSNorm (Zhang and Sennrich 2019, arXiv 1910.07467): y = w x / sqrt(mean x^2 + eps)
//   LayerNorm (Ba et al. 2016, arXiv 1607.06450):        y = w (x - mean x) / sqrt(var x + eps) + b
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/model/config.h"

namespace tunesmith {

/// What a norm keeps of its rows for the way back: [rows] each; the mean of LayerNorm only.
struct NormStatistics {
    float *inverse = nullptr, *mean = nullptr;
    NormStatistics from(std::int64_t row) const {
        return {inverse ? inverse + row : nullptr, mean ? mean + row : nullptr};
    }
};

struct Norm {
    std::string name;  // empty: this place has no norm
    NormKind kind = NormKind::Rms;
    float epsilon = 0;
    std::vector<float> base, bias;  // [width]; bias empty where there is none. As the file has them
    float *trained = nullptr, *gradient = nullptr, *trainedBias = nullptr, *biasGradient = nullptr;

    explicit operator bool() const { return !name.empty(); }
    std::int64_t width() const { return std::int64_t(base.size()); }
    const float* weightData() const { return trained ? trained : base.data(); }
    const float* biasData() const { return trainedBias ? trainedBias : bias.data(); }
    bool trains() const { return gradient != nullptr; }

    /// Takes up the weights as they are now; call it before forward() and backward() of a pass. Not thread-safe; the
    /// rest is.
    void prepare();
    /// y [rows, width] = norm(x). Statistics may be null. y may be x.
    void forward(const float* x, float* y, NormStatistics statistics, std::int64_t rows) const;
    /// dx += the gradient of x. Adds the weights' gradients where they train and `weights` is set; then one thread at a
    /// time.
    void backward(const float* dy, const float* x, NormStatistics statistics, float* dx, std::int64_t rows,
                  bool weights) const;

private:
    std::vector<float> offset_;  // 1 + w of NormKind::RmsOffset
    const float* weights() const { return kind == NormKind::RmsOffset ? offset_.data() : weightData(); }
};

/// The same over all threads. A weight's gradient sums over rows: that sum stays on one thread, so that it is the same
/// for any number of them.
void normForward(const Norm& norm, const float* x, float* y, NormStatistics statistics, std::int64_t rows);
void normBackward(const Norm& norm, const float* dy, const float* x, NormStatistics statistics, float* dx,
                  std::int64_t rows);

}  // namespace tunesmith
