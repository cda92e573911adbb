#include "core/data/export/extra_columns.h"

#include <unordered_set>

#include "core/data/import/roles.h"

namespace tunesmith {

ExtraColumns::ExtraColumns(const RowSurvey& survey, const ExportOptions& options) : wanted_(options.extra) {
    if (!wanted_) return;
    std::unordered_set<std::string> taken(survey.columns.begin(), survey.columns.end());
    for (const std::string& column : survey.columns) {
        std::string name = column;
        while (isRoleColumn(name) || (name != column && taken.count(name) > 0)) name.insert(0, "extra_");
        taken.insert(name);
        places_[column] = names_.size();
        names_.push_back(name);
    }
}

std::optional<std::string> ExtraColumns::fill(const Record& record, std::vector<std::string>& values) const {
    values.assign(names_.size(), {});
    if (!wanted_) return std::nullopt;
    for (const auto& [column, value] : record.extra) {
        const auto place = places_.find(column);
        if (place == places_.end())
            return "Its column \"" + column + "\" is one of more than " + std::to_string(RowSurvey::kMostColumns) +
                   "; leave out the columns without a role, or export fewer rows.";
        values[place->second] = value;
    }
    return std::nullopt;
}

}  // namespace tunesmith
