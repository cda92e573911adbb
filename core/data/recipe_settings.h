// The table of a recipe's settings: what each key is called, what it takes, and how to read and write it. validate(),
// JSON, --set, the list of differences and the form of the Train page are all driven by it, so that a new setting is
// one line here.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/data/recipe.h"
#include "core/data/setting.h"

namespace tunesmith {

struct RecipeSetting : Setting {
    std::function<Json(const Recipe&)> get;
    /// Writes a value of the setting's kind, without a look at the range.
    std::function<void(Recipe&, const Json&)> set;
};

/// All of them, in the order of the struct. Thread-safe.
const std::vector<RecipeSetting>& recipeSettings();

/// Throws Error(BadInput) naming the nearest key where there is none of that name.
const RecipeSetting& recipeSetting(const std::string& key);

}  // namespace tunesmith
