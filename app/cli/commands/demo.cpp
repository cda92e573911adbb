// demo: the whole way on sample data. A project, the sample clinic's questions in, the starter model, answers before,
// LoRA training, answers after, and a table of the difference.
#include "app/cli/commands.h"
#include "app/cli/follow.h"
#include "app/cli/options.h"
#include "app/cli/resources.h"
#include "app/cli/text.h"
#include "app/cli/training.h"
#include "app/cli/views.h"

#include <filesystem>

namespace fs = std::filesystem;

namespace tunesmith::cli {
namespace {

constexpr const char* kSample = "samples/clinic.jsonl";
constexpr const char* kHeldOut = "samples/clinic_heldout.jsonl";
constexpr const char* kRecipe = "recipes/sample_clinic.json";
constexpr const char* kData = "clinic";
constexpr const char* kHeldOutData = "clinic-heldout";
constexpr std::size_t kShown = 5;  // questions in the table of answers

struct DemoOptions {
    std::string model;
    RecipeOptions recipe;
};

/// The folder itself, or the first of folder-2, folder-3, ... that is not there yet.
std::string freeFolder(const std::string& wanted) {
    std::error_code fault;
    const fs::path base = fs::path(wanted).lexically_normal();
    const std::string stem = (base.has_filename() ? base : base.parent_path()).string();
    for (int n = 1;; ++n) {
        const std::string folder = n == 1 ? stem : stem + "-" + std::to_string(n);
        if (!fs::exists(folder, fault) || (fs::is_directory(folder, fault) && fs::is_empty(folder, fault)))
            return folder;
    }
}

void importRows(Project& project, const Session& session, const ImportRequest& request) {
    const auto job = project.import(request);
    follow(*job, session);
}

void importSample(Project& project, const Session& session) {
    ImportRequest request;
    request.files = {resourceFile(kSample)};
    request.name = kData;
    request.mapping = {{"user", "question"}, {"assistant", "answer"}};
    importRows(project, session, request);
    request.files = {resourceFile(kHeldOut)};
    request.name = kHeldOutData;
    request.mapping.emplace_back("label", "fact");
    request.validation = 1.0;
    importRows(project, session, request);
}

EvaluateResult answerHeldOut(Project& project, const Session& session, const ModelRef& ref) {
    EvaluateRequest request;
    request.ref = ref;
    request.dataset = kHeldOutData;
    request.answers = true;
    const auto job = project.evaluate(request);
    follow(*job, session);
    return job->result();
}

/// Rows to show: those that went from wrong to right first, in the order of the file.
std::vector<std::size_t> rowsToShow(const EvaluateResult& before, const EvaluateResult& after) {
    std::vector<std::size_t> rows;
    for (const bool learned : {true, false})
        for (std::size_t i = 0; i < std::min(before.answers.size(), after.answers.size()) && rows.size() < kShown; ++i)
            if ((!before.answers[i].right && after.answers[i].right) == learned) rows.push_back(i);
    return rows;
}

std::string shareText(const EvaluateResult& result) {
    return countText(result.right) + " of " + countText(result.rows) + " (" + percentText(result.right, result.rows) +
           ")";
}

std::string resultText(const EvaluateResult& before, const EvaluateResult& after) {
    std::string text = "\n" + tableText({countText(after.rows) + " held-out questions", "Before", "After"},
                                        {{"Loss", numberText(before.loss, 3), numberText(after.loss, 3)},
                                         {"Right fact", shareText(before), shareText(after)}});
    for (const std::size_t i : rowsToShow(before, after)) {
        text += "\n" + oneLine(after.answers[i].question) + "\n";
        text += "  before  " + oneLine(before.answers[i].answer, 100) + "\n";
        text += "  after   " + oneLine(after.answers[i].answer, 100) +
                (after.answers[i].right ? "" : "   (not the fact)") + "\n";
    }
    return text;
}

std::string nextText(const std::string& folder, std::int64_t run) {
    const std::string call = "  " + programCall() + " --project " + folder + " ";
    const std::string id = std::to_string(run);
    return "\nThe tuned model is run " + id + " of the project " + folder + ".\nNext:\n" +               //
           call + "chat --run " + id + "\n" +                                                            //
           call + "export merged --run " + id + " --out clinic-model\n" +                                //
           call + "data import YOUR_FILE --name mine   (questions and answers: JSONL, CSV, Parquet, XLSX, ...)\n" +  //
           call + "train --data mine --model starter\n";
}

ModelInfo addModel(Project& project, const std::string& path) {
    return path.empty() ? project.addStarter() : project.addModel(path, "model");
}

ExitCode runDemo(const Session& session, const DemoOptions& options, bool projectNamed) {
    const Recipe base = resourceExists(kRecipe) ? Recipe::fromJson(readJsonFile(resourceFile(kRecipe))) : Recipe();
    const Recipe recipe = options.recipe.build(base);
    const std::string wanted =
        projectNamed ? session.projectFolder : (fs::path(defaultProjectsFolder()) / "clinic").string();
    const std::string folder = freeFolder(wanted);
    if (fs::path(folder).has_parent_path()) fs::create_directories(fs::path(folder).parent_path());
    const auto project = Project::create(folder);
    session.note("Project " + folder);
    importSample(*project, session);
    const ModelInfo model = addModel(*project, options.model);
    session.note("Questions about an invented clinic, and " + model.name + " (" + countText(model.parameters) +
                 " parameters), which has never heard of it.");
    session.note("It answers the held-out questions first:");
    const EvaluateResult before = answerHeldOut(*project, session, {model.name});
    session.note("Now it learns from " + countText(project->dataset(kData).rows) + " questions and answers:");

    TrainRequest request;
    request.dataset = kData;
    request.model = model.name;
    request.recipe = recipe;
    const auto job = project->train(request);
    const TrainedRun trained = followTraining(*job, session);
    if (trained.stoppedByUser)
        throw Error(Code::Cancelled, "The training was stopped. Go on with: --project " + folder + " train --resume " +
                                         std::to_string(trained.result.run));
    session.note("And answers them again:");
    ModelRef tuned;
    tuned.run = trained.result.run;
    const EvaluateResult after = answerHeldOut(*project, session, tuned);
    session.result(
        {{"project", folder}, {"before", view(before)}, {"train", view(trained.result)}, {"after", view(after)}},
        trainingText(trained.result) + resultText(before, after) + nextText(folder, trained.result.run));
    return ExitCode::Done;
}

}  // namespace

void addDemo(CLI::App& app, Session& session) {
    auto* command = app.add_subcommand(
        "demo", "The whole way on sample data: a small model learns an invented clinic's front desk in a few minutes");
    auto options = std::make_shared<DemoOptions>();
    command->add_option("--model", options->model, "A GGUF file or Hugging Face folder instead of the starter model")
        ->type_name("PATH");
    command->footer(
        "\nThe project is made in --project DIR, or else in the user's data folder; where it exists, DIR-2 and so "
        "on.\n");
    options->recipe.add(*command);
    const CLI::Option* project = app.get_option("--project");
    session.onRun(*command, [&session, options, project] { return runDemo(session, *options, project->count() > 0); });
}

}  // namespace tunesmith::cli
