#include "core/data/split/split_plan.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/data/filter/row_query.h"

namespace tunesmith {

namespace {

constexpr const char* kTime = "time:";

bool byTime(const SplitRule& rule) {
    return rule.by.rfind(kTime, 0) == 0;
}

// Of `n` things in order: how many are held for validation and for the test. At least one of a share that is wanted,
// where there are enough to leave one to train on.
std::pair<std::size_t, std::size_t> heldOf(std::size_t n, const SplitFractions& fractions) {
    auto validation = std::size_t(std::llround(double(n) * fractions.validation));
    auto test = std::size_t(std::llround(double(n) * fractions.test));
    if (fractions.validation > 0 && validation == 0 && n > 1 + test) validation = 1;
    if (fractions.test > 0 && test == 0 && n > 1 + validation) test = 1;
    return {validation, test};
}

}  // namespace

void SplitRule::validate() const {
    fractions.validate();
    if (by.empty() || by == kTime)
        throw Error(Code::BadInput, "Say what the split goes by: row, question, the name of a column, or time:COLUMN.");
    if (stratify && byTime(*this))
        throw Error(Code::BadInput, "A split by time cannot give each label its share as well; choose one of the two.");
}

SplitPlan::SplitPlan(SplitRule rule) : rule_(std::move(rule)) {
    rule_.validate();
}

std::string SplitPlan::keyOf(std::int64_t position, const Record& record) const {
    if (rule_.by == "row") return recordHash(record);
    if (rule_.by == "question") return sha256Hex(rowText(record, "question"));
    const bool time = byTime(rule_);
    const std::string column = time ? rule_.by.substr(std::string(kTime).size()) : rule_.by;
    const std::string value = column == "label" ? record.label : record.extraOf(column);
    if (value.empty())
        throw Error(Code::BadInput, "Row " + std::to_string(position + 1) + " has no value in the column \"" + column +
                                        "\", which decides on its split. Fill it in, or choose another column.");
    return time ? value : sha256Hex(value);
}

void SplitPlan::observe(std::int64_t position, const Record& record) {
    rows_.emplace_back(rule_.stratify ? record.label : std::string(), keyOf(position, record));
}

std::vector<Split> SplitPlan::splits() const {
    std::vector<Split> splits(rows_.size(), Split::Train);
    if (!rule_.stratify && !byTime(rule_)) {
        for (std::size_t i = 0; i < rows_.size(); ++i)
            splits[i] = splitOf(rows_[i].second, rule_.fractions, rule_.seed);
        return splits;
    }
    // Groups of each label in the order of their keys (times, or drawn places); the last ones are held. A group with
    // two labels counts under the first.
    std::map<std::string, std::string> labelOf;
    for (const auto& [label, key] : rows_) labelOf.emplace(key, label);
    std::map<std::string, std::vector<std::string>> keysOf;
    for (const auto& [key, label] : labelOf) keysOf[label].push_back(key);
    std::map<std::string, Split> splitOfKey;
    for (auto& [label, keys] : keysOf) {
        if (!byTime(rule_))
            std::sort(keys.begin(), keys.end(), [&](const std::string& x, const std::string& y) {
                return placeOf(x, rule_.seed) < placeOf(y, rule_.seed);
            });
        const auto [validation, test] = heldOf(keys.size(), rule_.fractions);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const std::size_t left = keys.size() - i;  // with this one
            splitOfKey[keys[i]] = left <= test                ? Split::Test
                                  : left <= test + validation ? Split::Validation
                                                              : Split::Train;
        }
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) splits[i] = splitOfKey.at(rows_[i].second);
    return splits;
}

}  // namespace tunesmith
