#include "core/data/import/import_files.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/data/import/container.h"
#include "core/data/import/container_import.h"
#include "core/data/import/importers.h"
#include "core/data/import/record_maker.h"
#include "core/data/import/text_source.h"

namespace tunesmith {

namespace {

constexpr std::size_t kSampleItems = 200, kShown = 20;

/// The beginning of a file: its first items, its columns and what cannot be read among them.
struct Sample {
    const Importer* importer = nullptr;
    ReadSummary summary;
    std::vector<Item> items;
    std::vector<RowIssue> issues;
    std::vector<std::string> columns;
    std::int64_t fileBytes = 0;
};

Sample sampleOf(const std::string& path, const ImportOptions& options) {
    Sample sample;
    sample.importer = &importerFor(path, options.format, options.read);
    std::size_t itemBytes = 0, bad = 0;
    ItemSink sink;
    sink.item = [&](const Item& item) {
        for (const Field& field : item.fields) {
            itemBytes += field.value.size();
            if (std::find(sample.columns.begin(), sample.columns.end(), field.column) == sample.columns.end())
                sample.columns.push_back(field.column);
        }
        sample.items.push_back(item);
        return sample.items.size() < kSampleItems && itemBytes < (std::size_t(64) << 20);
    };
    sink.issue = [&](RowIssue&& issue) {
        if (sample.issues.size() < kShown) sample.issues.push_back(std::move(issue));
        return ++bad < 10 * kSampleItems;
    };
    Progress progress;
    sample.summary = sample.importer->read(path, options.read, sink, Cancel(), progress);
    sample.fileBytes = progress.total;
    return sample;
}

std::string delimiterName(char delimiter) {
    if (delimiter == 0) return {};
    return delimiter == '\t' ? "tab" : std::string(1, delimiter);
}

/// Decides the roles. Returns why there can be no row, empty where there can.
std::string chooseRoles(const Sample& sample, const ImportOptions& options, RoleMapping& mapping) {
    if (sample.items.empty())
        return sample.issues.empty() ? "The file holds no rows."
                                     : "Nothing in the file can be read as a row: " + sample.issues[0].reason;
    mapping = applyMapping(guessRoles(sample.items), options.mapping, sample.columns, options.userTemplate);
    if (mapping.kind != RowKind::None) return {};
    std::string all;
    for (const std::string& column : sample.columns) all += (all.empty() ? "" : ", ") + column;
    return "Which column is what is not recognised; say which hold the question and the answer (user, assistant), the "
           "messages or the "
           "text. The columns are " +
           all + ".";
}

template <typename Report>
void fillHead(Report& report, const Sample& sample) {
    report.format = sample.importer->name();
    report.title = sample.importer->title();
    report.encodingNote = sample.summary.encoding;
    if (sample.summary.encodingGuessed) report.encodingNote += ", guessed";
    if (!report.encodingNote.empty() && report.encodingNote != "UTF-8") report.encodingNote += ", decoded";
    report.delimiter = delimiterName(sample.summary.delimiter);
    report.columns = sample.columns;
    report.notes = sample.summary.notes;
}

ImportPreview previewOne(const std::string& path, const ImportOptions& options) {
    Sample sample = sampleOf(path, options);
    ImportPreview preview;
    fillHead(preview, sample);
    preview.items = std::int64_t(sample.items.size());
    preview.units = sample.importer->units();
    preview.sheets = sample.summary.sheets;
    preview.bytes = sample.fileBytes;
    const std::string source = options.sourceName.empty() ? path : options.sourceName;
    preview.problem = chooseRoles(sample, options, preview.mapping);
    preview.issues = std::move(sample.issues);
    for (RowIssue& issue : preview.issues) issue.source.file = source;
    if (!preview.problem.empty()) return preview;

    RecordMaker maker(preview.mapping, source);
    for (const Item& item : sample.items) {
        if (auto issue = maker.make(item, preview.rows); issue && preview.issues.size() < kShown)
            preview.issues.push_back(std::move(*issue));
        if (preview.rows.size() >= kShown) break;
    }
    if (preview.rows.size() > kShown) preview.rows.resize(kShown);
    if (preview.rows.empty()) preview.problem = "With these roles no row can be made: " + preview.issues[0].reason;
    return preview;
}

ImportResult importOne(const std::string& path, const ImportOptions& options, const ImportSink& sink,
                       const Cancel& cancel, Progress& progress) {
    const Sample sample = sampleOf(path, options);
    ImportResult result;
    fillHead(result, sample);
    const std::string source = options.sourceName.empty() ? path : options.sourceName;
    const auto where = [&](std::int64_t line) { return source + ":" + std::to_string(line); };
    const auto keepAside = [&](RowIssue&& issue) {
        if (options.strict) throw Error(Code::BadInput, issue.reason, where(issue.source.line));
        issue.source.file = source;
        ++result.issues;
        sink.issue(std::move(issue));
        return true;
    };
    if (std::string problem = chooseRoles(sample, options, result.mapping); !problem.empty()) {
        if (options.member && !options.strict && sample.items.empty() && !sample.issues.empty()) {
            const ItemSink only{[](const Item&) { return true; }, keepAside};
            const ReadSummary summary = sample.importer->read(path, options.read, only, cancel, progress);
            result.sha256 = summary.sha256;
            result.bytes = summary.bytes;
            result.notes = {problem};
            if (sink.reading) sink.reading({source, result.format, sample.summary.delimiter, {}, {}});
            return result;
        }
        if (options.strict && sample.items.empty() && !sample.issues.empty())
            throw Error(Code::BadInput, sample.issues[0].reason, where(sample.issues[0].source.line));
        throw Error(Code::BadInput, problem, source);
    }
    RecordMaker maker(result.mapping, source);
    std::vector<Record> rows;
    ItemSink items;
    items.issue = keepAside;
    items.item = [&](const Item& item) {
        rows.clear();
        if (auto issue = maker.make(item, rows)) return keepAside(std::move(*issue));
        for (Record& row : rows) sink.row(std::move(row));
        const auto before = result.rows;
        result.rows += std::int64_t(rows.size());
        if (before / 1000 != result.rows / 1000) cancel.throwIfRequested();
        return true;
    };
    ReadSummary summary = sample.importer->read(path, options.read, items, cancel, progress);
    result.sha256 = summary.sha256;
    result.bytes = summary.bytes;
    result.notes = std::move(summary.notes);
    result.unseen = maker.counts();
    if (sink.reading && result.issues > 0)
        sink.reading({source, result.format, sample.summary.delimiter, result.columns, result.mapping});
    return result;
}

}  // namespace

ImportPreview previewFile(const std::string& path, const ImportOptions& options) {
    if (const auto container = Container::open(path)) return previewContainer(*container, path, options);
    return previewOne(path, options);
}

ImportResult importFile(const std::string& path, const ImportOptions& options, const ImportSink& sink,
                        const Cancel& cancel, Progress& progress) {
    if (const auto container = Container::open(path))
        return importContainer(*container, path, options, sink, cancel, progress);
    return importOne(path, options, sink, cancel, progress);
}

}  // namespace tunesmith
