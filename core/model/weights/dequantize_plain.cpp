// The plain loops. Layouts of the quantised types: https://github.com/ggml-org/ggml (block_q4_0 and its neighbours);
// the order of the fp32 operations is that of gguf.quants, whose every product and sum is rounded by itself. This file
// is therefore compiled without contraction of a*b+c into one operation (see CMakeLists.txt).
#include <bit>
#include <cstring>

#include "core/model/weights/dequantize.h"
#include "core/model/weights/stored_numbers.h"

namespace tunesmith {

namespace {

void fromF32(const std::uint8_t* source, std::int64_t blocks, float* target) {
    if (blocks > 0) std::memcpy(target, source, std::size_t(blocks) * sizeof(float));
}

void fromF16(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t i = 0; i < blocks; ++i) target[i] = loadHalf(source + 2 * i);
}

void fromBF16(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t i = 0; i < blocks; ++i)
        target[i] = std::bit_cast<float>(std::uint32_t(load16(source + 2 * i)) << 16);
}

void fromF64(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t i = 0; i < blocks; ++i) {
        double value;
        std::memcpy(&value, source + 8 * i, sizeof value);
        target[i] = float(value);
    }
}

// The 32-value types: f16 scale [f16 minimum] [u32 fifth bits] 16 bytes of nibbles, low nibbles first.

void fromQ4_0(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 18, target += 32) {
        const float d = loadHalf(source);
        for (int i = 0; i < 16; ++i) {
            target[i] = d * float(int(source[2 + i] & 15) - 8);
            target[16 + i] = d * float(int(source[2 + i] >> 4) - 8);
        }
    }
}

void fromQ4_1(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 20, target += 32) {
        const float d = loadHalf(source), m = loadHalf(source + 2);
        for (int i = 0; i < 16; ++i) {
            target[i] = d * float(source[4 + i] & 15) + m;
            target[16 + i] = d * float(source[4 + i] >> 4) + m;
        }
    }
}

void fromQ5_0(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 22, target += 32) {
        const float d = loadHalf(source);
        const std::uint32_t high = load32(source + 2);
        for (int i = 0; i < 16; ++i) {
            target[i] = d * float(int((source[6 + i] & 15) | (((high >> i) & 1) << 4)) - 16);
            target[16 + i] = d * float(int((source[6 + i] >> 4) | (((high >> (16 + i)) & 1) << 4)) - 16);
        }
    }
}

void fromQ5_1(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 24, target += 32) {
        const float d = loadHalf(source), m = loadHalf(source + 2);
        const std::uint32_t high = load32(source + 4);
        for (int i = 0; i < 16; ++i) {
            target[i] = d * float(int((source[8 + i] & 15) | (((high >> i) & 1) << 4))) + m;
            target[16 + i] = d * float(int((source[8 + i] >> 4) | (((high >> (16 + i)) & 1) << 4))) + m;
        }
    }
}

void fromQ8_0(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 34, target += 32) {
        const float d = loadHalf(source);
        for (int i = 0; i < 32; ++i) target[i] = float(std::int8_t(source[2 + i])) * d;
    }
}

// Q8_1 is ggml's form of a vector on its way into a product: scale, scale times the sum of the values (not needed
// here), 32 values.
void fromQ8_1(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 36, target += 32) {
        const float d = loadHalf(source);
        for (int i = 0; i < 32; ++i) target[i] = float(std::int8_t(source[4 + i])) * d;
    }
}

// The 256-value types. Q4_K and Q5_K pack eight 6-bit scales and eight 6-bit minima into 12 bytes.

struct ScaleAndMin {
    int scale, min;
};

ScaleAndMin unpackScale(const std::uint8_t* packed, int group) {
    if (group < 4) return {packed[group] & 63, packed[4 + group] & 63};
    const int low = packed[4 + group];
    return {(low & 15) | ((packed[group - 4] >> 2) & 0x30), (low >> 4) | ((packed[group] >> 2) & 0x30)};
}

void fromQ4_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 144) {
        const float d = loadHalf(source), dmin = loadHalf(source + 2);
        for (int group = 0; group < 8; ++group, target += 32) {
            const auto [scale, min] = unpackScale(source + 4, group);
            const float ds = d * float(scale), dm = dmin * float(min);
            const std::uint8_t* q = source + 16 + 32 * (group / 2);
            const int shift = 4 * (group % 2);
            for (int i = 0; i < 32; ++i) target[i] = ds * float((q[i] >> shift) & 15) - dm;
        }
    }
}

