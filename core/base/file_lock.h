// FileLock: one owner for a project folder. Held by an advisory lock on a file that also names the owner, so that a second program
// can say who has it; the system drops the lock when the owner dies, however it dies.
#pragma once

#include <memory>
#include <string>

namespace tunesmith {

class FileLock {
public:
    /// Takes the lock. Throws Error(Busy) naming the owner's process and program where another holds it.
    explicit FileLock(const std::string& path);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int fd_ = -1;
};

}  // namespace tunesmith
