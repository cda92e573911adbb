// What the machine's matrix products reach: the layer products of SmolLM2-135M at 512 tokens, forward and backward, on all threads. The
// share of it that training reaches is in the table of run_bench.sh. Prints one line of JSON.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "core/kernels/gemm.h"
#include "core/kernels/kernels.h"

namespace {

using Clock = std::chrono::steady_clock;

struct Shape {
    std::int64_t out, in;
};

}  // namespace

int main() {
    using namespace tunesmith;
    constexpr std::int64_t kTokens = 512;
    const Shape shapes[] = {{960, 576}, {576, 576}, {3072, 576}, {576, 1536}};  // q+k+v, o, gate+up, down
    std::vector<float> x(kTokens * 3072, 0.5f), y(kTokens * 3072, 0.25f), w(3072 * 1536, 0.125f);
    const auto round = [&] {
        double operations = 0;
        for (const Shape& s : shapes) {
            gemm(false, true, kTokens, s.out, s.in, 1, x.data(), s.in, w.data(), s.in, 0, y.data(), s.out);   // y = x W^T
            gemm(false, false, kTokens, s.in, s.out, 1, y.data(), s.out, w.data(), s.in, 0, x.data(), s.in);  // dx = dy W
            operations += 4.0 * double(kTokens) * double(s.out) * double(s.in);
            std::fill(x.begin(), x.end(), 0.5f);  // values must not grow from round to round
            std::fill(y.begin(), y.end(), 0.25f);
        }
        return operations;
    };
    for (int i = 0; i < 5; ++i) round();
    double best = 0;
    for (int i = 0; i < 40; ++i) {
        double operations = 0, seconds = 0;
        for (int k = 0; k < 4; ++k) {
            const auto begin = Clock::now();
            operations += round();
            seconds += std::chrono::duration<double>(Clock::now() - begin).count();
        }
        best = std::max(best, operations / seconds / 1e9);
    }
    std::printf("{\"tool\": \"gemm\", \"threads\": %d, \"gflops\": %.1f}\n", kernelThreads(), best);
}
