// evaluate: loss on a data set, and answers to its rows.
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

std::string resultText(const EvaluateResult& result, bool answers) {
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
    auto* command = app.add_subcommand("evaluate", "Measure the loss of a model on a data set, and answer its rows");
    auto options = std::make_shared<EvaluateOptions>();
    command->add_option("--data", options->data, "The data set")->required()->type_name("NAME");
    command->add_option("--split", options->split, "train, validation (default) or test")
        ->check(CLI::IsMember({"train", "validation", "test"}))
        ->type_name("SPLIT");
    command->add_option("--max-rows", options->maxRows, "At most so many rows (default: all)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("N");
    command->add_flag("--answers", options->answers,
                      "Answer each row too; an answer is right when it contains the row's label");
    command->add_option("--max-tokens", options->maxTokens, "Tokens of an answer at most (default 64)")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    options->model.add(*command);
    session.onRun(*command, [&session, options] { return runEvaluate(session, *options); });
}

}  // namespace tunesmith::cli
