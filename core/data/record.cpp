#include "core/data/record.h"

#include <simdjson.h>

#include <charconv>
#include <string_view>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

void appendMessages(std::string& out, const std::vector<Message>& messages) {
    out += '[';
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const Message& message = messages[i];
        out += i == 0 ? "{\"role\":" : ",{\"role\":";
        appendJsonString(out, message.role);
        out += ",\"text\":";
        appendJsonString(out, message.text);
        if (!message.trained) out += ",\"trained\":false";
        if (message.weight != 1.0f) {
            char digits[32];
            const auto end = std::to_chars(digits, digits + sizeof digits, message.weight).ptr;
            out.append(",\"weight\":").append(digits, end);
        }
        out += '}';
    }
    out += ']';
}

using Element = simdjson::dom::element;

[[noreturn]] void notARecord() {
    throw Error(Code::BadInput, "A stored row cannot be read: it is not a record.");
}

std::string_view textOf(const Element& value) {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) notARecord();
    return text;
}

std::vector<Message> messagesOf(const Element& value) {
    simdjson::dom::array array;
    if (value.get(array) != simdjson::SUCCESS) notARecord();
    std::vector<Message> messages;
    messages.reserve(array.size());
    for (const Element item : array) {
        simdjson::dom::object object;
        if (item.get(object) != simdjson::SUCCESS) notARecord();
        Message& message = messages.emplace_back();
        for (const auto field : object) {
            double weight = 1;
            if (field.key == "role")
                message.role = textOf(field.value);
            else if (field.key == "text")
                message.text = textOf(field.value);
            else if (field.key == "trained" && field.value.get(message.trained) == simdjson::SUCCESS)
                continue;
            else if (field.key == "weight" && field.value.get(weight) == simdjson::SUCCESS)
                message.weight = float(weight);
            else
                notARecord();
        }
    }
    return messages;
}

std::vector<std::pair<std::string, std::string>> pairsOf(const Element& value) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS) notARecord();
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto field : object) pairs.emplace_back(field.key, textOf(field.value));
    return pairs;
}

/// All that is learned, as the beginning of the row's JSON; its last brace is missing.
std::string openJson(const Record& record) {
    std::string out = "{";
    const auto key = [&](const char* name) { out.append(out.size() > 1 ? ",\"" : "\"").append(name).append("\":"); };
    const auto list = [&](const char* name, const std::vector<Message>& messages) {
        if (messages.empty()) return;
        key(name);
        appendMessages(out, messages);
    };
    const auto text = [&](const char* name, const std::string& value) {
        if (value.empty()) return;
        key(name);
        appendJsonString(out, value);
    };
    list("messages", record.messages);
    text("text", record.text);
    list("chosen", record.chosen);
    list("rejected", record.rejected);
    text("label", record.label);
    return out;
}

/// What openJson() left out.
void closeJson(std::string& out, const Record& record) {
    for (std::size_t i = 0; i < record.extra.size(); ++i) {
        out += i > 0 ? "," : out.size() > 1 ? ",\"extra\":{" : "\"extra\":{";
        appendJsonString(out, record.extra[i].first);
        out += ':';
        appendJsonString(out, record.extra[i].second);
    }
    out += record.extra.empty() ? "}" : "}}";
    if (const auto bad = firstInvalidUtf8(out))
        throw Error(Code::BadInput,
                    "The row's text is not valid UTF-8 (byte " + std::to_string(*bad) + " of its stored form).");
}

}  // namespace

std::string Record::extraOf(const std::string& column) const {
    for (const auto& [name, value] : extra)
        if (name == column) return value;
    return {};
}

std::size_t Record::textBytes() const {
    std::size_t bytes = text.size();
    for (const auto* turns : {&messages, &chosen, &rejected})
        for (const Message& turn : *turns) bytes += turn.text.size();
    return bytes;
}

std::string recordToJson(const Record& record) {
    std::string out = openJson(record);
    closeJson(out, record);
    return out;
}

RecordContent contentOf(const Record& record) {
    RecordContent content{openJson(record), {}, {}};
    if (!record.extra.empty()) {
        Sha256 said;
        said.update(content.json.data(), content.json.size());
        said.update("}", 1);
        content.said = said.hex();
    }
    closeJson(content.json, record);
    content.hash = sha256Hex(content.json);
    if (record.extra.empty()) content.said = content.hash;
    return content;
}

Record recordFromJson(const std::string& json) {
    thread_local simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(json).get(object) != simdjson::SUCCESS) notARecord();
    Record record;
    for (const auto field : object) {
        if (field.key == "messages")
            record.messages = messagesOf(field.value);
        else if (field.key == "text")
            record.text = textOf(field.value);
        else if (field.key == "chosen")
            record.chosen = messagesOf(field.value);
        else if (field.key == "rejected")
            record.rejected = messagesOf(field.value);
        else if (field.key == "label")
            record.label = textOf(field.value);
        else if (field.key == "extra")
            record.extra = pairsOf(field.value);
        else
            notARecord();
    }
    return record;
}

std::string recordHash(const Record& record) {
    std::string said = openJson(record);
    closeJson(said, {});
    return sha256Hex(said);
}

const char* splitName(Split split) {
    switch (split) {
        case Split::Train:
            return "train";
        case Split::Validation:
            return "validation";
        case Split::Test:
            return "test";
    }
    return "train";
}

Split splitFromName(const std::string& name) {
    for (const Split split : {Split::Train, Split::Validation, Split::Test})
        if (name == splitName(split)) return split;
    throw Error(Code::BadInput, "There is no split \"" + name + "\"; there are train, validation and test.");
}

}  // namespace tunesmith
