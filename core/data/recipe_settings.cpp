#include "core/data/recipe_settings.h"

#include <type_traits>
#include <utility>

#include "core/base/error.h"

namespace tunesmith {
namespace {

// Far beyond what a workstation does, near enough to catch a slip of the finger.
constexpr double kManySteps = 1e7;

/// Makes the row of one field. `field` maps a Recipe to a reference of the member, const or not.
template <typename Field>
RecipeSetting makeSetting(const char* key, SettingKind kind, Field field) {
    using Value = std::remove_cvref_t<decltype(field(std::declval<Recipe&>()))>;
    RecipeSetting setting;
    setting.key = key;
    setting.kind = kind;
    setting.get = [field](const Recipe& recipe) { return Json(field(recipe)); };
    setting.set = [field](Recipe& recipe, const Json& value) { field(recipe) = value.get<Value>(); };
    return setting;
}

template <typename Field>
RecipeSetting choice(const char* key, Field field, std::vector<std::string> choices) {
    auto setting = makeSetting(key, SettingKind::Choice, field);
    setting.choices = std::move(choices);
    return setting;
}

enum Open { kClosed = 0, kAboveLeast = 1, kBelowMost = 2 };

template <typename Field>
RecipeSetting number(const char* key, Field field, double least, double most, int open = kClosed) {
    using Value = std::remove_cvref_t<decltype(field(std::declval<Recipe&>()))>;
    auto setting = makeSetting(key, std::is_integral_v<Value> ? SettingKind::Whole : SettingKind::Real, field);
    setting.least = least;
    setting.most = most;
    setting.aboveLeast = (open & kAboveLeast) != 0;
    setting.belowMost = (open & kBelowMost) != 0;
    return setting;
}

#define FIELD(path)             \
    [](auto& recipe) -> auto& { \
        return recipe.path;     \
    }

std::vector<RecipeSetting> makeSettings() {
    return {
        choice("method", FIELD(method), {"lora", "full"}),
        choice("objective", FIELD(objective), {"sft", "text", "classify"}),
        number("lora.rank", FIELD(lora.rank), 1, 1024),
        number("lora.alpha", FIELD(lora.alpha), 0, 65536, kAboveLeast),
        number("lora.dropout", FIELD(lora.dropout), 0, 1, kBelowMost),
        makeSetting("lora.rankStabilised", SettingKind::Flag, FIELD(lora.rankStabilised)),
        makeSetting("lora.initial", SettingKind::Text, FIELD(lora.initial)),
        makeSetting("lora.targets", SettingKind::List, FIELD(lora.targets)),
        number("data.maxLength", FIELD(data.maxLength), 8, 1048576),
        choice("data.overlong", FIELD(data.overlong), {"truncate", "drop"}),
        choice("data.loss", FIELD(data.loss), {"answers", "all"}),
        choice("classify.problem", FIELD(classify.problem), {"auto", "single", "multi", "regression", "tokens"}),
        number("train.epochs", FIELD(train.epochs), 0, 10000, kAboveLeast),
        number("train.maxSteps", FIELD(train.maxSteps), 0, kManySteps),
        number("train.batch", FIELD(train.batch), 1, 65536),
        number("train.microTokens", FIELD(train.microTokens), 0, 16777216),
        number("train.learningRate", FIELD(train.learningRate), 0, 1, kAboveLeast),
        choice("train.schedule", FIELD(train.schedule), {"cosine", "linear", "constant"}),
        number("train.warmup", FIELD(train.warmup), 0, kManySteps),
        number("train.weightDecay", FIELD(train.weightDecay), 0, 1),
        number("train.clip", FIELD(train.clip), 0, 1e6),
        number("train.beta1", FIELD(train.beta1), 0, 1, kBelowMost),
        number("train.beta2", FIELD(train.beta2), 0, 1, kBelowMost),
        number("train.epsilon", FIELD(train.epsilon), 0, 1, kAboveLeast),
        number("train.seed", FIELD(train.seed), 0, kMostWhole),
        makeSetting("train.shuffle", SettingKind::Flag, FIELD(train.shuffle)),
        number("train.validation", FIELD(train.validation), 0, 0.9),
        number("train.evaluateEvery", FIELD(train.evaluateEvery), 0, kManySteps),
        number("train.saveEvery", FIELD(train.saveEvery), 0, kManySteps),
        number("train.patience", FIELD(train.patience), 0, 10000),
        choice("train.device", FIELD(train.device), {"auto", "cpu", "cuda", "mps"}),
        choice("train.dtype", FIELD(train.dtype), {"auto", "fp32", "bf16"}),
        makeSetting("probes", SettingKind::List, FIELD(probes)),
    };
}

#undef FIELD

}  // namespace

const std::vector<RecipeSetting>& recipeSettings() {
    static const std::vector<RecipeSetting> settings = makeSettings();
    return settings;
}

const RecipeSetting& recipeSetting(const std::string& key) {
    for (const auto& setting : recipeSettings())
        if (setting.key == key) return setting;
    std::vector<std::string> names;
    for (const auto& setting : recipeSettings()) names.push_back(setting.key);
    throw Error(Code::BadInput, "There is no setting \"" + key + "\". Did you mean \"" + nearestName(key, names) + "\"?", key);
}

}  // namespace tunesmith
