// Counter-based random streams: a value depends on (seed, stream, index) alone, so that a resumed run draws what an
// uninterrupted one would have drawn, without any state to save. Generator: splitmix64 finalisers over the three numbers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tunesmith {

/// Mixes 64 bits (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators", finaliser of splitmix64).
constexpr std::uint64_t mix64(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}

/// A named stream of a seed: "shuffle", "dropout", "init", "sample".
class RandomStream {
public:
    RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t salt = 0);
    std::uint64_t key() const { return key_; }
    std::uint64_t at(std::uint64_t index) const { return mix64(key_ ^ mix64(index)); }
    /// Uniform in [0, 1).
    double uniform(std::uint64_t index) const { return double(at(index) >> 11) * 0x1.0p-53; }
    /// Standard normal (Box-Muller on two values of the same index).
    double normal(std::uint64_t index) const;
    /// A permutation of 0..n-1 (Fisher-Yates).
    std::vector<std::int64_t> permutation(std::int64_t n) const;

private:
    std::uint64_t key_;
};

}  // namespace tunesmith
