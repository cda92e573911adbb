// data: files in, data sets listed, looked at and removed.
#include "app/cli/commands.h"
#include "app/cli/commands/aside.h"
#include "app/cli/commands/stats.h"
#include "app/cli/commands/studio.h"
#include "app/cli/follow.h"
#include "app/cli/hub_options.h"
#include "app/cli/options.h"
#include "app/cli/text.h"
#include "app/cli/views.h"
#include "core/engine/data_studio.h"

#include <filesystem>

namespace tunesmith::cli {
namespace {

struct ImportOptions {
    std::vector<std::string> files, map;
    std::string name, format, encoding, unit, sheet, userTemplate;
    HubOptions hub;
    bool strict = false;
    double validation = 0, test = 0;
};

void addImportOptions(CLI::App& command, ImportOptions& options) {
    command
        .add_option("files", options.files,
                    "Files, or folders and archives of them: JSONL, JSON, CSV, Parquet, Arrow, XLSX, DOCX, PDF, HTML, "
                    "Markdown, text; or an address: hub://datasets/OWNER/NAME/FILE, https://...")
        ->required()
        ->type_name("FILE");
    command
        .add_option("--format", options.format,
                    "Do not guess the format of the files: jsonl, json, csv, parquet, xlsx, ...")
        ->type_name("F");
    command
        .add_option("--map", options.map,
                    "Which column holds what, such as user=question or assistant=reply; may be given again")
        ->type_name("ROLE=COLUMN")
        ->allow_extra_args(false);
    command
        .add_option("--template", options.userTemplate,
                    "What the model is asked, made of columns, such as '{context}\\n\\nQuestion: {question}' (\\n is a new "
                    "line)")
        ->type_name("TEXT");
    command
        .add_option("--unit", options.unit,
                    "Documents: what becomes a row: document, section, page, paragraph, line or table")
        ->type_name("UNIT");
    command.add_option("--sheet", options.sheet, "XLSX: the sheet's name (default: the first)")->type_name("NAME");
    command
        .add_option("--encoding", options.encoding,
                    "Do not guess the encoding of text files: utf-8, windows-1252, latin1, utf-16le, ...")
        ->type_name("E");
    options.hub.add(command);
}

/// A new line where a shell's user wrote \\n.
std::string withLineBreaks(std::string text) {
    for (std::size_t at; (at = text.find("\\n")) != std::string::npos;) text.replace(at, 2, "\n");
    return text;
}

ImportRequest requestOf(const ImportOptions& options) {
    ImportRequest request;
    request.files = options.files;
    request.name = options.name.empty() ? std::filesystem::path(options.files.front()).stem().string() : options.name;
    request.format = options.format;
    request.mapping = pairsFrom(options.map, "--map");
    request.userTemplate = withLineBreaks(options.userTemplate);
    request.unit = options.unit;
    request.sheet = options.sheet;
    request.encoding = options.encoding;
    request.strict = options.strict;
    request.validation = options.validation;
    request.test = options.test;
    return request;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::string recordText(const Record& record) {
    if (record.isText()) return oneLine(record.text, 100);
    std::string text;
    for (const auto& message : record.messages)
        text += (text.empty() ? "" : "  ") + message.role + ": " + oneLine(message.text, 60);
    for (const auto& message : record.chosen) text += "  better: " + oneLine(message.text, 40);
    for (const auto& message : record.rejected) text += "  worse: " + oneLine(message.text, 40);
    return text;
}

/// Fetches the files that are addresses to the library.
void fetchFiles(const Session& session, const HubOptions& options, ImportRequest& request) {
    std::unique_ptr<Hub> hub;
    for (std::string& file : request.files) {
        if (!isDataAddress(file)) continue;
        if (!hub) hub = options.open();
        file = fetchData(*hub, file, session);
    }
}

ExitCode runImport(const Session& session, const ImportOptions& options) {
    ImportRequest request = requestOf(options);  // what is wrong with the command line is said before the project is taken
    const auto project = session.open();
    fetchFiles(session, options.hub, request);
    const auto job = project->import(request);
    follow(*job, session);
    const ImportReport report = job->report();
    const DatasetInfo dataset = project->dataset(request.name);
    OrderedJson document = view(dataset);
    document.update(view(report));
    std::string text = "Imported " + countText(report.rows) + " rows into \"" + dataset.name + "\" (" + report.format +
                       ": " + report.roles + ").\n";
    if (report.duplicates > 0) text += countText(report.duplicates) + " rows stand in it more than once.\n";
    if (report.issues > 0)
        text += countText(report.issues) + " rows could not be read and were kept aside; see: data aside " +
                dataset.name + "\n";
    session.result(document, text);
    return ExitCode::Done;
}

ExitCode runPreview(const Session& session, const ImportOptions& options) {
    const auto project = session.open();
    ImportRequest request = requestOf(options);
    fetchFiles(session, options.hub, request);
    const ImportPreviewInfo preview = project->previewImport(request);
    std::string mapping;
    for (const auto& [role, column] : preview.mapping) mapping += (mapping.empty() ? "" : ", ") + role + "=" + column;
    std::string text = fieldsText({{"Format", preview.format},
                                   {"Encoding", preview.encodingNote},
                                   {"Delimiter", preview.delimiter},
                                   {"Columns", joined(preview.columns)},
                                   {"Mapping", mapping},
                                   {"A row may be", joined(preview.units)},
                                   {"Sheets", joined(preview.sheets)},
                                   {"Sure of it", percentText(std::int64_t(preview.confidence * 100 + 0.5), 100)},
                                   {"Problem", preview.problem}});
    for (const auto& record : preview.rows) text += "  " + recordText(record) + "\n";
    for (const auto& issue : preview.issues)
        text += "  line " + std::to_string(issue.source.line) + ": " + issue.reason + "\n";
    session.result(view(preview), text);
    return preview.problem.empty() ? ExitCode::Done : ExitCode::BadInput;
}

ExitCode runList(const Session& session) {
    const auto project = session.open();
    const auto datasets = project->datasets();
    std::vector<std::vector<std::string>> rows;
    for (const auto& d : datasets)
        rows.push_back({d.name, std::to_string(d.versionNumber), countText(d.rows), countText(d.trainRows),
                        countText(d.validationRows), countText(d.testRows), countText(d.issues),
                        oneLine(d.source, 40)});
    session.result(
        {{"datasets", viewList(datasets)}},
        datasets.empty()
            ? "No data yet. Import a file: data import FILE --name NAME\n"
            : tableText({"Name", "Version", "Rows", "Train", "Validation", "Test", "Kept aside", "From"}, rows));
    return ExitCode::Done;
}

struct ShowOptions {
    std::string name, filter;
    std::int64_t first = 0, count = 10;
};

std::vector<RowView> chosenRows(const Project& project, const DatasetInfo& dataset, const ShowOptions& options) {
    if (options.filter.empty()) return project.rows(dataset.version, options.first, options.count);
    std::vector<RowView> rows;
    for (const std::int64_t position :
         project.studio().search(dataset.version, {options.filter, "file", options.first + options.count}))
        for (auto& row : project.rows(dataset.version, position, 1)) rows.push_back(std::move(row));
    rows.erase(rows.begin(), rows.begin() + std::min<std::ptrdiff_t>(options.first, std::ptrdiff_t(rows.size())));
    return rows;
}

ExitCode runShow(const Session& session, const ShowOptions& options) {
    const auto project = session.open();
    const DatasetInfo dataset = project->dataset(options.name);
    const auto rows = chosenRows(*project, dataset, options);
    OrderedJson document = view(dataset);
    document["shown"] = viewList(rows);
    std::string text =
        fieldsText({{"Name", dataset.name},
                    {"Version", std::to_string(dataset.versionNumber)},
                    {"Rows", countText(dataset.rows)},
                    {"Splits", countText(dataset.trainRows) + " train, " + countText(dataset.validationRows) +
                                   " validation, " + countText(dataset.testRows) + " test"},
                    {"Kept aside", countText(dataset.issues)},
                    {"From", dataset.source},
                    {"Imported", dataset.created}}) +
        "\n";
    for (const auto& row : rows) {
        text += "row " + std::to_string(row.position) + " (" + splitName(row.split) + ")\n";
        if (row.record.isText()) text += "  " + row.record.text + "\n";
        for (const auto& message : row.record.messages) text += "  " + message.role + ": " + message.text + "\n";
        for (const auto& message : row.record.chosen) text += "  better: " + message.text + "\n";
        for (const auto& message : row.record.rejected) text += "  worse: " + message.text + "\n";
        if (!row.record.label.empty()) text += "  label: " + row.record.label + "\n";
    }
    session.result(document, text);
    return ExitCode::Done;
}

ExitCode runRemove(const Session& session, const std::string& name) {
    const auto project = session.open();
    project->removeDataset(name);
    session.result({{"removed", name}}, "Removed the data set \"" + name + "\".\n");
    return ExitCode::Done;
}

void addImport(CLI::App& data, Session& session) {
    auto* command = data.add_subcommand(
        "import", "Read files into a data set; roles are recognised, bad rows are kept aside with the reason");
    auto options = std::make_shared<ImportOptions>();
    addImportOptions(*command, *options);
    command->add_option("--name", options->name, "Name of the data set (default: the file's)")->type_name("N");
    command->add_flag("--strict", options->strict, "Stop at the first bad row and import nothing");
    command
        ->add_option("--validation", options->validation,
                     "Share of the rows to hold out for validation, 0 to 1 (default 0: the run chooses)")
        ->check(CLI::Range(0.0, 1.0))
        ->type_name("SHARE");
    command->add_option("--test", options->test, "Share of the rows to hold out as a test set, 0 to 1")
        ->check(CLI::Range(0.0, 1.0))
        ->type_name("SHARE");
    session.onRun(*command, [&session, options] { return runImport(session, *options); });
}

void addNamed(CLI::App& data, Session& session, const std::string& name, const std::string& help,
              ExitCode (*action)(const Session&, const std::string&)) {
    auto* command = data.add_subcommand(name, help);
    auto dataset = std::make_shared<std::string>();
    command->add_option("name", *dataset, "The data set")->required()->type_name("NAME");
    session.onRun(*command, [&session, dataset, action] { return action(session, *dataset); });
}

}  // namespace

void addData(CLI::App& app, Session& session) {
    auto* data = app.add_subcommand("data", "Import rows and look at them");
    data->require_subcommand(1);
    addImport(*data, session);

    auto* preview = data->add_subcommand("preview", "Say how a file would be read, without importing it");
    auto previewOptions = std::make_shared<ImportOptions>();
    addImportOptions(*preview, *previewOptions);
    session.onRun(*preview, [&session, previewOptions] { return runPreview(session, *previewOptions); });

    session.onRun(*data->add_subcommand("list", "The data sets of the project"),
                  [&session] { return runList(session); });

    auto* show = data->add_subcommand("show", "One data set and some of its rows");
    auto showOptions = std::make_shared<ShowOptions>();
    show->add_option("name", showOptions->name, "The data set")->required()->type_name("NAME");
    show->add_option("--rows", showOptions->count, "How many rows (default 10)")
        ->check(CLI::Range(std::int64_t(0), std::int64_t(1000000)))
        ->type_name("N");
    show->add_option("--from", showOptions->first, "The first of them, counted from 0")
        ->check(CLI::NonNegativeNumber)
        ->type_name("K");
    show->add_option("--filter", showOptions->filter,
                     "Only rows with this text, or that a query such as 'answer.words < 5' names")
        ->type_name("QUERY");
    session.onRun(*show, [&session, showOptions] { return runShow(session, *showOptions); });

    addNamed(*data, session, "remove", "Remove a data set from the project", runRemove);
    addAside(*data, session);
    addStats(*data, session);
    addStudio(*data, session);
}

}  // namespace tunesmith::cli
