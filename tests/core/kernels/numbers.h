// Random numbers and comparisons that the kernel tests share.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/base/random.h"

namespace tunesmith::testing {

/// Standard normal values times `scale`; another `stream`, other values.
inline std::vector<float> normals(std::int64_t count, std::uint64_t stream, double scale = 1) {
    const RandomStream draws(17, "kernels", stream);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = float(draws.normal(i) * scale);
    return values;
}

inline std::vector<double> wide(const std::vector<float>& values) {
    return {values.begin(), values.end()};
}

/// |a - b| <= relative * |b| + absolute; NaN is close to nothing.
inline bool isClose(double a, double b, double relative, double absolute = 0) {
    return std::fabs(a - b) <= relative * std::fabs(b) + absolute;
}

inline bool areClose(const std::vector<float>& a, const std::vector<double>& b, double relative, double absolute = 0) {
    for (std::size_t i = 0; i < b.size(); ++i)
        if (!isClose(a[i], b[i], relative, absolute)) return false;
    return a.size() == b.size();
}

/// The derivative of `f` by `x`, by central differences in double.
template <typename Function>
double derivative(const Function& f, double& x, double step = 1e-5) {
    const double kept = x;
    x = kept + step;
    const double above = f();
    x = kept - step;
    const double below = f();
    x = kept;
    return (above - below) / (2 * step);
}

}  // namespace tunesmith::testing
