#include "app/cli/commands/download.h"

#include <filesystem>

#include "app/cli/follow.h"
#include "app/cli/hub_options.h"
#include "app/cli/text.h"

namespace tunesmith::cli {
namespace {

struct DownloadOptions {
    HubOptions hub;
    std::string repository, revision = "main", file, name;
    bool fetchOnly = false;
};

/// "owner/Model-135M" and a GGUF file -> "Model-135M", "Model-135M.Q4_1".
std::string nameOf(const HubDownloadResult& got) {
    const std::filesystem::path path(got.path);
    if (path.extension() == ".gguf") return path.stem().string();
    return got.repository.substr(got.repository.rfind('/') + 1);
}

OrderedJson view(const HubDownloadResult& got) {
    return {{"repository", got.repository}, {"commit", got.commit},         {"licence", got.licence},   {"path", got.path},
            {"download_bytes", got.bytes},  {"fetched_bytes", got.fetched}, {"was_there", got.wasThere}};
}

std::string text(const HubDownloadResult& got) {
    return fieldsText({{"From", got.repository + " at " + got.commit.substr(0, 12)},
                       {"Licence", got.licence.empty() ? "none is named: ask its owner" : got.licence},
                       {"Fetched", got.wasThere ? "nothing, it was there" : bytesText(got.fetched)},
                       {"Path", got.path}});
}

}  // namespace

void addDownload(CLI::App& model, Session& session, std::function<void(const ModelInfo&, const OrderedJson&, const std::string&)> show) {
    auto* command = model.add_subcommand("download", "Fetch a model from the Hugging Face Hub into the library and add it to the project");
    auto options = std::make_shared<DownloadOptions>();
    command->add_option("repository", options->repository, "OWNER/NAME, as search lists it")->required()->type_name("REPO");
    command->add_option("--revision", options->revision, "Branch, tag or commit (default main)")->type_name("R");
    command->add_option("--file", options->file, "Which file, where there are several: NAME.gguf, or safetensors")->type_name("NAME");
    command->add_option("--name", options->name, "Name in the project (default: the repository's or file's)")->type_name("N");
    command->add_flag("--fetch-only", options->fetchOnly, "Leave it in the library; no project is needed");
    options->hub.add(*command);
    session.onRun(*command, [&session, options, show = std::move(show)] {
        const auto project = options->fetchOnly ? nullptr : session.open();  // what is missing is said before, not after the download
        const auto hub = options->hub.open();
        const auto job = hub->downloadModel(options->repository, options->revision, options->file);
        follow(*job, session);
        const HubDownloadResult got = job->result();
        if (!project)
            session.result(view(got), text(got));
        else
            show(project->addModel(got.path, options->name.empty() ? nameOf(got) : options->name), view(got), text(got));
        return ExitCode::Done;
    });
}

ExitCode listCached(const Session& session) {
    hub::HubSettings settings;
    settings.offline = true;  // only this computer is looked at
    const Hub hub(settings);
    OrderedJson document = {{"cached", OrderedJson::array()}};
    std::vector<std::vector<std::string>> rows;
    for (const hub::LocalModel& model : hub.localModels()) {
        document["cached"].push_back({{"id", model.id},
                                      {"commit", model.commit},
                                      {"refs", model.refs},
                                      {"path", model.path},
                                      {"format", model.format},
                                      {"place", model.place},
                                      {"bytes", model.bytes},
                                      {"problem", model.problem}});
        const std::string name = model.format == "gguf" ? model.id + "/" + std::filesystem::path(model.path).filename().string() : model.id;
        rows.push_back(
            {name, model.place, model.format, bytesText(model.bytes), model.problem.empty() ? "ready" : oneLine(model.problem, 60), model.path});
    }
    session.result(document, rows.empty() ? "No models lie in the library or in Hugging Face's cache. Fetch one: model download OWNER/NAME\n"
                                          : tableText({"Model", "Place", "Files", "Size", "State", "Path"}, rows) +
                                                "\nUse one where it lies: model import PATH\n");
    return ExitCode::Done;
}

}  // namespace tunesmith::cli
