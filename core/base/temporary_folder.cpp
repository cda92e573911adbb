#include "core/base/temporary_folder.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "core/base/error.h"

namespace fs = std::filesystem;

namespace tunesmith {

TemporaryFolder::TemporaryFolder() : path_((fs::temp_directory_path() / "tunesmith-XXXXXX").string()) {
    if (!::mkdtemp(path_.data()))
        throw Error(Code::DiskFull, std::string("No temporary folder can be made: ") + std::strerror(errno) + ".",
                    path_);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace tunesmith
