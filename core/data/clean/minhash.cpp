#include "core/data/clean/minhash.h"

#include <algorithm>
#include <cmath>

#include "core/base/machine.h"
#include "core/base/random.h"
#include "core/data/clean/words.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define TS_MINHASH_AVX2
#endif

namespace tunesmith {

namespace {

struct Permutations {
    alignas(32) std::uint32_t a[kPermutations];
    alignas(32) std::uint32_t b[kPermutations];
};

const Permutations kPermutation = [] {
    Permutations p{};
    const RandomStream stream(0, "minhash");
    for (int i = 0; i < kPermutations; ++i) {
        p.a[i] = std::uint32_t(stream.at(std::uint64_t(2 * i))) | 1u;
        p.b[i] = std::uint32_t(stream.at(std::uint64_t(2 * i + 1)));
    }
    return p;
}();

void leastPlain(const Shingles& shingles, Signature& least) {
    for (const std::uint32_t h : shingles)
        for (std::size_t i = 0; i < std::size_t(kPermutations); ++i)
            least[i] = std::min(least[i], h * kPermutation.a[i] + kPermutation.b[i]);
}

#ifdef TS_MINHASH_AVX2
/// The same, 32 permutations at a time in registers.
__attribute__((target("avx2"))) void leastAvx2(const Shingles& shingles, Signature& least) {
    for (int i = 0; i < kPermutations; i += 32) {
        __m256i a[4], b[4], m[4];
        for (int k = 0; k < 4; ++k) {
            a[k] = _mm256_load_si256(reinterpret_cast<const __m256i*>(kPermutation.a + i + 8 * k));
            b[k] = _mm256_load_si256(reinterpret_cast<const __m256i*>(kPermutation.b + i + 8 * k));
            m[k] = _mm256_set1_epi32(-1);
        }
        for (const std::uint32_t shingle : shingles) {
            const __m256i h = _mm256_set1_epi32(int(shingle));
            for (int k = 0; k < 4; ++k)
                m[k] = _mm256_min_epu32(m[k], _mm256_add_epi32(_mm256_mullo_epi32(h, a[k]), b[k]));
        }
        for (int k = 0; k < 4; ++k) _mm256_storeu_si256(reinterpret_cast<__m256i*>(least.data() + i + 8 * k), m[k]);
    }
}
#endif

/// The high bits of a mixed hash: those of the sum alone would keep an order that permutations of one multiplication
/// cannot break.
std::uint32_t shingleHash(std::uint64_t words) {
    return std::uint32_t(mix64(words) >> 32);
}

/// At most so many candidates are compared with one text: texts of one template could otherwise all meet each other.
constexpr std::size_t kMostCompared = 256;

}  // namespace

void readShingles(std::string_view text, Shingles& shingles) {
    thread_local std::vector<std::uint64_t> words;
    hashWords(text, words);
    shingles.clear();
    const std::size_t length = std::min(kShingleWords, words.size());
    if (length == 0) return;
    for (std::size_t i = 0; i + length <= words.size(); ++i) {
        std::uint64_t hash = 0;
        for (std::size_t k = 0; k < length; ++k) hash = hash * 0x9E3779B97F4A7C15ull + words[i + k];
        shingles.push_back(shingleHash(hash));
    }
}

Shingles shingleSet(std::string_view text) {
    Shingles shingles;
    readShingles(text, shingles);
    std::sort(shingles.begin(), shingles.end());
    shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
    return shingles;
}

double jaccard(const std::uint32_t* a, std::size_t aSize, const std::uint32_t* b, std::size_t bSize) {
    if (aSize == 0 || bSize == 0) return 0;
    std::size_t i = 0, j = 0, shared = 0;
    while (i < aSize && j < bSize) {
        const std::uint32_t x = a[i], y = b[j];
        shared += x == y;
        i += x <= y;
        j += y <= x;
    }
    return double(shared) / double(aSize + bSize - shared);
}

Signature signatureOf(const Shingles& shingles) {
    Signature least;
    least.fill(0xFFFFFFFFu);
#ifdef TS_MINHASH_AVX2
    if (cpuInfo().avx2) {
        leastAvx2(shingles, least);
        return least;
    }
#endif
    leastPlain(shingles, least);
    return least;
}

Bands Bands::forThreshold(double threshold) {
    for (int rows = kPermutations; rows > 1; --rows) {
        const int bands = kPermutations / rows;
        if (1 - std::pow(1 - std::pow(threshold, rows), bands) >= 0.98) return {bands, rows};
    }
    return {kPermutations, 1};
}

void bandKeys(const Shingles& shingles, Bands bands, std::uint64_t group, std::vector<std::uint32_t>& keys) {
    keys.clear();
    if (shingles.empty()) return;
    const Signature signature = signatureOf(shingles);
    std::size_t next = 0;
    for (int band = 0; band < bands.bands; ++band) {
        std::uint64_t hash = mix64(group);
        for (int row = 0; row < bands.rows; ++row)
            hash = (hash ^ signature[next++]) * 0x9E3779B97F4A7C15ull, hash ^= hash >> 29;
        keys.push_back(std::uint32_t(hash >> 32));
    }
}

void ShingleIndex::insert(std::int64_t id, const std::uint32_t* keys, const std::uint32_t* set, std::size_t size) {
    entries_.push_back({id, shingles_.size(), size});
    shingles_.insert(shingles_.end(), set, set + size);
    const auto entry = std::int32_t(entries_.size());
    for (int band = 0; band < bands_.bands; ++band) {
        std::int32_t& head = heads_[mix64(std::uint64_t(band) << 32 | keys[band])];
        links_.push_back(head);
        head = entry;
    }
}

ShingleIndex::Match ShingleIndex::best(const std::uint32_t* keys, const std::uint32_t* set, std::size_t size) const {
    thread_local std::vector<std::int32_t> met;
    met.clear();
    for (int band = 0; band < bands_.bands; ++band) {
        const std::int32_t* head = heads_.find(mix64(std::uint64_t(band) << 32 | keys[band]));
        std::size_t seen = 0;
        for (std::int32_t e = head ? *head : 0; e != 0 && seen < kMostCompared; ++seen) {
            met.push_back(e - 1);
            e = links_[std::size_t(e - 1) * std::size_t(bands_.bands) + std::size_t(band)];
        }
    }
    std::sort(met.begin(), met.end());
    met.erase(std::unique(met.begin(), met.end()), met.end());
    if (met.size() > kMostCompared) met.resize(kMostCompared);
    Match best;
    for (const std::int32_t e : met) {
        const Entry& entry = entries_[std::size_t(e)];
        if (double(std::min(size, entry.size)) < threshold_ * double(std::max(size, entry.size))) continue;
        const double similarity = jaccard(set, size, shingles_.data() + entry.begin, entry.size);
        if (similarity >= threshold_ && similarity > best.similarity) best = {entry.id, similarity};
    }
    return best;
}

}  // namespace tunesmith
