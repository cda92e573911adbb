// Matrix products in bf16 for processors with AVX512-bf16 and without AMX, where BLAS libraries gain nothing over fp32.
#pragma once

#include <cstdint>

namespace tunesmith {

/// As gemm() with Precision::Bf16: both factors are rounded to bf16 (nearest even, subnormal numbers to zero) and summed
/// in fp32. All threads of the caller; one caller at a time. Only where cpuInfo().avx512bf16 says so.
void gemmAvx512Bf16(bool transposeA, bool transposeB, std::int64_t m, std::int64_t n, std::int64_t k, float alpha, const float* a,
                    std::int64_t lda, const float* b, std::int64_t ldb, float beta, float* c, std::int64_t ldc);

}  // namespace tunesmith
