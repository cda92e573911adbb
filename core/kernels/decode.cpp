#include "core/kernels/decode.h"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <thread>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/kernels/gemm.h"
#include "core/kernels/kernels.h"
#if defined(TUNESMITH_X86)
#include <immintrin.h>
#endif

namespace tunesmith {

namespace {

constexpr std::int64_t kGroup = 32;

// To the nearest whole number, halves to the even one, for places up to 2^22: without a call, so that loops become vectors.
inline float rounded(float place) {
    constexpr float shift = 12582912.0f;  // 1.5 * 2^23, where floats are whole numbers
    return (place + shift) - shift;
}

// The grid of a group: its least value, the distance of its steps, and how many there are.
struct Grid {
    float least = 0, step = 0;
    int steps = 0;
};

bool standsOn(const float* v, float least, float step) {
    constexpr float kSlack = 2e-3f;  // of a step: what rounding to fp32 and fp16 leaves
    for (std::int64_t i = 0; i < kGroup; ++i) {
        const float place = (v[i] - least) / step;
        if (std::fabs(place - rounded(place)) > kSlack) return false;
    }
    return true;
}

Grid gridOf(const float* v) {
    constexpr int kFinest = 255, kCoarse = 31;
    const auto [least, most] = std::minmax_element(v, v + kGroup);
    const float range = *most - *least;
    if (range <= 0) return {*least, 0, 0};
    for (int steps = 1; steps <= kCoarse; ++steps)
        if (standsOn(v, *least, range / float(steps))) return {*least, range / float(steps), steps};
    return {*least, range / kFinest, kFinest};
}

float int8RowScalar(const std::int8_t* w, const float* scales, const DecodeVector& x, std::int64_t groups) {
    float sum = 0;
    for (std::int64_t g = 0; g < groups; ++g) {
        std::int32_t part = 0;
        for (std::int64_t i = 0; i < kGroup; ++i)
            part += std::int32_t(w[g * kGroup + i]) * x.quantised[std::size_t(g * kGroup + i)];
        sum += float(part) * scales[g] * x.groupScales[std::size_t(g)];
    }
    return sum;
}

// Any type: widen the row into a small buffer, then multiply.
void widenedRows(const MatrixView& w, const float* x, float* y, std::int64_t first, std::int64_t last) {
    thread_local std::vector<float> buffer;
    if (buffer.size() < std::size_t(w.cols)) buffer.resize(std::size_t(w.cols));
    for (std::int64_t r = first; r < last; ++r) {
        toFloat32(w.type, w.row(r), w.cols, buffer.data());
        w.scale(r, r + 1, buffer.data());
        y[r] = kernels().dot(buffer.data(), x, w.cols);
    }
}

// A matrix that is stored as its transpose: y gathers the stored rows, each times one value of x.
void transposedRows(const MatrixView& w, const float* x, float* y, std::int64_t first, std::int64_t last) {
    thread_local std::vector<float> buffer;
    const std::int64_t n = last - first, bytes = blockBytes(w.type);
    if (buffer.size() < std::size_t(n)) buffer.resize(std::size_t(n));
    std::fill(y + first, y + last, 0.0f);
    for (std::int64_t c = 0; c < w.cols; ++c) {
        toFloat32(w.type, w.data + (c * w.rows + first) * bytes, n, buffer.data());
        kernels().axpy(x[c], buffer.data(), y + first, n);
    }
}

#if defined(TUNESMITH_X86)
#define TS_AVX2 __attribute__((target("avx2,fma,f16c")))

TS_AVX2 inline float sumOf(__m256 v) {
    __m128 s = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    s = _mm_add_ps(s, _mm_movehl_ps(s, s));
    return _mm_cvtss_f32(_mm_add_ss(s, _mm_movehdup_ps(s)));
}

TS_AVX2 inline float halfAt(const std::uint8_t* p) {
    std::uint16_t bits;
    std::memcpy(&bits, p, 2);
    return _cvtsh_ss(bits);
}

TS_AVX2 float int8RowAvx2(const std::int8_t* w, const float* scales, const DecodeVector& x, std::int64_t groups) {
    __m256 sum = _mm256_setzero_ps(), other = _mm256_setzero_ps();
    const std::int16_t* q = x.quantised.data();
    for (std::int64_t g = 0; g < groups; ++g, w += kGroup, q += kGroup) {
        const __m256i a = _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(w)));
        const __m256i b = _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(w + 16)));
        const __m256i part = _mm256_add_epi32(_mm256_madd_epi16(a, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(q))),
                                              _mm256_madd_epi16(b, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(q + 16))));
        const __m256 scale = _mm256_set1_ps(scales[g] * x.groupScales[std::size_t(g)]);
        __m256& target = g & 1 ? other : sum;
        target = _mm256_fmadd_ps(_mm256_cvtepi32_ps(part), scale, target);
    }
    return sumOf(_mm256_add_ps(sum, other));
}

