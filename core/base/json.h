// JSON for configurations and manifests: strict UTF-8, duplicate keys refused, depth capped. Rows are read with simdjson instead.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace tunesmith {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

/// Parses `text`. Throws Error(BadFile) naming `where` and the byte for a syntax error, a duplicate key or more than `maxDepth` levels.
Json parseJson(std::string_view text, const std::string& where, int maxDepth = 64);

/// Reads and parses a file of at most `maxBytes`. Throws Error(NotFound) or Error(BadFile).
Json readJsonFile(const std::string& path, std::size_t maxBytes = 256u << 20);

/// Compact text, not ASCII-escaped; invalid UTF-8 is an Error(BadInput), never replaced.
std::string dumpJson(const Json& value, int indent = -1);

}  // namespace tunesmith
