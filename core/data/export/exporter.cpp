#include "core/data/export/exporter.h"

#include <algorithm>

#include "core/data/import/dialog_text.h"

namespace tunesmith {

namespace {

bool isUsual(const Message& message) {
    return message.trained && message.weight == 1.0f;
}

bool hasSystem(const std::vector<Message>& messages) {
    return !messages.empty() && messages[0].role == "system";
}

/// One turn of that role with a text that is read back as it is.
bool isOne(const std::vector<Message>& turns, std::size_t from, const char* role) {
    return turns.size() == from + 1 && turns[from].role == role && isUsual(turns[from]) && !turns[from].text.empty() &&
           !isHumanAssistantDialog(turns[from].text);
}

/// Rows mostly have the same columns in the same order.
void addColumns(std::vector<std::string>& columns, const Record& record) {
    for (std::size_t i = 0; i < record.extra.size(); ++i) {
        const std::string& column = record.extra[i].first;
        if (i < columns.size() && columns[i] == column) continue;
        if (columns.size() < RowSurvey::kMostColumns && std::find(columns.begin(), columns.end(), column) == columns.end())
            columns.push_back(column);
    }
}

}  // namespace

void RowSurvey::add(const Record& record, Split split) {
    ++rows;
    ++bySplit[std::size_t(split)];
    switch (kindOf(record)) {
        case RowShape::Chat:
            ++chats;
            pairs += isPair(record);
            break;
        case RowShape::Text:
            ++texts;
            break;
        case RowShape::Preference:
            ++preferences;
            plainPreferences += isPlainPreference(record);
            break;
    }
    labels += !record.label.empty();
    systems += hasSystem(record.messages);
    characters += std::int64_t(record.textBytes());
    bool usual = true;
    for (const auto* messages : {&record.messages, &record.chosen, &record.rejected}) {
        turns += std::int64_t(messages->size());
        for (const Message& message : *messages) usual = usual && isUsual(message);
    }
    weighted += !usual;
    addColumns(columns, record);
}

RowShape kindOf(const Record& record) {
    if (record.isPreference()) return RowShape::Preference;
    return record.isText() ? RowShape::Text : RowShape::Chat;
}

RowShape mostAre(const RowSurvey& survey) {
    if (survey.preferences >= std::max(survey.chats, survey.texts) && survey.preferences > 0)
        return RowShape::Preference;
    return survey.texts > survey.chats ? RowShape::Text : RowShape::Chat;
}

bool isPair(const Record& record) {
    const std::size_t from = hasSystem(record.messages) ? 1 : 0;
    const auto& messages = record.messages;
    if (messages.size() != from + 2 || (from == 1 && (!isUsual(messages[0]) || messages[0].text.empty()))) return false;
    return messages[from].role == "user" && messages[from + 1].role == "assistant" && isUsual(messages[from]) &&
           isUsual(messages[from + 1]) && !messages[from].text.empty() && !messages[from + 1].text.empty() &&
           !isHumanAssistantDialog(messages[from].text);
}

bool isPlainPreference(const Record& record) {
    return isOne(record.messages, 0, "user") && isOne(record.chosen, 0, "assistant") &&
           isOne(record.rejected, 0, "assistant");
}

}  // namespace tunesmith
