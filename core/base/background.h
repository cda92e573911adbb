// Background: hands items over to a thread of its own, in order and in batches, so that who makes them and who takes
// them work at the same time. One maker's thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tunesmith {

template <class Item>
class Background {
public:
    /// `take` runs on the other thread, for one item at a time.
    explicit Background(std::function<void(Item&&)> take) : take_(std::move(take)), thread_([this] { run(); }) {}
    /// Items that still wait are dropped.
    ~Background() {
        {
            const std::lock_guard guard(lock_);
            ended_ = true;
            waiting_.clear();
        }
        changed_.notify_all();
        if (thread_.joinable()) thread_.join();
    }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    /// `bytes`: about what the item takes. Waits where the other thread is a batch behind. Throws what `take` threw.
    void add(Item&& item, std::size_t bytes) {
        batch_.push_back(std::move(item));
        bytes_ += bytes;
        if (batch_.size() >= kItems || bytes_ >= kBytes) handOver();
    }
    /// Waits until everything was taken. Throws what `take` threw. No add() afterwards.
    void finish() {
        handOver();
        {
            const std::lock_guard guard(lock_);
            ended_ = true;
        }
        changed_.notify_all();
        thread_.join();
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    static constexpr std::size_t kItems = 512, kBytes = std::size_t(2) << 20;

    void handOver() {
        std::unique_lock guard(lock_);
        changed_.wait(guard, [this] { return waiting_.empty() || failure_; });
        if (failure_) std::rethrow_exception(failure_);
        waiting_.swap(batch_);
        guard.unlock();
        changed_.notify_all();
        batch_.clear();
        bytes_ = 0;
    }

    void run() {
        std::vector<Item> batch;
        while (true) {
            {
                std::unique_lock guard(lock_);
                changed_.wait(guard, [this] { return !waiting_.empty() || ended_; });
                if (waiting_.empty()) return;
                batch.swap(waiting_);
            }
            changed_.notify_all();
            try {
                for (Item& item : batch) take_(std::move(item));
            } catch (...) {
                const std::lock_guard guard(lock_);
                failure_ = std::current_exception();
                waiting_.clear();
                ended_ = true;
                changed_.notify_all();
                return;
            }
            batch.clear();
        }
    }

    std::function<void(Item&&)> take_;
    std::vector<Item> batch_;  // of the maker
    std::size_t bytes_ = 0;
    std::mutex lock_;
    std::condition_variable changed_;
    std::vector<Item> waiting_;
    std::exception_ptr failure_;
    bool ended_ = false;
    std::thread thread_;  // last: it runs as soon as it is there
};

}  // namespace tunesmith
