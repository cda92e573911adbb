// Session: what every command shares. The options that hold everywhere, the project, and how results leave the program.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "app/cli/exit_code.h"
#include "core/base/json.h"
#include "core/engine/project.h"

namespace tunesmith::cli {

/// A command line that cannot be carried out as it is written: exit code 2.
struct UsageError {
    std::string message, where;
};

class Session {
public:
    std::string projectFolder = ".";  // --project
    bool json = false;                // --json
    bool quiet = false;               // --quiet

    /// Adds a command that does something. `action` runs after the whole command line was understood; what it returns
    /// is the exit code. It may throw Error and UsageError.
    void onRun(CLI::App& command, std::function<ExitCode()> action);
    /// The action that the command line asked for; empty where it asked for none.
    const std::function<ExitCode()>& action() const { return action_; }

    /// Opens the project for as long as the returned object lives. Throws as Project::open() does.
    std::unique_ptr<Project> open() const;

    /// The result: `document` with --json, otherwise `text` (which ends with a line end). Call it once.
    void result(const OrderedJson& document, const std::string& text) const;
    /// A remark beside the result, on stderr; silent with --json or --quiet.
    void note(const std::string& text) const;

private:
    std::function<ExitCode()> action_;
};

/// Writes to stdout as it is and flushes. Throws Error(DiskFull) where the whole text cannot be written.
void writeOut(const std::string& text);
/// The error as the one JSON document of --json.
void writeErrorJson(const std::string& code, const std::string& message, const std::string& where);
bool stdoutIsTerminal();
bool stderrIsTerminal();
bool stdinIsTerminal();

}  // namespace tunesmith::cli
