#include "core/data/clean/leakage.h"

#include <algorithm>

#include "core/data/clean/hash_map.h"
#include "core/data/clean/minhash.h"
#include "core/data/clean/step_kinds.h"
#include "core/data/clean/words.h"

namespace tunesmith {

namespace {

constexpr std::size_t kRun = 13;

/// The hashes of all runs of 13 words; none for a shorter text.
void readRuns(std::string_view text, std::vector<std::uint64_t>& runs) {
    thread_local std::vector<std::uint64_t> words;
    hashWords(text, words);
    runs.clear();
    for (std::size_t i = 0; i + kRun <= words.size(); ++i) {
        std::uint64_t hash = 0;
        for (std::size_t k = 0; k < kRun; ++k) hash = hash * 0x9E3779B97F4A7C15ull + words[i + k];
        runs.push_back(mix64(hash));
    }
}

class Leakage : public Cleaner {
public:
    Leakage(const Json& settings, const CleanContext& context)
        : scope_(scopeIn(settings)),
          action_(actionIn(settings)),
          overlap_(settings.at("overlap").get<bool>()),
          common_(settings.at("common").get<std::uint32_t>()),
          near_(settings.at("near").get<double>()) {
        for (std::size_t i = 0; i < context.heldOut.size(); ++i)
            hold(-1, "text " + std::to_string(i + 1) + " of the evaluation set", context.heldOut[i]);
    }

    int looks() const override { return 1; }

    void observe(const CleanRow& row, int, Digest&&) override {
        if (row.split == Split::Train) return;
        thread_local std::string room;
        hold(row.position, std::string(splitName(row.split)) + " row " + std::to_string(row.position + 1),
             textIn(row.record, scope_, room));
    }

    CleanOutcome clean(CleanRow& row) const override {
        if (row.split != Split::Train || held_.empty()) return {};
        thread_local std::string room;
        const std::string_view text = textIn(row.record, scope_, room);
        if (text.empty()) return {};
        if (const std::uint32_t* found = exact_.find(foldedHash(text))) return leak(*found, "repeats ");
        const Shingles set = shingleSet(text);
        if (set.empty()) return {};
        thread_local std::vector<std::uint32_t> keys;
        bandKeys(set, near_.bands(), 0, keys);
        if (const auto match = near_.best(keys.data(), set.data(), set.size()); match.id >= 0)
            return leak(std::uint32_t(match.id), percent(match.similarity) + " like ");
        return overlap_ ? overlapping(text) : CleanOutcome();
    }

private:
    struct Held {
        std::int64_t position;  // -1: of an evaluation set
        std::string name;
    };
    struct Run {
        std::uint32_t held = 0;   // the first text that has it
        std::uint32_t count = 0;  // of texts that have it
    };

    void hold(std::int64_t position, std::string name, std::string_view text) {
        const auto number = std::uint32_t(held_.size());
        held_.push_back({position, std::move(name)});
        const Shingles set = shingleSet(text);
        if (set.empty()) return;
        if (const std::uint64_t hash = foldedHash(text); !exact_.find(hash)) exact_[hash] = number;
        thread_local std::vector<std::uint32_t> keys;
        bandKeys(set, near_.bands(), 0, keys);
        near_.insert(number, keys.data(), set.data(), set.size());
        if (!overlap_) return;
        thread_local std::vector<std::uint64_t> runs;
        readRuns(text, runs);
        std::sort(runs.begin(), runs.end());
        runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
        for (const std::uint64_t hash : runs) {
            Run& run = runs_[hash];
            if (run.count++ == 0) run.held = number;
        }
    }

    bool isCommon(const Run& run) const {
        return run.count > common_ || (held_.size() >= 4 && run.count * 2 > held_.size());
    }

    CleanOutcome overlapping(std::string_view text) const {
        thread_local std::vector<std::uint64_t> runs;
        readRuns(text, runs);
        for (const std::uint64_t hash : runs)
            if (const Run* run = runs_.find(hash); run && !isCommon(*run))
                return leak(run->held, "shares 13 words in a row with ");
        return {};
    }

    CleanOutcome leak(std::uint32_t number, const std::string& how) const {
        const Held& held = held_[number];
        return {action_, how + held.name, held.position};
    }

    Scope scope_;
    CleanAction action_;
    bool overlap_;
    std::uint32_t common_;
    std::vector<Held> held_;
    HashMap<std::uint32_t> exact_;
    ShingleIndex near_;
    HashMap<Run> runs_;
};

}  // namespace

CleanerKind leakageCleaner() {
    return {
        "leakage",
        {realSetting("near", 0.3, 1, 0.8), flagSetting("overlap", true), wholeSetting("common", 0, 1e6, 10),
         scopeSetting("row"), actionSetting("drop")},
        [](const Json& settings, const CleanContext& context) { return std::make_unique<Leakage>(settings, context); }};
}

}  // namespace tunesmith
