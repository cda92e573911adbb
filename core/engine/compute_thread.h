// ComputeThread: the one thread that owns everything with tensors. Jobs run on it one after another.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "core/engine/job_core.h"

namespace tunesmith {

class ComputeThread {
public:
    ComputeThread();
    /// Abandons what waits and joins; what runs ends by its own flag, which the owner raises first.
    ~ComputeThread();
    /// Queues `work`, run inside `core`.
    void post(std::shared_ptr<JobCore> core, std::function<void()> work);
    /// Cancels what waits and asks what runs to end: a training run saves, others are cancelled.
    void endAll();

private:
    struct Item {
        std::shared_ptr<JobCore> core;
        std::function<void()> work;
    };
    void loop();
    std::mutex lock_;
    std::condition_variable wake_;
    std::deque<Item> queue_;
    std::shared_ptr<JobCore> running_;
    bool ends_ = false;
    std::thread thread_;  // last: it starts when all else stands
};

}  // namespace tunesmith
