#include "core/base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/error.h"

namespace tunesmith {

namespace {

int openForReading(const std::string& path, struct stat& info) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) throw Error(Code::NotFound, std::string("The file cannot be opened: ") + std::strerror(errno) + ".", path);
    if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(fd);
        throw Error(Code::NotFound, "This is not a file.", path);
    }
    return fd;
}

}  // namespace

std::string readFile(const std::string& path, std::size_t maxBytes) {
    struct stat info {};
    const int fd = openForReading(path, info);
    std::string text;
    if (std::size_t(info.st_size) > maxBytes) {
        ::close(fd);
        throw Error(Code::BadFile, "The file has " + std::to_string(info.st_size) + " bytes; at most " +
                                       std::to_string(maxBytes) + " are read.", path);
    }
    text.resize(std::size_t(info.st_size));
    std::size_t got = 0;
    while (got < text.size()) {
        const ssize_t n = ::read(fd, text.data() + got, text.size() - got);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        got += std::size_t(n);
    }
    ::close(fd);
    if (got != text.size()) throw Error(Code::BadFile, "The file could not be read to its end.", path);
    return text;
}

MappedFile::MappedFile(const std::string& path) : path_(path) {
    struct stat info {};
    descriptor_ = openForReading(path, info);
    size_ = std::size_t(info.st_size);
    if (size_ == 0) return;
    void* map = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor_, 0);
    if (map == MAP_FAILED) {
        const int why = errno;
        ::close(descriptor_);
        throw Error(Code::BadFile, std::string("The file cannot be mapped: ") + std::strerror(why) + ".", path);
    }
    data_ = static_cast<const std::uint8_t*>(map);
}

MappedFile::~MappedFile() {
    if (data_) ::munmap(const_cast<std::uint8_t*>(data_), size_);
    if (descriptor_ >= 0) ::close(descriptor_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)), descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(descriptor_, other.descriptor_);
    std::swap(path_, other.path_);
    return *this;
}

bool MappedFile::readAt(std::size_t offset, std::size_t bytes, void* target) const {
    if (descriptor_ < 0 || offset > size_ || bytes > size_ - offset) return false;
    auto* to = static_cast<char*>(target);
    while (bytes > 0) {
        const ssize_t n = ::pread(descriptor_, to, bytes, off_t(offset));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        to += n;
        offset += std::size_t(n);
        bytes -= std::size_t(n);
    }
    return true;
}

void MappedFile::release(std::size_t offset, std::size_t bytes) const {
    const std::size_t page = std::size_t(::sysconf(_SC_PAGESIZE));
    const std::size_t first = (offset + page - 1) / page * page;
    const std::size_t last = (offset + bytes) / page * page;
    if (data_ && last > first) ::madvise(const_cast<std::uint8_t*>(data_) + first, last - first, MADV_DONTNEED);
}

}  // namespace tunesmith
