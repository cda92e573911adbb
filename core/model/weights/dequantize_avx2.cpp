// The AVX2 loops: the same operations as dequantize_plain.cpp, in the same order, eight values at a time. Products and
// sums stay apart (no FMA: the target attribute leaves it out), so that every bit equals the plain loop. Stores are
// ordinary ones, since the caller reads the target at once while it is still in cache.
#include "core/model/weights/dequantize.h"

#if defined(__x86_64__)

#include "core/model/weights/dequantize_avx2.h"

namespace tunesmith {

namespace {

/// 32 values d * q - m.
TS_AVX2 inline void scaleSub32(__m256i q, __m256 d, __m256 m, float* target) {
    const __m128i parts[2] = {_mm256_castsi256_si128(q), _mm256_extracti128_si256(q, 1)};
    for (int i = 0; i < 2; ++i, target += 16) {
        _mm256_storeu_ps(target, _mm256_sub_ps(_mm256_mul_ps(d, floatsOf(parts[i])), m));
        _mm256_storeu_ps(target + 8,
                         _mm256_sub_ps(_mm256_mul_ps(d, floatsOf(_mm_unpackhi_epi64(parts[i], parts[i]))), m));
    }
}

/// Bytes of 16 where the bit of that number in `bits` is set, else 0: bits 0..15 for the low nibbles, 16..31 for the
/// high ones.
TS_AVX2 inline __m128i fifthBits(const std::uint8_t* bits) {
    std::uint16_t pair;
    std::memcpy(&pair, bits, sizeof pair);
    const __m128i spread =
        _mm_shuffle_epi8(_mm_cvtsi32_si128(pair), _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1));
    const __m128i select = _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, char(-128), 1, 2, 4, 8, 16, 32, 64, char(-128));
    return _mm_and_si128(_mm_cmpeq_epi8(_mm_and_si128(spread, select), select), _mm_set1_epi8(16));
}

TS_AVX2 void fromF16(const std::uint8_t* source, std::int64_t blocks, float* target) {
    std::int64_t i = 0;
    for (; i + 8 <= blocks; i += 8) _mm256_storeu_ps(target + i, _mm256_cvtph_ps(load128(source + 2 * i)));
    for (; i < blocks; ++i) target[i] = loadHalf(source + 2 * i);
}

TS_AVX2 void fromBF16(const std::uint8_t* source, std::int64_t blocks, float* target) {
    std::int64_t i = 0;
    for (; i + 8 <= blocks; i += 8) {
        const __m256i wide = _mm256_slli_epi32(_mm256_cvtepu16_epi32(load128(source + 2 * i)), 16);
        _mm256_storeu_ps(target + i, _mm256_castsi256_ps(wide));
    }
    plainDequantize(DType::BF16)(source + 2 * i, blocks - i, target + i);
}

TS_AVX2 void fromQ4_0(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m128i eight = _mm_set1_epi8(8);
    for (std::int64_t b = 0; b < blocks; ++b, source += 18, target += 32) {
        const __m256 d = broadcastHalf(source);
        const __m128i q = load128(source + 2);
        scale16(_mm_sub_epi8(lowNibbles(q), eight), d, target);
        scale16(_mm_sub_epi8(highNibbles(q), eight), d, target + 16);
    }
}

TS_AVX2 void fromQ4_1(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 20, target += 32) {
        const __m256 d = broadcastHalf(source), m = broadcastHalf(source + 2);
        const __m128i q = load128(source + 4);
        scaleAdd16(lowNibbles(q), d, m, target);
        scaleAdd16(highNibbles(q), d, m, target + 16);
    }
}

TS_AVX2 void fromQ5_0(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m128i sixteen = _mm_set1_epi8(16);
    for (std::int64_t b = 0; b < blocks; ++b, source += 22, target += 32) {
        const __m256 d = broadcastHalf(source);
        const __m128i q = load128(source + 6);
        scale16(_mm_sub_epi8(_mm_or_si128(lowNibbles(q), fifthBits(source + 2)), sixteen), d, target);
        scale16(_mm_sub_epi8(_mm_or_si128(highNibbles(q), fifthBits(source + 4)), sixteen), d, target + 16);
    }
}

TS_AVX2 void fromQ5_1(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 24, target += 32) {
        const __m256 d = broadcastHalf(source), m = broadcastHalf(source + 2);
        const __m128i q = load128(source + 8);
        scaleAdd16(_mm_or_si128(lowNibbles(q), fifthBits(source + 4)), d, m, target);
        scaleAdd16(_mm_or_si128(highNibbles(q), fifthBits(source + 6)), d, m, target + 16);
    }
}

TS_AVX2 void fromQ8_0(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 34, target += 32) {
        const __m256 d = broadcastHalf(source);
        scale16(load128(source + 2), d, target);
        scale16(load128(source + 18), d, target + 16);
    }
}

