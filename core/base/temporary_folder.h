// TemporaryFolder: a private folder that is gone with the object.
#pragma once

#include <string>

namespace tunesmith {

class TemporaryFolder {
public:
    /// Throws Error(DiskFull).
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace tunesmith
