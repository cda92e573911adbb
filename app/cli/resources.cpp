#include "app/cli/resources.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "core/base/error.h"

namespace fs = std::filesystem;

namespace tunesmith::cli {
namespace {

std::string& programPath() {
    static std::string path;
    return path;
}

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

fs::path programFolder() {
    std::error_code fault;
#ifdef __linux__
    if (const fs::path self = fs::read_symlink("/proc/self/exe", fault); !fault) return self.parent_path();
#endif
    const fs::path path = fs::weakly_canonical(programPath(), fault);
    return fault ? fs::path(".") : path.parent_path();
}

bool isFolder(const fs::path& path) {
    std::error_code fault;
    return fs::is_directory(path, fault);
}

}  // namespace

void setProgramPath(const char* argv0) {
    programPath() = argv0 ? argv0 : "";
}

std::string programCall() {
    return programPath().empty() ? "tunesmith-cli" : programPath();
}

std::string resourceFolder() {
    if (const std::string named = environment("TUNESMITH_RESOURCES"); !named.empty()) {
        if (isFolder(named)) return named;
        throw Error(Code::NotFound, "TUNESMITH_RESOURCES does not name a folder.", named);
    }
    const fs::path installed = programFolder() / ".." / "share" / "tunesmith";
    if (isFolder(installed)) return installed.lexically_normal().string();
    if (isFolder(TUNESMITH_SOURCE_RESOURCES)) return TUNESMITH_SOURCE_RESOURCES;
    throw Error(Code::NotFound,
                "The program's resources are missing. Install it again, or name their folder in TUNESMITH_RESOURCES.",
                installed.string());
}

bool resourceExists(const std::string& name) {
    std::error_code fault;
    return fs::is_regular_file(fs::path(resourceFolder()) / name, fault);
}

std::string resourceFile(const std::string& name) {
    const std::string path = (fs::path(resourceFolder()) / name).string();
    if (!resourceExists(name)) throw Error(Code::NotFound, "This file of the program's resources is missing.", path);
    return path;
}

std::string defaultProjectsFolder() {
#ifdef _WIN32
    fs::path base = environment("APPDATA");
#else
    fs::path base = environment("XDG_DATA_HOME");
    if (base.empty() || !base.is_absolute()) {
        const std::string home = environment("HOME");
        if (home.empty())
            throw Error(Code::NotFound, "There is no home folder (HOME is not set). Name a folder with --project.");
        base = fs::path(home) / ".local" / "share";
    }
#endif
    return (base / "tunesmith" / "projects").string();
}

}  // namespace tunesmith::cli
