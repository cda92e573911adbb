#include "core/data/pii/survey.h"

#include <algorithm>

namespace tunesmith::pii {

namespace {

constexpr std::size_t kAround = 60;  // bytes on either side

bool isInside(std::string_view text, std::size_t at) {
    return at < text.size() && (std::uint8_t(text[at]) & 0xC0) == 0x80;
}

std::string onOneLine(std::string_view text) {
    std::string line(text);
    std::replace_if(line.begin(), line.end(), [](char c) { return std::uint8_t(c) < 0x20; }, ' ');
    return line;
}

std::string before(std::string_view text, std::size_t begin) {
    std::size_t from = begin - std::min(begin, kAround);
    while (isInside(text, from)) ++from;
    return (from > 0 ? "\u2026" : "") + onOneLine(text.substr(from, begin - from));
}

std::string after(std::string_view text, std::size_t end) {
    std::size_t to = std::min(text.size(), end + kAround);
    while (isInside(text, to)) --to;
    return onOneLine(text.substr(end, to - end)) + (to < text.size() ? "\u2026" : "");
}

}  // namespace

void Survey::add(std::int64_t position, const std::vector<std::string_view>& texts,
                 const std::vector<std::vector<Finding>>& found) {
    std::vector<Finding> all;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string_view text = texts[i];
        for (const Finding& finding : found[i]) {
            all.push_back(finding);
            const std::string_view written = text.substr(finding.begin, finding.end - finding.begin);
            std::string key = std::to_string(int(finding.entity)) + '|' + finding.label + '|' + sameValue(written);
            auto place = places_.find(key);
            if (place == places_.end()) {
                if (values_.size() == kMostValues) continue;
                place = places_.emplace(std::move(key), values_.size()).first;
                values_.push_back({finding.entity, finding.label, std::string(written), 0, 0, 0, position,
                                   before(text, finding.begin), after(text, finding.end)});
                lastRow_.push_back(-1);
            }
            SurveyValue& value = values_[place->second];
            value.score = std::max(value.score, finding.score);
            ++value.count;
            value.rows += lastRow_[place->second] != position;
            lastRow_[place->second] = position;
        }
    }
    report_.addRow(all);
}

std::vector<SurveyValue> Survey::values(std::size_t most) const {
    std::vector<SurveyValue> sorted = values_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const SurveyValue& a, const SurveyValue& b) {
        const bool first = entityInfo(a.entity).review, second = entityInfo(b.entity).review;
        return first != second ? first : a.count > b.count;
    });
    if (sorted.size() > most) sorted.resize(most);
    return sorted;
}

}  // namespace tunesmith::pii
