#include "core/data/import/list_text.h"

#include <nlohmann/json.hpp>

namespace tunesmith {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// Reads from `at`, which stands on the opening quote. False where it is never closed.
bool quoted(std::string_view text, std::size_t& at, std::string& entry) {
    const char quote = text[at++];
    for (; at < text.size(); ++at) {
        if (text[at] == quote) return ++at, true;
        if (text[at] != '\\' || at + 1 == text.size()) {
            entry += text[at];
            continue;
        }
        const char c = text[++at];
        if (c == 'n')
            entry += '\n';
        else if (c == 't')
            entry += '\t';
        else if (c == '\\' || c == '\'' || c == '"')
            entry += c;
        else
            entry.append({'\\', c});
    }
    return false;
}

std::optional<std::vector<std::string>> fromJson(std::string_view text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_array()) return std::nullopt;
    std::vector<std::string> entries;
    for (const auto& item : json) {
        if (item.is_structured() || item.is_null()) return std::nullopt;
        entries.push_back(item.is_string() ? item.get<std::string>() : item.dump());
    }
    return entries;
}

}  // namespace

std::optional<std::vector<std::string>> listFromText(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlanks), last = text.find_last_not_of(kBlanks);
    if (first == std::string_view::npos || text[first] != '[' || text[last] != ']') return std::nullopt;
    if (auto entries = fromJson(text)) return entries;
    text = text.substr(first + 1, last - first - 1);
    std::vector<std::string> entries;
    for (std::size_t at = 0; (at = text.find_first_not_of(" \t\r\n,", at)) != std::string_view::npos;) {
        std::string entry;
        if (text[at] == '\'' || text[at] == '"') {
            if (!quoted(text, at, entry)) return std::nullopt;
        } else {
            const std::size_t end = std::min(text.find_first_of(" \t\r\n,", at), text.size());
            entry = text.substr(at, end - at);
            // Words without quotes are no list: "[sic]" stands in many a text.
            if (entry.find_first_not_of("0123456789.eE+-") != std::string::npos) return std::nullopt;
            at = end;
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace tunesmith
