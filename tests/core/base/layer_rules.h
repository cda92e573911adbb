// The rules of who may include what (core/README.md), as a function over one source file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

struct Breach {
    int line = 0;
    std::string include, rule;
};

/// What `text`, the content of the source file `path` (relative to the root of the tree), includes against the rules.
std::vector<Breach> layerBreaches(const std::string& path, std::string_view text);
