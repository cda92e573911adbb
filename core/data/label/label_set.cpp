#include "core/data/label/label_set.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/base/error.h"

namespace tunesmith {

namespace {

constexpr std::string_view kBlanks = " \t\r\n\v\f";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

void cutAt(std::string_view text, std::string_view separators, std::vector<std::string>& out) {
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
        if (const auto entry = trimmed(text.substr(begin, end - begin)); !entry.empty()) out.emplace_back(entry);
        begin = end + 1;
    }
}

}  // namespace

const char* labelKindName(LabelKind kind) {
    switch (kind) {
        case LabelKind::Single:
            return "single";
        case LabelKind::Multi:
            return "multi";
        case LabelKind::Number:
            return "regression";
        case LabelKind::Tokens:
            return "tokens";
    }
    return "single";
}

LabelKind labelKindFromName(const std::string& name) {
    for (const LabelKind kind : {LabelKind::Single, LabelKind::Multi, LabelKind::Number, LabelKind::Tokens})
        if (name == labelKindName(kind)) return kind;
    throw Error(Code::BadInput,
                "There is no kind of labels \"" + name + "\"; there are single, multi, regression and tokens.");
}

std::int32_t LabelSet::numberOf(std::string_view label) const {
    const auto found = std::find(labels.begin(), labels.end(), label);
    return found == labels.end() ? -1 : std::int32_t(found - labels.begin());
}

Json LabelSet::toJson() const {
    return {{"problem", labelKindName(kind)}, {"labels", labels}};
}

LabelSet LabelSet::fromJson(const Json& json) {
    try {
        return {labelKindFromName(json.at("problem").get<std::string>()),
                json.at("labels").get<std::vector<std::string>>()};
    } catch (const Json::exception& e) {
        throw Error(Code::BadFile, std::string("The labels of a run cannot be read: ") + e.what());
    }
}

ClassifiedText classifiedText(const Record& record) {
    if (!record.text.empty()) return {record.text, {}};
    std::vector<const std::string*> turns;
    for (const Message& message : record.messages)
        if (message.role == "user") turns.push_back(&message.text);
    if (turns.size() == 2 && record.messages.size() == 2) return {*turns[0], *turns[1]};
    ClassifiedText all;
    for (const std::string* turn : turns) all.first += (all.first.empty() ? "" : "\n\n") + *turn;
    return all;
}

std::vector<std::string> labelEntries(const std::string& label, LabelKind kind) {
    std::vector<std::string> entries;
    const bool list = label.find('\n') != std::string::npos;
    if (kind == LabelKind::Tokens)
        cutAt(label, list ? "\n" : kBlanks, entries);
    else if (kind == LabelKind::Multi)
        cutAt(label, list ? "\n" : "|;", entries);
    else if (const auto whole = trimmed(label); !whole.empty())
        entries.emplace_back(whole);
    return entries;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> wordsOf(std::string_view text) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> words;
    for (std::size_t begin = text.find_first_not_of(kBlanks); begin != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kBlanks, begin), text.size());
        words.emplace_back(std::uint32_t(begin), std::uint32_t(end));
        begin = text.find_first_not_of(kBlanks, end);
    }
    return words;
}

std::optional<double> labelNumber(std::string_view label) {
    label = trimmed(label);
    double value = 0;
    const auto [stop, fault] = std::from_chars(label.data(), label.data() + label.size(), value);
    if (fault != std::errc() || stop != label.data() + label.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

RowLabels labelsOf(const Record& record, const LabelSet& set) {
    RowLabels result;
    if (set.kind == LabelKind::Number) {
        if (const auto value = labelNumber(record.label)) result.values = {float(*value)};
        return result;
    }
    const std::vector<std::string> entries = labelEntries(record.label, set.kind);
    if (set.kind == LabelKind::Multi) {
        result.values.assign(set.labels.size(), 0.0f);
        for (const std::string& entry : entries)
            if (const auto number = set.numberOf(entry); number >= 0) result.values[std::size_t(number)] = 1;
        return result;
    }
    if (set.kind == LabelKind::Tokens && entries.size() != wordsOf(classifiedText(record).first).size()) return result;
    for (const std::string& entry : entries) result.classes.push_back(set.numberOf(entry));
    if (std::all_of(result.classes.begin(), result.classes.end(), [](std::int32_t c) { return c < 0; }))
        result.classes.clear();
    return result;
}

}  // namespace tunesmith
