// Splits: which rows train, which validate, which are kept for the last test. By the hash of a row's content, so that a
// row keeps its split when others are added or removed, and equal rows never stand on both sides.
#pragma once

#include <cstdint>
#include <string>

#include "core/data/record.h"

namespace tunesmith {

/// Shares of the rows, each at least 0; what is left of 1 trains.
struct SplitFractions {
    double validation = 0, test = 0;
    /// Throws Error(BadInput) where a share is not in [0, 1) or nothing is left to train on.
    void validate() const;
};

/// Where a hash (64 hexadecimal digits) falls in [0, 1), evenly; `seed` draws other places. Throws Error(BadInput) for
/// a hash that is none.
double placeOf(const std::string& hash, std::uint64_t seed = 0);

/// `hash` is recordHash() (64 hexadecimal digits); `seed` draws another split of the same rows. Raising one share moves
/// rows only from train: validation grows from one end of the hashes and test from the other. Throws Error(BadInput)
/// for a hash that is none.
Split splitOf(const std::string& hash, const SplitFractions& fractions, std::uint64_t seed = 0);

}  // namespace tunesmith