TS_AVX2 void fromQ8_1(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 36, target += 32) {
        const __m256 d = broadcastHalf(source);
        scale16(load128(source + 4), d, target);
        scale16(load128(source + 20), d, target + 16);
    }
}

TS_AVX2 void fromQ8_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 292) {
        float scale;
        std::memcpy(&scale, source, sizeof scale);
        const __m256 d = _mm256_set1_ps(scale);
        for (int i = 0; i < 16; ++i, target += 16) scale16(load128(source + 4 + 16 * i), d, target);
    }
}

/// d times sixteen bytes as floats.
TS_AVX2 inline void scaledBytes(__m256 d, __m128i bytes, __m256 (&result)[2]) {
    result[0] = _mm256_mul_ps(d, floatsOf(bytes));
    result[1] = _mm256_mul_ps(d, floatsOf(_mm_unpackhi_epi64(bytes, bytes)));
}

/// 16 values d * q - m.
TS_AVX2 inline void scaleSub16(__m128i q, __m256 d, __m256 m, float* target) {
    _mm256_storeu_ps(target, _mm256_sub_ps(_mm256_mul_ps(d, floatsOf(q)), m));
    _mm256_storeu_ps(target + 8, _mm256_sub_ps(_mm256_mul_ps(d, floatsOf(_mm_unpackhi_epi64(q, q))), m));
}

TS_AVX2 void fromQ2_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m256i two = _mm256_set1_epi8(3);
    for (std::int64_t b = 0; b < blocks; ++b, source += 84) {
        const __m128i packed = load128(source);
        __m256 scales[2], minima[2];
        scaledBytes(broadcastHalf(source + 80), lowNibbles(packed), scales);
        scaledBytes(broadcastHalf(source + 82), highNibbles(packed), minima);
        for (int pair = 0; pair < 8; ++pair, target += 32) {  // two groups of 16 from the same bits of 32 bytes
            const __m256i bytes = load256(source + 16 + 32 * (pair / 4));
            const __m256i q = _mm256_and_si256(_mm256_srl_epi16(bytes, _mm_cvtsi32_si128(2 * (pair % 4))), two);
            const int lane = 2 * pair % 8;
            scaleSub16(_mm256_castsi256_si128(q), broadcastLane(scales[pair / 4], lane),
                       broadcastLane(minima[pair / 4], lane), target);
            scaleSub16(_mm256_extracti128_si256(q, 1), broadcastLane(scales[pair / 4], lane + 1),
                       broadcastLane(minima[pair / 4], lane + 1), target + 16);
        }
    }
}

/// The sixteen 6-bit scales of Q3_K, less 32.
TS_AVX2 inline __m128i thirdScales(const std::uint8_t* packed) {
    std::uint32_t a, b, c;
    std::memcpy(&a, packed, 4);
    std::memcpy(&b, packed + 4, 4);
    std::memcpy(&c, packed + 8, 4);
    constexpr std::uint32_t low = 0x0F0F0F0F, high = 0x30303030;
    const __m128i six = _mm_setr_epi32(int((a & low) | ((c << 4) & high)), int((b & low) | ((c << 2) & high)),
                                       int(((a >> 4) & low) | (c & high)), int(((b >> 4) & low) | ((c >> 2) & high)));
    return _mm_sub_epi8(six, _mm_set1_epi8(32));
}

TS_AVX2 void fromQ3_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m256i two = _mm256_set1_epi8(3), four = _mm256_set1_epi8(4);
    for (std::int64_t b = 0; b < blocks; ++b, source += 110) {
        __m256 scales[2];
        scaledBytes(broadcastHalf(source + 108), thirdScales(source + 96), scales);
        const __m256i third = load256(source);
        for (int pair = 0; pair < 8; ++pair, target += 32) {
            const __m256i bytes = load256(source + 32 + 32 * (pair / 4));
            const __m256i low = _mm256_and_si256(_mm256_srl_epi16(bytes, _mm_cvtsi32_si128(2 * (pair % 4))), two);
            const __m256i select = _mm256_set1_epi8(char(1 << pair));
            const __m256i off = _mm256_andnot_si256(_mm256_cmpeq_epi8(_mm256_and_si256(third, select), select), four);
            const __m256i q = _mm256_sub_epi8(low, off);
            const int lane = 2 * pair % 8;
            scale16(_mm256_castsi256_si128(q), broadcastLane(scales[pair / 4], lane), target);
            scale16(_mm256_extracti128_si256(q, 1), broadcastLane(scales[pair / 4], lane + 1), target + 16);
        }
    }
}

