// Step "near_duplicates": rows that nearly repeat an earlier or a longer one. Also as a finder over texts, in two
// looks, so that only rows that may have a duplicate are kept in memory (as 4 bytes a word; of every row its band keys,
// about 80 bytes).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/data/clean/cleaner.h"
#include "core/data/clean/minhash.h"

namespace tunesmith {

struct NearDuplicate {
    std::int64_t row = -1, original = -1;  // numbers in the order in which the rows were added
    double similarity = 0;                 // of their word 5-grams (Jaccard)
};

/// Keeps a set of rows no two of which are found to be alike, and names for each other row the kept one that it is most
/// like. Rows are taken in order, or the longest first.
class NearDuplicateFinder {
public:
    NearDuplicateFinder(double threshold, bool keepLongest) : keepLongest_(keepLongest), index_(threshold) {}

    Bands bands() const { return index_.bands(); }
    /// First look: the keys of each row (bandKeys(); none for a text without words), then narrow().
    void addKeys(const std::vector<std::uint32_t>& keys);
    void narrow(int threads = 0);
    /// After narrow(): whether the row may have a duplicate. Any thread.
    bool wanted(std::int64_t row) const { return candidates_[std::size_t(row)] != 0; }
    /// Second look: the sets of the wanted rows in order, then find().
    void addSet(std::int64_t row, const Shingles& set);
    void find();
    /// The duplicates by row, ascending.
    const std::vector<NearDuplicate>& duplicates() const { return duplicates_; }
    /// Null where the row is none. Any thread.
    const NearDuplicate* of(std::int64_t row) const;

private:
    struct Set {
        std::int64_t row;
        std::size_t begin, size;  // in shingles_
    };
    bool keepLongest_;
    ShingleIndex index_;
    std::vector<std::uint32_t> keys_;       // bands() of each row
    std::vector<std::uint8_t> candidates_;  // of each row
    std::vector<bool> hasKeys_;
    std::vector<Set> sets_;
    Shingles shingles_;
    std::vector<NearDuplicate> duplicates_;
};

/// The whole of it over texts in memory, on `threads` threads (0: all cores).
std::vector<NearDuplicate> findNearDuplicates(const std::vector<std::string_view>& texts, double threshold,
                                              int threads = 0);

/// Settings: threshold, scope, keep (first, longest), action. Only rows of one split are compared; leakage looks across
/// splits.
CleanerKind nearDuplicatesCleaner();

}  // namespace tunesmith
