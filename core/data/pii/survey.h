// Survey: which personal data the rows of a version hold: the report, and the values themselves with what stands around
// them, for a person to go through.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/data/pii/report.h"

namespace tunesmith::pii {

/// A value that was found, however often.
struct SurveyValue {
    Entity entity = Entity::Custom;
    std::string label;                  // as Finding::label
    std::string text;                   // as it was first written
    float score = 0;                    // the highest
    std::int64_t count = 0, rows = 0;   // how often, in how many rows
    std::int64_t position = 0;          // of the first of these
    std::string before, after;          // what stands around it there, some words of it, on one line
};

/// One thread; several are added up.
class Survey {
public:
    static constexpr std::size_t kMostValues = 50'000;  // kept; later ones are counted in the report alone

    /// The findings in one row: `texts` of it, and `found` in each.
    void add(std::int64_t position, const std::vector<std::string_view>& texts, const std::vector<std::vector<Finding>>& found);

    const Report& report() const { return report_; }
    /// Those that a person has to look at first, then by how often they stand; at most `most`.
    std::vector<SurveyValue> values(std::size_t most) const;
    /// Different values that were found, as far as they were kept.
    std::size_t distinct() const { return values_.size(); }

private:
    Report report_;
    std::vector<SurveyValue> values_;
    std::unordered_map<std::string, std::size_t> places_;  // by entity, label and sameValue()
    std::vector<std::int64_t> lastRow_;                    // by value
};

}  // namespace tunesmith::pii
