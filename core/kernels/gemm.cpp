#include "core/kernels/gemm.h"

#include <omp.h>

#include <algorithm>
#include <vector>

#include "core/base/machine.h"
#include "core/kernels/gemm_bf16.h"
#include "core/kernels/kernels.h"

extern "C" {
void sgemm_(const char* transa, const char* transb, const int* m, const int* n, const int* k, const float* alpha, const float* a,
            const int* lda, const float* b, const int* ldb, const float* beta, float* c, const int* ldc);
#if defined(TUNESMITH_MKL)
void cblas_gemm_bf16bf16f32(int layout, int transa, int transb, int m, int n, int k, float alpha, const std::uint16_t* a, int lda,
                            const std::uint16_t* b, int ldb, float beta, float* c, int ldc);
#endif
}

namespace tunesmith {

namespace {

// Rounds rows [rows, cols] with row length ld into a dense bf16 copy.
[[maybe_unused]] const std::uint16_t* rounded(std::vector<std::uint16_t>& scratch, const float* x, std::int64_t rows, std::int64_t cols,
                                              std::int64_t ld) {
    if (scratch.size() < std::size_t(rows * cols)) scratch.resize(std::size_t(rows * cols));
    std::uint16_t* target = scratch.data();
    forRows(rows, 16, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t r = first; r < last; ++r) kernels().toBf16(x + r * ld, target + r * cols, cols);
    });
    return target;
}

}  // namespace

int kernelThreads() { return omp_in_parallel() ? 1 : omp_get_max_threads(); }

void forRows(std::int64_t rows, std::int64_t grain, const std::function<void(std::int64_t, std::int64_t)>& body) {
    const std::int64_t parts = std::min<std::int64_t>(kernelThreads(), (rows + grain - 1) / std::max<std::int64_t>(1, grain));
    if (parts <= 1) {
        if (rows > 0) body(0, rows);
        return;
    }
#pragma omp parallel for num_threads(int(parts)) schedule(static, 1)
    for (std::int64_t p = 0; p < parts; ++p) body(rows * p / parts, rows * (p + 1) / parts);
}

void forTasks(std::int64_t n, const std::function<void(std::int64_t)>& body) {
    if (kernelThreads() == 1 || n == 1) {
        for (std::int64_t i = 0; i < n; ++i) body(i);
        return;
    }
#pragma omp parallel for schedule(dynamic, 1)
    for (std::int64_t i = 0; i < n; ++i) body(i);
}

void gemm(bool transposeA, bool transposeB, std::int64_t m, std::int64_t n, std::int64_t k, float alpha, const float* a, std::int64_t lda,
          const float* b, std::int64_t ldb, float beta, float* c, std::int64_t ldc, [[maybe_unused]] Precision precision) {
    if (m == 0 || n == 0) return;
#if defined(TUNESMITH_AVX512BF16)
    if (precision == Precision::Bf16 && cpuInfo().avx512bf16 && !cpuInfo().amxBf16)
        return gemmAvx512Bf16(transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
#endif
#if defined(TUNESMITH_MKL)
    if (precision == Precision::Bf16) {
        thread_local std::vector<std::uint16_t> left, right;
        const std::int64_t aRows = transposeA ? k : m, aCols = transposeA ? m : k, bRows = transposeB ? n : k, bCols = transposeB ? k : n;
        const std::uint16_t* a16 = rounded(left, a, aRows, aCols, lda);
        const std::uint16_t* b16 = rounded(right, b, bRows, bCols, ldb);
        constexpr int kRowMajor = 101, kNo = 111, kYes = 112;
        cblas_gemm_bf16bf16f32(kRowMajor, transposeA ? kYes : kNo, transposeB ? kYes : kNo, int(m), int(n), int(k), alpha, a16, int(aCols),
                               b16, int(bCols), beta, c, int(ldc));
        return;
    }
#endif
    // A row-major product is the column-major product of the factors swapped.
    const char ta = transposeA ? 'T' : 'N', tb = transposeB ? 'T' : 'N';
    const int mm = int(m), nn = int(n), kk = int(k), la = int(lda), lb = int(ldb), lc = int(ldc);
    sgemm_(&tb, &ta, &nn, &mm, &kk, &alpha, b, &lb, a, &la, &beta, c, &lc);
}

}  // namespace tunesmith
