// model: base models into the project, listed, and what their files say of them.
#include "app/cli/commands.h"
#include "app/cli/commands/download.h"
#include "app/cli/commands/model_fit.h"
#include "app/cli/commands/model_template.h"
#include "app/cli/options.h"
#include "app/cli/text.h"
#include "app/cli/views.h"
#include "core/data/text.h"

#include <filesystem>

namespace tunesmith::cli {
namespace {

std::string modelText(const ModelInfo& model) {
    return fieldsText({{"Name", model.name},
                       {"Family", model.family},
                       {"Parameters", countText(model.parameters)},
                       {"Stored as", model.storage + ", " + bytesText(model.bytes)},
                       {"Layers", (model.sourceLayers > 0 ? std::to_string(model.sourceLayers) + " that read and " : "") +
                                      std::to_string(model.layers) + (model.sourceLayers > 0 ? " that write, each " : " ") +
                                      "of width " + std::to_string(model.width)},
                       {"Vocabulary", countText(model.vocabulary)},
                       {"Context", countText(model.contextLength) + " tokens"},
                       {"Chat template", !model.takesTemplate()   ? ""
                                         : model.customTemplate  ? "changed in this project: model template show " + model.name
                                         : model.hasChatTemplate ? "its own"
                                                                 : "none; a plain one is used"},
                       {"Kind", model.encoder            ? "encoder: reads texts and gives vectors or labels"
                                : model.sourceLayers > 0 ? "encoder-decoder: reads one text and writes another"
                                                         : ""},
                       {"Labels", withoutControls(joined(model.gives.labels, ", "))},
                       {"Title", withoutControls(model.title)},
                       {"Licence", withoutControls(model.license)},
                       {"Languages", withoutControls(joined(model.languages, ", "))},
                       {"Good for", withoutControls(joined(model.goodFor, ", "))},
                       {"Made from", withoutControls(model.baseModel)},
                       {"File", model.path},
                       {"Problem", model.problem}});
}

void showModel(const Session& session, const ModelInfo& model) {
    session.result(view(model), modelText(model));
}

/// A name from the path: the folder's or file's, without its ending.
std::string nameFromPath(const std::string& path) {
    const auto full = std::filesystem::path(path).lexically_normal();
    const auto last = full.has_filename() ? full : full.parent_path();
    return last.extension() == ".gguf" ? last.stem().string() : last.filename().string();
}

ExitCode runList(const Session& session) {
    const auto project = session.open();
    const auto models = project->models();
    std::vector<std::vector<std::string>> rows;
    for (const auto& m : models)
        rows.push_back({m.name, m.family, countText(m.parameters), m.storage, bytesText(m.bytes),
                        countText(m.contextLength), oneLine(withoutControls(m.license), 20),
                        oneLine(withoutControls(joined(m.languages, ", ")), 20),
                        oneLine(withoutControls(joined(m.goodFor, ", ")), 30),
                        m.problem.empty() ? "ready" : oneLine(m.problem, 50)});
    std::string hint = Project::starterAvailable() ? "model starter" : "model import PATH --name NAME";
    session.result({{"models", viewList(models)}, {"starter_available", Project::starterAvailable()}},
                   models.empty() ? "No models yet. Add one: " + hint + "\n"
                                  : tableText({"Name", "Family", "Parameters", "Stored as", "Size", "Context",
                                               "Licence", "Languages", "Good for", "State"},
                                              rows));
    return ExitCode::Done;
}

void addImport(CLI::App& model, Session& session) {
    auto* command =
        model.add_subcommand("import", "Add a GGUF file or a Hugging Face folder; it is checked, not copied");
    auto path = std::make_shared<std::string>(), name = std::make_shared<std::string>(), base = std::make_shared<std::string>();
    command->add_option("path", *path, "The file or folder")->required()->type_name("PATH");
    command->add_option("--name", *name, "Name in the project (default: the file's)")->type_name("N");
    command
        ->add_option("--base", *base, "The folder holds a PEFT adapter: the project's model that it goes onto. Both become one new model")
        ->type_name("NAME");
    session.onRun(*command, [&session, path, name, base] {
        const auto project = session.open();
        const std::string called = name->empty() ? nameFromPath(*path) : *name;
        showModel(session, base->empty() ? project->addModel(*path, called) : project->addAdapter(*path, *base, called));
        return ExitCode::Done;
    });
}

}  // namespace

void addModel(CLI::App& app, Session& session) {
    auto* model = app.add_subcommand("model", "Add base models and look at them");
    model->require_subcommand(1);
    addImport(*model, session);

    session.onRun(*model->add_subcommand("starter", "Add the small starter model that packaging/start fetched"),
                  [&session] {
                      showModel(session, session.open()->addStarter());
                      return ExitCode::Done;
                  });
    auto cached = std::make_shared<bool>(false);
    auto* list = model->add_subcommand("list", "The models of the project, or those that lie on this computer");
    list->add_flag("--cached", *cached, "What was downloaded, here and by Hugging Face's own programs; needs no project");
    session.onRun(*list, [&session, cached] { return *cached ? listCached(session) : runList(session); });

    auto name = std::make_shared<std::string>();
    auto* show = model->add_subcommand("show", "One model");
    show->add_option("name", *name, "The model")->required()->type_name("NAME");
    session.onRun(*show, [&session, name] {
        showModel(session, session.open()->model(*name));
        return ExitCode::Done;
    });
    addModelFit(*model, session);
    addModelTemplate(*model, session);
    addDownload(*model, session, [&session](const ModelInfo& info, const OrderedJson& more, const std::string& moreText) {
        OrderedJson document = view(info);
        document["download"] = more;
        session.result(document, modelText(info) + moreText);
    });

    auto gone = std::make_shared<std::string>();
    auto* remove = model->add_subcommand("remove", "Take a model out of the project; its files stay where they are");
    remove->add_option("name", *gone, "The model")->required()->type_name("NAME");
    session.onRun(*remove, [&session, gone] {
        session.open()->removeModel(*gone);
        session.result({{"removed", *gone}}, "Removed the model \"" + *gone + "\" from the project.\n");
        return ExitCode::Done;
    });
}

}  // namespace tunesmith::cli
