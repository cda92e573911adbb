// Setting: a named value that a person can choose, and what it may be. The settings of recipes and of cleaning steps are tables of it;
// their checks, messages and form fields come from here.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"

namespace tunesmith {

enum class SettingKind { Choice, Whole, Real, Flag, Text, List };

struct Setting {
    std::string key;  // "lora.rank"
    SettingKind kind = SettingKind::Real;
    double least = 0, most = 0;        // of Whole and Real, both allowed unless the flags below say otherwise
    bool aboveLeast = false;           // `least` itself is not allowed
    bool belowMost = false;            // `most` itself is not allowed
    std::vector<std::string> choices;  // of Choice

    /// What it takes, for a message: "a whole number from 1 to 1024", "one of lora, full".
    std::string allowed() const;
    /// The value is of the setting's kind: a number, a text, ... Whole numbers may be written as 16.0.
    bool hasKind(const Json& value) const;
    /// Why `value` cannot stand here, by kind and by range ("0 is not allowed; it takes ..."); empty where it can.
    std::string problem(const Json& value) const;
};

/// Whole numbers up to here are kept by every JSON reader: 2^53.
constexpr double kMostWhole = 9007199254740992.0;

/// Which of `names` was most likely meant. Spelling in another manner (learning_rate) and a forgotten group (rank) count as near.
std::string nearestName(const std::string& name, const std::vector<std::string>& names);

}  // namespace tunesmith
