// Matrix times vector for decoding one token: weights are read as they are stored (they bound the speed), on the calling thread for a
// range of rows, so that a team of threads can share a matrix.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/model/weights/matrix_view.h"

namespace tunesmith {

/// A vector prepared for products: fp32 values, their sums in groups of 32, and int16 values with a scale for each group.
struct DecodeVector {
    std::vector<float> values, groupSums, groupScales;
    std::vector<std::int16_t> quantised;
    explicit DecodeVector(std::int64_t capacity = 0);
    /// Takes x [n] (n of any size up to the capacity). `quantise` also fills the int16 form.
    void set(const float* x, std::int64_t n, bool quantise);
    std::int64_t size = 0;
};

/// int8 weights in groups of 32 along a row, w = scale * q + offset: 256 steps from the group's least to its greatest value. A group whose
/// values stand on a coarser grid (weights that were once stored in 4 or 5 bits) keeps that grid, and so its exact values. cols must be a
/// multiple of 32.
struct Int8Matrix {
    std::int64_t rows = 0, cols = 0;
    std::vector<std::int8_t> values;     // [rows, cols]
    std::vector<float> scales, offsets;  // [rows, cols / 32]
    static Int8Matrix quantise(const MatrixView& source);
};

/// y[first..last) = W x. Exact up to the order of summation for every stored type.
void gemvRows(const MatrixView& w, const DecodeVector& x, float* y, std::int64_t first, std::int64_t last);
/// The same for int8 weights; x must have been set with `quantise`.
void gemvRows(const Int8Matrix& w, const DecodeVector& x, float* y, std::int64_t first, std::int64_t last);

/// Threads that work in lock step through one token: run() starts them, wait() is a barrier between phases. Between barriers of a few
/// microseconds a spin costs less than a wake-up; after a while a waiting thread yields.
class Team {
public:
    explicit Team(int threads) : threads_(threads) {}
    /// Inside run(): how many there are; the runtime may grant fewer than were asked for.
    int threads() const { return threads_; }
    /// Calls body(thread) on every thread and returns when all have ended. The body must not throw.
    void run(const std::function<void(int)>& body);
    void wait();
    /// This thread's share of n items.
    static std::pair<std::int64_t, std::int64_t> share(std::int64_t n, int thread, int threads) {
        return {n * thread / threads, n * (thread + 1) / threads};
    }

private:
    int threads_;
    std::atomic<int> arrived_{0};
    std::atomic<unsigned> phase_{0};
};

}  // namespace tunesmith
