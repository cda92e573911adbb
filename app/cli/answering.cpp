#include "app/cli/answering.h"

#include "app/cli/follow.h"
#include "app/cli/interrupt.h"
#include "app/cli/text.h"

namespace tunesmith::cli {

void AnswerOptions::add(CLI::App& command) {
    model_.add(command);
    const auto option = [&](const char* name, auto& value, const char* help, const char* type) {
        return command.add_option(name, value, help)->type_name(type)->group("Answer");
    };
    option("--max-tokens", values_.maxNewTokens, "Tokens of an answer at most (default 256)", "N")
        ->check(CLI::Range(std::int64_t(1), std::int64_t(1048576)));
    option("--temperature", values_.temperature, "0: always the likeliest token (default); about 0.7: livelier", "T")
        ->check(CLI::Range(0.0, 100.0));
    option("--top-k", values_.topK, "Choose among the K likeliest tokens (0: all)", "K")->check(CLI::NonNegativeNumber);
    option("--top-p", values_.topP, "Choose among the likeliest tokens that make up this share (1: all)", "P")
        ->check(CLI::Range(1e-6, 1.0));
    option("--repetition-penalty", values_.repetitionPenalty, "Above 1: avoid tokens that were already used (1: off)",
           "X")
        ->check(CLI::Range(0.01, 100.0));
    option("--seed", values_.seed, "Of the random choices (default 42); the same seed gives the same answer", "N");
    option("--stop", values_.stop, "End the answer before this text; may be given again", "TEXT")
        ->allow_extra_args(false);
    command.add_flag("--int8", values_.int8, "Hold the weights as 8-bit integers: faster, almost the same answers")
        ->group("Answer");
}

GenerateRequest AnswerOptions::request(const Project& project) const {
    GenerateRequest request = values_;
    request.ref = model_.resolve(project);
    return request;
}

GenerateResult streamAnswer(GenerateJob& job, const Session& session) {
    const bool toTerminal = stdoutIsTerminal();
    FollowHooks hooks;
    hooks.tick = [&](ProgressLine& progress) {
        const std::string piece = job.drainText();
        if (session.json || piece.empty()) return;
        progress.clear();
        writeOut(toTerminal ? withoutControls(piece) : piece);
    };
    Session silent = session;  // the text itself is the progress
    silent.quiet = silent.quiet || !session.json;
    try {
        follow(job, silent, hooks);
    } catch (const Error& fault) {
        if (fault.code() != Code::Cancelled) throw;
    }
    if (!session.json) writeOut("\n");
    return job.result();
}

}  // namespace tunesmith::cli
