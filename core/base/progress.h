// Progress: how far a job is, written by its worker and read by anyone. Thread-safe; a reader may see done and total of
// neighbouring moments, never torn values.
#pragma once

#include <atomic>
#include <cstdint>

namespace tunesmith {

struct Progress {
    std::atomic<std::int64_t> done{0};
    std::atomic<std::int64_t> total{0};  // 0 while it is unknown
};

}  // namespace tunesmith
