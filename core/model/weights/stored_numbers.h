// Numbers as weight files hold them (little-endian, at any address), for the plain loops. Internal to
// core/model/weights.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace tunesmith {

inline std::uint16_t load16(const std::uint8_t* p) {
    std::uint16_t value;
    std::memcpy(&value, p, sizeof value);
    return value;
}

/// IEEE binary16 to binary32, exactly; a signalling NaN becomes quiet, as the processor's own conversion makes it.
inline float halfToFloat(std::uint16_t half) {
    const std::uint32_t sign = std::uint32_t(half & 0x8000u) << 16;
    const std::uint32_t exponent = (half >> 10) & 31u, fraction = half & 0x3FFu;
    if (exponent == 31) {
        const std::uint32_t quiet = fraction ? 0x400000u : 0u;
        return std::bit_cast<float>(sign | 0x7F800000u | quiet | (fraction << 13));
    }
    if (exponent == 0) {  // zero or subnormal: fraction * 2^-24
        const float magnitude = float(fraction) * 0x1p-24f;
        return std::bit_cast<float>(sign | std::bit_cast<std::uint32_t>(magnitude));
    }
    return std::bit_cast<float>(sign | ((exponent + 112u) << 23) | (fraction << 13));
}

inline float loadHalf(const std::uint8_t* p) {
    return halfToFloat(load16(p));
}

inline std::uint32_t load32(const std::uint8_t* p) {
    std::uint32_t value;
    std::memcpy(&value, p, sizeof value);
    return value;
}

inline float loadFloat(const std::uint8_t* p) {
    return std::bit_cast<float>(load32(p));
}

}  // namespace tunesmith
