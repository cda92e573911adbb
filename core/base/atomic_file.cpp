#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace tunesmith {

namespace {

bool meansFull(int error) {
    return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

[[noreturn]] void fail(int error, const std::string& what, const std::string& path) {
    if (meansFull(error))
        throw Error(Code::DiskFull,
                    what + ": the disk is full (" + std::strerror(error) + "). Free some space and try again.", path);
    throw Error(Code::BadFile, what + ": " + std::strerror(error) + ".", path);
}

/// A link is kept and the file that it leads to is replaced.
std::string resolved(std::string path) {
    std::error_code failed;
    if (!std::filesystem::is_symlink(path, failed)) return path;
    const auto target = std::filesystem::weakly_canonical(path, failed);
    return failed ? path : target.string();
}

std::string folderOf(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// The mask is read from /proc where there is one, because umask() can only be asked by setting it, for all threads.
mode_t currentUmask() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "Umask:" && status >> word) return mode_t(std::strtoul(word.c_str(), nullptr, 8));
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return mask;
}

mode_t modeFor(const std::string& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0) return info.st_mode & 07777;
    return 0644 & ~currentUmask();
}

int syncToDisk(int fd) {
#if defined(__APPLE__)
    if (::fcntl(fd, F_FULLFSYNC) == 0) return 0;
#endif
    return ::fsync(fd);
}

/// The hash of what the system gives back for the file, not of what was handed to it.
std::string hashOfOpenFile(int fd, std::uint64_t bytes, const std::string& path) {
    Sha256 hash;
    std::vector<char> block(std::size_t(1) << 20);
    std::uint64_t at = 0;
    while (true) {
        const ssize_t n = ::pread(fd, block.data(), block.size(), off_t(at));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail(errno, "What was written could not be read back", path);
        if (n == 0) break;
        hash.update(block.data(), std::size_t(n));
        at += std::uint64_t(n);
    }
    if (at != bytes) throw Error(Code::BadFile, "What was written has another length when read back.", path);
    return hash.hex();
}

}  // namespace

AtomicFile::AtomicFile(std::string path) : path_(resolved(std::move(path))) {
    std::error_code failed;
    if (std::filesystem::is_directory(path_, failed))
        throw Error(Code::BadInput, "A folder stands where the file is to be written.", path_);
    std::string name = path_ + ".part-XXXXXX";
    fd_ = ::mkstemp(name.data());
    if (fd_ < 0) {
        const int error = errno;
        if (meansFull(error)) fail(error, "The file cannot be made", path_);
        throw Error(Code::BadInput, std::string("The file cannot be written here: ") + std::strerror(error) + ".",
                    path_);
    }
    temporary_ = std::move(name);
    ::fcntl(fd_, F_SETFD, FD_CLOEXEC);
}

AtomicFile::~AtomicFile() {
    if (fd_ >= 0) ::close(fd_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void AtomicFile::write(const void* data, std::size_t bytes) {
    TS_CHECK(fd_ >= 0);
    const auto* at = static_cast<const char*>(data);
    std::size_t left = bytes;
    while (left > 0) {
        const ssize_t n = ::write(fd_, at, left);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail(errno, "The file could not be written", path_);
        if (n == 0) fail(ENOSPC, "The file could not be written", path_);
        at += n;
        left -= std::size_t(n);
    }
    hash_.update(data, bytes);
    bytes_ += bytes;
}

std::string AtomicFile::commit() {
    TS_CHECK(fd_ >= 0);
    std::string digest = hash_.hex();
    if (::fchmod(fd_, modeFor(path_)) != 0) fail(errno, "The file's rights could not be set", path_);
    if (syncToDisk(fd_) != 0) fail(errno, "The file could not be brought to the disk", path_);
    if (hashOfOpenFile(fd_, bytes_, path_) != digest)
        throw Error(Code::BadFile,
                    "What was written differs when read back: the disk may be failing. The old file is kept.", path_);
    if (::close(std::exchange(fd_, -1)) != 0) fail(errno, "The file could not be closed", path_);
    if (::rename(temporary_.c_str(), path_.c_str()) != 0)
        fail(errno, "The new file could not take the old one's place", path_);
    temporary_.clear();
    syncFolder(folderOf(path_));
    return digest;
}

std::string writeFileAtomically(const std::string& path, std::string_view text) {
    AtomicFile file(path);
    file.write(text);
    return file.commit();
}

void syncFolder(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) fail(errno, "The folder cannot be opened", path);
    const int error = ::fsync(fd) == 0 ? 0 : errno;
    ::close(fd);
    // Some network and virtual file systems know no sync of a folder: there the rename itself is all that can be had.
    if (error != 0 && error != EINVAL && error != ENOTSUP)
        fail(error, "The folder could not be brought to the disk", path);
}

}  // namespace tunesmith
