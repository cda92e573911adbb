// Findings: what stands out in a profile, how bad it is, and which steps would mend it. Rules with fixed thresholds
// over single measures; there is no score of a whole data set.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/data/profile/data_profile.h"

namespace tunesmith {

/// A way to mend it: cleaning steps (see CleanList), or a new split, as SplitRequest has it.
struct Remedy {
    std::string name;            // "cap", "repeat", "weigh", "drop", "flag", "truncate", "split"
    Json steps = Json::array();  // empty where it is a split
    Json split = Json();  // {"validation": 0.1, "test": 0, "by": "row", "stratify": true}; null where it is steps
};

struct Finding {
    /// "no_rows", "few_rows", "label_imbalance", "rare_labels", "unlabelled", "rare_languages", "split_differs",
    /// "topic_dominates", "same_answers", "same_openings", "groups_uneven", "group_labels", "group_sentiment",
    /// "over_limit", "outliers", "little_variety"
    std::string kind;
    std::string severity;          // "info": good to know; "warn": look at it; "bad": it will show in the model
    Json facts = Json::object();   // the numbers and names behind it, by kind
    std::vector<Remedy> remedies;  // one of them
};

/// The worst first.
std::vector<Finding> findingsOf(const DataProfile& profile);
/// With what finding_text.h says of them in English.
Json toJson(const std::vector<Finding>& findings);

}  // namespace tunesmith
