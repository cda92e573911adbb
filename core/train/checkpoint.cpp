#include "core/train/checkpoint.h"

#include <algorithm>
#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/sha256.h"

namespace tunesmith {

namespace {

namespace fs = std::filesystem;

constexpr const char* kManifest = "manifest.json";
constexpr const char* kStaged = ".staged-";

fs::path checkpointsFolder(const std::string& root) { return fs::path(root) / "checkpoints"; }

// The step of a folder name step-N, or -1.
std::int64_t stepOf(const fs::path& folder) {
    const std::string name = folder.filename().string();
    if (name.rfind("step-", 0) != 0 || name.size() < 6 || name.size() > 20 || name.find_first_not_of("0123456789", 5) != std::string::npos) return -1;
    return std::stoll(name.substr(5));
}

std::vector<CheckpointInfo> allCheckpoints(const std::string& root) {
    std::vector<CheckpointInfo> found;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(checkpointsFolder(root), failed))
        if (entry.is_directory() && stepOf(entry.path()) >= 0) found.push_back({stepOf(entry.path()), entry.path().string()});
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.step < b.step; });
    return found;
}

}  // namespace

CheckpointInfo writeCheckpoint(const std::string& root, std::int64_t step, const Json& state, const std::function<void(const std::string&)>& fill) {
    const fs::path folder = checkpointsFolder(root), target = folder / ("step-" + std::to_string(step));
    const fs::path staged = folder / (kStaged + std::to_string(step));
    std::error_code failed;
    fs::create_directories(folder, failed);
    fs::remove_all(staged, failed);
    if (!fs::create_directory(staged, failed))
        throw Error(failed == std::errc::no_space_on_device ? Code::DiskFull : Code::BadFile,
                    "The checkpoint's folder cannot be made: " + failed.message() + ".", staged.string());
    try {
        fill(staged.string());
        writeFileAtomically((staged / "state.json").string(), dumpJson(state, 1));
        Json files = Json::array();
        for (const auto& entry : fs::directory_iterator(staged))
            files.push_back({{"name", entry.path().filename().string()}, {"size", entry.file_size()}, {"sha256", sha256File(entry.path().string())}});
        writeFileAtomically((staged / kManifest).string(), dumpJson({{"step", step}, {"files", files}}, 1));
        syncFolder(staged.string());
        if (fs::exists(target)) fs::remove_all(target);
        fs::rename(staged, target);
        syncFolder(folder.string());
    } catch (const fs::filesystem_error& e) {
        fs::remove_all(staged, failed);
        throw Error(e.code() == std::errc::no_space_on_device ? Code::DiskFull : Code::BadFile,
                    std::string("The checkpoint cannot be written: ") + e.what(), target.string());
    } catch (...) {
        fs::remove_all(staged, failed);
        throw;
    }
    return {step, target.string()};
}

bool checkpointIsSound(const std::string& folder) {
    try {
        const Json manifest = readJsonFile((fs::path(folder) / kManifest).string());
        for (const Json& file : manifest.at("files")) {
            const fs::path path = fs::path(folder) / file.at("name").get<std::string>();
            if (fs::file_size(path) != file.at("size").get<std::uintmax_t>() || sha256File(path.string()) != file.at("sha256").get<std::string>())
                return false;
        }
        return true;
    } catch (const std::exception&) {
        return false;  // unreadable is not sound
    }
}

std::vector<CheckpointInfo> soundCheckpoints(const std::string& root) {
    std::vector<CheckpointInfo> found = allCheckpoints(root);
    std::erase_if(found, [](const CheckpointInfo& c) { return !checkpointIsSound(c.folder); });
    return found;
}

std::optional<CheckpointInfo> findCheckpoint(const std::string& root, std::int64_t step) {
    const std::vector<CheckpointInfo> all = allCheckpoints(root);
    for (auto c = all.rbegin(); c != all.rend(); ++c)
        if ((step == 0 || c->step == step) && checkpointIsSound(c->folder)) return *c;
    return std::nullopt;
}

Json checkpointState(const CheckpointInfo& checkpoint) { return readJsonFile((fs::path(checkpoint.folder) / "state.json").string()); }

void pruneCheckpoints(const std::string& root, std::int64_t keep, std::int64_t best) {
    std::error_code failed;
    const std::vector<CheckpointInfo> all = allCheckpoints(root);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (std::int64_t(all.size() - i) > keep && all[i].step != best) fs::remove_all(all[i].folder, failed);
    for (const auto& entry : fs::directory_iterator(checkpointsFolder(root), failed))
        if (entry.path().filename().string().rfind(kStaged, 0) == 0) fs::remove_all(entry.path(), failed);
}

}  // namespace tunesmith
