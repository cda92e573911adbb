#include "app/cli/interrupt.h"

#include <csignal>
#include <cstdlib>

#include "app/cli/exit_code.h"

namespace tunesmith::cli {
namespace {

volatile std::sig_atomic_t pressed = 0;

void onSignal(int number) {
    if (pressed != 0) std::_Exit(int(ExitCode::Cancelled));
    pressed = 1;
#ifdef _WIN32
    std::signal(number, onSignal);  // it falls back to the default after each delivery
#else
    (void)number;
#endif
}

}  // namespace

void watchInterrupts() {
#ifdef _WIN32
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
#else
    // Without SA_RESTART, so that a read from the terminal ends too.
    struct sigaction action = {};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);  // a closed pager is a failed write, not a death in the middle of a run
    std::signal(SIGXFSZ, SIG_IGN);  // so is a file that may not grow further
#endif
}

bool interrupted() {
    return pressed != 0;
}

void forgetInterrupt() {
    pressed = 0;
}

}  // namespace tunesmith::cli
