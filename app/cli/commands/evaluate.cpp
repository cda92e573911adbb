// evaluate: loss on a data set and answers to its rows, or how right a classifier's labels are.
#include "app/cli/commands.h"
#include "app/cli/follow.h"
#include "app/cli/options.h"
#include "app/cli/text.h"
#include "app/cli/views.h"

namespace tunesmith::cli {
namespace {

struct EvaluateOptions {
    std::string data, split = "validation";
    ModelOptions model;
    std::int64_t maxRows = 0, maxTokens = 64;
    bool answers = false;
};

std::string share(double value) {
    return numberText(100 * value, 1) + " %";
}

std::string confusionText(const ClassifierReport& report) {
    std::vector<std::string> header = {"wanted \\ given"};
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < report.labels.size(); ++i) {
        header.push_back(oneLine(report.labels[i].label, 16));
        rows.push_back({oneLine(report.labels[i].label, 30)});
        for (const std::int64_t count : report.confusion[i]) rows.back().push_back(countText(count));
    }
    return tableText(header, rows);
}

std::string labelsText(const EvaluateResult& result, bool answers) {
    constexpr std::size_t kMostColumns = 12;  // of a table that a terminal still shows in one piece
    const ClassifierReport& report = *result.classifier;
    const bool values = report.kind == "regression";
    std::string text = fieldsText(
        {{report.kind == "tokens" ? "Words" : "Rows", countText(report.items)},
         {"Left out", report.left > 0 ? countText(report.left) + " rows without a label that the model gives" : ""},
         {"Loss", numberText(result.loss)},
         {"Accuracy", values ? "" : share(report.accuracy)},
         {"Macro F1", values ? "" : share(report.macroF1)},
         {"R squared", values ? numberText(report.r2) : ""},
         {"Mean squared error", values ? numberText(report.meanSquare) : ""}});
    std::vector<std::vector<std::string>> rows;
    for (const LabelScore& one : report.labels)
        rows.push_back(
            {oneLine(one.label, 40), share(one.precision), share(one.recall), share(one.f1), countText(one.support)});
    if (!rows.empty()) text += tableText({"Label", "Precision", "Recall", "F1", "Rows"}, rows);
    if (!report.confusion.empty() && report.labels.size() <= kMostColumns) text += confusionText(report);
    for (const auto& row : result.answers)
        if (answers)
            text += std::string(values      ? "  "
                                : row.right ? "  right  "
                                            : "  wrong  ") +
                    oneLine(row.question, 70) + "\n         " + oneLine(row.answer, 60) +
                    (row.right ? "" : " instead of " + oneLine(row.expected, 60)) + "\n";
    return text;
}

std::string resultText(const EvaluateResult& result, bool answers) {
    if (result.classifier) return labelsText(result, answers);
    std::string text = fieldsText({{"Rows", countText(result.rows)},
                                   {"Loss", numberText(result.loss) + " per trained token"},
                                   {"Right", answers ? countText(result.right) + " of " + countText(result.rows) +
                                                           " (" + percentText(result.right, result.rows) + ")"
                                                     : ""}});
    for (const auto& row : result.answers)
        if (answers)
            text += std::string(row.right ? "  right  " : "  wrong  ") + oneLine(row.question, 60) + "\n         " +
                    oneLine(row.answer, 100) + "\n";
    return text;
}

ExitCode runEvaluate(const Session& session, const EvaluateOptions& options) {
    EvaluateRequest request;
    request.dataset = options.data;
    request.split = splitFromName(options.split);
    request.maxRows = options.maxRows;
    request.answers = options.answers;
    request.maxNewTokens = options.maxTokens;
    const auto project = session.open();
    request.ref = options.model.resolve(*project);
    const auto job = project->evaluate(request);
    follow(*job, session);
    const EvaluateResult result = job->result();
    session.result(view(result), resultText(result, options.answers));
    return ExitCode::Done;
}

}  // namespace

void addEvaluate(CLI::App& app, Session& session) {
    auto* command = app.add_subcommand(
        "evaluate", "Measure how good a model is on a data set: loss and answers, or how right its labels are");
    auto options = std::make_shared<EvaluateOptions>();
    command->add_option("--data", options->data, "The data set")->required()->type_name("NAME");
    command->add_option("--split", options->split, "train, validation (default) or test")
        ->check(CLI::IsMember({"train", "validation", "test"}))
        ->type_name("SPLIT");
    command->add_option("--max-rows", options->maxRows, "At most so many rows (default: all)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("N");
    command->add_flag("--answers", options->answers,
                      "Answer each row too; an answer is right when it contains the row's label, or is it");
    command->add_option("--max-tokens", options->maxTokens, "Tokens of an answer at most (default 64)")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    options->model.add(*command);
    session.onRun(*command, [&session, options] { return runEvaluate(session, *options); });
}

}  // namespace tunesmith::cli
