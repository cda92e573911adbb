#include "core/base/error.h"
#include "core/objective/causal.h"
#include "core/objective/classify_objective.h"

namespace tunesmith {

std::unique_ptr<Objective> makeObjective(const Recipe& recipe, Transformer& model) {
    if (recipe.objective == "classify") return std::make_unique<ClassifyObjective>(model);
    for (const char* name : {"sft", "text"}) {
        if (recipe.objective != name) continue;
        model.config.requireDecoder(model.base->path());
        return std::make_unique<CausalObjective>(name);
    }
    throw Error(Code::BadInput, "There is no objective \"" + recipe.objective + "\"; there are sft, text, classify.");
}

}  // namespace tunesmith
