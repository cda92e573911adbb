// Cancel: a flag that a job's owner raises and the job looks at, every micro-batch and every 1,000 rows. Thread-safe.
#pragma once

#include <atomic>

#include "core/base/error.h"

namespace tunesmith {

class Cancel {
public:
    void request() { requested_.store(true, std::memory_order_relaxed); }
    bool requested() const { return requested_.load(std::memory_order_relaxed); }
    /// Throws Error(Cancelled) once the flag is up.
    void throwIfRequested() const {
        if (requested()) throw Error(Code::Cancelled, "The job was cancelled.");
    }

private:
    std::atomic<bool> requested_{false};
};

}  // namespace tunesmith
