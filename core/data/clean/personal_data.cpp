#include "core/data/clean/personal_data.h"

#include <algorithm>
#include <map>

#include "core/base/error.h"
#include "core/data/pii/redact.h"

namespace tunesmith {

namespace {

using namespace pii;

EntitySet entitiesOf(const Json& settings) {
    EntitySet chosen;
    for (const Json& item : settings.at("entities")) {
        const auto name = item.get<std::string>();
        const auto entity = entityFromName(name);
        if (!entity) {
            std::vector<std::string> names;
            for (const EntityInfo& info : entities()) names.push_back(info.name);
            throw Error(
                Code::BadInput,
                "There is no kind of personal data \"" + name + "\"; the nearest is " + nearestName(name, names) + ".",
                "entities");
        }
        chosen.set(std::size_t(*entity));
    }
    if (chosen.none()) {
        chosen = certainEntities();
        if (settings.at("names").get<bool>())
            for (const Entity entity : {Entity::Name, Entity::Place, Entity::StreetAddress, Entity::PostalCode})
                chosen.set(std::size_t(entity));
    }
    return chosen;
}

/// "MRN=MR-#{6}" or, with words that have to stand nearby, "MRN=#{6};mrn chart".
CustomPattern patternOf(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        throw Error(Code::BadInput, "The pattern \"" + text + "\" has no name; write it as MRN=MR-#{6}.", "patterns");
    const auto semicolon = std::min(text.find(';', equals), text.size());
    CustomPattern custom{text.substr(0, equals), Pattern(text.substr(equals + 1, semicolon - equals - 1)), {}};
    for (std::size_t at = semicolon + 1; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (end > at) custom.context.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return custom;
}

/// "2 x EMAIL, 1 x US_SSN"
std::string inWords(const std::map<std::string, int>& counts) {
    std::string words;
    for (const auto& [name, count] : counts)
        words += (words.empty() ? "" : ", ") + std::to_string(count) + " x " + name;
    return words;
}

class PersonalDataCleaner : public Cleaner {
public:
    PersonalDataCleaner(Redactor redactor, bool flag) : redactor_(std::move(redactor)), flag_(flag) {}

    CleanOutcome clean(CleanRow& row) const override {
        std::map<std::string, int> counts;
        if (flag_) {
            for (const std::string* text : textsOf(row.record))
                for (const Finding& finding : redactor_.find(*text)) ++counts[entityInfo(finding.entity).name];
            if (counts.empty()) return {};
            return {CleanAction::Flag, "holds personal data: " + inWords(counts), -1, {}};
        }
        const RedactResult result = redactor_.redact(row.record);
        for (const Redaction& redaction : result.redacted) ++counts[entityInfo(redaction.entity).name];
        if (result.drop) return {CleanAction::Drop, "holds personal data: " + inWords(counts), -1, {}};
        if (!result.changed()) return {};
        return {CleanAction::Change, "personal data replaced: " + inWords(counts), -1, {}};
    }

private:
    Redactor redactor_;
    bool flag_;
};

std::unique_ptr<Cleaner> make(const Json& settings, const CleanContext& context) {
    return std::make_unique<PersonalDataCleaner>(personalDataRedactor(settings, context.secret),
                                                 settings.at("action") == "flag");
}

}  // namespace

Redactor personalDataRedactor(const Json& settings, const std::string& secret) {
    ScanOptions options;
    for (const Json& country : settings.at("countries")) options.countries.push_back(country.get<std::string>());
    for (const Json& pattern : settings.at("patterns"))
        options.patterns.push_back(patternOf(pattern.get<std::string>()));
    const auto action = settings.at("action").get<std::string>();
    RedactPolicy policy;
    policy.setAll(entitiesOf(settings), action == "flag" ? Action::Placeholder : actionFromName(action));
    policy.key = secret;
    policy.maskKeeps = settings.at("keep").get<int>();
    policy.leastScore = settings.at("score").get<float>();
    for (const Json& value : settings.at("except"))
        if (std::string same = sameValue(value.get<std::string>()); !same.empty()) policy.exceptions.insert(std::move(same));
    return Redactor(std::move(options), std::move(policy));
}

CleanerKind personalDataCleaner() {
    CleanerKind kind;
    kind.name = "personal_data";
    kind.settings = {
        {{.key = "entities", .kind = SettingKind::List},
         Json::array()},  // names of the table; none: all that is certain
        {{.key = "action",
          .kind = SettingKind::Choice,
          .choices = {"placeholder", "mask", "hash", "surrogate", "drop", "flag"}},
         "placeholder"},
        {{.key = "names", .kind = SettingKind::Flag}, false},  // names and places too, where `entities` names none
        {{.key = "countries", .kind = SettingKind::List}, Json::array()},
        {{.key = "patterns", .kind = SettingKind::List}, Json::array()},
        {{.key = "keep", .kind = SettingKind::Whole, .least = 0, .most = 16}, 4},
        {{.key = "score", .kind = SettingKind::Real, .least = 0, .most = 1}, 0.4},
        {{.key = "except", .kind = SettingKind::List}, Json::array()},
    };
    kind.make = make;
    return kind;
}

}  // namespace tunesmith
