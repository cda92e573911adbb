// Container: a file or folder that holds files: a folder, a ZIP archive, a gzip file. Its files are read one by one;
// what is packed is unpacked into a private temporary folder first, under names that are not the archive's.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/cancel.h"

namespace tunesmith {

/// For one thread.
class Container {
public:
    virtual ~Container() = default;
    /// Null where `path` is a file of another kind (an Office document is one, although it is a ZIP file). Throws
    /// Error(NotFound), and Error(BadInput) for an archive that is damaged or must not be unpacked, saying why.
    static std::unique_ptr<Container> open(const std::string& path);

    /// "a ZIP archive"
    virtual std::string title() const = 0;
    /// What stands between the container's name and a file's: "/" or "!".
    virtual std::string separator() const = 0;
    /// Whether its files may be containers themselves.
    virtual bool mayNest() const { return false; }
    /// The files in order of name, named relative to the container.
    const std::vector<std::string>& names() const { return names_; }
    /// What was passed over, for the user.
    const std::vector<std::string>& notes() const { return notes_; }
    /// Bytes that the files take in the container, for progress.
    const std::vector<std::int64_t>& bytes() const { return bytes_; }
    /// Where a file can be read, until the next call or the container's end. Throws Error(BadInput) where it is
    /// damaged, needs a password or unpacks to more than is reasonable, Error(DiskFull), Error(Cancelled).
    virtual std::string fetch(std::size_t i, const Cancel& cancel) = 0;

protected:
    void leaveOutCompanions();
    std::vector<std::string> names_, notes_;
    std::vector<std::int64_t> bytes_;
};

}  // namespace tunesmith
