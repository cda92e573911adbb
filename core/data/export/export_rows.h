// The door to all exporters: rows in, a file and an account of it out.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/progress.h"
#include "core/data/export/exporter.h"

namespace tunesmith {

/// Visits rows in their order until the visitor returns false; it can be called again for the same rows.
using RowWalk = std::function<void(const std::function<bool(const Record&, Split)>&)>;

struct ExportedRows {
    std::int64_t rows = 0;           // written
    std::int64_t skipped = 0;        // that this kind of file cannot hold as they are
    std::vector<RowIssue> examples;  // of those, the first 20 with the reason
    std::int64_t guardedCells = 0;
    std::int64_t bytes = 0;
    std::string sha256;
    RowSurvey survey;  // of the rows asked for, written or not
};

/// Looks at the rows that the options ask for. Throws Error(Cancelled) and what the source throws.
RowSurvey surveyRows(const RowWalk& source, const ExportOptions& options, const Cancel& cancel);

/// Writes the file at `path`, which is there whole or stays as it was. Throws Error(BadInput) for an unknown format or
/// where no row can be written, saying why; Error(Cancelled), Error(DiskFull) and what the source throws. `progress`
/// counts rows.
ExportedRows exportRows(const std::string& path, const std::string& format, const RowWalk& source,
                        const ExportOptions& options, const Cancel& cancel, Progress& progress);

}  // namespace tunesmith
