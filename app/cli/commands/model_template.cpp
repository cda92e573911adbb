#include "app/cli/commands/model_template.h"

#include "app/cli/options.h"
#include "app/cli/text.h"
#include "core/base/file.h"
#include "core/data/text.h"

namespace tunesmith::cli {
namespace {

constexpr std::size_t kMostTemplate = std::size_t(4) << 20;  // bytes

struct ShowOptions {
    std::string model, run;
    bool own = false;
};

ExitCode runShow(const Session& session, const ShowOptions& options) {
    if (options.model.empty() == options.run.empty())
        throw UsageError{"Name a model, or a run with --run.", "model template show"};
    const auto project = session.open();
    if (!options.run.empty()) {
        const RunInfo run = findRun(*project, options.run);
        const std::string source = project->chatTemplate(run.id);
        session.note(run.otherTemplate
                         ? "The run keeps this template; its model \"" + run.model + "\" has another one now.\n"
                         : "It is the template that its model \"" + run.model + "\" has.\n");
        session.result(
            {{"run", run.id}, {"model", run.model}, {"source", source}, {"other_than_model", run.otherTemplate}},
            withoutControls(source) + "\n");
        return ExitCode::Done;
    }
    const ChatTemplateInfo info = project->chatTemplate(options.model);
    if (info.custom && !options.own) session.note("It was changed in this project; --own shows the model's own.\n");
    if (!info.modelHasOne && !info.custom) session.note("The model brings none; this plain one is used.\n");
    if (!info.runs.empty())
        session.note("Trained with another one, which they keep: " + joined(info.runs, ", ") + "\n");
    session.result({{"model", options.model},
                    {"source", info.source},
                    {"own", info.own},
                    {"custom", info.custom},
                    {"model_has_one", info.modelHasOne},
                    {"runs_with_another", info.runs}},
                   withoutControls(options.own ? info.own : info.source) + "\n");
    return ExitCode::Done;
}

struct SetOptions {
    std::string model, file, preset;
};

ExitCode runSet(const Session& session, const SetOptions& options) {
    if (options.file.empty() == options.preset.empty())
        throw UsageError{"Name a file with --file, or a preset with --preset.", "model template set"};
    const auto project = session.open();
    project->setChatTemplate(options.model, options.file.empty() ? chatTemplatePreset(options.preset).source
                                                                 : readFile(options.file, kMostTemplate));
    const ChatTemplateInfo info = project->chatTemplate(options.model);
    std::string text = info.custom
                           ? "The model \"" + options.model + "\" uses the new template from now on, in this project.\n"
                           : "This is the model's own template; it is used.\n";
    if (!info.runs.empty())
        text += "Runs keep the template that they were trained with: " + joined(info.runs, ", ") + ".\n";
    session.result({{"model", options.model},
                    {"custom", info.custom},
                    {"source", info.source},
                    {"runs_with_another", info.runs}},
                   text);
    return ExitCode::Done;
}

ExitCode runReset(const Session& session, const std::string& model) {
    const auto project = session.open();
    const bool changed = project->model(model).customTemplate;
    project->resetChatTemplate(model);
    session.result({{"model", model}, {"custom", false}, {"changed", changed}},
                   changed ? "The model \"" + model + "\" uses its own template again.\n"
                           : "The model \"" + model + "\" uses its own template already.\n");
    return ExitCode::Done;
}

ExitCode runPresets(const Session& session) {
    OrderedJson list = OrderedJson::array();
    std::vector<std::vector<std::string>> rows;
    for (const ChatTemplatePreset& preset : chatTemplatePresets()) {
        list.push_back({{"id", preset.id}, {"title", preset.title}, {"source", preset.source}});
        rows.push_back({preset.id, preset.title});
    }
    session.result({{"presets", list}}, tableText({"Preset", "Way of writing"}, rows));
    return ExitCode::Done;
}

void addShow(CLI::App& group, Session& session) {
    auto* show = group.add_subcommand("show", "The template in use, of a model or of a run");
    auto options = std::make_shared<ShowOptions>();
    show->add_option("name", options->model, "The model")->type_name("NAME");
    show->add_option("--run", options->run, "The one that a run was trained with and keeps")->type_name("RUN");
    show->add_flag("--own", options->own, "The model's own, also where it was changed");
    session.onRun(*show, [&session, options] { return runShow(session, *options); });
}

void addSet(CLI::App& group, Session& session) {
    auto* set = group.add_subcommand(
        "set", "Use another template for this model in this project; runs that there are keep theirs");
    auto options = std::make_shared<SetOptions>();
    set->add_option("name", options->model, "The model")->required()->type_name("NAME");
    set->add_option("--file", options->file, "A file with a Jinja template")->type_name("FILE");
    set->add_option("--preset", options->preset, "One of those that template presets lists")->type_name("PRESET");
    session.onRun(*set, [&session, options] { return runSet(session, *options); });
}

}  // namespace

void addModelTemplate(CLI::App& model, Session& session) {
    auto* group = model.add_subcommand("template", "How conversations become text for a model: its chat template");
    group->require_subcommand(1);
    addShow(*group, session);
    addSet(*group, session);
    auto* reset = group->add_subcommand("reset", "Use the model's own template again");
    auto name = std::make_shared<std::string>();
    reset->add_option("name", *name, "The model")->required()->type_name("NAME");
    session.onRun(*reset, [&session, name] { return runReset(session, *name); });
    session.onRun(*group->add_subcommand("presets", "Templates to start from"),
                  [&session] { return runPresets(session); });
}

}  // namespace tunesmith::cli
