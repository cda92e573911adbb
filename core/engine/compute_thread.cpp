#include "core/engine/compute_thread.h"

#include <ATen/Parallel.h>

#if defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "core/base/machine.h"

namespace tunesmith {

ComputeThread::ComputeThread() : thread_([this] { loop(); }) {}

ComputeThread::~ComputeThread() {
    endAll();
    {
        const std::lock_guard guard(lock_);
        ends_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void ComputeThread::post(std::shared_ptr<JobCore> core, std::function<void()> work) {
    {
        const std::lock_guard guard(lock_);
        queue_.push_back({std::move(core), std::move(work)});
    }
    wake_.notify_all();
}

void ComputeThread::endAll() {
    std::deque<Item> waiting;
    std::shared_ptr<JobCore> running;
    {
        const std::lock_guard guard(lock_);
        waiting.swap(queue_);
        running = running_;
    }
    for (const Item& item : waiting) item.core->abandon();
    if (!running) return;
    if (running->snapshot().kind == JobKind::Train) {
        const std::lock_guard guard(running->lock);
        if (running->wish != RunWish::StopDiscard) running->wish = RunWish::StopKeep;
    } else {
        running->cancel.request();
    }
    running->changed.notify_all();
}

void ComputeThread::loop() {
#if defined(__linux__)
    // The window's thread goes first; OpenMP's threads take this one's niceness, since they are made from it.
    ::setpriority(PRIO_PROCESS, id_t(::syscall(SYS_gettid)), 10);
#endif
    at::set_num_threads(cpuInfo().cores);
    for (;;) {
        Item item;
        {
            std::unique_lock guard(lock_);
            running_.reset();
            wake_.wait(guard, [&] { return ends_ || !queue_.empty(); });
            if (queue_.empty()) return;
            item = std::move(queue_.front());
            queue_.pop_front();
            running_ = item.core;
        }
        item.core->run(item.work);
    }
}

}  // namespace tunesmith
