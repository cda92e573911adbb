#include "core/data/clean/clean_list.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/base/error.h"
#include "core/base/parallel.h"

namespace tunesmith {

namespace {

constexpr std::size_t kBatchRows = 2048;
constexpr std::size_t kBatchBytes = std::size_t(8) << 20;
constexpr std::int64_t kGrain = 32;

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A row that came in, or a part of one, on its way through the steps.
struct Item {
    CleanRow row;
    std::size_t input = 0;  // of the batch
    bool changed = false, dropped = false;
};

/// What happened to a row that came in.
struct Input {
    std::int64_t position = 0;
    Split split = Split::Train;
    std::vector<CleanNote> notes;
};

/// The steps, by bit, that had something to say about a row; steps beyond the bits are asked in each pass.
struct Acted {
    std::uint32_t changed = 0, flagged = 0;
};
constexpr std::size_t kMaskSteps = 32;

/// One run of a list: the steps with what they observed, and the batch at hand.
class Run {
public:
    Run(const Json& steps, const CleanContext& context, const CleanSink& sink, const Cancel& cancel, Progress& progress,
        const CleanOptions& options)
        : sink_(sink), cancel_(cancel), progress_(progress), options_(options) {
        for (const Json& step : steps) {
            steps_.push_back(makeCleaner(step, context));
            report_.steps.push_back({step});
            report_.passes += steps_.back()->looks();
        }
        ++report_.passes;
        next_.resize(steps_.size());
        progress_.total = options.rows * report_.passes;
    }

    CleanReport all(const CleanSource& source) {
        const auto start = Clock::now();
        for (std::size_t s = 0; s < steps_.size(); ++s) {
            for (int look = 0; look < steps_[s]->looks(); ++look) {
                pass(source, s, look);
                const auto observed = Clock::now();
                steps_[s]->observed(look);
                report_.steps[s].seconds += secondsSince(observed);
            }
        }
        pass(source, steps_.size(), 0);
        report_.seconds = secondsSince(start);
        return std::move(report_);
    }

private:
    /// One reading of all rows: through the steps before `until`, which then looks at them; at the end of the list the
    /// sink takes them.
    void pass(const CleanSource& source, std::size_t until, int look) {
        until_ = until;
        look_ = look;
        ordinal_ = 0;
        std::fill(next_.begin(), next_.end(), 0);
        source([&](CleanRow&& row) {
            bytes_ += row.record.textBytes();
            items_.push_back({std::move(row), items_.size()});
            if (items_.size() >= kBatchRows || bytes_ >= kBatchBytes) batch();
        });
        if (!items_.empty()) batch();
        counted_ = until;
    }

    void batch() {
        cancel_.throwIfRequested();
        const auto rows = std::int64_t(items_.size());
        inputs_.clear();
        if (acted_.size() < ordinal_ + items_.size()) acted_.resize(ordinal_ + items_.size());
        for (const Item& item : items_) inputs_.push_back({item.row.position, item.row.split, {}});
        for (std::size_t s = 0; s < until_; ++s) apply(s);
        if (until_ < steps_.size())
            observe();
        else
            deliver();
        ordinal_ += inputs_.size();
        items_.clear();
        bytes_ = 0;
        progress_.done += rows;
    }

    /// Numbers the rows that reach an observing step.
    void number(std::size_t s) {
        if (steps_[s]->looks() == 0) return;
        for (Item& item : items_)
            if (!item.dropped) item.row.index = next_[s]++;
    }

    /// Calls body(i) for each item that is still there, on all threads, and names the row in what it throws.
    template <class Body>
    void forItems(std::size_t s, Body&& body) {
        parallelFor(
            std::int64_t(items_.size()), kGrain,
            [&](std::int64_t first, std::int64_t last) {
                for (auto i = std::size_t(first); i < std::size_t(last); ++i) {
                    if (items_[i].dropped) continue;
                    try {
                        body(i);
                    } catch (const Error& error) {
                        throw Error(error.code(), error.fullText(),
                                    "row " + std::to_string(items_[i].row.position + 1) + ", cleaning step " +
                                        report_.steps[s].step.at("step").get<std::string>());
                    }
                }
            },
            options_.threads);
    }

    /// Whether an earlier pass showed that step `s` does nothing to the row that this pass has to see; flags are for
    /// the last.
    bool leavesAlone(std::size_t s, std::size_t input) const {
        if (s >= counted_ || s >= kMaskSteps) return false;
        const Acted& acted = acted_[ordinal_ + input];
        const std::uint32_t asked = until_ == steps_.size() ? acted.changed | acted.flagged : acted.changed;
        return !(asked >> s & 1);
    }

    /// Has step `s` judge the batch, and does what it says.
    void apply(std::size_t s) {
        const auto start = Clock::now();
        number(s);
        CleanStepReport& report = report_.steps[s];
        const bool counts = s >= counted_;
        const bool samples = counts && report.samples.size() < options_.samples;
        outcomes_.assign(items_.size(), {});
        before_.assign(samples ? items_.size() : 0, {});
        forItems(s, [&](std::size_t i) {
            Item& item = items_[i];
            if (leavesAlone(s, item.input)) return;
            if (samples) before_[i] = item.row.record;
            outcomes_[i] = steps_[s]->clean(item.row);
        });
        bool added = false;
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (items_[i].dropped) continue;
            if (counts) ++report.rowsIn;
            if (outcomes_[i].action == CleanAction::Keep) continue;
            if (counts) count(report, i);
            note(s, i);
            added = added || !outcomes_[i].continuation.empty();
        }
        if (added) splice();
        report.seconds += secondsSince(start);
    }

