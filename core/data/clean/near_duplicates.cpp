#include "core/data/clean/near_duplicates.h"

#include <algorithm>
#include <atomic>
#include <numeric>

#include "core/base/parallel.h"
#include "core/data/clean/step_kinds.h"

namespace tunesmith {

void NearDuplicateFinder::addKeys(const std::vector<std::uint32_t>& keys) {
    hasKeys_.push_back(!keys.empty());
    keys_.insert(keys_.end(), keys.begin(), keys.end());
    if (keys.empty()) keys_.resize(keys_.size() + std::size_t(bands().bands));
}

void NearDuplicateFinder::narrow(int threads) {
    const auto bandCount = std::size_t(bands().bands);
    candidates_.assign(hasKeys_.size(), 0);
    const auto markMeetings = [&](std::size_t band) {
        std::vector<std::uint64_t> meeting;  // key << 32 | row
        for (std::size_t row = 0; row < hasKeys_.size(); ++row)
            if (hasKeys_[row]) meeting.push_back(std::uint64_t(keys_[row * bandCount + band]) << 32 | row);
        std::sort(meeting.begin(), meeting.end());
        const auto mark = [&](std::uint64_t entry) {
            std::atomic_ref(candidates_[std::uint32_t(entry)]).store(1, std::memory_order_relaxed);
        };
        for (std::size_t i = 1; i < meeting.size(); ++i) {
            if (meeting[i] >> 32 != meeting[i - 1] >> 32) continue;
            mark(meeting[i - 1]);
            mark(meeting[i]);
        }
    };
    parallelFor(
        std::int64_t(bandCount), 1,
        [&](std::int64_t first, std::int64_t last) {
            for (auto band = first; band < last; ++band) markMeetings(std::size_t(band));
        },
        threads);
}

void NearDuplicateFinder::addSet(std::int64_t row, const Shingles& set) {
    sets_.push_back({row, shingles_.size(), set.size()});
    shingles_.insert(shingles_.end(), set.begin(), set.end());
}

void NearDuplicateFinder::find() {
    std::vector<std::size_t> order(sets_.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    if (keepLongest_)
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return sets_[a].size > sets_[b].size; });
    for (const std::size_t i : order) {
        const Set& set = sets_[i];
        const std::uint32_t* keys = keys_.data() + std::size_t(set.row) * std::size_t(bands().bands);
        const std::uint32_t* shingles = shingles_.data() + set.begin;
        const auto match = index_.best(keys, shingles, set.size);
        if (match.id < 0)
            index_.insert(set.row, keys, shingles, set.size);
        else
            duplicates_.push_back({set.row, match.id, match.similarity});
    }
    std::sort(duplicates_.begin(), duplicates_.end(),
              [](const NearDuplicate& a, const NearDuplicate& b) { return a.row < b.row; });
    keys_ = {};
    shingles_ = {};
}

const NearDuplicate* NearDuplicateFinder::of(std::int64_t row) const {
    const auto found =
        std::lower_bound(duplicates_.begin(), duplicates_.end(), row,
                         [](const NearDuplicate& duplicate, std::int64_t wanted) { return duplicate.row < wanted; });
    return found != duplicates_.end() && found->row == row ? &*found : nullptr;
}

std::vector<NearDuplicate> findNearDuplicates(const std::vector<std::string_view>& texts, double threshold,
                                              int threads) {
    NearDuplicateFinder finder(threshold, false);
    constexpr std::size_t block = 4096;  // texts whose keys and sets are held at once
    const auto inOrder = [&](auto&& make, auto&& take) {
        for (std::size_t begin = 0; begin < texts.size(); begin += block) {
            const std::size_t size = std::min(block, texts.size() - begin);
            std::vector<std::vector<std::uint32_t>> made(size);
            parallelFor(
                std::int64_t(size), 64,
                [&](std::int64_t first, std::int64_t last) {
                    for (auto i = std::size_t(first); i < std::size_t(last); ++i) make(begin + i, made[i]);
                },
                threads);
            for (std::size_t i = 0; i < size; ++i) take(begin + i, made[i]);
        }
    };
    inOrder(
        [&](std::size_t i, std::vector<std::uint32_t>& keys) {
            thread_local Shingles shingles;
            readShingles(texts[i], shingles);
            bandKeys(shingles, finder.bands(), 0, keys);
        },
        [&](std::size_t, const std::vector<std::uint32_t>& keys) { finder.addKeys(keys); });
    finder.narrow(threads);
    inOrder(
        [&](std::size_t i, Shingles& set) {
            if (finder.wanted(std::int64_t(i))) set = shingleSet(texts[i]);
        },
        [&](std::size_t i, const Shingles& set) {
            if (finder.wanted(std::int64_t(i))) finder.addSet(std::int64_t(i), set);
        });
    finder.find();
    return finder.duplicates();
}

namespace {

class NearDuplicates : public Cleaner {
public:
    explicit NearDuplicates(const Json& settings)
        : scope_(scopeIn(settings)),
          action_(actionIn(settings)),
          finder_(settings.at("threshold").get<double>(), settings.at("keep") == "longest") {}

    int looks() const override { return 2; }

    Digest digest(const CleanRow& row, int look) const override {
        thread_local std::string room;
        if (look == 1) {
            if (!finder_.wanted(row.index)) return {};
            const Shingles set = shingleSet(textIn(row.record, scope_, room));
            return {set.begin(), set.end()};
        }
        thread_local Shingles shingles;
        thread_local std::vector<std::uint32_t> keys;
        readShingles(textIn(row.record, scope_, room), shingles);
        bandKeys(shingles, finder_.bands(), std::uint64_t(row.split), keys);
        return {keys.begin(), keys.end()};
    }

    void observe(const CleanRow& row, int look, Digest&& digest) override {
        numbers_.assign(digest.begin(), digest.end());
        if (look == 0) {
            finder_.addKeys(numbers_);
            positions_.push_back(row.position);
        } else if (finder_.wanted(row.index)) {
            finder_.addSet(row.index, numbers_);
        }
    }

    void observed(int look) override {
        if (look == 0)
            finder_.narrow();
        else
            finder_.find();
    }

    CleanOutcome clean(CleanRow& row) const override {
        const NearDuplicate* duplicate = finder_.of(row.index);
        if (!duplicate) return {};
        const std::int64_t other = positions_[std::size_t(duplicate->original)];
        return {action_, percent(duplicate->similarity) + " like row " + std::to_string(other + 1), other};
    }

private:
    Scope scope_;
    CleanAction action_;
    NearDuplicateFinder finder_;
    std::vector<std::int64_t> positions_;
    std::vector<std::uint32_t> numbers_;
};

}  // namespace

CleanerKind nearDuplicatesCleaner() {
    return {"near_duplicates",
            {realSetting("threshold", 0.3, 1, 0.8), scopeSetting("row"),
             choiceSetting("keep", {"first", "longest"}, "first"), actionSetting("drop")},
            [](const Json& settings, const CleanContext&) { return std::make_unique<NearDuplicates>(settings); }};
}

}  // namespace tunesmith
