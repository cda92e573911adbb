#include "app/cli/commands.h"

namespace tunesmith::cli {

void addCommands(CLI::App& app, Session& session) {
    addInit(app, session);
    addData(app, session);
    addModel(app, session);
    addTrain(app, session);
    addRun(app, session);
    addEvaluate(app, session);
    addGenerate(app, session);
    addChat(app, session);
    addClassify(app, session);
    addExport(app, session);
    addInspect(app, session);
    addProbe(app, session);
    addSearch(app, session);
    addDemo(app, session);
}

}  // namespace tunesmith::cli