    void count(CleanStepReport& report, std::size_t i) {
        const CleanOutcome& outcome = outcomes_[i];
        report.changed += outcome.action == CleanAction::Change;
        report.dropped += outcome.action == CleanAction::Drop;
        report.flagged += outcome.action == CleanAction::Flag;
        report.added += std::int64_t(outcome.continuation.size());
        if (report.samples.size() >= options_.samples) return;
        CleanSample sample{items_[i].row.position, outcome.action,        outcome.reason,
                           outcome.other,          std::move(before_[i]), {}};
        if (outcome.action == CleanAction::Change) {
            sample.after.push_back(items_[i].row.record);
            sample.after.insert(sample.after.end(), outcome.continuation.begin(), outcome.continuation.end());
        }
        report.samples.push_back(std::move(sample));
    }

    void note(std::size_t s, std::size_t i) {
        CleanOutcome& outcome = outcomes_[i];
        Item& item = items_[i];
        item.changed = item.changed || outcome.action == CleanAction::Change;
        item.dropped = outcome.action == CleanAction::Drop;
        inputs_[item.input].notes.push_back({s, outcome.action, std::move(outcome.reason), outcome.other});
        if (s >= kMaskSteps) return;
        Acted& acted = acted_[ordinal_ + item.input];
        (outcome.action == CleanAction::Flag ? acted.flagged : acted.changed) |= 1u << s;
    }

    /// Puts the rows that the step added behind those that they come from.
    void splice() {
        std::vector<Item> all;
        for (std::size_t i = 0; i < items_.size(); ++i) {
            all.push_back(std::move(items_[i]));
            for (Record& record : outcomes_[i].continuation) {
                Item part{all.back().row, all.back().input, true, false};
                part.row.record = std::move(record);
                all.push_back(std::move(part));
            }
        }
        items_ = std::move(all);
    }

    void observe() {
        const auto start = Clock::now();
        number(until_);
        Cleaner& step = *steps_[until_];
        std::vector<Cleaner::Digest> digests(items_.size());
        forItems(until_, [&](std::size_t i) { digests[i] = step.digest(items_[i].row, look_); });
        for (std::size_t i = 0; i < items_.size(); ++i)
            if (!items_[i].dropped) step.observe(items_[i].row, look_, std::move(digests[i]));
        report_.steps[until_].seconds += secondsSince(start);
    }

    void deliver() {
        std::size_t next = 0;
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            CleanedRow row{inputs_[i].position, inputs_[i].split, CleanAction::Keep, {}, std::move(inputs_[i].notes)};
            bool untouched = false;
            for (; next < items_.size() && items_[next].input == i; ++next) {
                Item& item = items_[next];
                untouched = untouched || (!item.changed && !item.dropped);
                if (item.changed && !item.dropped) row.records.push_back(std::move(item.row.record));
            }
            if (!untouched) row.action = row.records.empty() ? CleanAction::Drop : CleanAction::Change;
            const bool flagged = std::any_of(row.notes.begin(), row.notes.end(),
                                             [](const CleanNote& note) { return note.action == CleanAction::Flag; });
            ++report_.rowsIn;
            report_.rowsOut += untouched ? 1 : std::int64_t(row.records.size());
            report_.kept += row.action == CleanAction::Keep;
            report_.changed += row.action == CleanAction::Change;
            report_.dropped += row.action == CleanAction::Drop;
            report_.flagged += flagged && row.action != CleanAction::Drop;
            sink_(std::move(row));
        }
    }

    const CleanSink& sink_;
    const Cancel& cancel_;
    Progress& progress_;
    const CleanOptions& options_;
    std::vector<std::unique_ptr<Cleaner>> steps_;
    CleanReport report_;
    std::size_t until_ = 0;
    int look_ = 0;
    std::size_t counted_ = 0;         // steps whose rows an earlier pass counted
    std::vector<std::int64_t> next_;  // number of the next row that reaches a step, in this pass
    std::size_t ordinal_ = 0;         // of the batch's first row
    std::vector<Acted> acted_;        // of each row that came in
    std::vector<Item> items_;
    std::vector<Input> inputs_;
    std::vector<CleanOutcome> outcomes_;
    std::vector<Record> before_;
    std::size_t bytes_ = 0;
};

}  // namespace

CleanList::CleanList(const Json& steps, CleanContext context) : steps_(Json::array()), context_(std::move(context)) {
    if (!steps.is_array())
        throw Error(Code::BadInput, "A cleaning list is a JSON list of steps, as in [{\"step\": \"unicode\"}].");
    for (const Json& step : steps) {
        steps_.push_back(completeStep(step));
        makeCleaner(steps_.back(), context_);  // finds what only the step itself can find
    }
}

CleanReport CleanList::run(const CleanSource& source, const CleanSink& sink, const Cancel& cancel, Progress& progress,
                           const CleanOptions& options) const {
    return Run(steps_, context_, sink, cancel, progress, options).all(source);
}

}  // namespace tunesmith
