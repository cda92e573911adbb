#include "core/hub/retry.h"

#include <algorithm>
#include <random>
#include <thread>

namespace tunesmith::hub {

namespace {

using std::chrono::milliseconds;

void sleepUnlessCancelled(milliseconds wait, const Cancel& cancel) {
    const auto until = std::chrono::steady_clock::now() + wait;
    while (std::chrono::steady_clock::now() < until) {
        cancel.throwIfRequested();
        std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(milliseconds(20), until - std::chrono::steady_clock::now()));
    }
    cancel.throwIfRequested();
}

/// Half of the doubled wait is left to chance, so that many programs that were cut off together do not return together.
milliseconds growingWait(const HubSettings& settings, int triesBefore) {
    const double doubled = double(settings.firstWait.count()) * double(std::uint64_t(1) << std::min(triesBefore, 30));
    const double wait = std::min(doubled, double(settings.longestWait.count()));
    static thread_local std::minstd_rand chance{std::random_device{}()};
    return milliseconds(std::int64_t(wait * std::uniform_real_distribution<double>(0.5, 1.0)(chance)));
}

}  // namespace

void withRetries(const HubSettings& settings, const Cancel& cancel, const std::function<void()>& attempt, const std::function<bool()>& progressed,
                 const std::function<void(milliseconds, const TransferError&)>& waiting) {
    for (int inVain = 0;;) {
        cancel.throwIfRequested();
        try {
            attempt();
            return;
        } catch (const TransferError& error) {
            if (!error.again()) throw;
            inVain = progressed && progressed() ? 0 : inVain + 1;
            if (inVain >= settings.tries) throw;
            if (error.after() && *error.after() > settings.longestAskedWait) throw;
            const milliseconds wait = error.after() ? milliseconds(*error.after()) : growingWait(settings, inVain > 0 ? inVain - 1 : 0);
            if (waiting) waiting(wait, error);
            sleepUnlessCancelled(wait, cancel);
        }
    }
}

}  // namespace tunesmith::hub
