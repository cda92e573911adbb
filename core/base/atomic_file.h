// AtomicFile: the one way in which durable files are written. Bytes go to a temporary file beside the target; commit() checks them,
// syncs them, re-reads their hash, renames and syncs the folder. Whatever fails, the old file stays as it was.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/sha256.h"

namespace tunesmith {

class AtomicFile {
public:
    /// Opens a temporary beside `path` (mode 0600, then the target's or 0644 &~umask at commit). Throws Error(DiskFull, BadInput).
    explicit AtomicFile(std::string path);
    /// Removes the temporary if commit() was not reached.
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Throws Error(DiskFull) when not every byte could be written, Error(BadFile) on another input/output error.
    void write(const void* data, std::size_t bytes);
    void write(std::string_view text) { write(text.data(), text.size()); }
    std::uint64_t bytesWritten() const { return bytes_; }
    /// Makes the new content the file; returns its SHA-256. Throws like write(); on failure the old file is unchanged.
    std::string commit();

private:
    std::string path_, temporary_;
    int fd_ = -1;
    std::uint64_t bytes_ = 0;
    Sha256 hash_;
};

/// Writes `text` as the whole of `path` in one AtomicFile; returns its SHA-256.
std::string writeFileAtomically(const std::string& path, std::string_view text);

/// Syncs a folder, so that renames and removals in it survive a power cut. Throws Error(BadFile).
void syncFolder(const std::string& path);

}  // namespace tunesmith
