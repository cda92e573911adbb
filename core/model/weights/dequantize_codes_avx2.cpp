// The AVX2 loops beside dequantize_codes_plain.cpp, equal to them to the last bit: a code book of 16 bytes is one
// shuffle. E5M2FNUZ has none: its largest numbers do not pass through binary16, and its files are rare.
#include "core/model/weights/dequantize.h"

#if defined(__x86_64__)

#include <limits>

#include "core/model/weights/code_books.h"
#include "core/model/weights/dequantize_avx2.h"

namespace tunesmith {

namespace {

TS_AVX2 inline __m128i book(const std::int8_t* values) {
    return _mm_load_si128(reinterpret_cast<const __m128i*>(values));
}

/// 32 values d * book[code], low nibbles of the 16 bytes first.
TS_AVX2 inline void scaleCodes32(__m128i values, __m128i codes, __m256 d, float* target) {
    scale16(_mm_shuffle_epi8(values, lowNibbles(codes)), d, target);
    scale16(_mm_shuffle_epi8(values, highNibbles(codes)), d, target + 16);
}

TS_AVX2 void fromIQ4_NL(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m128i values = book(kUnevenFourBits);
    for (std::int64_t b = 0; b < blocks; ++b, source += 18, target += 32)
        scaleCodes32(values, load128(source + 2), broadcastHalf(source), target);
}

TS_AVX2 void fromIQ4_XS(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m128i values = book(kUnevenFourBits);
    for (std::int64_t b = 0; b < blocks; ++b, source += 136) {
        const __m256 d = broadcastHalf(source);
        std::uint16_t high;
        std::memcpy(&high, source + 2, sizeof high);
        for (int group = 0; group < 8; ++group, target += 32) {
            const int low = (source[4 + group / 2] >> (4 * (group % 2))) & 15;
            const int scale = (low | (((high >> (2 * group)) & 3) << 4)) - 32;
            scaleCodes32(values, load128(source + 8 + 16 * group), _mm256_mul_ps(d, _mm256_set1_ps(float(scale))),
                         target);
        }
    }
}

TS_AVX2 void fromMXFP4(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m128i values = book(kDoubledE2M1);
    for (std::int64_t b = 0; b < blocks; ++b, source += 17, target += 32)
        scaleCodes32(values, load128(source + 1), _mm256_set1_ps(halvedPowerOfTwo(source[0])), target);
}

TS_AVX2 void fromNVFP4(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m128i values = book(kDoubledE2M1);
    for (std::int64_t b = 0; b < blocks; ++b, source += 36) {
        for (int pair = 0; pair < 2; ++pair, target += 32) {  // two groups of eight bytes
            const __m128i codes = load128(source + 4 + 16 * pair);
            const __m128i low = _mm_shuffle_epi8(values, lowNibbles(codes)),
                          high = _mm_shuffle_epi8(values, highNibbles(codes));
            scale16(_mm_unpacklo_epi64(low, high), _mm256_set1_ps(halvedUnsignedE4M3(source[2 * pair])), target);
            scale16(_mm_unpackhi_epi64(low, high), _mm256_set1_ps(halvedUnsignedE4M3(source[2 * pair + 1])),
                    target + 16);
        }
    }
}

/// The first digits of 16 numbers in base 3 (see the plain loop), less 1: the byte lies below 86, below 171, or above.
TS_AVX2 inline __m128i firstDigits(__m128i numbers) {
    const __m128i one = _mm_cmpeq_epi8(_mm_max_epu8(numbers, _mm_set1_epi8(86)), numbers);
    const __m128i two = _mm_cmpeq_epi8(_mm_max_epu8(numbers, _mm_set1_epi8(char(171))), numbers);
    return _mm_sub_epi8(_mm_sub_epi8(_mm_set1_epi8(-1), one), two);
}

TS_AVX2 inline __m128i tripled(__m128i numbers) {
    return _mm_add_epi8(numbers, _mm_add_epi8(numbers, numbers));
}

TS_AVX2 void fromTQ1_0(const std::uint8_t* source, std::int64_t blocks, float* target) {
    for (std::int64_t b = 0; b < blocks; ++b, source += 54) {
        const __m256 d = broadcastHalf(source + 52);
        __m128i first = load128(source), second = load128(source + 16), third = load128(source + 32);
        for (int place = 0; place < 5; ++place, target += 32) {
            scale16(firstDigits(first), d, target);
            scale16(firstDigits(second), d, target + 16);
            first = tripled(first), second = tripled(second);
        }
        for (int place = 0; place < 5; ++place, target += 16) {
            scale16(firstDigits(third), d, target);
            third = tripled(third);
        }
        std::uint32_t packed;
        std::memcpy(&packed, source + 48, sizeof packed);
        const __m128i once = _mm_cvtsi32_si128(int(packed)), thrice = tripled(once), nine = tripled(thrice);
        const __m128i last =
            _mm_unpacklo_epi64(_mm_unpacklo_epi32(once, thrice), _mm_unpacklo_epi32(nine, tripled(nine)));
        scale16(firstDigits(last), d, target);
        target += 16;
    }
}

TS_AVX2 void fromTQ2_0(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m256i two = _mm256_set1_epi8(3), one = _mm256_set1_epi8(1);
    for (std::int64_t b = 0; b < blocks; ++b, source += 66) {
        const __m256 d = broadcastHalf(source + 64);
        for (int group = 0; group < 8; ++group, target += 32) {
            const __m256i bytes = load256(source + 32 * (group / 4));
            const __m256i code = _mm256_and_si256(_mm256_srl_epi16(bytes, _mm_cvtsi32_si128(2 * (group % 4))), two);
            const __m256i q = _mm256_sub_epi8(code, one);
            scale16(_mm256_castsi256_si128(q), d, target);
            scale16(_mm256_extracti128_si256(q, 1), d, target + 16);
        }
    }
}

TS_AVX2 inline __m128i wideBytes(const std::uint8_t* p) {
    return _mm_cvtepu8_epi16(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(p)));
}

// E5M2 is the upper half of binary16.
TS_AVX2 void fromE5M2(const std::uint8_t* source, std::int64_t blocks, float* target) {
    std::int64_t i = 0;
    for (; i + 8 <= blocks; i += 8)
        _mm256_storeu_ps(target + i, _mm256_cvtph_ps(_mm_slli_epi16(wideBytes(source + i), 8)));
    plainCodeDequantize(DType::F8_E5M2)(source + i, blocks - i, target + i);
}

/// Eight E4M3 codes read as binary16, which has a greater bias: what remains is to multiply by a power of two.
TS_AVX2 inline __m256 asHalves(__m128i codes) {
    const __m128i sign = _mm_and_si128(_mm_slli_epi16(codes, 8), _mm_set1_epi16(short(0x8000)));
    const __m128i magnitude = _mm_and_si128(_mm_slli_epi16(codes, 7), _mm_set1_epi16(0x3F80));
    return _mm256_cvtph_ps(_mm_or_si128(sign, magnitude));
}

/// Replaces by NaN where the eight 16-bit numbers are equal.
TS_AVX2 inline __m256 nanWhere(__m128i a, __m128i b, __m256 values) {
    const __m256 equal = _mm256_castsi256_ps(_mm256_cvtepi16_epi32(_mm_cmpeq_epi16(a, b)));
    return _mm256_blendv_ps(values, _mm256_set1_ps(std::numeric_limits<float>::quiet_NaN()), equal);
}

TS_AVX2 void fromE4M3(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m256 scale = _mm256_set1_ps(0x1p8f);
    const __m128i magnitude = _mm_set1_epi16(0x7F);
    std::int64_t i = 0;
    for (; i + 8 <= blocks; i += 8) {
        const __m128i codes = wideBytes(source + i);
        _mm256_storeu_ps(target + i,
                         nanWhere(_mm_and_si128(codes, magnitude), magnitude, _mm256_mul_ps(asHalves(codes), scale)));
    }
    plainCodeDequantize(DType::F8_E4M3)(source + i, blocks - i, target + i);
}

TS_AVX2 void fromE4M3FNUZ(const std::uint8_t* source, std::int64_t blocks, float* target) {
    const __m256 scale = _mm256_set1_ps(0x1p7f);
    const __m128i nan = _mm_set1_epi16(0x80);
    std::int64_t i = 0;
    for (; i + 8 <= blocks; i += 8) {
        const __m128i codes = wideBytes(source + i);
        _mm256_storeu_ps(target + i, nanWhere(codes, nan, _mm256_mul_ps(asHalves(codes), scale)));
    }
    plainCodeDequantize(DType::F8_E4M3FNUZ)(source + i, blocks - i, target + i);
}

}  // namespace

Dequantize avx2CodeDequantize(DType type) {
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
        default:
            return nullptr;
    }
}

}  // namespace tunesmith

#else

namespace tunesmith {

Dequantize avx2CodeDequantize(DType) {
    return nullptr;
}

}  // namespace tunesmith

#endif
