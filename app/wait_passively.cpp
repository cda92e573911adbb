// OpenMP's threads sleep while they wait for each other instead of spinning: with anything else on the processor (the window, above all)
// spinning threads take its time, and training gets slower too. The OpenMP runtime reads this setting when it is loaded, before main(), so
// the program starts itself once more with it; that costs a few milliseconds, as nothing has been initialised yet.
#if defined(__linux__)
#include <alloca.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>

namespace {

void waitPassively(int, char** argv, char** environment) {
    static char setting[] = "OMP_WAIT_POLICY=passive";
    const std::size_t name = sizeof("OMP_WAIT_POLICY=") - 1;
    std::size_t n = 0;
    for (; environment[n]; ++n)
        if (std::strncmp(environment[n], setting, name) == 0) return;  // the user's choice, or ours
    auto** extended = static_cast<char**>(alloca((n + 2) * sizeof(char*)));
    std::memcpy(extended, environment, n * sizeof(char*));
    extended[n] = setting;
    extended[n + 1] = nullptr;
    static char program[4096];  // by its own path: by /proc/self/exe it would be listed as "exe"
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0) return;
    program[length] = '\0';
    execve(program, argv, extended);  // where that fails, the threads spin
}

__attribute__((section(".preinit_array"), used)) void (*const kBeforeAll)(int, char**, char**) = waitPassively;

}  // namespace
#endif
