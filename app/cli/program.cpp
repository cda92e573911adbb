#include "app/cli/program.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <new>

#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/resources.h"
#include "app/cli/session.h"
#include "app/cli/text.h"

namespace tunesmith::cli {
namespace {

constexpr const char* kFooter =
    "\nFrom nothing to a tuned model:\n"
    "  tunesmith-cli init clinic\n"
    "  tunesmith-cli --project clinic data import faq.csv --name faq\n"
    "  tunesmith-cli --project clinic model starter\n"
    "  tunesmith-cli --project clinic train --data faq --model starter\n"
    "  tunesmith-cli --project clinic chat --run 1\n"
    "or all of it with sample data: tunesmith-cli demo\n\n"
    "Exit codes: 0 done, 1 internal error, 2 wrong usage, 3 bad input or file (or a project in use),\n"
    "4 out of memory or disk, 5 cancelled. With --json one document is printed on stdout; errors are\n"
    "{\"error\": {\"code\", \"message\", \"where\"}}. Progress goes to stderr.";

/// Says what went wrong in the form that was asked for.
ExitCode report(const Session& session, const std::string& code, const std::string& message, const std::string& where,
                ExitCode exit) {
    if (session.json) writeErrorJson(code, message, where);
    const bool placed = !where.empty() && message.find(where) == std::string::npos;
    if (!session.json)
        std::fprintf(stderr, "error: %s%s\n", placed ? (where + ": ").c_str() : "", withoutControls(message).c_str());
    return exit;
}

/// The innermost command that was understood.
CLI::App& deepestCommand(CLI::App& app) {
    CLI::App* command = &app;
    while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
    return *command;
}

std::string commandPath(const CLI::App& command) {
    const std::string parent = command.get_parent() ? commandPath(*command.get_parent()) : "";
    return parent.empty() ? command.get_name() : parent + " " + command.get_name();
}

std::string subcommandNames(const CLI::App& command) {
    std::string names;
    for (const CLI::App* child : command.get_subcommands([](const CLI::App*) { return true; }))
        names += (names.empty() ? "" : ", ") + child->get_name();
    return names;
}

std::string optionNames(const CLI::App& command) {
    std::string names;
    for (const CLI::Option* option : command.get_options([](const CLI::Option* o) { return !o->get_lnames().empty(); }))
        names += (names.empty() ? "--" : ", --") + option->get_lnames().front();
    return names;
}

/// What is wrong with the command line, naming what exists instead. CLI11's own words serve where they say it well.
std::string usageMessage(CLI::App& app, const CLI::ParseError& fault) {
    const CLI::App& command = deepestCommand(app);
    std::vector<std::string> unknown = app.remaining(true);
    unknown.erase(std::remove(unknown.begin(), unknown.end(), "--"), unknown.end());
    const std::string help = " See " + commandPath(command) + " --help.";
    const std::string choices = subcommandNames(command);
    const auto option = std::find_if(unknown.begin(), unknown.end(),
                                     [](const std::string& word) { return word.size() > 1 && word[0] == '-'; });
    if (option != unknown.end())
        return commandPath(command) + " has no option " + *option + ". Its options: " + optionNames(command) + "." +
               help;
    if (!choices.empty() && !unknown.empty())
        return "There is no command \"" + unknown.front() + "\" in " + commandPath(command) +
               ". There are: " + choices + "." + help;
    if (!choices.empty()) return "Name a command of " + commandPath(command) + ": " + choices + "." + help;
    if (!unknown.empty())
        return commandPath(command) + " does not know what to do with \"" + unknown.front() + "\"." + help;
    std::string message = fault.what();
    if (!message.empty() && message.back() != '.') message += '.';
    return message + help;
}

void describe(CLI::App& app, Session& session) {
    app.name("tunesmith-cli");
    app.description("Tunesmith fine-tunes language models on this machine: rows in, a tuned model out.");
    app.footer(kFooter);
    app.set_version_flag("--version", TUNESMITH_VERSION);
    app.fallthrough();  // the options below may stand after the command too
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
    app.add_option("-p,--project", session.projectFolder, "Folder of the project (default: the current folder)")
        ->type_name("DIR");
    app.add_flag("--json", session.json, "Print one JSON document on stdout");
    app.add_flag("-q,--quiet", session.quiet, "No progress and no remarks on stderr");
    addCommands(app, session);
}

bool asksForJson(int argc, char** argv) {
    return std::any_of(argv, argv + argc, [](const char* word) { return std::strcmp(word, "--json") == 0; });
}

ExitCode run(const Session& session) {
    try {
        return session.action()();
    } catch (const UsageError& fault) {
        return report(session, "Usage", fault.message, fault.where, ExitCode::Usage);
    } catch (const Error& fault) {
        return report(session, codeName(fault.code()), fault.what(), fault.where(), exitCodeOf(fault.code()));
    } catch (const std::bad_alloc&) {
        return report(session, codeName(Code::OutOfMemory), "There is not enough memory for this.", "",
                      ExitCode::NoRoom);
    } catch (const std::exception& fault) {
        return report(session, codeName(Code::Internal), std::string("Unexpected: ") + fault.what(), "",
                      ExitCode::Internal);
    }
}

}  // namespace

int runProgram(int argc, char** argv) {
    watchInterrupts();
    setProgramPath(argc > 0 ? argv[0] : nullptr);
    Session session;
    CLI::App app;
    describe(app, session);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& request) {  // --help, --version
        return app.exit(request);
    } catch (const CLI::ParseError& fault) {
        session.json = session.json || asksForJson(argc, argv);
        return int(
            report(session, "Usage", usageMessage(app, fault), commandPath(deepestCommand(app)), ExitCode::Usage));
    }
    return int(run(session));
}

}  // namespace tunesmith::cli
