#include "core/data/import/record_maker.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/data/import/dialog_text.h"
#include "core/data/import/json_item.h"
#include "core/data/import/list_text.h"
#include "core/data/import/message_json.h"

namespace tunesmith {

namespace {

namespace dom = simdjson::dom;

std::string inQuotes(std::string_view text) {
    return "\"" + printableExcerpt(text, 80) + "\"";
}

/// Replaces {column} by the columns' texts; braces around anything else stay.
template <typename TextOf>
std::string fillTemplate(const std::string& pattern, const Item& item, const TextOf& textOf) {
    std::string out;
    std::size_t from = 0;
    while (true) {
        const auto open = pattern.find('{', from);
        const auto close = open == std::string::npos ? open : pattern.find('}', open);
        if (close == std::string::npos) break;
        out.append(pattern, from, open - from);
        const Field* field = item.find(std::string_view(pattern).substr(open + 1, close - open - 1));
        if (field) {
            out += textOf(*field);
            from = close + 1;
        } else {
            out += '{';
            from = open + 1;
        }
    }
    return out.append(pattern, from);
}

}  // namespace

struct RecordMaker::State {
    RoleMapping mapping;
    std::string file;
    TextCounts counts;
    dom::parser parser;
    std::string padded;  // JSON text with room behind it for the parser

    dom::element parse(const std::string& json) {
        padded.assign(json);
        padded.append(simdjson::SIMDJSON_PADDING, '\0');
        dom::element root;
        if (parser.parse(padded.data(), json.size(), false).get(root) != simdjson::SUCCESS)
            throw Unusable{"It holds JSON that cannot be read."};
        return root;
    }

    const Field* fieldOf(const Item& item, const std::string& role) const {
        const auto found = mapping.columns.find(role);
        return found == mapping.columns.end() ? nullptr : item.find(found->second);
    }

    const Field& required(const Item& item, const std::string& role) const {
        if (const Field* field = fieldOf(item, role)) return *field;
        throw Unusable{"The column " + inQuotes(mapping.column(role)) + " (" + role + ") is missing."};
    }

    /// A column as text: a text, a number or truth value as it is written, a list of texts line by line, {"text":
    /// [...]} the first.
    std::string textOf(const Field& field) {
        if (field.isText) return field.value;
        if (field.value == "null") return {};
        if (field.value[0] != '[' && field.value[0] != '{') return field.value;
        return nestedText(parse(field.value), field.column);
    }

    std::string nestedText(dom::element value, const std::string& column) {
        std::string_view text;
        dom::array array;
        for (const char* member : {"text", "contexts"}) {
            dom::element inner;
            if (value.is_object() && value[member].get(inner) == simdjson::SUCCESS) {
                if (member[0] == 't' && inner.is_array() && inner.at(0).get(text) == simdjson::SUCCESS)
                    return std::string(text);
                value = inner;
            }
        }
        if (value.get(text) == simdjson::SUCCESS) return std::string(text);
        if (value.get(array) != simdjson::SUCCESS)
            throw Unusable{"The column " + inQuotes(column) + " holds an object, not a text."};
        std::string all;
        for (const dom::element line : array) {
            if (line.get(text) != simdjson::SUCCESS)
                throw Unusable{"The column " + inQuotes(column) + " holds a list that is not of texts."};
            if (!all.empty()) all += '\n';
            all += text;
        }
        return all;
    }

    std::string optionalText(const Item& item, const std::string& role) {
        const Field* field = fieldOf(item, role);
        return field ? textOf(*field) : std::string();
    }

    /// A column as turns: a list of messages, one message, or a text that `role` says.
    std::vector<Message> turnsOf(const Field& field, const std::string& role, bool mustBeList) {
        const bool nested = !field.value.empty() && (field.value[0] == '[' || field.value[0] == '{');
        if (nested && (!field.isText || mustBeList)) {
            const dom::element value = parse(field.value);
            dom::array array;
            if (value.get(array) != simdjson::SUCCESS) {
                if (mustBeList || looksLikeMessage(value)) return {messageOf(value, role)};
                return {Message{role, nestedText(value, field.column)}};
            }
            if (!mustBeList && array.size() > 0 && !array.at(0).is_object())
                return {Message{role, nestedText(value, field.column)}};
            std::vector<Message> turns;
            turns.reserve(array.size());
            for (const dom::element item : array) turns.push_back(messageOf(item, mustBeList ? std::string() : role));
            return turns;
        }
        if (mustBeList) throw Unusable{"The column " + inQuotes(field.column) + " holds no list of messages."};
        if (field.isText && isHumanAssistantDialog(field.value)) return humanAssistantTurns(field.value);
        return {Message{role, textOf(field)}};
    }

