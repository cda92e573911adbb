#include "core/data/export/export_rows.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/data/export/exporters.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::size_t kExamples = 20, kRaw = std::size_t(64) << 10;

/// The rows that are asked for, with a look at `cancel` now and then.
void visit(const RowWalk& source, const ExportOptions& options, const Cancel& cancel,
           const std::function<void(const Record&, Split)>& row) {
    std::int64_t seen = 0;
    source([&](const Record& record, Split split) {
        if (++seen % 1000 == 0) cancel.throwIfRequested();
        const bool wanted = options.splits.empty() ||
                            std::find(options.splits.begin(), options.splits.end(), split) != options.splits.end();
        if (wanted) row(record, split);
        return true;
    });
}

}  // namespace

RowSurvey surveyRows(const RowWalk& source, const ExportOptions& options, const Cancel& cancel) {
    RowSurvey survey;
    visit(source, options, cancel, [&](const Record& record, Split split) { survey.add(record, split); });
    return survey;
}

ExportedRows exportRows(const std::string& path, const std::string& format, const RowWalk& source,
                        const ExportOptions& options, const Cancel& cancel, Progress& progress) {
    const Exporter& exporter = exporterNamed(format);
    ExportedRows result;
    result.survey = surveyRows(source, options, cancel);
    if (result.survey.rows == 0) throw Error(Code::BadInput, "There are no rows to export.", path);
    progress.done = 0;
    progress.total = result.survey.rows;
    AtomicFile file(path);
    const auto writer = exporter.open(file, result.survey, options);
    visit(source, options, cancel, [&](const Record& record, Split) {
        ++progress.done;
        const auto problem = writer->add(record);
        if (!problem) {
            ++result.rows;
            return;
        }
        ++result.skipped;
        if (result.examples.size() < kExamples)
            result.examples.push_back({record.source, *problem, printableExcerpt(recordToJson(record), kRaw)});
    });
    if (result.rows == 0)
        throw Error(Code::BadInput,
                    "None of the rows can be written as " + exporter.title() + ". " + result.examples[0].reason, path);
    writer->finish();
    result.guardedCells = writer->guardedCells();
    result.bytes = std::int64_t(file.bytesWritten());
    result.sha256 = file.commit();
    return result;
}

}  // namespace tunesmith