// sum_i q_i x_i over one block of 32 unsigned nibbles: low ones are values 0..15, high ones 16..31.
TS_AVX2 inline __m256 nibbleDot(const std::uint8_t* packed, const float* x) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(packed)), mask = _mm_set1_epi8(15);
    const __m128i low = _mm_and_si128(bytes, mask), high = _mm_and_si128(_mm_srli_epi16(bytes, 4), mask);
    __m256 a = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(low)), _mm256_loadu_ps(x));
    __m256 b = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_srli_si128(low, 8))), _mm256_loadu_ps(x + 8));
    a = _mm256_fmadd_ps(_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(high)), _mm256_loadu_ps(x + 16), a);
    b = _mm256_fmadd_ps(_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_srli_si128(high, 8))), _mm256_loadu_ps(x + 24), b);
    return _mm256_add_ps(a, b);
}

// w = d q + m: sum w x = d sum q x + m sum x, block by block.
TS_AVX2 void q41Rows(const MatrixView& w, const DecodeVector& x, float* y, std::int64_t first, std::int64_t last) {
    for (std::int64_t r = first; r < last; ++r) {
        const std::uint8_t* block = w.row(r);
        __m256 sum = _mm256_setzero_ps();
        float offset = 0;
        for (std::int64_t g = 0; g < w.cols / kGroup; ++g, block += 20) {
            sum = _mm256_fmadd_ps(_mm256_set1_ps(halfAt(block)), nibbleDot(block + 4, x.values.data() + g * kGroup), sum);
            offset += halfAt(block + 2) * x.groupSums[std::size_t(g)];
        }
        y[r] = sumOf(sum) + offset;
    }
}

TS_AVX2 void q40Rows(const MatrixView& w, const DecodeVector& x, float* y, std::int64_t first, std::int64_t last) {
    for (std::int64_t r = first; r < last; ++r) {
        const std::uint8_t* block = w.row(r);
        __m256 sum = _mm256_setzero_ps();
        float offset = 0;
        for (std::int64_t g = 0; g < w.cols / kGroup; ++g, block += 18) {
            const float d = halfAt(block);
            sum = _mm256_fmadd_ps(_mm256_set1_ps(d), nibbleDot(block + 2, x.values.data() + g * kGroup), sum);
            offset -= 8 * d * x.groupSums[std::size_t(g)];
        }
        y[r] = sumOf(sum) + offset;
    }
}

TS_AVX2 void q80Rows(const MatrixView& w, const DecodeVector& x, float* y, std::int64_t first, std::int64_t last) {
    for (std::int64_t r = first; r < last; ++r) {
        const std::uint8_t* block = w.row(r);
        __m256 sum = _mm256_setzero_ps();
        for (std::int64_t g = 0; g < w.cols / kGroup; ++g, block += 34) {
            const float* v = x.values.data() + g * kGroup;
            __m256 part = _mm256_setzero_ps();
            for (int i = 0; i < 4; ++i) {
                const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(block + 2 + 8 * i));
                part = _mm256_fmadd_ps(_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes)), _mm256_loadu_ps(v + 8 * i), part);
            }
            sum = _mm256_fmadd_ps(_mm256_set1_ps(halfAt(block)), part, sum);
        }
        y[r] = sumOf(sum);
    }
}

TS_AVX2 void f32Rows(const MatrixView& w, const DecodeVector& x, float* y, std::int64_t first, std::int64_t last) {
    for (std::int64_t r = first; r < last; ++r) {
        const auto* row = reinterpret_cast<const float*>(w.row(r));
        __m256 a = _mm256_setzero_ps(), b = a, c = a, d = a;
        std::int64_t i = 0;
        for (; i + 32 <= w.cols; i += 32) {
            const float* v = x.values.data() + i;
            a = _mm256_fmadd_ps(_mm256_loadu_ps(row + i), _mm256_loadu_ps(v), a);
            b = _mm256_fmadd_ps(_mm256_loadu_ps(row + i + 8), _mm256_loadu_ps(v + 8), b);
            c = _mm256_fmadd_ps(_mm256_loadu_ps(row + i + 16), _mm256_loadu_ps(v + 16), c);
            d = _mm256_fmadd_ps(_mm256_loadu_ps(row + i + 24), _mm256_loadu_ps(v + 24), d);
        }
        float sum = sumOf(_mm256_add_ps(_mm256_add_ps(a, b), _mm256_add_ps(c, d)));
        for (; i < w.cols; ++i) {
            float value;
            std::memcpy(&value, row + i, 4);
            sum += value * x.values[std::size_t(i)];
        }
        y[r] = sum;
    }
}
#endif

}  // namespace

DecodeVector::DecodeVector(std::int64_t capacity)
    : values(std::size_t(capacity)), groupSums(std::size_t(capacity / kGroup + 1)), groupScales(std::size_t(capacity / kGroup + 1)),
      quantised(std::size_t(capacity)) {}

