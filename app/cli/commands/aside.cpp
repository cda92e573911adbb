// data aside, data mend: the rows that could not be used at the import, and their mended texts.
#include "app/cli/commands/aside.h"

#include <fstream>

#include "app/cli/follow.h"
#include "app/cli/text.h"
#include "app/cli/views.h"
#include "core/base/error.h"
#include "core/engine/data_studio.h"

namespace tunesmith::cli {
namespace {

ExitCode runAside(const Session& session, const std::string& name) {
    const auto project = session.open();
    OrderedJson list = OrderedJson::array();
    std::string text;
    for (const AsideRow& row : project->studio().aside(name)) {
        OrderedJson json = {{"id", row.id}};
        json.update(view(row.issue));
        list.push_back(json);
        text += row.id + "  " + row.issue.source.file + ":" + std::to_string(row.issue.source.line) + ": " +
                row.issue.reason + "\n    " + oneLine(row.issue.raw, 100) + "\n";
    }
    session.result({{"issues", list}}, list.empty() ? "No row is kept aside.\n" : text);
    return ExitCode::Done;
}

struct MendOptions {
    std::string dataset, file;
    std::vector<std::string> dismiss;
};

// A line is what `data aside --json` gives for a row, with its "raw" mended, or with the row itself as "row".
MendedRow rowFrom(const std::string& line, const std::string& where) {
    const Json json = parseJson(line, where);
    const auto id = json.find("id"), row = json.find("row"), raw = json.find("raw");
    const bool known = json.is_object() && id != json.end() && id->is_string();
    if (known && row != json.end()) return {id->get<std::string>(), dumpJson(*row)};
    if (known && raw != json.end() && raw->is_string()) return {id->get<std::string>(), raw->get<std::string>()};
    throw Error(Code::BadInput, R"(A mended row is a JSON object with its "id" and its "raw" text or "row".)", where);
}

std::vector<MendedRow> rowsFrom(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(Code::NotFound, "The file cannot be opened.", path);
    std::vector<MendedRow> rows;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number)
        if (line.find_first_not_of(" \t\r") != std::string::npos)
            rows.push_back(rowFrom(line, path + ":" + std::to_string(number)));
    return rows;
}

ExitCode runMend(const Session& session, const MendOptions& options) {
    MendRequest request;
    request.dataset = options.dataset;
    if (!options.file.empty()) request.rows = rowsFrom(options.file);
    for (const std::string& id : options.dismiss) request.rows.push_back({id, std::nullopt});
    const auto project = session.open();
    const auto job = project->studio().mend(request);
    follow(*job, session);
    const StudioResult result = job->result();
    const VersionInfo version = project->studio().version(request.dataset, "current");
    std::string text = countText(result.added) + " rows were added";
    if (!options.dismiss.empty()) text += ", " + countText(std::int64_t(options.dismiss.size())) + " dismissed";
    text += "; " + countText(version.issues) + " are still kept aside.\n";
    for (const RowIssue& issue : result.skippedExamples)
        text += "  " + issue.source.file + ":" + std::to_string(issue.source.line) + ": " + issue.reason + "\n";
    text += "This is version " + std::to_string(version.number) + " of \"" + request.dataset + "\".\n";
    session.result({{"dataset", request.dataset},
                    {"version", version.number},
                    {"added", result.added},
                    {"rows", result.rows},
                    {"aside", version.issues},
                    {"unusable", viewList(result.skippedExamples)}},
                   text);
    return ExitCode::Done;
}

}  // namespace

void addAside(CLI::App& data, Session& session) {
    auto* aside = data.add_subcommand("aside", "The rows that were kept aside at the import, and why");
    auto name = std::make_shared<std::string>();
    aside->add_option("name", *name, "The data set")->required()->type_name("NAME");
    session.onRun(*aside, [&session, name] { return runAside(session, *name); });

    auto* mend = data.add_subcommand("mend", "Add rows that were kept aside, with their texts mended; one new version");
    auto options = std::make_shared<MendOptions>();
    mend->add_option("name", options->dataset, "The data set")->required()->type_name("NAME");
    mend->add_option("--file", options->file,
                     "JSON lines as `data aside --json` lists them, with \"raw\" mended or the row itself as \"row\"")
        ->type_name("FILE");
    mend->add_option("--dismiss", options->dismiss, "A row's id: it is not listed any more; may be given again")
        ->type_name("ID")
        ->allow_extra_args(false);
    session.onRun(*mend, [&session, options] { return runMend(session, *options); });
}

}  // namespace tunesmith::cli
