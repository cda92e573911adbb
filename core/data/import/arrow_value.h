// One value of an Arrow array as an item's field or as JSON.
#pragma once

#include <arrow/type_fwd.h>

#include <string>

#include "core/data/import/item.h"

namespace tunesmith {

/// Appends the value in row `i` as JSON: null, numbers, texts, {"a": 1}, [1, 2]. Throws Error(BadInput) for text that
/// is not UTF-8, bytes that are no text, a type that has no JSON form, or more than 64 levels.
void appendArrowJson(std::string& out, const arrow::Array& array, std::int64_t i, int depth = 0);

/// Fills `value` and `isText`. Throws as above.
void arrowField(const arrow::Array& array, std::int64_t i, Field& field);

}  // namespace tunesmith
