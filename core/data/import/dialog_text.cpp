#include "core/data/import/dialog_text.h"

#include <algorithm>

namespace tunesmith {

namespace {

constexpr std::string_view kHuman = "\n\nHuman:", kAssistant = "\n\nAssistant:";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

bool isHumanAssistantDialog(std::string_view text) {
    return text.starts_with(kHuman) && text.find(kAssistant) != std::string_view::npos;
}

std::vector<Message> humanAssistantTurns(std::string_view text) {
    std::vector<Message> turns;
    std::size_t at = 0;
    while (at < text.size()) {
        const bool human = text.substr(at).starts_with(kHuman);
        at += human ? kHuman.size() : kAssistant.size();
        const std::size_t next = std::min({text.find(kHuman, at), text.find(kAssistant, at), text.size()});
        turns.push_back({human ? "user" : "assistant", std::string(trimmed(text.substr(at, next - at)))});
        at = next;
    }
    if (!turns.empty() && turns.back().role == "assistant" && turns.back().text.empty()) turns.pop_back();
    return turns;
}

}  // namespace tunesmith
