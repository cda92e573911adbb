#include "core/base/error.h"
#include "core/objective/causal.h"

namespace tunesmith {

std::unique_ptr<Objective> makeObjective(const Recipe& recipe) {
    for (const char* name : {"sft", "text"})
        if (recipe.objective == name) return std::make_unique<CausalObjective>(name);
    throw Error(Code::BadInput, "There is no objective \"" + recipe.objective + "\"; there are sft, text.");
}

}  // namespace tunesmith
