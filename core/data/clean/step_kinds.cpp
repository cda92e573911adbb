#include "core/data/clean/step_kinds.h"

#include <cmath>

namespace tunesmith {

CleanSetting choiceSetting(const char* key, std::vector<std::string> choices, const char* fallback) {
    return {{key, SettingKind::Choice, 0, 0, false, false, std::move(choices)}, fallback};
}

CleanSetting wholeSetting(const char* key, double least, double most, std::int64_t fallback) {
    return {{key, SettingKind::Whole, least, most}, fallback};
}

CleanSetting realSetting(const char* key, double least, double most, double fallback) {
    return {{key, SettingKind::Real, least, most}, fallback};
}

CleanSetting flagSetting(const char* key, bool fallback) {
    return {{key, SettingKind::Flag}, fallback};
}

CleanSetting listSetting(const char* key, std::vector<std::string> fallback) {
    return {{key, SettingKind::List}, Json(std::move(fallback))};
}

CleanSetting actionSetting(const char* fallback) {
    return choiceSetting("action", {"drop", "flag"}, fallback);
}

CleanAction actionIn(const Json& settings) {
    return settings.at("action") == "drop" ? CleanAction::Drop : CleanAction::Flag;
}

CleanSetting scopeSetting(const char* fallback) {
    return choiceSetting("scope", {"row", "question", "answer"}, fallback);
}

Scope scopeIn(const Json& settings) {
    const Json& scope = settings.at("scope");
    return scope == "question" ? Scope::Question : scope == "answer" ? Scope::Answer : Scope::Row;
}

std::string counted(std::int64_t n, const char* one, const char* many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string percent(double share) {
    return std::to_string(std::lround(share * 100)) + " %";
}

CleanOutcome TextCleaner::clean(CleanRow& row) const {
    CleanOutcome outcome;
    forEachText(row.record, [&](std::string& text) {
        const std::string did = rewrite(text, row.record);
        if (did.empty()) return;
        outcome.action = CleanAction::Change;
        if (outcome.reason.find(did) == std::string::npos) outcome.reason += (outcome.reason.empty() ? "" : "; ") + did;
    });
    return outcome;
}

CleanOutcome TextFilter::clean(CleanRow& row) const {
    thread_local std::string room;
    std::string reason = fault(textIn(row.record, scope_, room));
    if (reason.empty()) return {};
    return {action_, std::move(reason)};
}

}  // namespace tunesmith
