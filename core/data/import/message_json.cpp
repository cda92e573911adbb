#include "core/data/import/message_json.h"

#include <array>

#include "core/data/text.h"

namespace tunesmith {

namespace dom = simdjson::dom;

namespace {

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

}  // namespace

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

}  // namespace tunesmith
