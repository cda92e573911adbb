// What codes and scales of 4 bits and 8 bits stand for. Internal to core/model/weights.
#pragma once

#include <bit>
#include <cstdint>

namespace tunesmith {

/// IQ4_NL and IQ4_XS: 16 values that lie closer together around zero (ggml's kvalues_iq4nl).
alignas(16) constexpr std::int8_t kUnevenFourBits[16] = {-127, -104, -83, -65, -49, -35, -22, -10,
                                                         1,    13,   25,  38,  53,  69,  89,  113};
/// Floats of 4 bits (E2M1), times two so that they are whole.
alignas(16) constexpr std::int8_t kDoubledE2M1[16] = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

/// Half of 2^(code - 127), the scale of an MXFP4 block for doubled values; the two least are subnormal.
inline float halvedPowerOfTwo(std::uint8_t code) {
    return std::bit_cast<float>(code < 2 ? 0x200000u << code : std::uint32_t(code - 1) << 23);
}

/// Half of an unsigned E4M3 number (its sign bit is not looked at), the scale of 16 NVFP4 values; the code of NaN
/// counts as zero.
inline float halvedUnsignedE4M3(std::uint8_t code) {
    if (code == 0x7F) return 0;
    const int exponent = (code >> 3) & 15;
    const float fraction = float(code & 7);
    if (exponent == 0) return fraction * 0x1p-10f;
    return (1.0f + fraction / 8.0f) * std::bit_cast<float>(std::uint32_t(exponent + 127 - 8) << 23);
}

}  // namespace tunesmith
