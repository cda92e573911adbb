// A file in memory with a path, for code that reads files.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

class MemoryFile {
public:
    MemoryFile(const std::uint8_t* data, std::size_t bytes) : fd_(::memfd_create("fuzz", 0)) {
        if (fd_ < 0 || ::write(fd_, data, bytes) != ssize_t(bytes)) std::abort();
    }
    explicit MemoryFile(const std::string& text)
        : MemoryFile(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()) {}
    ~MemoryFile() { ::close(fd_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

private:
    int fd_;
};
