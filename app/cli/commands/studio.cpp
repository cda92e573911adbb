// data clean, steps, split, replace, delete, export, versions, go, tag, diff: each step makes a version, and one can go
// back.
#include "app/cli/commands/studio.h"

#include <sstream>

#include "app/cli/follow.h"
#include "app/cli/options.h"
#include "app/cli/text.h"
#include "app/cli/views.h"
#include "core/data/clean/cleaner.h"
#include "core/engine/data_studio.h"

namespace tunesmith::cli {
namespace {

OrderedJson viewOf(const VersionInfo& version) {
    return {{"version", version.number},
            {"parent", version.parent},
            {"step", version.step},
            {"settings", version.settings},
            {"created", version.created},
            {"by", version.actor},
            {"tags", version.tags},
            {"runs", version.runs},
            {"rows", version.rows},
            {"train", version.trainRows},
            {"validation", version.validationRows},
            {"test", version.testRows},
            {"issues", version.issues},
            {"flagged", version.flagged},
            {"duplicates", version.duplicates},
            {"current", version.current}};
}

OrderedJson viewOf(const RowDifference& row) {
    OrderedJson json = {{"kind", row.kind}};
    if (row.was) json["before"] = view(RowView{row.before, *row.was, row.splitBefore});
    if (row.is) json["after"] = view(RowView{row.after, *row.is, row.splitAfter});
    return json;
}

std::string lineOf(const std::optional<Record>& record) {
    if (!record) return {};
    std::string text = record->text;
    for (const auto* turns : {&record->messages, &record->chosen, &record->rejected})
        for (const Message& turn : *turns) text += (text.empty() ? "" : "  ") + turn.role + ": " + turn.text;
    return oneLine(text, 110);
}

std::string linesOf(const std::vector<RowDifference>& rows) {
    std::string text;
    for (const RowDifference& row : rows) {
        text += row.kind + " row " + std::to_string((row.before >= 0 ? row.before : row.after) + 1);
        if (row.kind == "moved")
            text += std::string(": ") + splitName(row.splitBefore) + " -> " + splitName(row.splitAfter);
        text += "\n";
        if (row.was && row.kind != "moved") text += "  - " + lineOf(row.was) + "\n";
        if (row.is && row.kind != "moved") text += "  + " + lineOf(row.is) + "\n";
    }
    return text;
}

/// What a step led to, for the end of its output.
std::string newVersionText(const Project& project, const std::string& dataset, std::int64_t version) {
    if (version == 0) return "Nothing was changed.\n";
    return "This is version " + std::to_string(project.studio().version(dataset, "current").number) + " of \"" +
           dataset + "\".\n";
}

// ---- clean

struct CleanOptions {
    CleanRequest request;
    std::vector<std::string> steps;
    std::string list;
};

// "near_duplicates:threshold=0.8,keep=longest" -> {"step": "near_duplicates", "threshold": 0.8, "keep": "longest"}
Json stepFrom(const std::string& text) {
    const std::size_t colon = text.find(':');
    Json step = {{"step", text.substr(0, colon)}};
    if (colon == std::string::npos) return step;
    std::vector<std::string> pairs;
    std::stringstream parts(text.substr(colon + 1));
    for (std::string part; std::getline(parts, part, ',');) pairs.push_back(part);
    for (const auto& [key, value] : pairsFrom(pairs, "--step")) {
        const Json parsed = Json::parse(value, nullptr, false);
        step[key] = parsed.is_discarded() ? Json(value) : parsed;
    }
    return step;
}

std::string reportText(const CleanReport& report) {
    std::vector<std::vector<std::string>> rows;
    for (const CleanStepReport& step : report.steps)
        rows.push_back({step.step.at("step").get<std::string>(), countText(step.rowsIn), countText(step.changed),
                        countText(step.dropped), countText(step.flagged)});
    std::string text = tableText({"Step", "Rows in", "Changed", "Dropped", "Flagged"}, rows);
    for (const CleanStepReport& step : report.steps)
        for (const CleanSample& sample : step.samples) {
            text += "\n" + step.step.at("step").get<std::string>() + ": row " + std::to_string(sample.position + 1) +
                    ": " + sample.reason + "\n";
            text += "  - " + lineOf(sample.before) + "\n";
            for (const Record& after : sample.after) text += "  + " + lineOf(after) + "\n";
        }
    return text;
}

ExitCode runClean(const Session& session, const CleanOptions& options) {
    CleanRequest request = options.request;
    if (!options.list.empty()) request.steps = readJsonFile(options.list);
    for (const std::string& step : options.steps) request.steps.push_back(stepFrom(step));
    const auto project = session.open();
    const auto job = project->studio().clean(request);
    follow(*job, session);
    const StudioResult result = job->result();
    OrderedJson document = {{"dataset", request.dataset}, {"preview", request.preview}};
    document.update(OrderedJson::parse(dumpJson(result.clean.toJson())));
    if (result.version != 0) document["version"] = project->studio().version(request.dataset, "current").number;
    session.result(document, reportText(result.clean) + "\n" +
                                 (request.preview ? countText(result.rows) + " rows would be left.\n"
                                                  : newVersionText(*project, request.dataset, result.version)));
    return ExitCode::Done;
}

ExitCode runSteps(const Session& session) {
    OrderedJson list = OrderedJson::array();
    std::string text;
    for (const CleanerKind& kind : cleanerKinds()) {
        OrderedJson settings = OrderedJson::object();
        text += kind.name + "\n";
        for (const CleanSetting& setting : kind.settings) {
            settings[setting.key] = {{"default", setting.fallback}, {"takes", setting.allowed()}};
            text += "    " + setting.key + " = " + dumpJson(setting.fallback) + "   (" + setting.allowed() + ")\n";
        }
        list.push_back({{"step", kind.name}, {"settings", settings}});
    }
    session.result({{"steps", list}}, text);
    return ExitCode::Done;
}

void addClean(CLI::App& data, Session& session) {
    auto* command =
        data.add_subcommand("clean", "Run cleaning steps over a data set; what they change becomes a new version");
    auto options = std::make_shared<CleanOptions>();
    command->add_option("name", options->request.dataset, "The data set")->required()->type_name("NAME");
    command
        ->add_option("--step", options->steps,
                     "A step with its settings, such as near_duplicates:threshold=0.8; may be given again")
        ->type_name("STEP[:KEY=VALUE,...]")
        ->allow_extra_args(false);
    command->add_option("--list", options->list, "A JSON file with a list of steps")->type_name("FILE");
    command->add_option("--model", options->request.model, "Count lengths in this model's tokens")->type_name("N");
    command
        ->add_option("--against", options->request.against,
                     "A data set whose rows must not be among the training rows; may be given again")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command->add_flag("--preview", options->request.preview, "Count and show what would change, and change nothing");
    command->add_option("--samples", options->request.samples, "Rows shown for each step (default 20)")->type_name("N");
    session.onRun(*command, [&session, options] { return runClean(session, *options); });
    session.onRun(*data.add_subcommand("steps", "The cleaning steps that there are, and their settings"),
                  [&session] { return runSteps(session); });
}

// ---- split, edit

ExitCode runSplit(const Session& session, const SplitRequest& request) {
    const auto project = session.open();
    const auto job = project->studio().split(request);
    follow(*job, session);
    const VersionInfo version = project->studio().version(request.dataset, "current");
    session.result(viewOf(version), countText(version.trainRows) + " rows train, " + countText(version.validationRows) +
                                        " validate, " + countText(version.testRows) + " test.\n" +
                                        newVersionText(*project, request.dataset, version.id));
    return ExitCode::Done;
}

void addSplit(CLI::App& data, Session& session) {
    auto* command = data.add_subcommand("split", "Decide which rows train, validate and test");
    auto request = std::make_shared<SplitRequest>();
    command->add_option("name", request->dataset, "The data set")->required()->type_name("NAME");
    command->add_option("--validation", request->validation, "Share of the rows that validate (default 0.1)")
        ->type_name("SHARE");
    command->add_option("--test", request->test, "Share of the rows that are kept for the last test (default 0)")
        ->type_name("SHARE");
    command
        ->add_option("--by", request->by,
                     "What decides: row (default), question, a column (rows with the same value stay together), or "
                     "time:COLUMN (the latest "
                     "rows are held out)")
        ->type_name("WHAT");
    command->add_flag("--stratify", request->stratify, "Give each label its share");
    command->add_option("--seed", request->seed, "Draw another split")->type_name("N");
    session.onRun(*command, [&session, request] { return runSplit(session, *request); });
}

ExitCode runEdit(const Session& session, const EditRequest& request) {
    const auto project = session.open();
    const auto job = project->studio().edit(request);
    follow(*job, session);
    const StudioResult result = job->result();
    OrderedJson samples = OrderedJson::array();
    for (const RowDifference& row : result.samples) samples.push_back(viewOf(row));
    OrderedJson document = {{"dataset", request.dataset}, {"preview", request.preview}, {"changed", result.changed},
                            {"removed", result.removed},  {"rows", result.rows},        {"samples", samples}};
    if (result.version != 0) document["version"] = project->studio().version(request.dataset, "current").number;
    const std::string count = countText(request.remove ? result.removed : result.changed) +
                              (request.remove ? " rows taken out.\n" : " rows changed.\n");
    session.result(document, linesOf(result.samples) + count +
                                 (request.preview ? "" : newVersionText(*project, request.dataset, result.version)));
    return ExitCode::Done;
}

void addEdit(CLI::App& data, Session& session) {
    const auto add = [&](const char* name, const char* help, bool remove) {
        auto* command = data.add_subcommand(name, help);
        auto request = std::make_shared<EditRequest>();
        request->remove = remove;
        command->add_option("name", request->dataset, "The data set")->required()->type_name("NAME");
        auto* filter = command
                           ->add_option("--filter", request->query,
                                        "Only these rows, such as 'answer.words < 5 and label = billing'")
                           ->type_name("QUERY");
        command->add_flag("--preview", request->preview, "Show what would change, and change nothing");
        if (remove)
            filter->required();
        else {
            command->add_option("--find", request->find, "The text")->required()->type_name("TEXT");
            command->add_option("--with", request->with, "What stands there instead (default: nothing)")
                ->type_name("TEXT");
            command->add_option("--in", request->field, "question, answer, system or text (default: all of them)")
                ->type_name("FIELD");
            command->add_flag("--regex", request->regex,
                              "The text is a regular expression; $1 in --with is its first group");
            command->add_flag("--match-case", request->matchCase, "Upper and lower case differ");
        }
        session.onRun(*command, [&session, request] { return runEdit(session, *request); });
    };
    add("replace", "Find a text and replace it in all rows, or in those that a filter names", false);
    add("delete", "Take the rows out that a filter names", true);
}

// ---- export

struct WriteOptions {
    DataExportRequest request;
    std::vector<std::string> splits;
    bool noCard = false, asIs = false, noExtra = false;
};

ExitCode runWrite(const Session& session, const WriteOptions& options) {
    DataExportRequest request = options.request;
    for (const std::string& split : options.splits) request.splits.push_back(splitFromName(split));
    request.card = !options.noCard;
    request.guardFormulas = !options.asIs;
    request.extra = !options.noExtra;
    const auto project = session.open();
    const auto job = project->studio().write(request);
    follow(*job, session);
    const StudioResult result = job->result();
    std::string text =
        "Wrote " + countText(result.rows) + " rows (" + bytesText(result.bytes) + ") to " + request.file + "\n";
    if (result.skipped > 0) text += countText(result.skipped) + " rows cannot be written in this format:\n";
    for (const RowIssue& issue : result.skippedExamples) text += "  " + issue.reason + "\n";
    session.result({{"files", result.files},
                    {"rows", result.rows},
                    {"skipped", result.skipped},
                    {"bytes", result.bytes},
                    {"examples", viewList(result.skippedExamples)}},
                   text);
    return ExitCode::Done;
}

void addWrite(CLI::App& data, Session& session) {
    auto* command =
        data.add_subcommand("export", "Write the rows to a file that other programs read, with a data card beside it");
    auto options = std::make_shared<WriteOptions>();
    command->add_option("name", options->request.dataset, "The data set")->required()->type_name("NAME");
    command->add_option("file", options->request.file, "Where to")->required()->type_name("FILE");
    command
        ->add_option("--format", options->request.format,
                     "messages, alpaca, sharegpt, dpo, csv or parquet (default: by the file's ending)")
        ->type_name("F");
    command->add_option("--version", options->request.version, "A version's number or tag (default: the current one)")
        ->type_name("VERSION");
    command->add_option("--split", options->splits, "Only train, validation or test; may be given again")
        ->type_name("SPLIT")
        ->allow_extra_args(false);
    command->add_option("--description", options->request.description, "What the rows are, for the card")
        ->type_name("TEXT");
    command->add_option("--licence", options->request.licence, "Such as cc-by-4.0, for the card")->type_name("ID");
    command->add_flag("--no-card", options->noCard, "Write no data card");
    command->add_flag("--no-guard", options->asIs, "CSV: leave cells that a spreadsheet would compute as they are");
    command->add_flag("--no-extra", options->noExtra, "Leave out the columns that play no role in training");
    session.onRun(*command, [&session, options] { return runWrite(session, *options); });
}

// ---- versions

ExitCode runVersions(const Session& session, const std::string& name) {
    const auto project = session.open();
    OrderedJson list = OrderedJson::array();
    std::vector<std::vector<std::string>> rows;
    const auto versions = project->studio().versions(name);
    for (const VersionInfo& version : versions) {
        list.push_back(viewOf(version));
        std::string parent, tags;
        for (const VersionInfo& other : versions)
            if (other.id == version.parent) parent = std::to_string(other.number);
        for (const std::string& tag : version.tags) tags += (tags.empty() ? "" : ", ") + tag;
        rows.push_back({std::to_string(version.number) + (version.current ? " *" : ""), parent, version.step,
                        countText(version.rows), countText(version.flagged), version.created, version.actor, tags});
    }
    session.result({{"versions", list}},
                   tableText({"Version", "From", "Step", "Rows", "Flagged", "Made", "By", "Tags"}, rows) +
                       "* is the current one.\n");
    return ExitCode::Done;
}

struct NameAndVersion {
    std::string name, version, other, tag;
    std::int64_t count = 20;
    bool remove = false;
};

ExitCode runGo(const Session& session, const NameAndVersion& options) {
    const auto project = session.open();
    project->studio().goTo(options.name, options.version);
    const VersionInfo version = project->studio().version(options.name, "current");
    session.result(viewOf(version),
                   "Version " + std::to_string(version.number) + " of \"" + options.name + "\" is the current one.\n");
    return ExitCode::Done;
}

ExitCode runTag(const Session& session, const NameAndVersion& options) {
    const auto project = session.open();
    DataStudio& studio = project->studio();
    if (options.remove)
        studio.untag(options.name, options.version, options.tag);
    else
        studio.tag(options.name, options.version, options.tag);
    const VersionInfo version = studio.version(options.name, options.remove ? options.version : options.tag);
    session.result(viewOf(version), "");
    return ExitCode::Done;
}

ExitCode runDiff(const Session& session, const NameAndVersion& options) {
    const auto project = session.open();
    const VersionDifference diff = project->studio().diff(options.name, options.version, options.other, options.count);
    OrderedJson rows = OrderedJson::array();
    for (const RowDifference& row : diff.rows) rows.push_back(viewOf(row));
    session.result({{"same", diff.same},
                    {"added", diff.added},
                    {"removed", diff.removed},
                    {"changed", diff.changed},
                    {"moved", diff.moved},
                    {"rows", rows}},
                   linesOf(diff.rows) + countText(diff.same) + " rows are the same, " + countText(diff.added) +
                       " were added, " + countText(diff.removed) + " removed, " + countText(diff.changed) +
                       " changed, " + countText(diff.moved) + " moved to another split.\n");
    return ExitCode::Done;
}

void addVersions(CLI::App& data, Session& session) {
    const auto command = [&](const char* name, const char* help) {
        auto* added = data.add_subcommand(name, help);
        auto options = std::make_shared<NameAndVersion>();
        added->add_option("name", options->name, "The data set")->required()->type_name("NAME");
        return std::pair(added, options);
    };
    const auto [list, listed] = command("versions", "What was done to a data set, step by step");
    session.onRun(*list, [&session, listed = listed] { return runVersions(session, listed->name); });

    const auto [go, goal] = command("go", "Make another version the current one: undo and redo of whole steps");
    go->add_option("version", goal->version, "Its number or tag")->required()->type_name("VERSION");
    session.onRun(*go, [&session, goal = goal] { return runGo(session, *goal); });

    const auto [tag, tagged] = command("tag", "Give a version a name");
    tag->add_option("version", tagged->version, "Its number, its tag, or current")->required()->type_name("VERSION");
    tag->add_option("tag", tagged->tag, "The name")->required()->type_name("TAG");
    tag->add_flag("--remove", tagged->remove, "Take the name away");
    session.onRun(*tag, [&session, tagged = tagged] { return runTag(session, *tagged); });

    const auto [diff, compared] = command("diff", "What differs between two versions, row by row");
    diff->add_option("before", compared->version, "A version")->required()->type_name("VERSION");
    diff->add_option("after", compared->other, "A later one")->required()->type_name("VERSION");
    diff->add_option("--rows", compared->count, "Rows shown (default 20)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("N");
    session.onRun(*diff, [&session, compared = compared] { return runDiff(session, *compared); });
}

}  // namespace

void addStudio(CLI::App& data, Session& session) {
    addPersonal(data, session);
    addClean(data, session);
    addSplit(data, session);
    addEdit(data, session);
    addWrite(data, session);
    addVersions(data, session);
}

}  // namespace tunesmith::cli