void DecodeVector::set(const float* x, std::int64_t n, bool quantise) {
    size = n;
    std::memcpy(values.data(), x, std::size_t(n) * sizeof(float));
    for (std::int64_t g = 0; g < n / kGroup; ++g) {
        const float* v = x + g * kGroup;
        float sum = 0, most = 0;
        for (std::int64_t i = 0; i < kGroup; ++i) sum += v[i], most = std::max(most, std::fabs(v[i]));
        groupSums[std::size_t(g)] = sum;
        if (!quantise) continue;
        groupScales[std::size_t(g)] = most / 32767.0f;
        const float inverse = most > 0 ? 32767.0f / most : 0.0f;
        std::int16_t* q = quantised.data() + g * kGroup;
        for (std::int64_t i = 0; i < kGroup; ++i) q[i] = std::int16_t(std::lrintf(v[i] * inverse));
    }
}

namespace {

void quantiseRow(const float* row, std::int64_t r, Int8Matrix& result) {
    for (std::int64_t g = 0; g < result.cols / kGroup; ++g) {
        const float* v = row + g * kGroup;
        const Grid grid = gridOf(v);
        const int middle = (grid.steps + 1) / 2;
        const auto at = std::size_t(r * result.cols / kGroup + g);
        result.scales[at] = grid.step;
        result.offsets[at] = grid.least + float(middle) * grid.step;
        const float inverse = grid.step > 0 ? 1.0f / grid.step : 0.0f;
        for (std::int64_t i = 0; i < kGroup; ++i)
            result.values[std::size_t(r * result.cols + g * kGroup + i)] =
                std::int8_t(std::clamp(int(rounded((v[i] - grid.least) * inverse)) - middle, -128, 127));
    }
}

}  // namespace

Int8Matrix Int8Matrix::quantise(const MatrixView& source) {
    TS_CHECK(source.cols % kGroup == 0);
    Int8Matrix result;
    result.rows = source.rows;
    result.cols = source.cols;
    result.values.resize(std::size_t(source.rows * source.cols));
    result.scales.resize(std::size_t(source.rows * source.cols / kGroup));
    result.offsets.resize(result.scales.size());
    forRows(source.rows, 64, [&](std::int64_t begin, std::int64_t end) {
        constexpr std::int64_t block = 64;  // rows widened at a time: a head of 250,000 rows would fill a gigabyte
        std::vector<float> widened(std::size_t(std::min(block, end - begin) * source.cols));
        for (std::int64_t first = begin; first < end; first += block) {
            const std::int64_t last = std::min(end, first + block);
            source.widen(first, last, widened.data());
            for (std::int64_t r = first; r < last; ++r) quantiseRow(widened.data() + (r - first) * source.cols, r, result);
        }
    });
    return result;
}

void gemvRows(const MatrixView& w, const DecodeVector& x, float* y, std::int64_t first, std::int64_t last) {
    if (w.transposed) return transposedRows(w, x.values.data(), y, first, last);
#if defined(TUNESMITH_X86)
    if (cpuInfo().avx2) {
        switch (w.type) {
            case DType::Q4_1: return q41Rows(w, x, y, first, last);
            case DType::Q4_0: return q40Rows(w, x, y, first, last);
            case DType::Q8_0: return q80Rows(w, x, y, first, last);
            case DType::F32: return f32Rows(w, x, y, first, last);
            default: break;
        }
    }
#endif
    widenedRows(w, x.values.data(), y, first, last);
}

void gemvRows(const Int8Matrix& w, const DecodeVector& x, float* y, std::int64_t first, std::int64_t last) {
    const std::int64_t groups = w.cols / kGroup;
    auto row = int8RowScalar;
#if defined(TUNESMITH_X86)
    if (cpuInfo().avx2) row = int8RowAvx2;
#endif
    for (std::int64_t r = first; r < last; ++r)
        y[r] = row(w.values.data() + r * w.cols, w.scales.data() + r * groups, x, groups) +
               kernels().dot(w.offsets.data() + r * groups, x.groupSums.data(), groups);
}

void Team::run(const std::function<void(int)>& body) {
    if (threads_ == 1) {
        body(0);
        return;
    }
#pragma omp parallel num_threads(threads_)
    {
#pragma omp single
        threads_ = omp_get_num_threads();  // the runtime may grant fewer
        body(omp_get_thread_num());
    }
}

void Team::wait() {
    if (threads_ == 1) return;
    const unsigned phase = phase_.load(std::memory_order_acquire);
    if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 == threads_) {
        arrived_.store(0, std::memory_order_relaxed);
        phase_.store(phase + 1, std::memory_order_release);
        return;
    }
    for (int spins = 0; phase_.load(std::memory_order_acquire) == phase; ++spins) {
#if defined(TUNESMITH_X86)
        _mm_pause();
#endif
        if (spins > 4000) std::this_thread::yield();
    }
}

}  // namespace tunesmith
