// Options of an answer and its streaming: shared by generate and chat.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli/options.h"
#include "app/cli/session.h"

namespace tunesmith::cli {

/// --max-tokens, --temperature, --top-k, --top-p, --repetition-penalty, --seed, --stop, --int8 and which model.
class AnswerOptions {
public:
    void add(CLI::App& command);
    /// Without a prompt. Throws as ModelOptions::resolve() does.
    GenerateRequest request(const Project& project) const;

private:
    ModelOptions model_;
    GenerateRequest values_;
};

/// Waits for the answer; writes it to stdout as it comes unless --json. Ctrl+C cancels it and the part that came is
/// returned with finish "cancelled". Throws the job's failure.
GenerateResult streamAnswer(GenerateJob& job, const Session& session);

}  // namespace tunesmith::cli
