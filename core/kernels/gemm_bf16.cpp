// The right factor is packed in strips of 48 columns with two rows interleaved, as vdpbf16ps wants them; the left one
// row by row. A block of 8 x 48 sums stays in registers over up to 2048 terms (Goto & van de Geijn, Anatomy of
// High-Performance Matrix Multiplication, with the depth in one piece, as a strip fits the second cache).
#include "core/kernels/gemm_bf16.h"

#include <immintrin.h>
#include <omp.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/kernels/gemm.h"
#include "core/kernels/scratch.h"

namespace tunesmith {

namespace {

constexpr int kRows = 8, kVectors = 3, kLanes = 16, kStrip = kVectors * kLanes;
constexpr std::int64_t kDepth = 2048;  // terms summed in registers

/// A factor as it lies in memory: element (line, step) where steps are what is summed over.
struct Factor {
    const float* data;
    std::int64_t ld;
    bool stepsLie;  // steps are neighbours in memory; else lines are
    const float* at(std::int64_t line, std::int64_t step) const { return data + (stepsLie ? line * ld + step : step * ld + line); }
};

__mmask16 maskOf(std::int64_t count) { return count >= kLanes ? __mmask16(0xFFFF) : count <= 0 ? __mmask16(0) : __mmask16((1u << count) - 1); }

/// 32 steps of one line as 16 pairs; what lies beyond `left` is 0.
__m512i pairsOfLine(const float* x, std::int64_t left) {
    const __m512 low = _mm512_maskz_loadu_ps(maskOf(left), x), high = _mm512_maskz_loadu_ps(maskOf(left - kLanes), x + kLanes);
    return (__m512i)_mm512_cvtne2ps_pbh(high, low);
}

/// Two neighbouring steps of 16 lines as 16 pairs.
__m512i pairsOfLines(const float* even, const float* odd, __mmask16 lines) {
    const __m512 first = _mm512_maskz_loadu_ps(lines, even), second = odd ? _mm512_maskz_loadu_ps(lines, odd) : _mm512_setzero_ps();
    const __m512i low = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(first));
    const __m512i high = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(second));
    return _mm512_or_si512(low, _mm512_slli_epi32(high, 16));
}

struct Tile {
    __m512i at[16];
    __m512i& operator[](std::size_t i) { return at[i]; }
};

