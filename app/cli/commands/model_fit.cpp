#include "app/cli/commands/model_fit.h"

#include <algorithm>

#include "app/cli/follow.h"
#include "app/cli/options.h"
#include "app/cli/text.h"
#include "app/cli/views.h"

namespace tunesmith::cli {
namespace {

struct FitOptions {
    std::string name, model, data;  // `name`: the same as --model, without its name
    RecipeOptions recipe;
    std::int64_t length = 0;  // 0: the data set's longest row, else what the settings allow
    bool measure = false;
    const std::string& chosen() const { return model.empty() ? name : model; }
};

std::string needText(const FitInfo& fit) {
    return fit.problem.empty() ? std::string(verdictName(fit.verdict)) + ", " + bytesText(fit.needBytes) : fit.problem;
}

std::string settingsText(const FitChange& change) {
    std::string text;
    for (const auto& [key, value] : change.settings) text += (text.empty() ? "" : " ") + ("--set " + key + "=" + value);
    return text;
}

/// Methods down, lengths across.
std::string tableOf(const FitReport& report) {
    std::vector<std::string> methods;
    std::vector<std::int64_t> lengths;
    for (const FitInfo& fit : report.table) {
        if (std::find(methods.begin(), methods.end(), fit.method) == methods.end()) methods.push_back(fit.method);
        if (std::find(lengths.begin(), lengths.end(), fit.length) == lengths.end()) lengths.push_back(fit.length);
    }
    std::vector<std::string> headers{"Tokens of a row"};
    headers.insert(headers.end(), methods.begin(), methods.end());
    std::vector<std::vector<std::string>> rows;
    for (const std::int64_t length : lengths) {
        std::vector<std::string> row{countText(length)};
        for (const FitInfo& fit : report.table)
            if (fit.length == length) row.push_back(needText(fit));
        rows.push_back(row);
    }
    return tableText(headers, rows);
}

std::string measuredText(const MeasureResult& m) {
    return "measured: " + bytesText(m.peakBytes) + " (estimated " + bytesText(m.fit.needBytes) + "), " +
           secondsText(m.epochSeconds) + " an epoch, " + secondsText(m.runSeconds) + " in all, on " + m.device +
           " in " + m.dtype + "\n";
}

std::string reportText(const std::string& model, const FitReport& report) {
    const FitInfo& fit = report.asked;
    std::string text = fieldsText(
        {{"Model", model},
         {"Verdict", fit.problem.empty() ? verdictName(fit.verdict) : fit.problem},
         {"Needs", bytesText(fit.needBytes) + " of " + bytesText(fit.totalBytes)},
         {"Program", bytesText(fit.programBytes)},
         {"Weights", bytesText(fit.weightBytes)},
         {"Training", bytesText(fit.trainingBytes) + " (" + countText(fit.trainedParameters) +
                          " trained values with gradients and optimizer)"},
         {"Activations", bytesText(fit.activationBytes) + " at rows of up to " + countText(fit.length) + " tokens"},
         {"Disk", bytesText(fit.diskBytes) + " for checkpoints; " + bytesText(fit.freeDiskBytes) + " are free"}});
    if (!report.table.empty()) text += "\n" + tableOf(report);
    if (!report.nearest.empty()) text += "\nIt would fit with:\n";
    for (const FitChange& change : report.nearest)
        text += "  " + settingsText(change) + "  (" + needText(change.fit) + ")\n";
    if (report.nearest.empty() && !fit.fits())
        text += "\nNo settings of this model fit this machine: choose a smaller one.\n";
    return text;
}

std::int64_t longestRow(const Project& project, const FitOptions& options, const Recipe& recipe,
                        const std::string& model) {
    if (options.length > 0) return options.length;
    return std::min(recipe.data.maxLength, std::max<std::int64_t>(1, project.model(model).contextLength));
}

/// The data set's longest row as the model sees it.
std::int64_t longestOf(Project& project, const Session& session, const TrainRequest& request) {
    const auto check = project.check(request);
    follow(*check, session);
    return std::max<std::int64_t>(1, check->readiness().longestRow);
}

ExitCode runAll(const Session& session, Project& project, const FitOptions& options, const Recipe& recipe) {
    OrderedJson list = OrderedJson::array();
    std::vector<std::vector<std::string>> rows;
    for (const ModelInfo& model : project.models()) {
        if (!model.problem.empty()) {
            rows.push_back({model.name, bytesText(model.bytes), oneLine(model.problem, 60)});
            continue;
        }
        const FitInfo fit = project.fit(model.name, recipe, longestRow(project, options, recipe, model.name));
        OrderedJson entry = {{"model", model.name}};
        entry.update(view(fit));
        list.push_back(entry);
        rows.push_back({model.name, bytesText(model.bytes), needText(fit)});
    }
    session.result({{"models", list}}, rows.empty() ? "No models yet. Add one: model starter\n"
                                                    : tableText({"Name", "Size", "Training it takes"}, rows));
    return ExitCode::Done;
}

ExitCode runFit(const Session& session, const FitOptions& options) {
    const auto project = session.open();
    const Recipe recipe = options.recipe.build();
    const std::string& model = options.chosen();
    if (options.measure && (model.empty() || options.data.empty()))
        throw UsageError{"--measure needs --model and --data: the rows are what it tries."};
    if (model.empty()) return runAll(session, *project, options, recipe);
    const TrainRequest request{options.data, model, recipe, {}};
    const bool fromRows = !options.data.empty() && options.length == 0;
    const std::int64_t longest =
        fromRows ? longestOf(*project, session, request) : longestRow(*project, options, recipe, model);
    const FitReport report = project->fitReport(model, recipe, longest);
    OrderedJson document = {{"model", model}, {"longest_row", longest}};
    document.update(view(report));
    std::string text = reportText(model, report);
    if (options.measure) {
        const auto job = project->measure(request);
        follow(*job, session);
        document["measured"] = view(job->result());
        text += "\n" + measuredText(job->result());
    }
    session.result(document, text);
    return ExitCode::Done;
}

}  // namespace

void addModelFit(CLI::App& model, Session& session) {
    auto* command =
        model.add_subcommand("fit", "What training takes of this machine's memory, for each method and length");
    auto options = std::make_shared<FitOptions>();
    auto* name =
        command->add_option("name", options->name, "The model (default: all of the project)")->type_name("NAME");
    command->add_option("--model", options->model, "The same")->type_name("NAME")->excludes(name);
    command->add_option("--data", options->data, "Take the longest row of this data set")->type_name("NAME");
    command->add_option("--length", options->length, "Tokens of the longest row (default: data.maxLength)")
        ->check(CLI::Range(std::int64_t(1), std::int64_t(1048576)))
        ->type_name("N");
    command->add_flag("--measure", options->measure,
                      "Also try it: two optimizer steps with the data set's longest row");
    options->recipe.add(*command);
    session.onRun(*command, [&session, options] { return runFit(session, *options); });
}

}  // namespace tunesmith::cli
