// The commands of tunesmith-cli. One more command is a file in commands/, one line here and one in commands.cpp.
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/session.h"

namespace tunesmith::cli {

// Each adds its command with all options to `app`; what the command does is handed to session.onRun().
void addInit(CLI::App& app, Session& session);
void addData(CLI::App& app, Session& session);
void addModel(CLI::App& app, Session& session);
void addTrain(CLI::App& app, Session& session);
void addRun(CLI::App& app, Session& session);
void addEvaluate(CLI::App& app, Session& session);
void addGenerate(CLI::App& app, Session& session);
void addChat(CLI::App& app, Session& session);
void addClassify(CLI::App& app, Session& session);
void addExport(CLI::App& app, Session& session);
void addInspect(CLI::App& app, Session& session);
void addProbe(CLI::App& app, Session& session);
void addSearch(CLI::App& app, Session& session);
void addDemo(CLI::App& app, Session& session);

/// All of them, in the order in which the help lists them.
void addCommands(CLI::App& app, Session& session);

}  // namespace tunesmith::cli
