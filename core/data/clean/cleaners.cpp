// The list of cleaning steps, and how a step in JSON becomes one.
#include <algorithm>

#include "core/base/error.h"
#include "core/data/clean/balance.h"
#include "core/data/clean/boilerplate.h"
#include "core/data/clean/cleaner.h"
#include "core/data/clean/empty.h"
#include "core/data/clean/exact_duplicates.h"
#include "core/data/clean/html.h"
#include "core/data/clean/language.h"
#include "core/data/clean/leakage.h"
#include "core/data/clean/length.h"
#include "core/data/clean/near_duplicates.h"
#include "core/data/clean/personal_data.h"
#include "core/data/clean/profanity.h"
#include "core/data/clean/quality.h"
#include "core/data/clean/refusal.h"
#include "core/data/clean/repetition.h"
#include "core/data/clean/unicode.h"
#include "core/data/clean/whitespace.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

const CleanerKind& kindOf(const Json& step) {
    if (!step.is_object() || !step.contains("step") || !step.at("step").is_string())
        throw Error(Code::BadInput, "A cleaning step is an object that names itself, as in {\"step\": \"unicode\"}.");
    const auto name = step.at("step").get<std::string>();
    std::vector<std::string> names;
    for (const CleanerKind& kind : cleanerKinds()) {
        if (kind.name == name) return kind;
        names.push_back(kind.name);
    }
    throw Error(Code::BadInput, "There is no cleaning step \"" + name + "\"; was " + nearestName(name, names) +
                                    " meant? There are: " + joined(names) + ".");
}

void refuseUnknownKeys(const Json& step, const CleanerKind& kind) {
    std::vector<std::string> keys;
    for (const CleanSetting& setting : kind.settings) keys.push_back(setting.key);
    for (const auto& [key, value] : step.items()) {
        if (key == "step" || std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
        throw Error(Code::BadInput,
                    "The cleaning step " + kind.name + " has no setting \"" + key + "\"; " +
                        (keys.empty() ? std::string("it has none.")
                                      : "was " + nearestName(key, keys) + " meant? It has: " + joined(keys) + "."));
    }
}

}  // namespace

const char* cleanActionName(CleanAction action) {
    switch (action) {
        case CleanAction::Keep:
            return "keep";
        case CleanAction::Change:
            return "change";
        case CleanAction::Drop:
            return "drop";
        case CleanAction::Flag:
            return "flag";
    }
    return "keep";
}

const std::vector<CleanerKind>& cleanerKinds() {
    static const std::vector<CleanerKind> kinds = {unicodeCleaner(),        htmlCleaner(),    boilerplateCleaner(),
                                                   whitespaceCleaner(),     emptyCleaner(),   languageCleaner(),
                                                   repetitionCleaner(),     qualityCleaner(), profanityCleaner(), personalDataCleaner(),
                                                   refusalCleaner(),        lengthCleaner(),  exactDuplicatesCleaner(),
                                                   nearDuplicatesCleaner(), leakageCleaner(), balanceCleaner()};
    return kinds;
}

Json completeStep(const Json& step) {
    const CleanerKind& kind = kindOf(step);
    refuseUnknownKeys(step, kind);
    Json complete = {{"step", kind.name}};
    for (const CleanSetting& setting : kind.settings) {
        const Json& value = step.contains(setting.key) ? step.at(setting.key) : setting.fallback;
        const std::string problem = setting.problem(value);
        if (!problem.empty()) throw Error(Code::BadInput, kind.name + "." + setting.key + ": " + problem + ".");
        complete[setting.key] = value;
    }
    return complete;
}

std::unique_ptr<Cleaner> makeCleaner(const Json& step, const CleanContext& context) {
    return kindOf(step).make(completeStep(step), context);
}

}  // namespace tunesmith
