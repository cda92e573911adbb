#include "core/data/setting.h"
#include "core/data/text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <locale>
#include <sstream>

namespace tunesmith {
namespace {

std::string plain(double value) {
    if (value == std::floor(value) && std::abs(value) <= kMostWhole) return std::to_string(std::int64_t(value));
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text.precision(15);
    text << value;
    return text.str();
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
        text += lowered(c);
    }
    return text;
}

}  // namespace

std::string Setting::allowed() const {
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

bool Setting::hasKind(const Json& value) const {
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

std::string Setting::problem(const Json& value) const {
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

std::string nearestName(const std::string& name, const std::vector<std::string>& names) {
    std::string best;
    std::size_t bestDistance = std::numeric_limits<std::size_t>::max();
    for (const auto& other : names) {
        const std::size_t whole = distance(simplified(name, false), simplified(other, false));
        const std::size_t last = distance(simplified(name, true), simplified(other, true));
        const std::size_t d = std::min(2 * whole, 2 * last + 1);
        if (d < bestDistance) {
            bestDistance = d;
            best = other;
        }
    }
    return best;
}

}  // namespace tunesmith
