// chat: a conversation, turn by turn.
#include "app/cli/answering.h"
#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/text.h"
#include "app/cli/views.h"

#include <cstdio>
#include <iostream>

namespace tunesmith::cli {
namespace {

constexpr const char* kHelp =
    "Type a message and press Enter. /new starts over, /system TEXT sets a system message and starts over, /quit "
    "leaves "
    "(Ctrl+D too). Ctrl+C stops an answer.";

class Conversation {
public:
    Conversation(const Session& session, Project& project, GenerateRequest request, std::string system)
        : session_(session), project_(project), request_(std::move(request)) {
        restart(std::move(system));
    }

    /// One line of the user's. False: leave.
    bool take(const std::string& line) {
        if (line == "/quit" || line == "/exit") return false;
        if (line == "/help") {
            session_.note(kHelp);
        } else if (line == "/new") {
            restart(system_);
        } else if (line.rfind("/system ", 0) == 0) {
            restart(line.substr(8));
        } else if (!line.empty()) {
            answer(line);
        }
        return true;
    }

    const OrderedJson& turns() const { return turns_; }

private:
    void restart(std::string system) {
        system_ = std::move(system);
        request_.messages.clear();
        if (!system_.empty()) request_.messages.push_back({"system", system_});
    }

    void answer(const std::string& text) {
        request_.messages.push_back({"user", text});
        const auto job = project_.generate(request_);
        const GenerateResult result = streamAnswer(*job, session_);
        request_.messages.push_back({"assistant", result.text});
        OrderedJson turn = {{"prompt", text}};
        turn.update(view(result));
        turns_.push_back(turn);
        forgetInterrupt();
    }

    const Session& session_;
    Project& project_;
    GenerateRequest request_;
    std::string system_;
    OrderedJson turns_ = OrderedJson::array();
};

std::optional<std::string> readLine(bool prompting) {
    if (prompting) std::fprintf(stderr, "> ");
    std::string line;
    if (!std::getline(std::cin, line) || interrupted()) {
        if (prompting) std::fprintf(stderr, "\n");
        return std::nullopt;
    }
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

ExitCode runChat(const Session& session, const AnswerOptions& options, const std::string& system) {
    const auto project = session.open();
    Conversation conversation(session, *project, options.request(*project), system);
    const bool prompting = stdinIsTerminal() && stderrIsTerminal();
    if (prompting) session.note(kHelp);
    for (auto line = readLine(prompting); line && conversation.take(*line);) line = readLine(prompting);
    if (session.json) session.result({{"turns", conversation.turns()}}, "");
    return ExitCode::Done;
}

}  // namespace

void addChat(CLI::App& app, Session& session) {
    auto* command =
        app.add_subcommand("chat", "Talk with a model, turn by turn; reads lines from stdin where it is no terminal");
    auto options = std::make_shared<AnswerOptions>();
    auto system = std::make_shared<std::string>();
    command->add_option("--system", *system, "A system message before the conversation")->type_name("TEXT");
    options->add(*command);
    session.onRun(*command, [&session, options, system] { return runChat(session, *options, *system); });
}

}  // namespace tunesmith::cli
