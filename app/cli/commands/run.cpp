// run: training runs listed, looked at, compared and removed.
#include "app/cli/commands.h"
#include "app/cli/options.h"
#include "app/cli/text.h"
#include "app/cli/views.h"

#include "core/data/recipe_settings.h"
#include "core/data/text.h"

namespace tunesmith::cli {
namespace {

std::string lossText(double loss) {
    return loss < 0 ? "-" : numberText(loss);
}

ExitCode runList(const Session& session) {
    const auto project = session.open();
    const auto runs = project->runs();
    std::vector<std::vector<std::string>> rows;
    for (const auto& r : runs)
        rows.push_back({std::to_string(r.id), r.name, r.state, r.dataset, r.model,
                        std::to_string(r.step) + "/" + std::to_string(r.steps), lossText(r.loss),
                        lossText(r.bestValidationLoss), secondsText(r.seconds)});
    session.result(
        {{"runs", viewList(runs)}},
        runs.empty()
            ? "No runs yet. Start one: train --data NAME --model NAME\n"
            : tableText({"Run", "Name", "State", "Data", "Model", "Step", "Loss", "Validation", "Time"}, rows));
    return ExitCode::Done;
}

std::string runText(const RunInfo& run) {
    std::string changed;
    for (const auto& key : run.recipe.differences(Recipe()))
        changed += (changed.empty() ? "" : ", ") + key + "=" + settingText(recipeSetting(key), run.recipe);
    return fieldsText({{"Run", std::to_string(run.id) + " (" + run.name + ")"},
                       {"State", run.state + (run.reason.empty() ? "" : ": " + run.reason)},
                       {"Data", run.dataset},
                       {"Model", run.model},
                       {"Method", run.recipe.method},
                       {"Step", std::to_string(run.step) + " of " + std::to_string(run.steps)},
                       {"Loss", lossText(run.loss)},
                       {"Validation loss", lossText(run.bestValidationLoss) +
                                               (run.bestStep > 0 ? " at step " + std::to_string(run.bestStep) : "")},
                       {"Time", secondsText(run.seconds)},
                       {"Started", run.created},
                       {"Chat template", run.otherTemplate ? "its own: model template show --run " + std::to_string(run.id)
                                                           : "the model's"},
                       {"Not the default", changed.empty() ? "nothing" : changed},
                       {"Can go on", run.resumable ? "yes: train --resume " + std::to_string(run.id) : "no"},
                       {"Labels", joined(run.gives.labels)},
                       {"Can answer", run.usable ? std::string(run.gives ? "yes: classify" : "yes: chat") + " --run " +
                                                       std::to_string(run.id)
                                                 : "no"}});
}

ExitCode runShow(const Session& session, const std::string& text) {
    const auto project = session.open();
    const RunInfo run = findRun(*project, text);
    OrderedJson document = view(run);
    document["metrics"] = OrderedJson::array();
    for (const auto& point : project->metrics(run.id))
        document["metrics"].push_back({{"step", point.step}, {"name", point.name}, {"value", point.value}});
    document["probes"] = OrderedJson::array();
    std::string probes;
    for (const auto& probe : project->probes(run.id)) {
        document["probes"].push_back({{"step", probe.step}, {"prompt", probe.prompt}, {"answer", probe.answer}});
        probes += "step " + std::to_string(probe.step) + "  " + oneLine(probe.prompt, 50) + " -> " +
                  oneLine(probe.answer, 90) + "\n";
    }
    session.result(document, runText(run) + probes);
    return ExitCode::Done;
}

ExitCode runCompare(const Session& session, const std::vector<std::string>& names) {
    const auto project = session.open();
    const RunInfo a = findRun(*project, names[0]), b = findRun(*project, names[1]);
    std::vector<std::vector<std::string>> rows = {
        {"state", a.state, b.state},
        {"data", a.dataset, b.dataset},
        {"model", a.model, b.model},
        {"steps", std::to_string(a.step), std::to_string(b.step)},
        {"loss", lossText(a.loss), lossText(b.loss)},
        {"validation loss", lossText(a.bestValidationLoss), lossText(b.bestValidationLoss)},
        {"time", secondsText(a.seconds), secondsText(b.seconds)}};
    OrderedJson differences = OrderedJson::object();
    for (const auto& key : a.recipe.differences(b.recipe)) {
        differences[key] = {recipeSetting(key).get(a.recipe), recipeSetting(key).get(b.recipe)};
        rows.push_back({key, settingText(recipeSetting(key), a.recipe), settingText(recipeSetting(key), b.recipe)});
    }
    session.result(
        {{"runs", viewList(std::vector<RunInfo>{a, b})}, {"differences", differences}},
        tableText({"", a.name + " (" + std::to_string(a.id) + ")", b.name + " (" + std::to_string(b.id) + ")"}, rows));
    return ExitCode::Done;
}

ExitCode runRemove(const Session& session, const std::string& text) {
    const auto project = session.open();
    const RunInfo run = findRun(*project, text);
    project->removeRun(run.id);
    session.result({{"removed", run.id}},
                   "Removed run " + std::to_string(run.id) + " (" + run.name + ") and its files.\n");
    return ExitCode::Done;
}

void addNamed(CLI::App& run, Session& session, const std::string& name, const std::string& help,
              ExitCode (*action)(const Session&, const std::string&)) {
    auto* command = run.add_subcommand(name, help);
    auto text = std::make_shared<std::string>();
    command->add_option("run", *text, "The run's number or name")->required()->type_name("RUN");
    session.onRun(*command, [&session, text, action] { return action(session, *text); });
}

}  // namespace

void addRun(CLI::App& app, Session& session) {
    auto* run = app.add_subcommand("run", "Look at training runs");
    run->require_subcommand(1);
    session.onRun(*run->add_subcommand("list", "The runs of the project"), [&session] { return runList(session); });
    addNamed(*run, session, "show", "One run: its state, losses, settings and the answers to its probes", runShow);

    auto* compare = run->add_subcommand("compare", "Two runs side by side, with the settings in which they differ");
    auto names = std::make_shared<std::vector<std::string>>();
    compare->add_option("runs", *names, "Two runs, by number or name")->required()->expected(2)->type_name("RUN");
    session.onRun(*compare, [&session, names] { return runCompare(session, *names); });

    addNamed(*run, session, "remove", "Remove a run with its checkpoints; there is no way back", runRemove);
}

}  // namespace tunesmith::cli