    /// Alpaca's turns before the last: a list of [question, answer].
    void addHistory(const Item& item, std::vector<Message>& messages) {
        const Field* field = fieldOf(item, "history");
        if (!field || !field->value.starts_with('[')) return;
        dom::array pairs;
        if (parse(field->value).get(pairs) != simdjson::SUCCESS)
            throw Unusable{"The column " + inQuotes(field->column) + " holds no list of earlier turns."};
        std::vector<Message> turns;
        for (const dom::element pair : pairs) {
            dom::array both;
            std::string_view question, answer;
            if (pair.get(both) != simdjson::SUCCESS || both.size() != 2 ||
                both.at(0).get(question) != simdjson::SUCCESS || both.at(1).get(answer) != simdjson::SUCCESS)
                throw Unusable{"The column " + inQuotes(field->column) +
                               " holds an earlier turn that is not a question and an answer."};
            turns.push_back({"user", std::string(question)});
            turns.push_back({"assistant", std::string(answer)});
        }
        messages.insert(messages.begin(), turns.begin(), turns.end());
    }

    void addSystem(const Item& item, std::vector<Message>& messages) {
        std::string system = optionalText(item, "system");
        if (!system.empty()) messages.insert(messages.begin(), Message{"system", std::move(system)});
    }

    /// The turns before the answer.
    std::vector<Message> promptOf(const Item& item) {
        std::vector<Message> messages;
        if (!mapping.userTemplate.empty()) {
            messages.push_back(
                {"user", fillTemplate(mapping.userTemplate, item, [&](const Field& field) { return textOf(field); })});
        } else if (mapping.columns.count("messages") > 0) {
            messages = turnsOf(required(item, "messages"), {}, true);
        } else {
            const Field& user = required(item, "user");
            messages = turnsOf(user, "user", false);
            const std::string input = optionalText(item, "input"), context = optionalText(item, "context");
            if (messages.empty()) throw Unusable{"The column " + inQuotes(user.column) + " holds an empty list."};
            std::string& last = messages.back().text;
            if (last.empty() && input.empty())
                throw Unusable{"The question (column " + inQuotes(user.column) + ") is empty."};
            if (!input.empty()) last += last.empty() ? input : "\n" + input;
            if (!context.empty()) last = context + "\n\nQuestion: " + last;
        }
        addHistory(item, messages);
        addSystem(item, messages);
        return messages;
    }

    void requireAnswer(const std::vector<Message>& turns, const std::string& what) {
        for (const Message& turn : turns)
            if (turn.role == "assistant" && !turn.text.empty()) return;
        throw Unusable{"The " + what + " is empty: there is nothing to learn."};
    }

    void makeChat(const Item& item, Record& record) {
        record.messages = turnsOf(required(item, "messages"), {}, true);
        addSystem(item, record.messages);
        if (record.messages.empty()) throw Unusable{"The conversation is empty."};
        // Turns with a label alone are for a classifier.
        if (labelOf(item).empty()) requireAnswer(record.messages, "conversation has no answer of the assistant, or it");
    }

    void makePair(const Item& item, Record& record) {
        record.messages = promptOf(item);
        auto answer = turnsOf(required(item, "assistant"), "assistant", false);
        requireAnswer(answer, "answer (column " + inQuotes(mapping.column("assistant")) + ")");
        std::move(answer.begin(), answer.end(), std::back_inserter(record.messages));
    }

    /// Self-Instruct: one instruction with a list of {input, output}; each makes a row.
    void makeInstances(const Item& item, std::vector<Record>& rows) {
        const std::string instruction = textOf(required(item, "user"));
        const std::string instances = required(item, "instances").value;
        dom::array array;
        if (parse(instances).get(array) != simdjson::SUCCESS)
            throw Unusable{"The column " + inQuotes(mapping.column("instances")) + " holds no list."};
        for (const dom::element instance : array) {
            std::string_view input, output;
            if (instance["input"].get(input) != simdjson::SUCCESS) input = {};
            if (instance["output"].get(output) != simdjson::SUCCESS || output.empty())
                throw Unusable{"The output of an instance is empty: there is nothing to learn."};
            Record& record = rows.emplace_back();
            record.messages = {{"user", input.empty() ? instruction : instruction + "\n" + std::string(input)},
                               {"assistant", std::string(output)}};
        }
        if (array.size() == 0) throw Unusable{"The list of instances is empty."};
        for (Record& record : rows) addSystem(item, record.messages);
    }

