// The loops behind toFloat32(), one per stored type: a plain one for every machine and an AVX2 one that must equal it
// to the last bit (tests/core/weights/tst_dtype.cpp holds both against the `gguf` package). Used by dtype.cpp and that
// test alone.
#pragma once

#include <cstdint>

#include "core/model/weights/dtype.h"

namespace tunesmith {

/// Reads `blocks` whole blocks at `source` (any alignment) and writes blocks * blockValues(type) floats to `target`.
using Dequantize = void (*)(const std::uint8_t* source, std::int64_t blocks, float* target);

/// Null where the type is not floating.
Dequantize plainDequantize(DType type);
/// Null where there is no such loop, on this processor family or for this type. Call it only where cpuInfo().avx2
/// holds.
Dequantize avx2Dequantize(DType type);

/// The part of plainDequantize() and avx2Dequantize() that reads codes for values: code books, ternary numbers, 4-bit and 8-bit floats.
Dequantize plainCodeDequantize(DType type);
Dequantize avx2CodeDequantize(DType type);

}  // namespace tunesmith
