#include "core/adapt/targets.h"

#include <algorithm>

namespace tunesmith {

bool namesLayer(const std::string& target, const std::string& module) {
    return module == target || module.ends_with("." + target);
}

std::vector<std::string> lastNames(const std::vector<std::string>& modules) {
    std::vector<std::string> names;
    for (const std::string& module : modules)
        if (std::string name = module.substr(module.rfind('.') + 1); std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    return names;
}

}  // namespace tunesmith
