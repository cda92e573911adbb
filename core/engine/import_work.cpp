#include <filesystem>

#include "core/data/import/import_files.h"
#include "core/data/split/split.h"
#include "core/engine/project_impl.h"

namespace tunesmith {

// One import is one version in one transaction: it is there whole, or not at all.
void Project::Impl::importFiles(JobCore& job, const ImportRequest& request) {
    const SplitFractions fractions{request.validation, request.test};
    const bool allValidation = request.validation >= 1;  // a held-out file
    if (!allValidation) fractions.validate();
    const std::unique_ptr<storage::ProjectDatabase> own = anotherDatabase();
    Json settings = {{"files", request.files}, {"format", request.format}, {"strict", request.strict}, {"validation", request.validation}, {"test", request.test}};
    for (const auto& [role, column] : request.mapping) settings["mapping"][role] = column;
    storage::VersionWriter writer = own->datasets().beginDataset(request.name, "import", settings);

    ImportReport report;
    std::int64_t totalBytes = 0, doneBytes = 0;
    for (const std::string& file : request.files) {
        std::error_code absent;
        const auto size = std::filesystem::file_size(file, absent);
        totalBytes += absent ? 0 : std::int64_t(size);
    }
    job.update([](JobSnapshot& s) { s.phase = "reading"; });
    for (const std::string& file : request.files) {
        ImportOptions options;
        options.format = request.format;
        options.mapping = request.mapping;
        options.strict = request.strict;
        Progress bytes;
        ImportSink sink;
        sink.row = [&](Record&& record) {
            if (!(allValidation ? writer.add(record, Split::Validation) : writer.add(record, fractions))) ++report.duplicates;
            if (writer.rows() % 1000 == 0) {
                job.cancel.throwIfRequested();
                job.progress.done = doneBytes + bytes.done;
                job.progress.total = totalBytes;
            }
        };
        sink.issue = [&](RowIssue&& issue) {
            ++report.issues;
            writer.addIssue(issue);
        };
        const ImportResult result = importFile(file, options, sink, job.cancel, bytes);
        doneBytes += result.bytes;
        writer.addSource({file, result.sha256, result.bytes});
        report.format = result.title;
        std::string roles;
        for (const auto& [role, column] : result.mapping.columns) roles += (roles.empty() ? "" : ", ") + role + " = " + column;
        report.roles = roles;
    }
    job.update([](JobSnapshot& s) { s.phase = "saving"; });
    const storage::DatasetVersion version = writer.finish();
    report.dataset = version.dataset;
    report.version = version.id;
    report.rows = version.rows;
    const std::lock_guard guard(job.lock);
    job.import = report;
}

}  // namespace tunesmith
