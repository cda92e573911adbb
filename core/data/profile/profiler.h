// profileRows: looks at all rows two or three times and measures what is in them (DataProfile).
//
// Memory: 48 bytes a row (facts), at most 2 million distinct words and 2 million terms in counts that forget the rarest
// (64 MB), the topic sample (20,000 rows), and a batch of rows at a time. The third look is only for data sets larger
// than the topic sample.
#pragma once

#include <functional>

#include "core/base/cancel.h"
#include "core/base/progress.h"
#include "core/data/clean/clean_list.h"
#include "core/data/profile/data_profile.h"

namespace tunesmith {

struct ProfileOptions {
    std::int64_t rows = 0;  // how many the source has, for progress; 0: unknown
    int topics = 0;         // 0: by the number of rows
    int threads = 0;        // 0: all cores
    std::uint64_t seed = 42;
    /// Tokens of a row under the chosen model, asked from several threads at once; empty: lengths are words.
    std::function<std::int64_t(const Record&)> tokens;
    std::int64_t limit = 0;  // longest row of the model in tokens; 0: not known

    /// Throws Error(BadInput) for settings that cannot be.
    void validate() const;
};
constexpr int kMostTopics = 100;

/// The same rows give the same profile (but for `seconds`), on any number of threads. Throws Error(BadInput) for
/// settings that cannot be, Error(Cancelled), and what the source throws.
DataProfile profileRows(const CleanSource& source, const ProfileOptions& options, const Cancel& cancel,
                        Progress& progress);

}  // namespace tunesmith
