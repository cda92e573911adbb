// CleanReport: what a run of a cleaning list did, step by step, for the window, the command line and the version's
// record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// A row that a step had something to say about.
struct CleanSample {
    std::int64_t position = 0;
    CleanAction action = CleanAction::Keep;
    std::string reason;
    std::int64_t other = -1;    // position of the row that it repeats or leaks from
    Record before;              // as it reached the step
    std::vector<Record> after;  // what the step made of it; empty unless it changed it
};

struct CleanStepReport {
    Json step;  // with all its settings
    std::int64_t rowsIn = 0, changed = 0, dropped = 0, flagged = 0;
    std::int64_t added = 0;  // rows that a split or a copy brought
    double seconds = 0;      // on the clock, with all looks at the rows
    std::vector<CleanSample> samples;
};

struct CleanReport {
    std::int64_t rowsIn = 0, rowsOut = 0;
    std::int64_t kept = 0, changed = 0, dropped = 0,
                 flagged = 0;  // of the rows that came in; a flagged one is kept or changed too
    int passes = 0;            // times that the rows were read
    double seconds = 0;
    std::vector<CleanStepReport> steps;

    /// Throws Error(BadInput) where a sample's text is not valid UTF-8.
    Json toJson() const;
};

}  // namespace tunesmith
