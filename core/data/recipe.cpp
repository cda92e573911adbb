#include "core/data/recipe.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "core/base/error.h"
#include "core/data/recipe_settings.h"

namespace tunesmith {
namespace {

constexpr std::size_t kMostProbes = 32;
constexpr std::size_t kLongestProbe = 8192;  // bytes

[[noreturn]] void refuse(const RecipeSetting& setting, const std::string& problem) {
    throw Error(Code::BadInput, setting.key + ": " + problem + ".", setting.key);
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// "a, b" or ["a", "b"]; an empty text is the empty list.
Json listFromText(const std::string& text) {
    const std::string list = trimmed(text);
    if (!list.empty() && list.front() == '[') {
        const Json parsed = Json::parse(list, nullptr, false);
        return parsed.is_discarded() ? Json(text) : parsed;
    }
    Json items = Json::array();
    for (std::size_t begin = 0; begin < list.size();) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        if (const std::string item = trimmed(list.substr(begin, end - begin)); !item.empty()) items.push_back(item);
        begin = end + 1;
    }
    return items;
}

/// What the text means as this kind of value; a text that is none stays a string, which problem() then refuses in
/// words.
Json valueFromText(const RecipeSetting& setting, const std::string& text) {
    const std::string word = trimmed(text);
    if (setting.kind == SettingKind::Choice || setting.kind == SettingKind::Text) return word;
    if (setting.kind == SettingKind::List) return listFromText(text);
    if (setting.kind == SettingKind::Flag) {
        if (word == "true" || word == "yes" || word == "on" || word == "1") return true;
        if (word == "false" || word == "no" || word == "off" || word == "0") return false;
        return word;
    }
    const char* end = word.data() + word.size();
    std::int64_t whole = 0;
    if (const auto [stop, fault] = std::from_chars(word.data(), end, whole); fault == std::errc() && stop == end) return whole;
    double real = 0;
    const auto [stop, fault] = std::from_chars(word.data(), end, real);
    if (fault == std::errc() && stop == end && std::isfinite(real)) return real;
    return word;
}

/// The value in the setting's own number type, so that 16.0 from a hand-written file is as good as 16.
Json normalised(const RecipeSetting& setting, const Json& value) {
    if (setting.kind == SettingKind::Whole && value.is_number_float()) return std::int64_t(value.get<double>());
    return value;
}

void listFaults(const std::string& key, const std::vector<std::string>& items, std::vector<std::string>& faults) {
    std::set<std::string> seen;
    for (const auto& item : items) {
        if (trimmed(item).empty()) faults.push_back(key + ": an entry is empty; remove it");
        if (!seen.insert(item).second) faults.push_back(key + ": \"" + item + "\" stands twice; once is enough");
    }
}

bool isGroup(const std::string& key) {
    const auto& settings = recipeSettings();
    return std::any_of(settings.begin(), settings.end(),
                       [&](const auto& setting) { return setting.key.rfind(key + ".", 0) == 0; });
}

/// Reads one level of the nested form. `seen` catches a setting that is given both as "lora.rank" and inside "lora". A
/// value out of range is left for validate(), which reports it together with all the others.
void readGroup(Recipe& recipe, const Json& group, const std::string& prefix, std::set<std::string>& seen) {
    for (const auto& [name, value] : group.items()) {
        const std::string key = prefix + name;
        if (isGroup(key)) {
            if (!value.is_object())
                throw Error(Code::BadInput, key + ": this is a group of settings and takes a JSON object.", key);
            readGroup(recipe, value, key + ".", seen);
            continue;
        }
        const RecipeSetting& setting = recipeSetting(key);
        if (!setting.hasKind(value)) refuse(setting, setting.problem(value));
        if (!seen.insert(key).second) refuse(setting, "it is given twice; keep one");
        setting.set(recipe, normalised(setting, value));
    }
}

}  // namespace

std::vector<std::string> Recipe::validate() const {
    std::vector<std::string> faults;
    for (const auto& setting : recipeSettings())
        if (const auto problem = setting.problem(setting.get(*this)); !problem.empty())
            faults.push_back(setting.key + ": " + problem);
    listFaults("lora.targets", lora.targets, faults);
    listFaults("probes", probes, faults);
    if (method == "lora" && lora.targets.empty())
        faults.push_back(
            "lora.targets: it is empty, so nothing would be trained; name at least one layer, for example q_proj, or all-linear");
    if (train.warmup >= 1 && train.warmup != std::floor(train.warmup))
        faults.push_back(
            "train.warmup: from 1 on it counts steps and must be whole; below 1 it is a share of all steps");
    if (probes.size() > kMostProbes)
        faults.push_back("probes: at most " + std::to_string(kMostProbes) + " prompts are answered at each evaluation");
    for (const auto& probe : probes)
        if (probe.size() > kLongestProbe)
            faults.push_back("probes: a prompt is longer than " + std::to_string(kLongestProbe) + " bytes; shorten it");
    return faults;
}

Json Recipe::toJson() const {
    Json json = Json::object();
    for (const auto& setting : recipeSettings()) {
        const auto dot = setting.key.find('.');
        Json& place = dot == std::string::npos ? json[setting.key]
                                               : json[setting.key.substr(0, dot)][setting.key.substr(dot + 1)];
        place = setting.get(*this);
    }
    return json;
}

Recipe Recipe::fromJson(const Json& json) {
    if (!json.is_object())
        throw Error(Code::BadInput,
                    "A recipe is a JSON object, such as {\"method\": \"lora\", \"train\": {\"epochs\": 3}}.");
    Recipe recipe;
    std::set<std::string> seen;
    readGroup(recipe, json, "", seen);
    return recipe;
}

void Recipe::set(const std::string& key, const std::string& value) {
    const RecipeSetting& setting = recipeSetting(trimmed(key));
    const Json parsed = valueFromText(setting, value);
    if (const auto problem = setting.problem(parsed); !problem.empty()) refuse(setting, problem);
    setting.set(*this, normalised(setting, parsed));
}

std::vector<std::string> Recipe::differences(const Recipe& other) const {
    std::vector<std::string> keys;
    for (const auto& setting : recipeSettings())
        if (setting.get(*this) != setting.get(other)) keys.push_back(setting.key);
    return keys;
}

double Recipe::loraScale() const {
    return lora.rankStabilised ? lora.alpha / std::sqrt(double(lora.rank)) : lora.alpha / double(lora.rank);
}

}  // namespace tunesmith