void transpose(Tile& r) {
    Tile t;
    for (std::size_t i = 0; i < 16; i += 2) {
        t[i] = _mm512_unpacklo_epi32(r[i], r[i + 1]);
        t[i + 1] = _mm512_unpackhi_epi32(r[i], r[i + 1]);
    }
    for (std::size_t i = 0; i < 16; i += 4) {
        r[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
        r[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
        r[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
        r[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
    }
    for (std::size_t j = 0; j < 4; ++j) {
        const __m512i x0 = _mm512_shuffle_i32x4(r[j], r[4 + j], 0x88), x1 = _mm512_shuffle_i32x4(r[j], r[4 + j], 0xDD);
        const __m512i y0 = _mm512_shuffle_i32x4(r[8 + j], r[12 + j], 0x88), y1 = _mm512_shuffle_i32x4(r[8 + j], r[12 + j], 0xDD);
        t[j] = _mm512_shuffle_i32x4(x0, y0, 0x88);
        t[4 + j] = _mm512_shuffle_i32x4(x1, y1, 0x88);
        t[8 + j] = _mm512_shuffle_i32x4(x0, y0, 0xDD);
        t[12 + j] = _mm512_shuffle_i32x4(x1, y1, 0xDD);
    }
    r = t;
}

/// The same 32 steps of 16 lines as 16 vectors, one a line or one a pair of steps, whichever way they lie.
void readTile(const Factor& f, std::int64_t line, std::int64_t lines, std::int64_t step, std::int64_t steps, bool byLine,
              Tile& tile) {
    for (std::size_t i = 0; i < 16; ++i) {
        const auto at = std::int64_t(i);
        if (f.stepsLie) {
            tile[i] = at < lines ? pairsOfLine(f.at(line + at, step), steps) : _mm512_setzero_si512();
        } else {
            const std::int64_t even = 2 * at;
            tile[i] = even < steps ? pairsOfLines(f.at(line, step + even), even + 1 < steps ? f.at(line, step + even + 1) : nullptr, maskOf(lines))
                                   : _mm512_setzero_si512();
        }
    }
    if (f.stepsLie != byLine) transpose(tile);
}

/// Lines [first, last) of the left factor, `stride` pairs each.
void packLeft(const Factor& f, std::int64_t first, std::int64_t last, std::int64_t step, std::int64_t steps, std::int32_t* to, std::int64_t stride) {
    Tile tile;
    for (std::int64_t line = first; line < last; line += kLanes)
        for (std::int64_t s = 0; s < steps; s += 2 * kLanes) {
            const std::int64_t lines = std::min<std::int64_t>(kLanes, last - line);
            readTile(f, line, lines, step + s, steps - s, true, tile);
            for (std::int64_t i = 0; i < lines; ++i) _mm512_storeu_si512(to + (line + i) * stride + s / 2, tile[std::size_t(i)]);
        }
}

/// A strip of the right factor: for each pair of steps `vectors` * 16 lines.
void packStrip(const Factor& f, std::int64_t line, std::int64_t lines, std::int64_t step, std::int64_t steps, int vectors, std::int32_t* to) {
    Tile tile;
    for (int v = 0; v < vectors; ++v)
        for (std::int64_t s = 0; s < steps; s += 2 * kLanes) {
            readTile(f, line + v * kLanes, std::min<std::int64_t>(kLanes, lines - v * kLanes), step + s, steps - s, false, tile);
            for (std::int64_t p = 0; p < kLanes; ++p)
                _mm512_storeu_si512(to + ((s / 2 + p) * vectors + v) * kLanes, tile[std::size_t(p)]);
        }
}

struct Block {
    const std::int32_t* left;   // pairs of the first of its rows
    std::int64_t stride;        // of a row of `left`, in pairs
    const std::int32_t* strip;
    std::int64_t pairs;
    float* c;
    std::int64_t ldc;
    float alpha, beta;
    __mmask16 last;  // columns of the last vector
};

template <int Rows, int Vectors>
void multiply(const Block& k) {
    __m512 sum[Rows][Vectors];
    for (auto& row : sum)
        for (__m512& s : row) s = _mm512_setzero_ps();
    const std::int32_t* strip = k.strip;
    for (std::int64_t p = 0; p < k.pairs; ++p, strip += Vectors * kLanes) {
        __m512bh right[Vectors];
        for (int v = 0; v < Vectors; ++v) right[v] = (__m512bh)_mm512_loadu_si512(strip + v * kLanes);
        for (int r = 0; r < Rows; ++r) {
            const auto left = (__m512bh)_mm512_set1_epi32(k.left[r * k.stride + p]);
            for (int v = 0; v < Vectors; ++v) sum[r][v] = _mm512_dpbf16_ps(sum[r][v], left, right[v]);
        }
    }
    const __m512 alpha = _mm512_set1_ps(k.alpha), beta = _mm512_set1_ps(k.beta);
    for (int r = 0; r < Rows; ++r)
        for (int v = 0; v < Vectors; ++v) {
            float* c = k.c + r * k.ldc + v * kLanes;
            const __mmask16 mask = v + 1 == Vectors ? k.last : __mmask16(0xFFFF);
            __m512 value = _mm512_mul_ps(alpha, sum[r][v]);
            if (k.beta != 0) value = _mm512_fmadd_ps(beta, _mm512_maskz_loadu_ps(mask, c), value);
            _mm512_mask_storeu_ps(c, mask, value);
        }
}

using Multiply = void (*)(const Block&);
template <int Vectors, int... Rows>
constexpr std::array<Multiply, kRows> rowsOf(std::integer_sequence<int, Rows...>) {
    return {multiply<Rows + 1, Vectors>...};
}
constexpr std::array<std::array<Multiply, kRows>, kVectors> kMultiply = {rowsOf<1>(std::make_integer_sequence<int, kRows>()),
                                                                         rowsOf<2>(std::make_integer_sequence<int, kRows>()),
                                                                         rowsOf<3>(std::make_integer_sequence<int, kRows>())};

}  // namespace

void gemmAvx512Bf16(bool transposeA, bool transposeB, std::int64_t m, std::int64_t n, std::int64_t k, float alpha, const float* a,
                    std::int64_t lda, const float* b, std::int64_t ldb, float beta, float* c, std::int64_t ldc) {
    thread_local std::vector<std::int32_t> leftScratch, stripScratch;
    const Factor left{a, lda, !transposeA}, right{b, ldb, transposeB};
    const std::int64_t most = (std::min(k, kDepth) + 2 * kLanes - 1) / (2 * kLanes) * kLanes;  // pairs of a block, whole vectors
    // Rows whose starts are a power of two apart would share few places of the first cache.
    const std::int64_t stride = most % 256 == 0 ? most + kLanes : most;
    std::int32_t* const lines = alignedRoom(leftScratch, std::size_t(m * stride));
    const int threads = kernelThreads();
    std::int32_t* const strips = alignedRoom(stripScratch, std::size_t(most * kStrip * threads));
    for (std::int64_t step = 0; step < std::max<std::int64_t>(k, 1); step += kDepth) {
        const std::int64_t steps = std::min(kDepth, k - step);
        const float kept = step == 0 ? beta : 1.0f;
        forRows(m, kLanes, [&](std::int64_t first, std::int64_t last) { packLeft(left, first, last, step, steps, lines, stride); });
        forTasks((n + kStrip - 1) / kStrip, [&](std::int64_t s) {
            const std::int64_t column = s * kStrip, columns = std::min<std::int64_t>(kStrip, n - column);
            const auto vectors = int((columns + kLanes - 1) / kLanes);
            std::int32_t* const strip = strips + most * kStrip * (threads == 1 ? 0 : omp_get_thread_num());
            packStrip(right, column, columns, step, steps, vectors, strip);
            Block block{lines, stride, strip, (steps + 1) / 2, c + column, ldc, alpha, kept, maskOf(columns - (vectors - 1) * kLanes)};
            for (std::int64_t row = 0; row < m; row += kRows) {
                block.left = lines + row * stride;
                block.c = c + row * ldc + column;
                kMultiply[std::size_t(vectors - 1)][std::size_t(std::min<std::int64_t>(kRows, m - row) - 1)](block);
            }
        });
    }
}

}  // namespace tunesmith
