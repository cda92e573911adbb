// Cleaner: one step of a cleaning list. It looks at rows one at a time and says what becomes of each; a step that has
// to know all rows first (duplicates, leaks between splits, balance of labels) observes them before it judges. A new
// step is a file pair and a line in cleaners.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/data/record.h"
#include "core/data/setting.h"

namespace tunesmith {

/// A row on its way through a cleaning list.
struct CleanRow {
    std::int64_t position = 0;  // in the version that is cleaned
    std::int64_t index =
        0;  // for steps that observe: among the rows that reach them, the same in observe() and clean()
    Split split = Split::Train;
    Record record;
};

enum class CleanAction { Keep, Change, Drop, Flag };
const char* cleanActionName(CleanAction action);  // "keep", "change", "drop", "flag"

/// What a step did to a row.
struct CleanOutcome {
    CleanAction action = CleanAction::Keep;
    std::string reason;       // in words: "3 zero-width characters taken out", "repeats row 12"; empty for Keep
    std::int64_t other = -1;  // position of the row that it repeats or leaks from
    std::vector<Record> continuation;  // rows that follow it: the rest of a row that was split
};

/// What steps may ask about the project.
struct CleanContext {
    /// Tokens of the rendered row under the model that the user chose, asked from several threads at once; empty where
    /// there is none (steps then count words).
    std::function<std::int64_t(const Record&)> tokens;
    /// Texts of evaluation sets that must not be in the training rows.
    std::vector<std::string> heldOut;
    /// The project's own secret, for hashes and made-up values that stay the same from row to row; it is in no version's record.
    std::string secret;
};

/// One setting of a step with its default.
struct CleanSetting : Setting {
    Json fallback;
};

class Cleaner {
public:
    /// What observe() has to know of a row, in the step's own layout.
    using Digest = std::vector<std::uint64_t>;

    virtual ~Cleaner() = default;
    /// How often it has to see all rows that the steps before it let through before it judges the first.
    virtual int looks() const { return 0; }
    /// The costly part of a look (0, 1, ...) at a row: any thread, any order.
    virtual Digest digest(const CleanRow&, int /*look*/) const { return {}; }
    /// One thread, in order; observed() once after the last row of a look.
    virtual void observe(const CleanRow&, int /*look*/, Digest&&) {}
    virtual void observed(int /*look*/) {}
    /// Judges a row and, for Change, changes `row.record`. Any thread, any order; asked again for the same row it says
    /// the same, and what it let through once it lets through again.
    virtual CleanOutcome clean(CleanRow& row) const = 0;
};

/// A kind of step: its name, its settings, and how it is made. Texts for people come from the front ends, by name.
struct CleanerKind {
    std::string name;  // "near_duplicates"
    std::vector<CleanSetting> settings;
    /// `settings` holds a valid value for each key.
    std::function<std::unique_ptr<Cleaner>(const Json& settings, const CleanContext& context)> make;
};

/// All of them, in the order in which a list usually applies them (cleaners.cpp).
const std::vector<CleanerKind>& cleanerKinds();

/// A step as it stands in a version's record: {"step": "near_duplicates", "threshold": 0.8}; settings left out have
/// their defaults. Throws Error(BadInput) for an unknown step, key or value, naming what there is.
std::unique_ptr<Cleaner> makeCleaner(const Json& step, const CleanContext& context);

/// The step with all its settings written out, checked as makeCleaner() does.
Json completeStep(const Json& step);

}  // namespace tunesmith
