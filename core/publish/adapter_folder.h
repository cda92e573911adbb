// An adapter as PEFT saves it (adapter_config.json beside adapter_model.safetensors), read back: the settings with which it goes onto its base.
#pragma once

#include <string>

#include "core/data/recipe.h"

namespace tunesmith {

struct AdapterFolder {
    Recipe recipe;     // method and lora.*: what makes the same places for its matrices
    std::string base;  // what base_model_name_or_path says
    std::string file;  // of the matrices
};

/// Throws Error(NotFound) where a file is missing, Error(BadFile) naming what of the adapter is not supported: only LoRA and rsLoRA on linear
/// layers with one rank for all of them.
AdapterFolder readAdapterFolder(const std::string& folder);

}  // namespace tunesmith
