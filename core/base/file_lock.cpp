#include "core/base/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "core/base/error.h"

namespace tunesmith {

namespace {

/// As the user knows it: the name of the program file.
std::string programName() {
#if defined(__APPLE__)
    return ::getprogname();
#else
    std::ifstream in("/proc/self/comm");
    std::string name;
    std::getline(in, name);
    return name.empty() ? "a program" : name;
#endif
}

/// The lock file holds one line: process id, space, program. Empty while its owner is just starting.
std::string ownerText(int fd) {
    char text[256] = {};
    const ssize_t n = ::pread(fd, text, sizeof text - 1, 0);
    char* name = nullptr;
    const long process = n > 0 ? std::strtol(text, &name, 10) : 0;
    if (process <= 0) return "another program";
    std::string program(*name == ' ' ? name + 1 : name);
    program.erase(program.find_last_not_of('\n') + 1);
    return (program.empty() ? "a program" : program) + " (process " + std::to_string(process) + ")";
}

void writeOwner(int fd) {
    const std::string line = std::to_string(::getpid()) + " " + programName() + "\n";
    // The name only serves the message of a second program: the lock holds without it, so that a full disk does no harm
    // here.
    if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, line.data(), line.size(), 0) != ssize_t(line.size())) return;
}

}  // namespace

FileLock::FileLock(const std::string& path) {
    fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd_ < 0)
        throw Error(Code::BadFile, std::string("The lock file cannot be opened: ") + std::strerror(errno) + ".", path);
    int locked = 0;
    do locked = ::flock(fd_, LOCK_EX | LOCK_NB);
    while (locked != 0 && errno == EINTR);
    if (locked == 0) {
        writeOwner(fd_);
        return;
    }
    const int error = errno;
    const std::string owner = ownerText(fd_);
    ::close(fd_);
    fd_ = -1;
    if (error == EWOULDBLOCK)
        throw Error(Code::Busy, "This is in use by " + owner + ". Close it there first, or wait until it has ended.",
                    path);
    throw Error(Code::BadFile, std::string("The lock cannot be taken: ") + std::strerror(error) + ".", path);
}

FileLock::~FileLock() {
    // The file stays: removing it would let two programs lock two files of one name. Closing drops the lock.
    if (fd_ >= 0 && ::ftruncate(fd_, 0) == 0) ::fsync(fd_);
    if (fd_ >= 0) ::close(fd_);
}

}  // namespace tunesmith
