// The plain loops of the types whose stored bits are codes for values: code books (IQ4_NL, IQ4_XS), ternary numbers
// (TQ1_0, TQ2_0), 4-bit floats (MXFP4, NVFP4) and 8-bit floats. Layouts: https://github.com/ggml-org/ggml and the OCP
// specifications of 8-bit floats and of microscaling formats; the order of the fp32 operations is that of gguf.quants.
#include <array>
#include <cmath>
#include <limits>

#include "core/model/weights/code_books.h"
#include "core/model/weights/dequantize.h"
#include "core/model/weights/stored_numbers.h"

namespace tunesmith {

namespace {

void fromIQ4_NL(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 18, target += 32) {
        const float d = loadHalf(source);
        for (int i = 0; i < 16; ++i) {
            target[i] = d * float(kUnevenFourBits[source[2 + i] & 15]);
            target[16 + i] = d * float(kUnevenFourBits[source[2 + i] >> 4]);
        }
    }
}

/// Eight groups of 32 values; the 6-bit scales around 32 have their high two bits in one u16, their low four in four
/// bytes.
void fromIQ4_XS(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 136) {
        const float d = loadHalf(source);
        const int high = load16(source + 2);
        for (int group = 0; group < 8; ++group, target += 32) {
            const int low = (source[4 + group / 2] >> (4 * (group % 2))) & 15;
            const float ds = d * float((low | (((high >> (2 * group)) & 3) << 4)) - 32);
            const std::uint8_t* q = source + 8 + 16 * group;
            for (int i = 0; i < 16; ++i) {
                target[i] = ds * float(kUnevenFourBits[q[i] & 15]);
                target[16 + i] = ds * float(kUnevenFourBits[q[i] >> 4]);
            }
        }
    }
}

/// Digit `place` (0 first) of a number that is stored as a fraction of 256 in base 3, less 1: -1, 0 or 1.
int ternaryDigit(std::uint8_t stored, int place) {
    constexpr std::uint8_t kPowers[] = {1, 3, 9, 27, 81};
    const auto shifted = std::uint8_t(stored * kPowers[place]);  // drops the digits before it
    return ((int(shifted) * 3) >> 8) - 1;
}

/// Five digits a byte: 32 bytes for 160 values, 16 for 80, and 4 of four digits for the last 16.
void fromTQ1_0(const std::uint8_t* source, std::int64_t blocks, float* target) {
    constexpr struct { int offset, bytes, digits; } kParts[] = {{0, 32, 5}, {32, 16, 5}, {48, 4, 4}};
    for (std::int64_t b = 0; b < blocks; ++b, source += 54) {
        const float d = loadHalf(source + 52);
        for (const auto& part : kParts)
            for (int place = 0; place < part.digits; ++place, target += part.bytes)
                for (int i = 0; i < part.bytes; ++i)
                    target[i] = d * float(ternaryDigit(source[part.offset + i], place));
    }
}

void fromTQ2_0(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 66) {
        const float d = loadHalf(source + 64);
        for (int group = 0; group < 8; ++group, target += 32)
            for (int i = 0; i < 32; ++i)
                target[i] = d * float(((source[32 * (group / 4) + i] >> (2 * (group % 4))) & 3) - 1);
    }
}

void fromMXFP4(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 17, target += 32) {
        const float d = halvedPowerOfTwo(source[0]);
        for (int i = 0; i < 16; ++i) {
            target[i] = d * float(kDoubledE2M1[source[1 + i] & 15]);
            target[16 + i] = d * float(kDoubledE2M1[source[1 + i] >> 4]);
        }
    }
}

void fromNVFP4(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 36) {
        for (int group = 0; group < 4; ++group, target += 16) {
            const float d = halvedUnsignedE4M3(source[group]);
            const std::uint8_t* q = source + 4 + 8 * group;
            for (int i = 0; i < 8; ++i) {
                target[i] = d * float(kDoubledE2M1[q[i] & 15]);
                target[8 + i] = d * float(kDoubledE2M1[q[i] >> 4]);
            }
        }
    }
}

/// All values of an 8-bit float with `mantissa` bits after the point and exponents from `bias` below. `isNan` and
/// `infinite` say what the codes stand for that are no numbers.
template <class IsNan>
std::array<float, 256> eightBitFloats(int mantissa, int bias, bool infinite, IsNan isNan) {
    std::array<float, 256> values{};
    const int steps = 1 << mantissa;
    for (int code = 0; code < 256; ++code) {
        const int exponent = (code & 127) >> mantissa, fraction = code & (steps - 1);
        const float magnitude = exponent ? std::ldexp(float(steps + fraction), exponent - bias - mantissa)
                                         : std::ldexp(float(fraction), 1 - bias - mantissa);
        float value = magnitude;
        if (infinite && code % 128 == 124) value = std::numeric_limits<float>::infinity();
        if (isNan(code)) value = std::numeric_limits<float>::quiet_NaN();
        values[std::size_t(code)] = code & 128 ? -value : value;
    }
    return values;
}

void lookUp(const std::array<float, 256>& values, const std::uint8_t* source, std::int64_t count, float* target) {
    for (std::int64_t i = 0; i < count; ++i) target[i] = values[source[i]];
}

void fromE4M3(const std::uint8_t* source, std::int64_t blocks, float* target) {
    static const auto values = eightBitFloats(3, 7, false, [](int code) { return code % 128 == 127; });
    lookUp(values, source, blocks, target);
}

void fromE5M2(const std::uint8_t* source, std::int64_t blocks, float* target) {
    static const auto values = eightBitFloats(2, 15, true, [](int code) { return code % 128 > 124; });
    lookUp(values, source, blocks, target);
}

void fromE4M3FNUZ(const std::uint8_t* source, std::int64_t blocks, float* target) {
    static const auto values = eightBitFloats(3, 8, false, [](int code) { return code == 128; });
    lookUp(values, source, blocks, target);
}

void fromE5M2FNUZ(const std::uint8_t* source, std::int64_t blocks, float* target) {
    static const auto values = eightBitFloats(2, 16, false, [](int code) { return code == 128; });
    lookUp(values, source, blocks, target);
}

}  // namespace

Dequantize plainCodeDequantize(DType type) {
    switch (type) {
        case DType::IQ4_NL:
            return fromIQ4_NL;
        case DType::IQ4_XS:
            return fromIQ4_XS;
        case DType::TQ1_0:
            return fromTQ1_0;
        case DType::TQ2_0:
            return fromTQ2_0;
        case DType::MXFP4:
            return fromMXFP4;
        case DType::NVFP4:
            return fromNVFP4;
        case DType::F8_E4M3:
            return fromE4M3;
        case DType::F8_E5M2:
            return fromE5M2;
        case DType::F8_E4M3FNUZ:
            return fromE4M3FNUZ;
        case DType::F8_E5M2FNUZ:
            return fromE5M2FNUZ;
        default:
            return nullptr;
    }
}

}  // namespace tunesmith