void fromQ5_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 176) {
        const float d = loadHalf(source), dmin = loadHalf(source + 2);
        const std::uint8_t* high = source + 16;
        for (int group = 0; group < 8; ++group, target += 32) {
            const auto [scale, min] = unpackScale(source + 4, group);
            const float ds = d * float(scale), dm = dmin * float(min);
            const std::uint8_t* q = source + 48 + 32 * (group / 2);
            const int shift = 4 * (group % 2);
            for (int i = 0; i < 32; ++i) {
                const int value = ((q[i] >> shift) & 15) | (((high[i] >> group) & 1) << 4);
                target[i] = ds * float(value) - dm;
            }
        }
    }
}

void fromQ6_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 210) {
        const float d = loadHalf(source + 208);
        for (int group = 0; group < 8;
             ++group, target += 32) {  // 32 values: low bits in `low`, two high bits in `high`
            const int half = group / 4, quarter = group % 4;
            const std::uint8_t* low = source + 64 * half + 32 * (quarter % 2);
            const std::uint8_t* high = source + 128 + 32 * half;
            const int lowShift = 4 * (quarter / 2), highShift = 2 * quarter;
            for (int i = 0; i < 32; ++i) {
                const float ds = d * float(std::int8_t(source[192 + 2 * group + i / 16]));
                const int value = ((low[i] >> lowShift) & 15) | (((high[i] >> highShift) & 3) << 4);
                target[i] = ds * float(value - 32);
            }
        }
    }
}

/// 16 groups of 16 values; a 4-bit scale and a 4-bit minimum each.
void fromQ2_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 84) {
        const float d = loadHalf(source + 80), dmin = loadHalf(source + 82);
        for (int group = 0; group < 16; ++group, target += 16) {
            const float ds = d * float(source[group] & 15), dm = dmin * float(source[group] >> 4);
            const std::uint8_t* q = source + 16 + 32 * (group / 8) + 16 * (group % 2);
            const int shift = 2 * (group / 2 % 4);
            for (int i = 0; i < 16; ++i) target[i] = ds * float((q[i] >> shift) & 3) - dm;
        }
    }
}

/// 16 groups of 16 values with 6-bit scales around 32: the low four bits in eight bytes, the high two in the next four.
/// The third bit of a value says, where it is clear, that 4 is taken off.
void fromQ3_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 110) {
        const float d = loadHalf(source + 108);
        const std::uint8_t* packed = source + 96;
        for (int group = 0; group < 16; ++group, target += 16) {
            const int low = (packed[group % 8] >> (4 * (group / 8))) & 15,
                      high = (packed[8 + group % 4] >> (2 * (group / 4))) & 3;
            const float ds = d * float((low | (high << 4)) - 32);
            const std::uint8_t* q = source + 32 + 32 * (group / 8) + 16 * (group % 2);
            const std::uint8_t* third = source + 16 * (group % 2);
            const int bit = group / 2, shift = 2 * (bit % 4);
            for (int i = 0; i < 16; ++i)
                target[i] = ds * float(((q[i] >> shift) & 3) - ((third[i] >> bit) & 1 ? 0 : 4));
        }
    }
}

/// A scale in fp32, 256 values, and the sums of 16 of them each (not needed here).
void fromQ8_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 292, target += 256) {
        const float d = loadFloat(source);
        for (int i = 0; i < 256; ++i) target[i] = d * float(std::int8_t(source[4 + i]));
    }
}

}  // namespace

Dequantize plainDequantize(DType type) {
    switch (type) {
        case DType::F32:
            return fromF32;
        case DType::F16:
            return fromF16;
        case DType::BF16:
            return fromBF16;
        case DType::F64:
            return fromF64;
        case DType::Q4_0:
            return fromQ4_0;
        case DType::Q4_1:
            return fromQ4_1;
        case DType::Q5_0:
            return fromQ5_0;
        case DType::Q5_1:
            return fromQ5_1;
        case DType::Q8_0:
            return fromQ8_0;
        case DType::Q8_1:
            return fromQ8_1;
        case DType::Q2_K:
            return fromQ2_K;
        case DType::Q3_K:
            return fromQ3_K;
        case DType::Q4_K:
            return fromQ4_K;
        case DType::Q5_K:
            return fromQ5_K;
        case DType::Q6_K:
            return fromQ6_K;
        case DType::Q8_K:
            return fromQ8_K;
        default:
            return plainCodeDequantize(type);
    }
}

}  // namespace tunesmith
