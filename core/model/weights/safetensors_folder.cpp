// A model folder as Hugging Face writes it: one safetensors file, or shards with an index.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/base/json.h"
#include "core/model/weights/format_text.h"
#include "core/model/weights/refused.h"
#include "core/model/weights/safetensors.h"

namespace fs = std::filesystem;

namespace tunesmith {

namespace {

constexpr const char* kSingle = "model.safetensors";
constexpr const char* kIndex = "model.safetensors.index.json";

bool isFile(const std::string& path) {
    std::error_code failed;
    return fs::is_regular_file(path, failed);
}

/// A plain file name: it cannot lead out of the folder, on any system.
bool isPlainName(const std::string& name) {
    const bool harmful = std::any_of(name.begin(), name.end(), [](char c) {
        return c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < 0x20;
    });
    return !harmful && !name.starts_with('.') && name.ends_with(".safetensors") && name.size() <= 255;
}

/// Tensor -> shard, as the index says.
std::map<std::string, std::string> readIndex(const std::string& path) {
    const Json index = readJsonFile(path);
    if (!index.is_object() || !index.contains("weight_map") || !index["weight_map"].is_object())
        throw Error(Code::BadFile, "The index of the shards has no \"weight_map\": download it again.", path);
    std::map<std::string, std::string> map;
    for (const auto& [tensor, shard] : index["weight_map"].items()) {
        if (!shard.is_string() || !isPlainName(shard.get_ref<const std::string&>()))
            throw Error(Code::BadFile,
                        "The index puts the tensor " + quotedName(tensor) + " into " +
                            quotedName(shard.dump(-1, ' ', true)) +
                            ", which is not the plain name of a .safetensors file in the same folder.",
                        path);
        map.emplace(tensor, shard.get<std::string>());
    }
    if (map.empty()) throw Error(Code::BadFile, "The index of the shards lists no tensor: download it again.", path);
    return map;
}

std::vector<std::unique_ptr<SafetensorsFile>> openShards(const std::string& folder, const std::string& indexPath) {
    const auto map = readIndex(indexPath);
    std::map<std::string, std::unique_ptr<SafetensorsFile>> shards;
    for (const auto& [tensor, shard] : map) {
        auto& file = shards[shard];
        const std::string path = (fs::path(folder) / shard).string();
        if (!file && !isFile(path))
            throw Error(Code::NotFound,
                        "The shard " + quotedName(shard) + " is missing: download it into the same folder.", folder);
        if (!file) file = std::make_unique<SafetensorsFile>(path);
        if (!file->find(tensor))
            throw Error(Code::BadFile,
                        "The index puts the tensor " + quotedName(tensor) + " into this shard, which does not have it.",
                        path);
    }
    std::vector<std::unique_ptr<SafetensorsFile>> files;
    for (auto& [shard, file] : shards) {
        for (const StoredTensor& tensor : file->tensors()) {
            const auto listed = map.find(tensor.name);
            if (listed == map.end() || listed->second != shard)
                throw Error(Code::BadFile,
                            "This shard has the tensor " + quotedName(tensor.name) +
                                ", which the index does not list here: the files do not belong together.",
                            (fs::path(folder) / shard).string());
        }
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace

std::vector<std::unique_ptr<SafetensorsFile>> openSafetensorsFolder(const std::string& folder) {
    if (const auto why = whyRefused(folder)) throw Error(Code::BadFile, why->text, why->where);
    const std::string single = (fs::path(folder) / kSingle).string(), index = (fs::path(folder) / kIndex).string();
    if (isFile(single)) {
        std::vector<std::unique_ptr<SafetensorsFile>> files;
        files.push_back(std::make_unique<SafetensorsFile>(single));
        return files;
    }
    if (isFile(index)) return openShards(folder, index);
    throw Error(Code::NotFound,
                std::string("There is neither ") + kSingle + " nor " + kIndex +
                    " in this folder. Choose the folder that holds the model's config.json and weights.",
                folder);
}

}  // namespace tunesmith
