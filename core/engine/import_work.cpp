#include <filesystem>
#include <variant>

#include "core/base/background.h"
#include "core/data/import/import_files.h"
#include "core/data/split/split.h"
#include "core/engine/project_impl.h"

namespace tunesmith {

namespace {

Json mappingJson(const FileRoles& roles) {
    Json json = Json::object();
    for (const auto& [role, column] : roles.mapping) json[role] = column;
    return json;
}

Json settingsOf(const ImportRequest& request) {
    Json settings = {{"files", request.files}, {"format", request.format}, {"strict", request.strict}, {"validation", request.validation}, {"test", request.test}};
    const auto set = [&](const char* key, const std::string& value) {
        if (!value.empty()) settings[key] = value;
    };
    set("encoding", request.encoding);
    set("unit", request.unit);
    set("sheet", request.sheet);
    set("template", request.userTemplate);
    if (!request.mapping.empty()) settings["mapping"] = mappingJson(request);
    for (const auto& [file, roles] : request.own)
        settings["own"][file] = {{"mapping", mappingJson(roles)}, {"template", roles.userTemplate}};
    return settings;
}

/// A row, or why there is none.
using Imported = std::variant<Record, RowIssue>;

}  // namespace

ImportOptions importOptions(const ImportRequest& request, const std::string& file) {
    const auto own = request.own.find(file);
    const FileRoles& roles = own == request.own.end() ? request : own->second;
    ImportOptions options;
    options.format = request.format;
    options.read.encoding = request.encoding;
    options.read.unit = request.unit;
    options.read.sheet = request.sheet;
    options.mapping = roles.mapping;
    options.userTemplate = roles.userTemplate;
    options.strict = request.strict;
    return options;
}

// One import is one version in one transaction: it is there whole, or not at all.
void Project::Impl::importFiles(JobCore& job, const ImportRequest& request) {
    const SplitFractions fractions{request.validation, request.test};
    const bool allValidation = request.validation >= 1;  // a held-out file
    if (!allValidation) fractions.validate();
    const std::unique_ptr<storage::ProjectDatabase> own = anotherDatabase();
    Json settings = settingsOf(request);
    storage::VersionWriter writer = own->datasets().beginDataset(request.name, "import", settings);

    ImportReport report;
    std::vector<storage::SourceFile> sources;
    std::int64_t totalBytes = 0, doneBytes = 0;
    for (const std::string& file : request.files) {
        std::error_code absent;
        const auto size = std::filesystem::file_size(file, absent);
        totalBytes += absent ? 0 : std::int64_t(size);
    }
    job.update([](JobSnapshot& s) { s.phase = "reading"; });
    job.progress.total = totalBytes;
    // While one thread reads and understands the files, another hashes rows and writes them.
    Background<Imported> writing([&](Imported&& item) {
        if (auto* issue = std::get_if<RowIssue>(&item)) {
            ++report.issues;
            writer.addIssue(*issue);
            return;
        }
        const Record& record = std::get<Record>(item);
        if (!(allValidation ? writer.add(record, Split::Validation) : writer.add(record, fractions))) ++report.duplicates;
    });
    std::int64_t items = 0;
    for (const std::string& file : request.files) {
        Progress bytes;
        const auto add = [&](Imported&& item, std::size_t size) {
            writing.add(std::move(item), size);
            if (++items % 1000 != 0) return;
            job.cancel.throwIfRequested();
            job.progress.done = doneBytes + bytes.done;
        };
        ImportSink sink;
        sink.row = [&](Record&& record) {
            const std::size_t size = record.textBytes();
            add(std::move(record), size);
        };
        sink.issue = [&](RowIssue&& issue) {
            const std::size_t size = issue.raw.size();
            add(std::move(issue), size);
        };
        sink.reading = [&](const ItemReading& reading) { settings["read"].push_back(reading.toJson()); };
        const ImportResult result = importFile(file, importOptions(request, file), sink, job.cancel, bytes);
        doneBytes += result.bytes;
        sources.push_back({file, result.sha256, result.bytes});
        report.format = result.title;
        std::string roles;
        for (const auto& [role, column] : result.mapping.columns) roles += (roles.empty() ? "" : ", ") + role + " = " + column;
        report.roles = roles;
    }
    writing.finish();
    for (const storage::SourceFile& source : sources) writer.addSource(source);
    job.update([](JobSnapshot& s) { s.phase = "saving"; });
    if (settings.contains("read")) writer.setSettings(settings);
    const storage::DatasetVersion version = writer.finish();
    report.dataset = version.dataset;
    report.version = version.id;
    report.rows = version.rows;
    const std::lock_guard guard(job.lock);
    job.import = report;
}

}  // namespace tunesmith
