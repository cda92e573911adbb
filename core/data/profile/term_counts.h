// TermCounts: how often each of very many hashed terms occurs, in bounded memory. Where a shard is full, the rarest
// terms are forgotten (lossy counting, Manku and Motwani 2002): what is common keeps its count but for what it had
// before it was forgotten once.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace tunesmith {

class TermCounts {
public:
    static constexpr int kShards = 16;

    /// At most `most` terms are kept.
    explicit TermCounts(std::size_t most);

    static int shardOf(std::uint64_t hash) { return int(hash >> 60); }
    /// Different shards may be added to at once; one shard by one thread at a time.
    void add(std::uint64_t hash, std::uint32_t times = 1);
    /// Adds all of the lists, on `threads` threads (0: all cores). The result does not depend on their number.
    void addAll(const std::vector<const std::vector<std::uint64_t>*>& lists, int threads);

    std::uint32_t count(std::uint64_t hash) const;
    std::size_t size() const;
    /// Terms that were forgotten; a term that came back is counted again.
    std::int64_t forgotten() const;
    void forEach(const std::function<void(std::uint64_t hash, std::uint32_t count)>& visit) const;
    /// The `most` commonest that are at least `least` and at most `greatest` frequent: by count, then by hash.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> commonest(std::size_t most, std::uint32_t least,
                                                                   std::uint32_t greatest) const;

private:
    struct Slot {
        std::uint64_t key = 0;  // 0: empty
        std::uint32_t count = 0;
    };
    struct Shard {
        std::vector<Slot> slots;
        std::size_t size = 0;
        std::int64_t forgotten = 0;
    };
    static Slot& slotOf(std::vector<Slot>& slots, std::uint64_t key);
    void makeRoom(Shard& shard) const;

    std::size_t most_;  // of a shard
    std::array<Shard, kShards> shards_;
};

}  // namespace tunesmith
