#include "core/data/import/record_maker.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/error.h"
#include "core/data/import/json_item.h"

namespace tunesmith {

namespace {

namespace dom = simdjson::dom;

/// Why an item makes no row; caught in make().
struct Unusable {
    std::string reason;
};

struct RoleWord {
    std::string_view word, role;
};
/// What OpenAI, ShareGPT and their descendants call the speakers.
constexpr std::array<RoleWord, 16> kSpeakers = {{{"user", "user"},
                                                 {"human", "user"},
                                                 {"prompter", "user"},
                                                 {"customer", "user"},
                                                 {"assistant", "assistant"},
                                                 {"gpt", "assistant"},
                                                 {"chatgpt", "assistant"},
                                                 {"bot", "assistant"},
                                                 {"model", "assistant"},
                                                 {"bard", "assistant"},
                                                 {"function_call", "assistant"},
                                                 {"system", "system"},
                                                 {"developer", "system"},
                                                 {"tool", "tool"},
                                                 {"function", "tool"},
                                                 {"observation", "tool"}}};

std::string inQuotes(std::string_view text) {
    return "\"" + printableExcerpt(text, 80) + "\"";
}

std::string speaker(std::string_view word) {
    for (const auto& entry : kSpeakers)
        if (entry.word == word) return std::string(entry.role);
    throw Unusable{"The role " + inQuotes(word) + " is not known; there are user, assistant, system and tool."};
}

/// A message's text: a string, or a list of parts of which all are text.
std::string contentOf(const dom::element& value) {
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) return std::string(text);
    dom::array parts;
    if (value.get(parts) != simdjson::SUCCESS) throw Unusable{"A message has no text."};
    std::string all;
    for (const dom::element part : parts) {
        if (part.get(text) != simdjson::SUCCESS && part["text"].get(text) != simdjson::SUCCESS)
            throw Unusable{"A message holds something that is not text (an image or a sound)."};
        all += text;
    }
    return all;
}

bool looksLikeMessage(const dom::element& value) {
    for (const char* key : {"role", "from", "content", "value"})
        if (value[key].error() == simdjson::SUCCESS) return true;
    return false;
}

Message messageOf(const dom::element& value, const std::string& defaultRole) {
    Message message;
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) {
        message.role = defaultRole;
        message.text = text;
        return message;
    }
    dom::object object;
    if (value.get(object) != simdjson::SUCCESS) throw Unusable{"A message is neither a text nor an object."};
    bool hasText = false;
    for (const auto field : object) {
        double weight = 0;
        if (field.key == "role" || field.key == "from") {
            if (field.value.get(text) != simdjson::SUCCESS) throw Unusable{"A message's role is not a text."};
            message.role = speaker(text);
        } else if (field.key == "content" || field.key == "value" || field.key == "text") {
            message.text = contentOf(field.value);
            hasText = true;
        } else if (field.key == "weight" && field.value.get(weight) == simdjson::SUCCESS) {
            if (!(weight >= 0 && weight <= 1000)) throw Unusable{"A message's weight is not between 0 and 1000."};
            message.weight = float(weight);
            message.trained = weight > 0;
        } else if (field.key == "trained" && field.value.get(message.trained) != simdjson::SUCCESS) {
            throw Unusable{"A message's \"trained\" is neither true nor false."};
        }
    }
    if (!hasText) throw Unusable{"A message has no text (content or value)."};
    if (message.role.empty()) message.role = defaultRole;
    if (message.role.empty()) throw Unusable{"A message has no role (role or from)."};
    return message;
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
        return {Message{role, textOf(field)}};
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
        requireAnswer(record.messages, "conversation has no answer of the assistant, or it");
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

    /// Whole conversations as chosen and rejected: what both begin with is the prompt, or repeats it.
    static void takeSharedTurns(Record& record, bool hasPrompt) {
        auto &chosen = record.chosen, &rejected = record.rejected;
        std::size_t shared = 0;
        while (shared + 1 < chosen.size() && shared + 1 < rejected.size() && chosen[shared] == rejected[shared])
            ++shared;
        if (shared == 0) return;
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
                record.text = textOf(required(item, "text"));
                if (record.text.empty()) throw Unusable{"The text is empty."};
                break;
            case RowKind::None:
                throw Unusable{"It is not known which column is what."};
        }
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
        const std::string label = state_->optionalText(item, "label");
        TextCounts found;
        for (Record& record : made) {
            record.label = label;
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