/// The eight scales and eight minima of Q4_K and Q5_K (6 bits each in 12 bytes), times d and dmin.
TS_AVX2 inline void groupScales(const std::uint8_t* block, __m256& scales, __m256& minima) {
    std::uint32_t a, b,
        c;  // a: four scales and the top bits of the next four; b: the same of the minima; c: low bits of both
    std::memcpy(&a, block + 4, 4);
    std::memcpy(&b, block + 8, 4);
    std::memcpy(&c, block + 12, 4);
    const std::uint32_t scaleHigh = (c & 0x0F0F0F0Fu) | ((a >> 2) & 0x30303030u);
    const std::uint32_t minHigh = ((c >> 4) & 0x0F0F0F0Fu) | ((b >> 2) & 0x30303030u);
    const __m128i scale = _mm_setr_epi32(int(a & 0x3F3F3F3Fu), int(scaleHigh), 0, 0);
    const __m128i min = _mm_setr_epi32(int(b & 0x3F3F3F3Fu), int(minHigh), 0, 0);
    scales = _mm256_mul_ps(broadcastHalf(block), floatsOf(scale));
    minima = _mm256_mul_ps(broadcastHalf(block + 2), floatsOf(min));
}

TS_AVX2 void fromQ4_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m256i nibble = _mm256_set1_epi8(15);
    for (std::int64_t b = 0; b < blocks; ++b, source += 144) {
        __m256 scales, minima;
        groupScales(source, scales, minima);
        for (int pair = 0; pair < 4; ++pair, target += 64) {
            const __m256i q = load256(source + 16 + 32 * pair);
            const __m256i high = _mm256_and_si256(_mm256_srli_epi16(q, 4), nibble);
            scaleSub32(_mm256_and_si256(q, nibble), broadcastLane(scales, 2 * pair), broadcastLane(minima, 2 * pair),
                       target);
            scaleSub32(high, broadcastLane(scales, 2 * pair + 1), broadcastLane(minima, 2 * pair + 1), target + 32);
        }
    }
}

/// Bytes of 16 where bit `bit` of the byte in `bytes` is set, else 0.
TS_AVX2 inline __m256i sixteenWhereBit(__m256i bytes, int bit) {
    const __m256i select = _mm256_set1_epi8(char(1 << bit));
    return _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_and_si256(bytes, select), select), _mm256_set1_epi8(16));
}

TS_AVX2 void fromQ5_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m256i nibble = _mm256_set1_epi8(15);
    for (std::int64_t b = 0; b < blocks; ++b, source += 176) {
        __m256 scales, minima;
        groupScales(source, scales, minima);
        const __m256i fifth = load256(source + 16);
        for (int group = 0; group < 8; ++group, target += 32) {
            const __m256i bytes = load256(source + 48 + 32 * (group / 2));
            const __m256i low = _mm256_and_si256(group % 2 ? _mm256_srli_epi16(bytes, 4) : bytes, nibble);
            const __m256i q = _mm256_or_si256(low, sixteenWhereBit(fifth, group));
            scaleSub32(q, broadcastLane(scales, group), broadcastLane(minima, group), target);
        }
    }
}

TS_AVX2 void fromQ6_K(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m256i nibble = _mm256_set1_epi8(15), two = _mm256_set1_epi8(0x30), offset = _mm256_set1_epi8(32);
    for (std::int64_t b = 0; b < blocks; ++b, source += 210) {
        const __m256 d = broadcastHalf(source + 208);
        const __m128i bytes = load128(source + 192);
        const __m256 scales[2] = {_mm256_mul_ps(d, floatsOf(bytes)),
                                  _mm256_mul_ps(d, floatsOf(_mm_unpackhi_epi64(bytes, bytes)))};
        for (int group = 0; group < 8; ++group, target += 32) {
            const int half = group / 4, quarter = group % 4;
            const __m256i lowBytes = load256(source + 64 * half + 32 * (quarter % 2));
            const __m256i highBytes = load256(source + 128 + 32 * half);
            const __m256i low = _mm256_and_si256(quarter >= 2 ? _mm256_srli_epi16(lowBytes, 4) : lowBytes, nibble);
            // The two high bits of this quarter, moved to bits 4 and 5.
            const __m256i moved = quarter < 2 ? _mm256_slli_epi16(highBytes, 4 - 2 * quarter)
                                              : _mm256_srli_epi16(highBytes, 2 * quarter - 4);
            const __m256i q = _mm256_sub_epi8(_mm256_or_si256(low, _mm256_and_si256(moved, two)), offset);
            const int lane = 2 * quarter;
            scale16(_mm256_castsi256_si128(q), broadcastLane(scales[half], lane), target);
            scale16(_mm256_extracti128_si256(q, 1), broadcastLane(scales[half], lane + 1), target + 16);
        }
    }
}

}  // namespace

Dequantize avx2Dequantize(DType type) {
    switch (type) {
        case DType::F16:
            return fromF16;
        case DType::BF16:
            return fromBF16;
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
            return avx2CodeDequantize(type);
    }
}

}  // namespace tunesmith

#else

namespace tunesmith {

Dequantize avx2Dequantize(DType) {
    return nullptr;
}

}  // namespace tunesmith

#endif
