// Number types of stored weights and how they become fp32. Torch-free.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tunesmith {

enum class DType {
    F32,
    F16,
    BF16,
    F64,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    Bool,
    // 8-bit floats: E4M3 is the "fn" form of OCP (no infinity), FNUZ has no minus zero either.
    F8_E4M3,
    F8_E5M2,
    F8_E4M3FNUZ,
    F8_E5M2FNUZ,
    // Blocks of GGUF from here on.
    Q4_0,
    Q4_1,
    Q5_0,
    Q5_1,
    Q8_0,
    Q8_1,
    Q2_K,
    Q3_K,
    Q4_K,
    Q5_K,
    Q6_K,
    Q8_K,
    IQ4_NL,
    IQ4_XS,
    TQ1_0,
    TQ2_0,
    MXFP4,
    NVFP4
};
constexpr int kDTypes = int(DType::NVFP4) + 1;

const char* dtypeName(DType type);
/// Values in one block and bytes of one block: 1 and 4 for F32, 32 and 20 for Q4_1, 256 and 144 for Q4_K.
std::int64_t blockValues(DType type);
std::int64_t blockBytes(DType type);
/// F64, F32, F16, BF16, an 8-bit float or a quantised type: what toFloat32() reads.
bool isFloating(DType type);

/// Turns `count` values (a multiple of the block) at `source` (any alignment) into fp32. Quantised types equal the
/// `gguf` package's dequantize() to the last bit (its fp32 arithmetic, in its order). AVX2 paths where the CPU has it,
/// with equal results. Runs on the caller's thread and touches nothing else: split a large tensor at block borders to
/// use more of them. Throws Error(Internal) for a type that is not floating or a count that is not whole blocks.
void toFloat32(DType type, const void* source, std::int64_t count, float* target);

}  // namespace tunesmith
