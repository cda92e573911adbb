// Ctrl+C: the first press raises a flag that the running command looks at, the second ends the program at once.
#pragma once

namespace tunesmith::cli {

/// Takes over SIGINT and SIGTERM. A second press leaves with exit code 5 without unwinding; files are safe as in any
/// crash.
void watchInterrupts();
bool interrupted();
/// Forgets a press that has been dealt with.
void forgetInterrupt();

}  // namespace tunesmith::cli
