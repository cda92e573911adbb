// Reading files: whole, or mapped. Writing durable files is AtomicFile's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tunesmith {

/// The whole file. Throws Error(NotFound) where it cannot be opened, Error(BadFile) where it is larger than `maxBytes` or a read fails.
std::string readFile(const std::string& path, std::size_t maxBytes = std::size_t(4) << 30);

/// A read-only map of a file; the memory is valid while the object lives. Movable, not copyable; any thread may read.
class MappedFile {
public:
    MappedFile() = default;
    /// Throws Error(NotFound) or Error(BadFile). An empty file maps to size 0.
    explicit MappedFile(const std::string& path);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    const std::uint8_t* data() const { return data_; }
    std::size_t size() const { return size_; }
    const std::string& path() const { return path_; }
    /// Copies bytes of the file without touching the map, so that they do not count as this program's memory. False where the file has
    /// become shorter or cannot be read.
    bool readAt(std::size_t offset, std::size_t bytes, void* target) const;
    /// Tells the system that these bytes are not needed soon; they are read again on the next touch.
    void release(std::size_t offset, std::size_t bytes) const;

private:
    const std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
    int descriptor_ = -1;
    std::string path_;
};

}  // namespace tunesmith
