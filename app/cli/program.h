// The program: understands the command line, runs the command, and turns every failure into a message and an exit code.
#pragma once

namespace tunesmith::cli {

/// Returns the exit code. Nothing is thrown out of it.
int runProgram(int argc, char** argv);

}  // namespace tunesmith::cli
