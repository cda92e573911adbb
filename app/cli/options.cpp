#include "app/cli/options.h"

#include <algorithm>

#include "app/cli/session.h"
#include "app/cli/views.h"
#include "core/base/json.h"
#include "core/data/recipe_settings.h"

namespace tunesmith::cli {
namespace {

bool isNumber(const std::string& text) {
    return !text.empty() && text.size() < 18 && text.find_first_not_of("0123456789") == std::string::npos;
}

std::string settingsTable() {
    std::string text = "\nSettings of --set and of recipe files, with what they take and their default:\n";
    for (const auto& setting : recipeSettings()) {
        std::string key = "  " + setting.key;
        key.resize(std::max<std::size_t>(24, key.size() + 1), ' ');
        const std::string takes =
            setting.kind == SettingKind::List ? "texts separated by commas, or a JSON list" : setting.allowed();
        text += key + takes + " (" + settingText(setting, Recipe()) + ")\n";
    }
    return text;
}

}  // namespace

void RecipeOptions::add(CLI::App& command) {
    command
        .add_option("--recipe", file_, "JSON file with the settings of the run; what it leaves out keeps its default")
        ->type_name("FILE")
        ->group("Recipe");
    command.add_option("--method", method_, "What is trained: lora (a small adapter) or full (every weight)")
        ->type_name("METHOD")
        ->group("Recipe");
    command
        .add_option("--set", sets_, "Change one setting of the recipe, such as train.epochs=6; may be given again")

        ->type_name("KEY=VALUE")
        ->allow_extra_args(false)
        ->group("Recipe");
    command
        .add_option("--max-steps", maxSteps_, "Stop after so many optimizer steps; the same as --set train.maxSteps=K")
        ->type_name("K")
        ->group("Recipe");
    command.add_option("--probe", probes_, "A prompt that is answered at each evaluation; may be given again")
        ->type_name("TEXT")
        ->allow_extra_args(false)
        ->group("Recipe");
    command.footer(command.get_footer() + settingsTable());
}

bool RecipeOptions::given() const {
    return !file_.empty() || !method_.empty() || !sets_.empty() || !probes_.empty() || maxSteps_;
}

Recipe RecipeOptions::build(const Recipe& base) const {
    Recipe recipe = file_.empty() ? base : Recipe::fromJson(readJsonFile(file_));
    if (!method_.empty()) recipe.set("method", method_);
    for (const auto& [key, value] : pairsFrom(sets_, "--set")) recipe.set(key, value);
    if (maxSteps_) recipe.set("train.maxSteps", std::to_string(*maxSteps_));
    recipe.probes.insert(recipe.probes.end(), probes_.begin(), probes_.end());
    return recipe;
}

void ModelOptions::add(CLI::App& command) {
    command.add_option("--model", model_, "A model of the project, as it came")->type_name("NAME")->group("Model");
    command.add_option("--run", run_, "A training run, by number or name: its base model with what it learned")
        ->type_name("RUN")
        ->group("Model");
    command.add_option("--step", step_, "The run's checkpoint at this step; without it the best one")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber)
        ->group("Model");
}

ModelRef ModelOptions::resolve(const Project& project) const {
    if (model_.empty() && run_.empty())
        throw UsageError{"Name the model with --model NAME, or a training run with --run RUN.", "--model"};
    if (step_ > 0 && run_.empty())
        throw UsageError{"--step names a checkpoint of a run; give --run RUN with it.", "--step"};
    ModelRef ref;
    ref.model = model_;
    ref.step = step_;
    if (!run_.empty()) ref.run = findRun(project, run_).id;
    return ref;
}

std::vector<std::pair<std::string, std::string>> pairsFrom(const std::vector<std::string>& texts,
                                                           const std::string& option) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto& text : texts) {
        const auto at = text.find('=');
        if (at == std::string::npos || at == 0)
            throw UsageError{option + " takes NAME=VALUE; \"" + text + "\" has no name or no \"=\".", option};
        pairs.emplace_back(text.substr(0, at), text.substr(at + 1));
    }
    return pairs;
}

RunInfo findRun(const Project& project, const std::string& text) {
    std::vector<RunInfo> runs = project.runs();
    std::sort(runs.begin(), runs.end(), [](const RunInfo& a, const RunInfo& b) { return a.id > b.id; });
    for (const auto& run : runs)
        if (run.name == text) return run;
    for (const auto& run : runs)
        if (isNumber(text) && run.id == std::stoll(text)) return run;
    std::string existing;
    for (const auto& run : runs)
        existing += (existing.empty() ? "" : ", ") + std::to_string(run.id) + " (" + run.name + ")";
    throw Error(
        Code::NotFound,
        "There is no run \"" + text + "\". " +
            (existing.empty() ? "This project has no runs yet; start one with train." : "Runs: " + existing + "."),
        text);
}

}  // namespace tunesmith::cli