    void makePreference(const Item& item, Record& record) {
        record.chosen = turnsOf(required(item, "chosen"), "assistant", false);
        record.rejected = turnsOf(required(item, "rejected"), "assistant", false);
        const bool hasPrompt =
            mapping.columns.count("user") + mapping.columns.count("messages") > 0 || !mapping.userTemplate.empty();
        if (hasPrompt) record.messages = promptOf(item);
        takeSharedTurns(record, hasPrompt);
        requireAnswer(record.chosen, "chosen answer");
        requireAnswer(record.rejected, "rejected answer");
        if (record.chosen == record.rejected)
            throw Unusable{"The chosen and the rejected answer are the same: there is nothing to prefer."};
        if (record.messages.empty()) throw Unusable{"There is no prompt before the chosen and the rejected answer."};
    }

    /// A column's list; nothing where it holds another thing.
    static std::optional<std::vector<std::string>> listOf(const Field* field) {
        return field ? listFromText(field->value) : std::nullopt;
    }

    /// Texts for a classifier: one; two to compare; or a list of words, each with a label of its own.
    void makeText(const Item& item, Record& record) {
        const Field& text = required(item, "text");
        const std::string second = optionalText(item, "second");
        const auto labels = listOf(fieldOf(item, "label"));
        if (const auto words = labels && second.empty() ? listOf(&text) : std::nullopt; words && !words->empty()) {
            record.text = joinedWords(*words);
            if (words->size() != labels->size())
                throw Unusable{"It has " + std::to_string(words->size()) + " words (column " + inQuotes(text.column) +
                               ") and " + std::to_string(labels->size()) + " labels; each word needs one."};
            return;
        }
        record.text = textOf(text);
        if (record.text.empty()) throw Unusable{"The text is empty."};
        if (mapping.columns.count("second") == 0) return;
        if (second.empty())
            throw Unusable{"The second text (column " + inQuotes(mapping.column("second")) + ") is empty."};
        record.messages = {{"user", std::move(record.text)}, {"user", second}};
        record.text.clear();
    }

    /// Words stand with one blank between them, so that they can be found again.
    static std::string joinedWords(const std::vector<std::string>& words) {
        std::string text;
        for (const std::string& word : words) {
            if (word.empty() || word.find_first_of(" \t\r\n\v\f") != std::string::npos)
                throw Unusable{"A word of its list is empty or holds a blank (" + inQuotes(word) + ")."};
            if (!text.empty()) text += ' ';
            text += word;
        }
        return text;
    }

    /// Of a text a list of labels stands one a line.
    std::string labelsOfText(const Item& item) {
        const auto labels = listOf(fieldOf(item, "label"));
        if (!labels) return optionalText(item, "label");
        std::string all;
        for (const std::string& label : *labels) {
            if (!all.empty()) all += '\n';
            for (const char c : label) all += c == '\n' || c == '\r' ? ' ' : c;
        }
        return all;
    }

    /// The label; of an answer that was rated with a thumb up or down (KTO's true and false), "good" or "bad".
    std::string labelOf(const Item& item) {
        if (mapping.kind == RowKind::Text) return labelsOfText(item);
        const std::string label = optionalText(item, "label");
        const bool rated = mapping.kind == RowKind::Pair || mapping.kind == RowKind::Chat;
        if (rated && (label == "true" || label == "True" || label == "TRUE")) return "good";
        if (rated && (label == "false" || label == "False" || label == "FALSE")) return "bad";
        return label;
    }

    /// Whole conversations as chosen and rejected: what both begin with is the prompt, or repeats it. Behind a prompt,
    /// endings that begin with the assistant's turn repeat nothing.
    static void takeSharedTurns(Record& record, bool hasPrompt) {
        auto &chosen = record.chosen, &rejected = record.rejected;
        std::size_t shared = 0;
        while (shared + 1 < chosen.size() && shared + 1 < rejected.size() && chosen[shared] == rejected[shared])
            ++shared;
        if (shared == 0 || (hasPrompt && chosen[0].role == "assistant")) return;
        if (!hasPrompt)
            record.messages.insert(record.messages.end(), chosen.begin(), chosen.begin() + std::ptrdiff_t(shared));
        chosen.erase(chosen.begin(), chosen.begin() + std::ptrdiff_t(shared));
        rejected.erase(rejected.begin(), rejected.begin() + std::ptrdiff_t(shared));
    }

