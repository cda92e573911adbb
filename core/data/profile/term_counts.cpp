#include "core/data/profile/term_counts.h"

#include <algorithm>
#include <limits>

#include "core/base/parallel.h"

namespace tunesmith {

TermCounts::TermCounts(std::size_t most) : most_(std::max<std::size_t>(64, most / kShards)) {
    for (Shard& shard : shards_) shard.slots.resize(64);
}

TermCounts::Slot& TermCounts::slotOf(std::vector<Slot>& slots, std::uint64_t key) {
    const std::size_t mask = slots.size() - 1;
    std::size_t at = std::size_t(key ^ key >> 32) & mask;
    while (slots[at].key != 0 && slots[at].key != key) at = (at + 1) & mask;
    return slots[at];
}

void TermCounts::add(std::uint64_t hash, std::uint32_t times) {
    Shard& shard = shards_[std::size_t(shardOf(hash))];
    if (hash == 0) hash = 1;
    if ((shard.size + 1) * 3 > shard.slots.size() * 2 || shard.size >= most_) makeRoom(shard);
    Slot& slot = slotOf(shard.slots, hash);
    if (slot.key == 0) {
        slot.key = hash;
        ++shard.size;
    }
    slot.count = times > std::numeric_limits<std::uint32_t>::max() - slot.count
                     ? std::numeric_limits<std::uint32_t>::max()
                     : slot.count + times;
}

// Twice the slots, or, where the shard may not grow, without its rarest terms: at least a quarter of them.
void TermCounts::makeRoom(Shard& shard) const {
    std::uint32_t least = 0;
    if (shard.size >= most_) {
        std::vector<std::uint32_t> counts;
        for (const Slot& slot : shard.slots)
            if (slot.key != 0) counts.push_back(slot.count);
        const auto quarter = counts.begin() + std::ptrdiff_t(counts.size() / 4);
        std::nth_element(counts.begin(), quarter, counts.end());
        least = *quarter;
    }
    std::vector<Slot> slots(shard.size >= most_ ? shard.slots.size() : shard.slots.size() * 2);
    std::size_t size = 0;
    for (const Slot& slot : shard.slots) {
        if (slot.key == 0) continue;
        if (slot.count <= least) {
            ++shard.forgotten;
            continue;
        }
        slotOf(slots, slot.key) = slot;
        ++size;
    }
    shard.slots = std::move(slots);
    shard.size = size;
}

void TermCounts::addAll(const std::vector<const std::vector<std::uint64_t>*>& lists, int threads) {
    parallelFor(
        kShards, kShards / 4,
        [&](std::int64_t first, std::int64_t last) {
            for (const auto* list : lists)
                for (const std::uint64_t hash : *list)
                    if (const int shard = shardOf(hash); shard >= first && shard < last) add(hash);
        },
        threads);
}

std::uint32_t TermCounts::count(std::uint64_t hash) const {
    const Shard& shard = shards_[std::size_t(shardOf(hash))];
    if (hash == 0) hash = 1;
    const std::size_t mask = shard.slots.size() - 1;
    std::size_t at = std::size_t(hash ^ hash >> 32) & mask;
    while (shard.slots[at].key != 0 && shard.slots[at].key != hash) at = (at + 1) & mask;
    return shard.slots[at].count;
}

std::size_t TermCounts::size() const {
    std::size_t size = 0;
    for (const Shard& shard : shards_) size += shard.size;
    return size;
}

std::int64_t TermCounts::forgotten() const {
    std::int64_t forgotten = 0;
    for (const Shard& shard : shards_) forgotten += shard.forgotten;
    return forgotten;
}

void TermCounts::forEach(const std::function<void(std::uint64_t, std::uint32_t)>& visit) const {
    for (const Shard& shard : shards_)
        for (const Slot& slot : shard.slots)
            if (slot.key != 0) visit(slot.key, slot.count);
}

std::vector<std::pair<std::uint64_t, std::uint32_t>> TermCounts::commonest(std::size_t most, std::uint32_t least,
                                                                           std::uint32_t greatest) const {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> all;
    forEach([&](std::uint64_t hash, std::uint32_t count) {
        if (count >= least && count <= greatest) all.emplace_back(hash, count);
    });
    const auto before = [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    };
    const std::size_t kept = std::min(most, all.size());
    std::partial_sort(all.begin(), all.begin() + std::ptrdiff_t(kept), all.end(), before);
    all.resize(kept);
    return all;
}

}  // namespace tunesmith
