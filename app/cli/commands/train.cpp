// train: starts a run, or goes on with one.
#include "app/cli/commands.h"
#include "app/cli/follow.h"
#include "app/cli/options.h"
#include "app/cli/text.h"
#include "app/cli/training.h"
#include "app/cli/views.h"

namespace tunesmith::cli {
namespace {

struct TrainOptions {
    std::string data, model, name, resume;
    bool checkOnly = false;
    RecipeOptions recipe;
};

std::string readinessText(const Readiness& r) {
    std::string text =
        fieldsText({{"Rows", countText(r.rows) + " to learn from, " + countText(r.validationRows) + " held out"},
                    {"Tokens", countText(r.tokens) + ", " + countText(r.trainedTokens) +
                                   (r.labels ? " labels to learn" : " of them trained")},
                    {"Longest row", countText(r.longestRow) + " tokens"},
                    {"Cut short", r.truncatedRows > 0 ? countText(r.truncatedRows) + " rows" : ""},
                    {"Left out", r.droppedRows > 0 ? countText(r.droppedRows) + " rows" : ""},
                    {"Nothing to learn", r.untrainedRows > 0 ? countText(r.untrainedRows) + " rows" : ""},
                    {"Steps", countText(r.steps)},
                    {"Trained", countText(r.trainedParameters) + " of " + countText(r.parameters) + " parameters"},
                    {"Memory", bytesText(r.needBytes) + " of " + bytesText(r.totalBytes)},
                    {"About", r.estimatedSeconds < 0 ? "" : secondsText(r.estimatedSeconds)}});
    std::vector<std::vector<std::string>> labels;
    for (std::size_t i = 0; i < r.labelCounts.size(); ++i)
        labels.push_back({oneLine(r.labels.labels[i], 50), countText(r.labelCounts[i])});
    if (!labels.empty()) text += tableText({"Label", r.labels.kind == "tokens" ? "Words" : "Rows"}, labels);
    for (const auto& warning : r.warnings) text += "Note: " + warning + "\n";
    for (const auto& problem : r.problems) text += "Not ready: " + problem + "\n";
    return text + (r.ready ? "Ready.\n" : "");
}

TrainRequest requestOf(const TrainOptions& options) {
    if (options.data.empty())
        throw UsageError{"Name the data set with --data NAME (or a run to go on with: --resume RUN).", "--data"};
    if (options.model.empty()) throw UsageError{"Name the model with --model NAME.", "--model"};
    TrainRequest request;
    request.dataset = options.data;
    request.model = options.model;
    request.recipe = options.recipe.build();
    request.name = options.name;
    return request;
}

ExitCode runCheck(const Session& session, const TrainOptions& options) {
    const TrainRequest request = requestOf(options);
    const auto project = session.open();
    const auto job = project->check(request);
    follow(*job, session);
    const Readiness readiness = job->readiness();
    session.result(view(readiness), readinessText(readiness));
    return readiness.ready ? ExitCode::Done : ExitCode::BadInput;
}

std::shared_ptr<TrainJob> start(Project& project, const TrainOptions& options) {
    if (options.resume.empty()) return project.train(requestOf(options));
    if (!options.data.empty() || !options.model.empty() || options.recipe.given() || !options.name.empty())
        throw UsageError{"A resumed run keeps its data, model and recipe; --resume takes no other setting.",
                         "--resume"};
    return project.resume(findRun(project, options.resume).id);
}

ExitCode runTrain(const Session& session, const TrainOptions& options) {
    if (options.resume.empty())
        requestOf(options);  // what is wrong with the command line is said before the project is taken
    const auto project = session.open();
    const auto job = start(*project, options);
    const TrainedRun trained = followTraining(*job, session);
    OrderedJson document = view(trained.result);
    document["probes"] = OrderedJson::array();
    for (const auto& probe : trained.probes)
        document["probes"].push_back({{"step", probe.step}, {"prompt", probe.prompt}, {"answer", probe.answer}});
    const std::string id = std::to_string(trained.result.run);
    const bool labels = bool(project->run(trained.result.run).gives);
    const std::string next = trained.stoppedByUser ? "Stopped and kept. Go on with: train --resume " + id + "\n"
                             : labels              ? "Try it: classify --run " + id + " --text \"...\"\n"
                                                   : "Try it: chat --run " + id + "\n";
    session.result(document, trainingText(trained.result, labels) + next);
    return trained.stoppedByUser ? ExitCode::Cancelled : ExitCode::Done;
}

}  // namespace

void addTrain(CLI::App& app, Session& session) {
    auto* command = app.add_subcommand("train", "Fine-tune a model on a data set, or go on with a run that stopped");
    auto options = std::make_shared<TrainOptions>();
    command->add_option("--data", options->data, "The data set")->type_name("NAME");
    command->add_option("--model", options->model, "The base model")->type_name("NAME");
    command->add_option("--name", options->name, "Name of the run (default: made from the data set and the method)")
        ->type_name("N");
    command->add_option("--resume", options->resume, "Go on with this run exactly where its newest checkpoint stands")
        ->type_name("RUN");
    command->add_flag("--check", options->checkOnly, "Only say whether the run could start and what it would cost");
    command->footer(
        "\nCtrl+C once stops at the next step and keeps what was learned (exit code 5; go on with --resume);\n"
        "twice leaves at once.\n");
    options->recipe.add(*command);
    session.onRun(*command, [&session, options] {
        return options->checkOnly ? runCheck(session, *options) : runTrain(session, *options);
    });
}

}  // namespace tunesmith::cli
