// Texts that are nearly the same: sets of word 5-grams compared by Jaccard similarity, with candidates from MinHash
// signatures cut into bands (locality-sensitive hashing: Broder 1997; Leskovec, Rajaraman, Ullman, "Mining of Massive
// Datasets", 3.4). Candidates are always compared by their true similarity, so that nothing is called a duplicate by
// chance.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/data/clean/hash_map.h"

namespace tunesmith {

constexpr int kPermutations = 128;
constexpr std::size_t kShingleWords = 5;

/// 32-bit hashes of word n-grams. A text with fewer words is one shingle, one without words is none.
using Shingles = std::vector<std::uint32_t>;
/// As they stand, repeated ones too, into `shingles` (emptied first).
void readShingles(std::string_view text, Shingles& shingles);
/// Ascending, each once.
Shingles shingleSet(std::string_view text);
/// Of two sets: shared / all. Two empty ones are not alike.
double jaccard(const std::uint32_t* a, std::size_t aSize, const std::uint32_t* b, std::size_t bSize);

/// The least value of the shingles under each of 128 permutations x -> ax + b (mod 2^32, a odd).
using Signature = std::array<std::uint32_t, kPermutations>;
Signature signatureOf(const Shingles& shingles);

/// How a signature is cut: `bands` of `rows` values. Two texts of similarity s meet in some band with probability 1 -
/// (1 - s^rows)^bands.
struct Bands {
    int bands = 0, rows = 0;
    /// The longest bands with which texts just at the threshold still meet with probability 0.98.
    static Bands forThreshold(double threshold);
};

/// One key a band, into `keys` (emptied first); `group` keeps apart what must not meet. Of no shingles: none.
void bandKeys(const Shingles& shingles, Bands bands, std::uint64_t group, std::vector<std::uint32_t>& keys);

/// An index of sets in which those like a given one are found. Const members: any thread.
class ShingleIndex {
public:
    explicit ShingleIndex(double threshold) : threshold_(threshold), bands_(Bands::forThreshold(threshold)) {}

    Bands bands() const { return bands_; }
    /// `keys` from bandKeys() under bands(), `set` from shingleSet().
    void insert(std::int64_t id, const std::uint32_t* keys, const std::uint32_t* set, std::size_t size);

    struct Match {
        std::int64_t id = -1;  // -1: nothing is as similar as the threshold
        double similarity = 0;
    };
    /// The most similar entry at or above the threshold (of equal ones the first); at most 256 candidates are compared.
    Match best(const std::uint32_t* keys, const std::uint32_t* set, std::size_t size) const;

private:
    struct Entry {
        std::int64_t id;
        std::size_t begin, size;  // in shingles_
    };
    double threshold_;
    Bands bands_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> shingles_;
    HashMap<std::int32_t> heads_;      // band and key -> entry + 1 that came last
    std::vector<std::int32_t> links_;  // of each entry and band: entry + 1 that came before, 0 at the end
};

}  // namespace tunesmith
