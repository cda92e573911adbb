// ZipArchive: reading ZIP files that nobody vouches for. What is unpacked is counted, never believed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tunesmith {

struct ZipLimits {
    std::size_t entries = 2000;
    std::uint64_t bytes = std::uint64_t(1) << 30;  // unpacked, of all that is read together
    std::uint64_t ratio = 100;                     // unpacked to packed, of one entry, beyond the first MiB
};

struct ZipEntry {
    std::string name;
    std::uint64_t packedBytes = 0;
    std::uint64_t saidBytes = 0;  // unpacked, as the archive says: for progress only
    bool folder = false;
    bool plainFile = true;  // no link, device or the like
    bool encrypted = false;
};

/// For one thread.
class ZipArchive {
public:
    /// Reads the directory. Throws Error(NotFound), Error(BadInput) for a file that is no ZIP or has more entries than
    /// it may, or entries that lie over one another.
    ZipArchive(const std::string& path, const ZipLimits& limits = {});
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    const std::vector<ZipEntry>& entries() const { return entries_; }
    /// Null where there is none.
    const ZipEntry* find(std::string_view name) const;
    /// Gives the entry's bytes piece by piece until `piece` returns false. Throws Error(BadInput) where it is
    /// encrypted, damaged, or unpacks to more than the limits allow, and what `piece` throws.
    void read(const ZipEntry& entry, const std::function<bool(std::string_view)>& piece);
    /// The whole entry, at most `maxBytes` of it.
    std::string readWhole(const ZipEntry& entry, std::size_t maxBytes);

private:
    struct State;
    std::string path_;
    ZipLimits limits_;
    std::unique_ptr<State> state_;
    std::vector<ZipEntry> entries_;
    std::uint64_t bytesRead_ = 0;
};

/// Why files of these names must not be unpacked: one leads out of the folder, is absolute, has a name that a system
/// reserves, differs from another in case only, and so on; empty where all may. What is no plain file counts too.
std::string unsafeEntry(const std::vector<ZipEntry>& entries);

}  // namespace tunesmith
