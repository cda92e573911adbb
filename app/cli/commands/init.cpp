// init: a new, empty project.
#include "app/cli/commands.h"
#include "app/cli/resources.h"

namespace tunesmith::cli {

void addInit(CLI::App& app, Session& session) {
    auto* command = app.add_subcommand("init", "Make a new project: a folder that holds its data, runs and results");
    auto folder = std::make_shared<std::string>();
    command->add_option("dir", *folder, "The folder to make; it may exist when it is empty")
        ->required()
        ->type_name("DIR");
    session.onRun(*command, [&session, folder] {
        const auto project = Project::create(*folder);
        session.result({{"project", project->folder()}, {"name", project->name()}},
                       "Made the project " + project->folder() + ".\nNext: " + programCall() + " --project " + *folder +
                           " data import FILE --name NAME\n");
        return ExitCode::Done;
    });
}

}  // namespace tunesmith::cli
