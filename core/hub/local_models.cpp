#include "core/hub/local_models.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/hub/hub_settings.h"
#include "core/hub/repo.h"

namespace tunesmith::hub {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> entriesOf(const fs::path& folder) {
    std::vector<fs::path> entries;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) entries.push_back(at->path());
    std::sort(entries.begin(), entries.end());
    return entries;
}

/// The shards that an index names and that are not there.
std::string missingShard(const fs::path& snapshot) {
    std::error_code failed;
    const fs::path index = snapshot / "model.safetensors.index.json";
    if (!fs::exists(index, failed)) return {};
    try {
        const Json json = readJsonFile(index.string(), 64 << 20);
        std::set<std::string> shards;
        for (const auto& [tensor, shard] : json.at("weight_map").items()) shards.insert(shard.get<std::string>());
        for (const std::string& shard : shards)
            if (!fs::exists(snapshot / shard, failed)) return shard;
    } catch (const std::exception&) {
        return "a readable index of the weights";
    }
    return {};
}

void addFrom(const fs::path& snapshot, LocalModel model, std::vector<LocalModel>& all) {
    std::error_code failed;
    model.commit = snapshot.filename().string();
    std::int64_t weights = 0, pickles = 0;
    bool any = false, torn = false;
    for (const fs::path& entry : entriesOf(snapshot)) {
        const std::string name = entry.filename().string(), ending = entry.extension().string();
        const auto size = fs::file_size(entry, failed);  // of what a link leads to
        const bool there = !failed;
        if (ending == ".gguf") {
            LocalModel file = model;
            file.path = entry.string();
            file.format = "gguf";
            file.bytes = there ? std::int64_t(size) : 0;
            if (!there) file.problem = "The file is not whole: a download of it was not finished.";
            all.push_back(std::move(file));
        } else if (ending == ".safetensors") {
            any = true;
            torn = torn || !there;
            weights += there ? std::int64_t(size) : 0;
        } else if (ending == ".bin" || ending == ".pt" || ending == ".pth") {
            ++pickles;
        }
    }
    model.path = snapshot.string();
    model.format = "safetensors";
    model.bytes = weights;
    if (any) {
        const std::string missing = missingShard(snapshot);
        if (torn || !missing.empty())
            model.problem = "It is not whole: " + (missing.empty() ? std::string("a file of its weights") : missing) + " is missing. Fetch it again.";
        else if (!fs::exists(snapshot / "config.json", failed))
            model.problem = "config.json is missing; fetch it again.";
        all.push_back(std::move(model));
    } else if (pickles > 0 && fs::exists(snapshot / "config.json", failed)) {
        model.format = "pickle";
        model.problem = "Its weights are pickle files, which can run any program when they are loaded; they are not opened.";
        all.push_back(std::move(model));
    }
}

/// "models--owner--name" (or "owner--name") -> "owner/name"; empty where it is no such name.
std::string idOfFolder(std::string name, const std::string& prefix) {
    if (!name.starts_with(prefix)) return {};
    name.erase(0, prefix.size());
    if (const auto at = name.find("--"); at != std::string::npos) name.replace(at, 2, "/");
    try {
        checkRepoId(name);
    } catch (const Error&) {
        return {};
    }
    return name;
}

std::map<std::string, std::string> refsOf(const fs::path& repo) {
    std::map<std::string, std::string> refs;
    for (const fs::path& ref : entriesOf(repo / "refs")) {
        std::error_code failed;
        if (!fs::is_regular_file(ref, failed)) continue;
        try {
            std::string& names = refs[readFile(ref.string(), 4096).substr(0, 40)];
            names += (names.empty() ? "" : ", ") + ref.filename().string();
        } catch (const Error&) {
            continue;  // a name alone
        }
    }
    return refs;
}

}  // namespace

std::string cacheFolder() {
    for (const char* name : {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"})
        if (const char* named = std::getenv(name); named && *named) return named;
    return huggingFaceHome() + "/hub";
}

std::vector<LocalModel> localModels(const std::string& library) {
    std::vector<LocalModel> all;
    for (const fs::path& repo : entriesOf(fs::path(library) / "models")) {
        const std::string id = idOfFolder(repo.filename().string(), "");
        if (id.empty()) continue;
        for (const fs::path& commit : entriesOf(repo))
            if (isHex(commit.filename().string(), 40)) addFrom(commit, {id, {}, {}, {}, {}, "library", 0, {}}, all);
    }
    for (const fs::path& repo : entriesOf(cacheFolder())) {
        const std::string id = idOfFolder(repo.filename().string(), "models--");
        if (id.empty()) continue;
        const auto refs = refsOf(repo);
        for (const fs::path& commit : entriesOf(repo / "snapshots")) {
            const auto known = refs.find(commit.filename().string());
            addFrom(commit, {id, {}, known == refs.end() ? "" : known->second, {}, {}, "cache", 0, {}}, all);
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const LocalModel& a, const LocalModel& b) { return a.id < b.id; });
    return all;
}

}  // namespace tunesmith::hub
