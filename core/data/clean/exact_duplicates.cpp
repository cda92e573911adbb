#include "core/data/clean/exact_duplicates.h"

#include <cstdlib>

#include "core/base/sha256.h"
#include "core/data/clean/hash_map.h"
#include "core/data/clean/step_kinds.h"
#include "core/data/clean/words.h"

namespace tunesmith {

namespace {

class ExactDuplicates : public Cleaner {
public:
    explicit ExactDuplicates(const Json& settings)
        : scope_(scopeIn(settings)), action_(actionIn(settings)), folds_(settings.at("ignore") == "case_and_spaces") {}

    int looks() const override { return 1; }

    Digest digest(const CleanRow& row, int) const override {
        std::uint64_t hash = mix64(std::uint64_t(row.split));
        if (scope_ == Scope::Row) {
            forEachText(row.record, [&](const std::string& text) { hash = hashOf(text, hash); });
            return {hashOf(row.record.label, hash)};
        }
        thread_local std::string room;
        const std::string_view text = textIn(row.record, scope_, room);
        return {text.empty() ? 0 : hashOf(text, hash)};
    }

    void observe(const CleanRow& row, int, Digest&& digest) override {
        std::int64_t first = -1;
        if (digest[0] != 0) {
            std::int64_t& seen = firsts_[digest[0]];  // position + 1
            if (seen == 0)
                seen = row.position + 1;
            else
                first = seen - 1;
        }
        repeats_.push_back(first);
    }

    CleanOutcome clean(CleanRow& row) const override {
        const std::int64_t first = repeats_[std::size_t(row.index)];
        if (first < 0) return {};
        return {action_, "repeats row " + std::to_string(first + 1), first};
    }

private:
    std::uint64_t hashOf(std::string_view text, std::uint64_t seed) const {
        if (folds_) return foldedHash(text, seed);
        return mix64(seed ^ std::strtoull(sha256Hex(text).substr(0, 16).c_str(), nullptr, 16));
    }

    Scope scope_;
    CleanAction action_;
    bool folds_;
    HashMap<std::int64_t> firsts_;
    std::vector<std::int64_t>
        repeats_;  // of each row: the position of the first that says the same, -1 where it is the first
};

}  // namespace

CleanerKind exactDuplicatesCleaner() {
    return {"exact_duplicates",
            {scopeSetting("row"), choiceSetting("ignore", {"case_and_spaces", "nothing"}, "case_and_spaces"),
             actionSetting("drop")},
            [](const Json& settings, const CleanContext&) { return std::make_unique<ExactDuplicates>(settings); }};
}

}  // namespace tunesmith
