// Widening of every stored number type on one thread: MB of fp32 written a second, with the loop that import and training use and with the
// plain one. Each pass reads 8 MiB of fp32 worth of blocks and writes into 1 MiB, as the readers do. Prints a line of JSON a type;
// weights_peer.py sets gguf.quants beside it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "core/base/random.h"
#include "core/model/weights/dequantize.h"

namespace {

using namespace tunesmith;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t kValues = std::int64_t(2) << 20, kAtOnce = std::int64_t(1) << 18;

template <class Widen>
double megabytesASecond(DType type, const std::vector<std::uint8_t>& blocks, std::vector<float>& target, Widen widen) {
    double best = 1e30;
    for (int round = 0; round < 12; ++round) {
        const auto start = Clock::now();
        for (std::int64_t at = 0; at < kValues; at += kAtOnce)
            widen(blocks.data() + at / blockValues(type) * blockBytes(type), kAtOnce, target.data());
        best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
    }
    return double(kValues) * 4 / best / 1e6;
}

}  // namespace

int main() {
    std::vector<float> target(kAtOnce);
    for (int i = 0; i < kDTypes; ++i) {
        const DType type = DType(i);
        const Dequantize plain = plainDequantize(type);
        if (!plain) continue;
        const RandomStream stream(7, dtypeName(type));
        std::vector<std::uint8_t> blocks(std::size_t(kValues / blockValues(type) * blockBytes(type)));
        for (std::size_t b = 0; b < blocks.size(); ++b) blocks[b] = std::uint8_t(stream.at(b));
        const double used = megabytesASecond(type, blocks, target, [&](const std::uint8_t* from, std::int64_t count, float* to) {
            toFloat32(type, from, count, to);
        });
        const double slow = megabytesASecond(type, blocks, target, [&](const std::uint8_t* from, std::int64_t count, float* to) {
            plain(from, count / blockValues(type), to);
        });
        std::printf("{\"tool\": \"tunesmith\", \"type\": \"%s\", \"mb_per_second\": %.0f, \"plain_mb_per_second\": %.0f}\n", dtypeName(type), used, slow);
    }
}
