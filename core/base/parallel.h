// parallelFor: a loop over [0, n) on plain threads, for work that touches no tensor (tokenising, hashing, parsing).
#pragma once

#include <cstdint>
#include <functional>

namespace tunesmith {

/// Calls body(first, last) for ranges of at most `grain` that cover [0, n), on up to `threads` threads (0: all cores). The first
/// exception is rethrown on the caller's thread when all threads have ended.
void parallelFor(std::int64_t n, std::int64_t grain, const std::function<void(std::int64_t, std::int64_t)>& body, int threads = 0);

}  // namespace tunesmith
