// CleanList: runs a list of cleaning steps over the rows of a version, in batches on all cores, in bounded memory and
// in order. Steps that observe cost further passes over the rows, in which steps that had nothing to say about a row
// are not asked again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/progress.h"
#include "core/data/clean/clean_report.h"
#include "core/data/clean/cleaner.h"

namespace tunesmith {

/// Calls visit(row) for each row in order; may be called several times and gives the same rows each time.
using CleanSource = std::function<void(const std::function<void(CleanRow&&)>& visit)>;

/// A remark of a step on a row.
struct CleanNote {
    std::size_t step = 0;  // in the list
    CleanAction action = CleanAction::Keep;
    std::string reason;
    std::int64_t other = -1;
};

/// What became of one row: Keep (as it was, perhaps with Flag notes), Change (into `records`, one or more), Drop.
struct CleanedRow {
    std::int64_t position = 0;
    Split split = Split::Train;
    CleanAction action = CleanAction::Keep;
    std::vector<Record> records;
    std::vector<CleanNote> notes;
};
/// Takes the rows in order, one for each that came in, on the caller's thread.
using CleanSink = std::function<void(CleanedRow&&)>;

struct CleanOptions {
    std::size_t samples = 20;  // kept for each step; 0: none
    std::int64_t rows = 0;     // how many the source has, for progress; 0: unknown
    int threads = 0;           // 0: all cores
};

class CleanList {
public:
    /// Throws Error(BadInput) for a step, key or value that does not exist, or `steps` that are no list.
    CleanList(const Json& steps, CleanContext context);

    /// The steps with all their settings, for the version's record.
    const Json& steps() const { return steps_; }

    /// Throws Error(Cancelled) and what source, sink and steps throw, named with the row's position; the caller undoes
    /// what the sink took. `progress` counts rows over all passes. Any thread, several at once.
    CleanReport run(const CleanSource& source, const CleanSink& sink, const Cancel& cancel, Progress& progress,
                    const CleanOptions& options = {}) const;

private:
    Json steps_;
    CleanContext context_;
};

}  // namespace tunesmith
