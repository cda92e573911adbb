#include "core/base/random.h"

#include <cmath>
#include <numeric>
#include <utility>

namespace tunesmith {

RandomStream::RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t salt) {
    std::uint64_t hash = 0xCBF29CE484222325ull;  // FNV-1a of the name
    for (const char c : name) hash = (hash ^ std::uint8_t(c)) * 0x100000001B3ull;
    key_ = mix64(mix64(seed ^ mix64(hash)) + salt);
}

double RandomStream::normal(std::uint64_t index) const {
    const double u = (double(at(2 * index) >> 11) + 1.0) * 0x1.0p-53;  // in (0, 1]
    const double v = uniform(2 * index + 1);
    return std::sqrt(-2.0 * std::log(u)) * std::cos(6.283185307179586 * v);
}

std::vector<std::int64_t> RandomStream::permutation(std::int64_t n) const {
    std::vector<std::int64_t> order(static_cast<std::size_t>(n));
    std::iota(order.begin(), order.end(), std::int64_t(0));
    for (std::int64_t i = n - 1; i > 0; --i) {
        const auto j = std::int64_t(at(std::uint64_t(i)) % std::uint64_t(i + 1));
        std::swap(order[std::size_t(i)], order[std::size_t(j)]);
    }
    return order;
}

}  // namespace tunesmith
