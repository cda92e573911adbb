#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "core/base/machine.h"

namespace tunesmith {

void parallelFor(std::int64_t n, std::int64_t grain, const std::function<void(std::int64_t, std::int64_t)>& body, int threads) {
    if (n <= 0) return;
    grain = std::max<std::int64_t>(1, grain);
    const std::int64_t chunks = (n + grain - 1) / grain;
    const auto workers = int(std::min<std::int64_t>(threads > 0 ? threads : cpuInfo().cores, chunks));
    std::atomic<std::int64_t> next{0};
    std::exception_ptr failure;
    std::mutex lock;
    auto work = [&] {
        for (std::int64_t c = next++; c < chunks; c = next++) {
            try {
                body(c * grain, std::min(n, (c + 1) * grain));
            } catch (...) {
                const std::lock_guard guard(lock);
                if (!failure) failure = std::current_exception();
                next = chunks;
            }
        }
    };
    std::vector<std::thread> pool;
    for (int i = 1; i < workers; ++i) pool.emplace_back(work);
    work();
    for (auto& thread : pool) thread.join();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace tunesmith
