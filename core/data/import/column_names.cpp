#include "core/data/import/column_names.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tunesmith {

std::vector<std::string> columnNames(const std::vector<std::string>& cells, bool header,
                                     std::vector<std::string>& notes) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::string name = header ? cells[i] : std::string();
        name.erase(0, std::min(name.find_first_not_of(" \t"), name.size()));
        name.erase(name.find_last_not_of(" \t") + 1);
        if (name.empty()) {
            name = "column " + std::to_string(i + 1);
            if (header)
                notes.push_back("Column " + std::to_string(i + 1) + " has no name; it is called \"" + name + "\".");
        }
        std::string unique = name;
        for (int n = 2; taken.count(unique) > 0; ++n) unique = name + " (" + std::to_string(n) + ")";
        if (unique != name)
            notes.push_back("Two columns are named \"" + name + "\"; the later one is called \"" + unique + "\".");
        taken.insert(unique);
        names.push_back(std::move(unique));
    }
    return names;
}

}  // namespace tunesmith
