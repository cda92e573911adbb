// Which layers of a model adapters can be put on, and what a recipe names that is none of them.
#include <algorithm>
#include <set>

#include "core/adapt/targets.h"
#include "core/data/text.h"
#include "core/engine/project_impl.h"
#include "core/model/layout.h"

namespace tunesmith {

namespace {

/// Full names, in the order of the model.
std::vector<std::string> adaptable(const ModelConfig& config) {
    const ModelLayout layout = layoutOf(config);
    const std::set<std::string> linear = layout.linearWeights();
    std::vector<std::string> modules;
    for (const TensorLayout& tensor : layout.tensors())
        if (linear.contains(tensor.name)) modules.push_back(tensor.name.substr(0, tensor.name.rfind('.')));
    return modules;
}

}  // namespace

std::vector<std::string> adapterTargets(const ModelConfig& config) {
    return lastNames(adaptable(config));
}

std::string targetFault(const ModelConfig& config, const Recipe& recipe) {
    if (recipe.method != "lora") return {};
    const std::vector<std::string> modules = adaptable(config);
    std::vector<std::string> unknown;
    for (const std::string& target : recipe.lora.targets) {
        const auto names = [&](const std::string& module) { return namesLayer(target, module); };
        if (target != kAllLinear && std::none_of(modules.begin(), modules.end(), names))
            unknown.push_back("\"" + target + "\"");
    }
    if (unknown.empty()) return {};
    return "lora.targets: this model has no layer " + joined(unknown, ", ") + "; it has " +
           joined(adapterTargets(config), ", ") + ". \"" + kAllLinear + "\" means all of them.";
}

std::vector<std::string> Project::adapterTargets(const std::string& model) const {
    return tunesmith::adapterTargets(impl_->loaded.model(impl_->modelByName(model).path)->config());
}

}  // namespace tunesmith
