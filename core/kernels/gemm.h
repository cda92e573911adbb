// Matrix products, row-major fp32, threaded by the BLAS inside LibTorch; and the loop over rows that the other kernels share.
#pragma once

#include <cstdint>
#include <functional>

namespace tunesmith {

enum class Precision { Fp32, Bf16 };

/// C[m,n] = alpha * op(A)[m,k] op(B)[k,n] + beta * C, op transposing where asked; ld* are the row lengths in memory.
/// With Precision::Bf16 both factors are rounded to bf16 first and summed in fp32 (for processors with AMX or AVX512-bf16).
/// One caller at a time for Bf16 (it rounds into scratch of the calling thread).
void gemm(bool transposeA, bool transposeB, std::int64_t m, std::int64_t n, std::int64_t k, float alpha, const float* a, std::int64_t lda,
          const float* b, std::int64_t ldb, float beta, float* c, std::int64_t ldc, Precision precision = Precision::Fp32);

/// Runs body(first, last) over [0, rows) on the threads of the calling thread's OpenMP team, at least `grain` rows each.
void forRows(std::int64_t rows, std::int64_t grain, const std::function<void(std::int64_t, std::int64_t)>& body);
/// Runs body(i) for i in [0, n), each on whichever thread is free. The body must not throw.
void forTasks(std::int64_t n, const std::function<void(std::int64_t)>& body);
/// Threads that forRows uses on this thread.
int kernelThreads();

}  // namespace tunesmith
