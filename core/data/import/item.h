// Item: what an importer reads from a file before it is known which column plays which role.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tunesmith {

/// One column of one item. Text is what a JSON string or a CSV cell says; anything else is kept as the JSON text that
/// stands in the file, digit by digit, so that nothing is rounded.
struct Field {
    std::string column;
    std::string value;
    bool isText = true;
    bool operator==(const Field&) const = default;
};

struct Item {
    std::vector<Field> fields;  // in the file's order
    std::int64_t line = 0;      // 1-based line of the file where the item starts
    const Field* find(std::string_view column) const;
};

}  // namespace tunesmith
