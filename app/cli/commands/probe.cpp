// probe: what this machine offers, and what the engine will use of it.
#include "app/cli/commands.h"
#include "app/cli/text.h"
#include "app/cli/views.h"

namespace tunesmith::cli {

void addProbe(CLI::App& app, Session& session) {
    auto* command = app.add_subcommand(
        "probe", "Say what this machine offers: processor, memory, GPU, and the number type that training will use");
    session.onRun(*command, [&session] {
        const MachineReport m = probeMachine();
        session.result(view(m),
                       fieldsText({{"Processor", m.cpu},
                                   {"Cores", std::to_string(m.cores)},
                                   {"Instructions", m.instructionSet},
                                   {"Memory", bytesText(m.availableBytes) + " free of " + bytesText(m.memoryBytes)},
                                   {"GPU", m.gpu.empty() ? "none" : m.gpu},
                                   {"Trains on", m.device + " in " + m.dtype},
                                   {"LibTorch", m.libTorch}}));
        return ExitCode::Done;
    });
}

}  // namespace tunesmith::cli
