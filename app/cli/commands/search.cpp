// search: models of the Hub by name, with what decides about them: licence, size, gate.
#include <atomic>
#include <thread>

#include "app/cli/commands.h"
#include "app/cli/hub_options.h"
#include "app/cli/interrupt.h"
#include "app/cli/text.h"

namespace tunesmith::cli {
namespace {

struct SearchOptions {
    HubOptions hub;
    hub::SearchQuery query;
};

/// Ctrl+C ends a question that waits for the network.
class HearInterrupts {
public:
    explicit HearInterrupts(Cancel& cancel)
        : thread_([this, &cancel] {
              while (!ended_) {
                  if (interrupted()) cancel.request();
                  std::this_thread::sleep_for(std::chrono::milliseconds(20));
              }
          }) {}
    ~HearInterrupts() {
        ended_ = true;
        thread_.join();
    }

private:
    std::atomic<bool> ended_{false};
    std::thread thread_;
};

OrderedJson view(const hub::RepoSummary& model) {
    return {{"id", model.id},
            {"licence", model.licence},
            {"task", model.task},
            {"family", model.family},
            {"parameters", model.parameters},
            {"downloads", model.downloads},
            {"likes", model.likes},
            {"gated", model.gate == hub::Gate::Open   ? "no"
                      : model.gate == hub::Gate::Asks ? "terms"
                                                      : "manual"},
            {"safetensors", model.hasSafetensors},
            {"gguf", model.hasGguf},
            {"updated", model.updated}};
}

std::string parametersText(std::int64_t parameters) {
    if (parameters <= 0) return "";
    if (parameters >= 1'000'000'000) return numberText(double(parameters) / 1e9, 3) + " B";
    return numberText(double(parameters) / 1e6, 3) + " M";
}

std::string formats(const hub::RepoSummary& model) {
    return std::string(model.hasSafetensors ? "safetensors" : "") + (model.hasSafetensors && model.hasGguf ? ", " : "") +
           (model.hasGguf ? "gguf" : "");
}

ExitCode runSearch(const Session& session, const SearchOptions& options) {
    const auto hub = options.hub.open();
    Cancel cancel;
    std::vector<hub::RepoSummary> found;
    {
        const HearInterrupts hears(cancel);
        found = hub->search(options.query, cancel);
    }
    OrderedJson document = {{"endpoint", hub->settings().endpoint}, {"models", OrderedJson::array()}};
    std::vector<std::vector<std::string>> rows;
    for (const hub::RepoSummary& model : found) {
        document["models"].push_back(view(model));
        rows.push_back({model.id, oneLine(model.licence, 24), oneLine(model.family, 16), parametersText(model.parameters), formats(model),
                        countText(model.downloads), gateWord(model.gate)});
    }
    session.result(document, rows.empty() ? "Nothing was found. Try fewer or other words.\n"
                                          : tableText({"Model", "Licence", "Family", "Parameters", "Files", "Downloads", "Gate"}, rows) +
                                                "\nFetch one: model download MODEL\n");
    return ExitCode::Done;
}

}  // namespace

void addSearch(CLI::App& app, Session& session) {
    auto* command = app.add_subcommand("search", "Search the Hugging Face Hub for models; the words are sent there");
    auto options = std::make_shared<SearchOptions>();
    hub::SearchQuery& query = options->query;
    query.task = "text-generation";
    command->add_option("query", query.text, "Words to search for")->required()->type_name("QUERY");
    command->add_option("--task", query.task, "What the model is for (default text-generation; \"\" for any)")->type_name("TASK");
    command->add_option("--licence,--license", query.licence, "Only under this licence, such as apache-2.0 or mit")->type_name("L");
    command->add_option("--format", query.format, "Only with files of this kind: safetensors or gguf")->type_name("F");
    command->add_option("--sort", query.sort, "downloads (default), likes, updated, trending or created")->type_name("S");
    command->add_option("--max-parameters", query.mostParameters, "None larger than this, where the size is known")
        ->check(CLI::NonNegativeNumber)
        ->type_name("N");
    command->add_flag("--open", query.openOnly, "None that asks for its terms to be accepted first");
    command->add_option("--limit", query.limit, "How many, 1 to 100 (default 30)")->type_name("N");
    options->hub.add(*command);
    session.onRun(*command, [&session, options] { return runSearch(session, *options); });
}

}  // namespace tunesmith::cli
