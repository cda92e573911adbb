// Steps that the AVX2 loops share. Internal to core/model/weights; include it on x86-64 alone.
#pragma once

#include <immintrin.h>

#include <cstdint>
#include <cstring>

#define TS_AVX2 __attribute__((target("avx2,f16c")))

namespace tunesmith {

TS_AVX2 inline __m256 broadcastHalf(const std::uint8_t* p) {
    std::uint16_t half;
    std::memcpy(&half, p, sizeof half);
    return _mm256_broadcastss_ps(_mm_cvtph_ps(_mm_cvtsi32_si128(half)));
}

TS_AVX2 inline float loadHalf(const std::uint8_t* p) {
    std::uint16_t half;
    std::memcpy(&half, p, sizeof half);
    return _mm_cvtss_f32(_mm_cvtph_ps(_mm_cvtsi32_si128(half)));
}

TS_AVX2 inline __m128i load128(const std::uint8_t* p) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
}
TS_AVX2 inline __m256i load256(const std::uint8_t* p) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
}

/// Eight signed bytes (the low half of `bytes`) as floats.
TS_AVX2 inline __m256 floatsOf(__m128i bytes) {
    return _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
}

/// 16 values d * q.
TS_AVX2 inline void scale16(__m128i q, __m256 d, float* target) {
    _mm256_storeu_ps(target, _mm256_mul_ps(d, floatsOf(q)));
    _mm256_storeu_ps(target + 8, _mm256_mul_ps(d, floatsOf(_mm_unpackhi_epi64(q, q))));
}

/// 16 values d * q + m.
TS_AVX2 inline void scaleAdd16(__m128i q, __m256 d, __m256 m, float* target) {
    _mm256_storeu_ps(target, _mm256_add_ps(_mm256_mul_ps(d, floatsOf(q)), m));
    _mm256_storeu_ps(target + 8, _mm256_add_ps(_mm256_mul_ps(d, floatsOf(_mm_unpackhi_epi64(q, q))), m));
}

TS_AVX2 inline __m128i lowNibbles(__m128i bytes) {
    return _mm_and_si128(bytes, _mm_set1_epi8(15));
}
TS_AVX2 inline __m128i highNibbles(__m128i bytes) {
    return lowNibbles(_mm_srli_epi16(bytes, 4));
}

TS_AVX2 inline __m256 broadcastLane(__m256 values, int lane) {
    return _mm256_permutevar8x32_ps(values, _mm256_set1_epi32(lane));
}

}  // namespace tunesmith
