// The columns that play no role in training, as a file carries them beside its own.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/data/export/exporter.h"

namespace tunesmith {

/// Immutable: any thread.
class ExtraColumns {
public:
    /// Those of the survey; none where the options leave them out.
    ExtraColumns(const RowSurvey& survey, const ExportOptions& options);

    /// What they are called in the file, in order, no two alike: by their own names, with "extra_" in front of one that
    /// would be read back as a role.
    const std::vector<std::string>& names() const { return names_; }
    /// The row's values in the order of names(), empty where it has none; or why the file cannot hold them.
    std::optional<std::string> fill(const Record& record, std::vector<std::string>& values) const;

private:
    bool wanted_;
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::size_t> places_;  // by the row's name of a column
};

}  // namespace tunesmith
