// What lora.targets means: which layers a name stands for, and which names a model's layers have. Torch-free.
#pragma once

#include <string>
#include <vector>

namespace tunesmith {

/// A target names the end of a layer's path, as in PEFT: "dense", or "attention.output.dense". kAllLinear names none.
bool namesLayer(const std::string& target, const std::string& module);
/// The last names of layers, each once, in their order.
std::vector<std::string> lastNames(const std::vector<std::string>& modules);

}  // namespace tunesmith
