// The table of a recipe's settings: what each key is called, what it takes, and how to read and write it. validate(),
// JSON, --set, the list of differences and the form of the Train page are all driven by it, so that a new setting is
// one line here.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/data/recipe.h"

namespace tunesmith {

enum class SettingKind { Choice, Whole, Real, Flag, Text, List };

struct RecipeSetting {
    std::string key;  // "lora.rank"
    SettingKind kind = SettingKind::Real;
    double least = 0, most = 0;        // of Whole and Real, both allowed unless the flags below say otherwise
    bool aboveLeast = false;           // `least` itself is not allowed
    bool belowMost = false;            // `most` itself is not allowed
    std::vector<std::string> choices;  // of Choice
    std::function<Json(const Recipe&)> get;
    /// Writes a value of the setting's kind, without a look at the range.
    std::function<void(Recipe&, const Json&)> set;

    /// What it takes, for a message: "a whole number from 1 to 1024", "one of lora, full".
    std::string allowed() const;
    /// The value is of the setting's kind: a number, a text, ... Whole numbers may be written as 16.0.
    bool hasKind(const Json& value) const;
    /// Why `value` cannot stand here, by kind and by range ("0 is not allowed; it takes ..."); empty where it can.
    std::string problem(const Json& value) const;
};

/// All of them, in the order of the struct. Thread-safe.
const std::vector<RecipeSetting>& recipeSettings();

/// Throws Error(BadInput) naming the nearest key where there is none of that name.
const RecipeSetting& recipeSetting(const std::string& key);

}  // namespace tunesmith
