// KnownTexts: the texts behind hashes that proved to be of interest, learned while the rows go by once more. Each hash
// gets the text that is offered first; equal hashes come from equal folded texts, so that it does not matter whose.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "core/data/clean/hash_map.h"

namespace tunesmith {

class KnownTexts {
public:
    explicit KnownTexts(const std::vector<std::uint64_t>& hashes)
        : texts_(hashes.size()), known_(hashes.size()), left_(hashes.size()) {
        for (std::size_t i = 0; i < hashes.size(); ++i) numbers_[hashes[i]] = std::uint32_t(i + 1);
    }
    std::size_t size() const { return texts_.size(); }
    /// Its number in the list, -1 for another hash. Any thread.
    std::int64_t numberOf(std::uint64_t hash) const {
        const std::uint32_t* number = numbers_.find(hash);
        return number ? std::int64_t(*number) - 1 : -1;
    }
    /// Whether there is nothing left to learn. Any thread.
    bool knowsAll() const { return left_.load(std::memory_order_acquire) == 0; }
    bool knows(std::int64_t number) const { return known_[std::size_t(number)].load(std::memory_order_acquire); }
    /// Any thread; later texts for the same number are passed over.
    void learn(std::int64_t number, std::string text) {
        const std::lock_guard guard(lock_);
        if (knows(number)) return;
        texts_[std::size_t(number)] = std::move(text);
        left_.fetch_sub(1, std::memory_order_release);
        known_[std::size_t(number)].store(true, std::memory_order_release);
    }
    /// When nobody learns any more.
    const std::string& text(std::size_t number) const { return texts_[number]; }

private:
    HashMap<std::uint32_t> numbers_;
    std::vector<std::string> texts_;
    std::vector<std::atomic<bool>> known_;
    std::atomic<std::size_t> left_;
    std::mutex lock_;
};

}  // namespace tunesmith
