// Models that are on this computer already: in the library, and in the cache that Hugging Face's own programs keep. They are
// opened where they lie.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tunesmith::hub {

struct LocalModel {
    std::string id;      // "owner/name"
    std::string commit;  // 40 hexadecimal digits
    std::string refs;    // "main": branches and tags that point to it, where that is known
    std::string path;    // a folder with safetensors, or a GGUF file
    std::string format;  // "safetensors", "gguf"
    std::string place;   // "library", "cache"
    std::int64_t bytes = 0;
    std::string problem;  // why it cannot be used; empty where it can
};

/// By name; newest place first where a model is in both. Reads folders alone; what cannot be read is left out.
std::vector<LocalModel> localModels(const std::string& library);

/// The folders that hold the cache: HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, HF_HOME/hub, ~/.cache/huggingface/hub.
std::string cacheFolder();

}  // namespace tunesmith::hub
