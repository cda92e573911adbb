#include "core/base/sha256.h"

#include <sodium.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "core/base/error.h"
#include "core/base/file.h"
#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace tunesmith {

namespace {

#if defined(__x86_64__)

constexpr bool kHasFastPath = true;

bool processorHasSha() {
    static const bool has = [] {
        unsigned a = 0, b = 0, c = 0, d = 0;
        if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 9)) || !(c & (1u << 19))) return false;  // SSSE3, SSE4.1
        return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 29));                          // SHA
    }();
    return has;
}

/// The round constants of FIPS 180-4, 4.2.2.
alignas(16) constexpr std::uint32_t kRound[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/// FIPS 180-4, 6.2.2, over whole blocks of 64 bytes with the processor's SHA instructions, about ten times as fast as
/// plain code. They keep the eight words as (a, b, e, f) and (c, d, g, h) and do two rounds each.
__attribute__((target("sha,sse4.1,ssse3"))) void compress(std::uint32_t (&words)[8], const std::uint8_t* data,
                                                          std::size_t blocks) {
    const __m128i bigEndian = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
    __m128i abef = _mm_set_epi32(int(words[0]), int(words[1]), int(words[4]), int(words[5]));
    __m128i cdgh = _mm_set_epi32(int(words[2]), int(words[3]), int(words[6]), int(words[7]));
    for (; blocks > 0; --blocks, data += 64) {
        const __m128i abefBefore = abef, cdghBefore = cdgh;
        __m128i m[4];
#pragma GCC unroll 16
        for (int group = 0; group < 16; ++group) {
            __m128i& now = m[group & 3];
            if (group < 4) {
                now = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(data) + group), bigEndian);
            } else {
                const __m128i last = m[(group + 3) & 3];
                const __m128i seventh = _mm_alignr_epi8(last, m[(group + 2) & 3], 4);
                now = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(now, m[(group + 1) & 3]), seventh), last);
            }
            const __m128i sum = _mm_add_epi32(now, _mm_load_si128(reinterpret_cast<const __m128i*>(kRound) + group));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
        }
        abef = _mm_add_epi32(abef, abefBefore);
        cdgh = _mm_add_epi32(cdgh, cdghBefore);
    }
    alignas(16) std::uint32_t first[4], second[4];
    _mm_store_si128(reinterpret_cast<__m128i*>(first), abef);
    _mm_store_si128(reinterpret_cast<__m128i*>(second), cdgh);
    const std::uint32_t after[8] = {first[3], first[2], second[3], second[2], first[1], first[0], second[1], second[0]};
    std::copy_n(after, 8, words);
}

#else

constexpr bool kHasFastPath = false;
bool processorHasSha() {
    return false;
}
void compress(std::uint32_t (&)[8], const std::uint8_t*, std::size_t) {}

#endif

}  // namespace

/// libsodium hashes where the processor has no instructions for it.
struct Sha256::State {
    bool fast = kHasFastPath && processorHasSha();
    crypto_hash_sha256_state sodium;
    std::uint32_t words[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                              0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::uint8_t rest[64];
    std::uint64_t bytes = 0;

    void update(const std::uint8_t* data, std::size_t count) {
        const std::size_t kept = std::size_t(bytes % 64);
        bytes += count;
        if (kept > 0) {
            const std::size_t take = std::min(count, 64 - kept);
            std::memcpy(rest + kept, data, take);
            data += take;
            count -= take;
            if (kept + take < 64) return;
            compress(words, rest, 1);
        }
        compress(words, data, count / 64);
        if (count % 64 > 0) std::memcpy(rest, data + count / 64 * 64, count % 64);
    }

    void finish(std::uint8_t (&digest)[32]) {
        const std::uint64_t bits = bytes * 8;
        const std::uint8_t one = 0x80;
        constexpr std::uint8_t zeros[64] = {};
        update(&one, 1);
        update(zeros, std::size_t((120 - bytes % 64) % 64));
        std::uint8_t length[8];
        for (int i = 0; i < 8; ++i) length[i] = std::uint8_t(bits >> (56 - 8 * i));
        update(length, 8);
        for (int i = 0; i < 32; ++i) digest[i] = std::uint8_t(words[i / 4] >> (24 - 8 * (i % 4)));
    }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    if (!state_->fast) crypto_hash_sha256_init(&state_->sodium);
}
Sha256::~Sha256() = default;

void Sha256::update(const void* data, std::size_t bytes) {
    if (bytes == 0) return;
    const auto* from = static_cast<const std::uint8_t*>(data);
    if (state_->fast)
        state_->update(from, bytes);
    else
        crypto_hash_sha256_update(&state_->sodium, from, bytes);
}

std::string Sha256::hex() {
    std::uint8_t digest[crypto_hash_sha256_BYTES];
    if (state_->fast)
        state_->finish(digest);
    else
        crypto_hash_sha256_final(&state_->sodium, digest);
    std::string text(2 * sizeof digest + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), digest, sizeof digest);
    text.pop_back();
    return text;
}

std::string sha256Hex(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes.data(), bytes.size());
    return hash.hex();
}

std::string bytesOfHex(std::string_view hex) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes(hex.size() / 2, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = char(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
    return bytes;
}

std::string sha256File(const std::string& path) {
    const MappedFile file(path);  // read in pieces past the map: a large file does not become part of this program's memory
    constexpr std::size_t kPiece = std::size_t(1) << 20;
    std::vector<char> piece(std::min(kPiece, file.size()));
    Sha256 hash;
    for (std::size_t at = 0; at < file.size(); at += kPiece) {
        const std::size_t bytes = std::min(kPiece, file.size() - at);
        if (!file.readAt(at, bytes, piece.data())) throw Error(Code::BadFile, "The file could not be read to its end.", path);
        hash.update(piece.data(), bytes);
    }
    return hash.hex();
}

}  // namespace tunesmith
