// The names of a table's columns, from its first row.
#pragma once

#include <string>
#include <vector>

namespace tunesmith {

/// One name a cell, none empty and none twice: an empty one becomes "column 3", a second "answer" "answer (2)", and
/// `notes` say so. Without `header` all are "column 1", "column 2" and so on.
std::vector<std::string> columnNames(const std::vector<std::string>& cells, bool header,
                                     std::vector<std::string>& notes);

}  // namespace tunesmith
