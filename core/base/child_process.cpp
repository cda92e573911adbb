#include "core/base/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "core/base/error.h"

extern char** environ;

namespace tunesmith {

namespace {

/// A started child with the reading end of its output. Ends and buries the child.
class Child {
public:
    Child(const std::string& program, const std::vector<std::string>& arguments) {
        int ends[2];
        if (::pipe(ends) != 0) fail(program, errno);
        for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
        output_ = ends[0];
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
        ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
        std::vector<char*> words{const_cast<char*>(program.c_str())};
        for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
        words.push_back(nullptr);
        const int problem = ::posix_spawn(&id_, program.c_str(), &actions, nullptr, words.data(), environ);
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        if (problem != 0) {
            ::close(output_);
            fail(program, problem);
        }
    }
    ~Child() {
        ::close(output_);
        if (id_ <= 0) return;
        ::kill(id_, SIGKILL);
        wait();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    int output() const { return output_; }
    void kill() { ::kill(id_, SIGKILL); }
    int wait() {
        int status = 0;
        while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
        id_ = 0;
        return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }

private:
    [[noreturn]] static void fail(const std::string& program, int problem) {
        throw Error(Code::NotFound, std::string("The program cannot be started: ") + std::strerror(problem) + ".",
                    program);
    }

    pid_t id_ = 0;
    int output_ = -1;
};

}  // namespace

ChildResult runChild(const std::string& program, const std::vector<std::string>& arguments, std::chrono::seconds limit,
                     const std::function<bool(std::string_view)>& output, const Cancel& cancel) {
    Child child(program, arguments);
    ChildResult result;
    const auto deadline = std::chrono::steady_clock::now() + limit;
    std::vector<char> buffer(std::size_t(64) << 10);
    while (true) {
        cancel.throwIfRequested();
        if (std::chrono::steady_clock::now() > deadline) {
            result.timedOut = true;
            break;
        }
        pollfd waiting{child.output(), POLLIN, 0};
        if (::poll(&waiting, 1, 100) <= 0) continue;
        const ssize_t got = ::read(child.output(), buffer.data(), buffer.size());
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (got <= 0) break;
        if (!output({buffer.data(), std::size_t(got)})) {
            result.stopped = true;
            break;
        }
    }
    if (result.timedOut || result.stopped) child.kill();
    result.exitCode = child.wait();
    return result;
}

std::string besideThisProgram(const std::string& name) {
    std::filesystem::path self;
#ifdef __APPLE__
    char path[4096];
    std::uint32_t size = sizeof path;
    if (::_NSGetExecutablePath(path, &size) == 0) self = path;
#else
    std::error_code absent;
    self = std::filesystem::read_symlink("/proc/self/exe", absent);
#endif
    return (self.parent_path() / name).string();
}

}  // namespace tunesmith
