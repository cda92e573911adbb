// An item that was kept aside, read again after a person has mended its text: as the file was read that it stands in.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/data/import/roles.h"
#include "core/data/record.h"

namespace tunesmith {

/// How a file was read.
struct ItemReading {
    std::string file;    // as issues name it
    std::string format;  // importer's name
    char delimiter = 0;  // CSV
    std::vector<std::string> columns;
    RoleMapping mapping;

    Json toJson() const;
    /// Throws Error(BadFile) for what toJson() did not make.
    static ItemReading fromJson(const Json& json);
};

struct MendedItem {
    std::vector<Record> rows;
    std::string problem;  // why there are none
};

/// `text` is a JSON object or, of a CSV file, a record, or, where rows are plain texts, the text. Where `reading` has
/// no mapping, the roles are recognised from the item itself, with `choices` (role, column) on top.
MendedItem readMended(const std::string& text, const RowSource& source, const ItemReading& reading,
                      const std::vector<std::pair<std::string, std::string>>& choices = {});

}  // namespace tunesmith
