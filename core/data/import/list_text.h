// Lists in columns: JSON's, and those that spreadsheets and pandas leave in a cell as text (['a', 'b']).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunesmith {

/// The entries of a list of texts, numbers and truth values, in JSON's or Python's spelling, with commas or blanks
/// between them. Nothing where it is no such list: another value, a list within, an entry that is not closed.
std::optional<std::vector<std::string>> listFromText(std::string_view text);

}  // namespace tunesmith
