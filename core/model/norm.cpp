#include "core/model/norm.h"

#include "core/kernels/gemm.h"
#include "core/kernels/kernels.h"

namespace tunesmith {

void Norm::prepare() {
    if (kind != NormKind::RmsOffset || name.empty()) return;
    offset_.resize(base.size());
    for (std::size_t i = 0; i < base.size(); ++i) offset_[i] = 1.0f + weightData()[i];
}

void Norm::forward(const float* x, float* y, NormStatistics statistics, std::int64_t rows) const {
    const Kernels& k = kernels();
    if (kind == NormKind::Layer)
        k.layerNorm(x, weights(), biasData(), y, statistics.mean, statistics.inverse, rows, width(), epsilon);
    else
        k.rmsNorm(x, weights(), y, statistics.inverse, rows, width(), epsilon);
}

void Norm::backward(const float* dy, const float* x, NormStatistics statistics, float* dx, std::int64_t rows,
                    bool sums) const {
    const Kernels& k = kernels();
    float *dw = sums ? gradient : nullptr, *db = sums ? biasGradient : nullptr;
    if (kind == NormKind::Layer)
        k.layerNormBackward(dy, x, weights(), statistics.mean, statistics.inverse, dx, dw, db, rows, width());
    else
        k.rmsNormBackward(dy, x, weights(), statistics.inverse, dx, dw, rows, width());
}

void normForward(const Norm& norm, const float* x, float* y, NormStatistics statistics, std::int64_t rows) {
    const std::int64_t width = norm.width();
    forRows(rows, 16, [&](std::int64_t first, std::int64_t last) {
        norm.forward(x + first * width, y + first * width, statistics.from(first), last - first);
    });
}

void normBackward(const Norm& norm, const float* dy, const float* x, NormStatistics statistics, float* dx,
                  std::int64_t rows) {
    if (norm.trains()) {
        norm.backward(dy, x, statistics, dx, rows, true);
        return;
    }
    const std::int64_t width = norm.width();
    forRows(rows, 16, [&](std::int64_t first, std::int64_t last) {
        norm.backward(dy + first * width, x + first * width, statistics.from(first), dx + first * width, last - first,
                      false);
    });
}

}  // namespace tunesmith
