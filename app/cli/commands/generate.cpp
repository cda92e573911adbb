// generate: one answer.
#include "app/cli/answering.h"
#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/views.h"

#include <iostream>
#include <iterator>

namespace tunesmith::cli {
namespace {

struct GenerateOptions {
    std::string prompt, system;
    bool raw = false;
    AnswerOptions answer;
};

std::string promptText(const GenerateOptions& options) {
    if (options.prompt != "-") return options.prompt;
    return std::string(std::istreambuf_iterator<char>(std::cin), {});
}

ExitCode runGenerate(const Session& session, const GenerateOptions& options) {
    if (options.raw && !options.system.empty())
        throw UsageError{"--raw gives the text to the model as it is; it has no place for --system.", "--system"};
    const std::string prompt = promptText(options);
    const auto project = session.open();
    GenerateRequest request = options.answer.request(*project);
    if (options.raw) {
        request.rawPrompt = prompt;
    } else {
        if (!options.system.empty()) request.messages.push_back({"system", options.system});
        request.messages.push_back({"user", prompt});
    }
    const auto job = project->generate(request);
    const GenerateResult result = streamAnswer(*job, session);
    if (session.json) session.result(view(result), "");
    return interrupted() ? ExitCode::Cancelled : ExitCode::Done;
}

}  // namespace

void addGenerate(CLI::App& app, Session& session) {
    auto* command = app.add_subcommand("generate", "Answer one prompt");
    auto options = std::make_shared<GenerateOptions>();
    command->add_option("--prompt", options->prompt, "What to answer; - reads it from stdin")
        ->required()
        ->type_name("TEXT");
    command->add_option("--system", options->system, "A system message before it")->type_name("TEXT");
    command->add_flag("--raw", options->raw, "Continue the text as it is, without the model's chat template");
    options->answer.add(*command);
    session.onRun(*command, [&session, options] { return runGenerate(session, *options); });
}

}  // namespace tunesmith::cli
