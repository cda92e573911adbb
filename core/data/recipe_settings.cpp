#include "core/data/recipe_settings.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <locale>
#include <sstream>
#include <type_traits>
#include <utility>

#include "core/base/error.h"

namespace tunesmith {
namespace {

// Far beyond what a workstation does, near enough to catch a slip of the finger.
constexpr double kManySteps = 1e7;
constexpr double kMostWhole = 9007199254740992.0;  // 2^53: whole numbers that every JSON reader keeps

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
        choice("objective", FIELD(objective), {"sft", "text"}),
        number("lora.rank", FIELD(lora.rank), 1, 1024),
        number("lora.alpha", FIELD(lora.alpha), 0, 65536, kAboveLeast),
        number("lora.dropout", FIELD(lora.dropout), 0, 1, kBelowMost),
        makeSetting("lora.rankStabilised", SettingKind::Flag, FIELD(lora.rankStabilised)),
        makeSetting("lora.initial", SettingKind::Text, FIELD(lora.initial)),
        makeSetting("lora.targets", SettingKind::List, FIELD(lora.targets)),
        number("data.maxLength", FIELD(data.maxLength), 8, 1048576),
        choice("data.overlong", FIELD(data.overlong), {"truncate", "drop"}),
        choice("data.loss", FIELD(data.loss), {"answers", "all"}),
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

std::string plain(double value) {
    if (value == std::floor(value) && std::abs(value) <= kMostWhole) return std::to_string(std::int64_t(value));
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text.precision(15);
    text << value;
    return text.str();
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

bool isWhole(const Json& value) {
    if (!value.is_number()) return false;
    const double x = value.get<double>();
    return std::isfinite(x) && std::floor(x) == x && std::abs(x) <= kMostWhole;
}

/// How far two names are apart: single-letter changes (Levenshtein).
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::string simplified(const std::string& key, bool lastPartOnly) {
    std::string text;
    const auto dot = key.rfind('.');
    for (char c : key.substr(lastPartOnly && dot != std::string::npos ? dot + 1 : 0)) {
        if (c == '_' || c == '-' || c == '.') continue;
        text += char(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return text;
}

/// The key that was most likely meant. Spelling in another manner (learning_rate) and a forgotten group (rank) count as
/// near.
std::string nearestKey(const std::string& key) {
    std::string best;
    std::size_t bestDistance = std::numeric_limits<std::size_t>::max();
    for (const auto& setting : recipeSettings()) {
        const std::size_t whole = distance(simplified(key, false), simplified(setting.key, false));
        const std::size_t last = distance(simplified(key, true), simplified(setting.key, true));
        const std::size_t d = std::min(2 * whole, 2 * last + 1);
        if (d < bestDistance) {
            bestDistance = d;
            best = setting.key;
        }
    }
    return best;
}

}  // namespace

std::string RecipeSetting::allowed() const {
    switch (kind) {
        case SettingKind::Choice:
            return "one of " + joined(choices);
        case SettingKind::Flag:
            return "true or false";
        case SettingKind::Text:
            return "a text";
        case SettingKind::List:
            return "a list of texts (on the command line separated by commas, or as a JSON list)";
        case SettingKind::Whole:
        case SettingKind::Real:
            break;
    }
    std::string text = kind == SettingKind::Whole ? "a whole number " : "a number ";
    text += (aboveLeast ? "above " : "from ") + plain(least);
    return text + (belowMost ? " to below " : " to ") + plain(most);
}

bool RecipeSetting::hasKind(const Json& value) const {
    switch (kind) {
        case SettingKind::Choice:
        case SettingKind::Text:
            return value.is_string();
        case SettingKind::Whole:
            return isWhole(value);
        case SettingKind::Real:
            return value.is_number() && std::isfinite(value.get<double>());
        case SettingKind::Flag:
            return value.is_boolean();
        case SettingKind::List:
            return value.is_array() &&
                   std::all_of(value.begin(), value.end(), [](const Json& item) { return item.is_string(); });
    }
    return false;
}

std::string RecipeSetting::problem(const Json& value) const {
    const std::string shown = value.is_string() ? "\"" + value.get<std::string>() + "\""
                                                : value.dump(-1, ' ', false, Json::error_handler_t::replace);
    bool good = hasKind(value);
    if (good && kind == SettingKind::Choice)
        good = std::find(choices.begin(), choices.end(), value.get<std::string>()) != choices.end();
    if (good && (kind == SettingKind::Whole || kind == SettingKind::Real)) {
        const double x = value.get<double>();
        good = (aboveLeast ? x > least : x >= least) && (belowMost ? x < most : x <= most);
    }
    return good ? "" : shown + " is not allowed; it takes " + allowed();
}

const std::vector<RecipeSetting>& recipeSettings() {
    static const std::vector<RecipeSetting> settings = makeSettings();
    return settings;
}

const RecipeSetting& recipeSetting(const std::string& key) {
    for (const auto& setting : recipeSettings())
        if (setting.key == key) return setting;
    throw Error(Code::BadInput, "There is no setting \"" + key + "\". Did you mean \"" + nearestKey(key) + "\"?", key);
}

}  // namespace tunesmith
