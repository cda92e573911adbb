#include "core/publish/adapter_folder.h"

#include <filesystem>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

namespace fs = std::filesystem;

bool isSet(const Json& config, const char* key) {
    const auto found = config.find(key);
    return found != config.end() && !found->is_null() && !(found->is_structured() && found->empty()) && *found != Json(false);
}

}  // namespace

AdapterFolder readAdapterFolder(const std::string& folder) {
    const std::string path = (fs::path(folder) / "adapter_config.json").string();
    if (!fs::exists(path)) throw Error(Code::NotFound, "The folder holds no adapter: adapter_config.json is missing.", folder);
    const Json config = readJsonFile(path);
    const auto refuse = [&](const std::string& what) { throw Error(Code::BadFile, what, path); };
    if (!config.is_object()) refuse("The adapter's configuration is no JSON object.");
    const auto text = [&](const char* key, const std::string& fallback) {
        return config.contains(key) && config[key].is_string() ? config[key].get<std::string>() : fallback;
    };
    if (const std::string type = text("peft_type", "LORA"); type != "LORA") refuse("The adapter is of the type " + type + "; LoRA adapters are supported.");
    if (const std::string bias = text("bias", "none"); bias != "none") refuse("The adapter also trains biases (\"" + bias + "\"); that is not supported.");
    for (const auto& [key, what] : {std::pair("use_dora", "scales its layers (DoRA)"), {"rank_pattern", "has other ranks for some layers"},
                                    {"alpha_pattern", "has other scales for some layers"}, {"layers_to_transform", "stands on some of the layers alone"},
                                    {"modules_to_save", "replaces whole parts of the model"}, {"target_parameters", "stands on parameters that are no layers"},
                                    {"trainable_token_indices", "changes the embeddings of tokens"}})
        if (isSet(config, key)) refuse(std::string("The adapter ") + what + " (\"" + key + "\"); that is not supported.");
    AdapterFolder adapter;
    adapter.base = text("base_model_name_or_path", "");
    Recipe::Lora& lora = adapter.recipe.lora;
    adapter.recipe.method = "lora";
    lora.dropout = 0;
    if (!config.contains("r") || !config["r"].is_number_integer()) refuse("The adapter's configuration does not say its rank (\"r\").");
    lora.rank = config["r"].get<std::int64_t>();
    lora.alpha = config.contains("lora_alpha") && config["lora_alpha"].is_number() ? config["lora_alpha"].get<double>() : 8;
    lora.rankStabilised = isSet(config, "use_rslora");
    const Json targets = config.value("target_modules", Json());
    if (targets.is_string() && targets.get<std::string>() == kAllLinear) {
        lora.targets = {kAllLinear};
    } else {
        lora.targets.clear();
        for (const Json& target : targets.is_array() ? targets : Json::array())
            if (target.is_string()) lora.targets.push_back(target.get<std::string>());
        if (lora.targets.empty()) refuse("The adapter's configuration does not list its layers (\"target_modules\"); a pattern is not supported.");
    }
    if (const std::vector<std::string> faults = adapter.recipe.validate(); !faults.empty()) refuse("The adapter's configuration is out of range: " + joined(faults, "; ") + ".");
    adapter.file = (fs::path(folder) / "adapter_model.safetensors").string();
    if (!fs::exists(adapter.file))
        throw Error(Code::NotFound, fs::exists(fs::path(folder) / "adapter_model.bin")
                                        ? "The adapter's matrices are a pickle (adapter_model.bin), which can run code when it is opened and never is. Save the "
                                          "adapter as safetensors."
                                        : "The adapter's matrices (adapter_model.safetensors) are missing.", folder);
    return adapter;
}

}  // namespace tunesmith