    void makeRows(const Item& item, std::vector<Record>& rows) {
        if (mapping.kind == RowKind::Pair && mapping.columns.count("instances") > 0) return makeInstances(item, rows);
        Record& record = rows.emplace_back();
        switch (mapping.kind) {
            case RowKind::Chat:
                makeChat(item, record);
                break;
            case RowKind::Pair:
                makePair(item, record);
                break;
            case RowKind::Preference:
                makePreference(item, record);
                break;
            case RowKind::Text:
                makeText(item, record);
                break;
            case RowKind::None:
                throw Unusable{"It is not known which column is what."};
        }
    }

    /// Columns without a role stay with the row where they are short values: a number of a patient, a date, a source.
    std::vector<std::pair<std::string, std::string>> extraOf(const Item& item) const {
        constexpr std::size_t kLongest = 1024, kMost = 32;
        std::vector<std::pair<std::string, std::string>> extra;
        for (const Field& field : item.fields) {
            if (extra.size() == kMost) break;
            if (field.value.empty() || field.value.size() > kLongest || hasRole(field.column)) continue;
            if (!field.isText && (field.value[0] == '{' || field.value[0] == '[' || field.value == "null")) continue;
            if (field.value.find('\0') != std::string::npos || firstInvalidUtf8(field.value)) continue;
            extra.emplace_back(field.column, field.value);
        }
        return extra;
    }

    bool hasRole(const std::string& column) const {
        if (!mapping.userTemplate.empty() && mapping.userTemplate.find("{" + column + "}") != std::string::npos)
            return true;
        return std::any_of(mapping.columns.begin(), mapping.columns.end(),
                           [&](const auto& role) { return role.second == column; });
    }

    /// Counts what a reader does not see. NUL is refused: it ends a text for many programs, and rarely means anything.
    TextCounts checkTexts(const Record& record) {
        TextCounts found = countUnseen(record.text);
        for (const auto* turns : {&record.messages, &record.chosen, &record.rejected})
            for (const Message& turn : *turns) found += countUnseen(turn.text);
        if (found.nul > 0) throw Unusable{"It holds the character NUL (U+0000), which is no text."};
        return found;
    }
};

RecordMaker::RecordMaker(RoleMapping mapping, std::string file) : state_(std::make_unique<State>()) {
    state_->mapping = std::move(mapping);
    state_->file = std::move(file);
    if (state_->parser.allocate(std::size_t(1) << 16, std::size_t(JsonItemReader::kMaxDepth)) != simdjson::SUCCESS)
        throw Error(Code::OutOfMemory, "There is not enough memory to read JSON.");
}
RecordMaker::~RecordMaker() = default;
RecordMaker::RecordMaker(RecordMaker&&) noexcept = default;

const TextCounts& RecordMaker::counts() const {
    return state_->counts;
}

std::optional<RowIssue> RecordMaker::make(const Item& item, std::vector<Record>& rows) {
    std::vector<Record> made;
    try {
        state_->makeRows(item, made);
        const std::string label = state_->labelOf(item);
        TextCounts found;
        for (Record& record : made) {
            record.label = label;
            record.extra = state_->extraOf(item);
            record.source = {state_->file, item.line};
            found += state_->checkTexts(record);
        }
        state_->counts += found;
    } catch (const Unusable& unusable) {
        return RowIssue{{state_->file, item.line}, unusable.reason, itemToJson(item)};
    }
    std::move(made.begin(), made.end(), std::back_inserter(rows));
    return std::nullopt;
}

std::string itemToJson(const Item& item) {
    constexpr std::size_t most = std::size_t(64) << 10;
    std::string json = "{";
    for (const Field& field : item.fields) {
        if (json.size() > 1) json += ", ";
        appendJsonString(json, std::string_view(field.column).substr(0, most));
        json += ": ";
        const std::string_view value = std::string_view(field.value).substr(0, most);
        if (field.isText)
            appendJsonString(json, value);
        else
            json += value;
        if (json.size() > most) break;
    }
    json += '}';
    return printableExcerpt(json, most);
}

}  // namespace tunesmith
