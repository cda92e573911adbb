#include "core/data/import/json_item.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/base/error.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

namespace dom = simdjson::dom;

/// Looks for a key that stands twice in one object, at any depth; the depth is bounded by the parser.
std::optional<std::string> doubledKey(const dom::element& value, std::vector<std::string_view>& keys) {
    dom::array array;
    if (value.get(array) == simdjson::SUCCESS) {
        for (const dom::element item : array)
            if (auto found = doubledKey(item, keys)) return found;
        return std::nullopt;
    }
    dom::object object;
    if (value.get(object) != simdjson::SUCCESS) return std::nullopt;
    const std::size_t first = keys.size();
    for (const auto field : object) keys.push_back(field.key);
    std::sort(keys.begin() + std::ptrdiff_t(first), keys.end());
    const auto twice = std::adjacent_find(keys.begin() + std::ptrdiff_t(first), keys.end());
    if (twice != keys.end()) return std::string(*twice);
    keys.resize(first);
    for (const auto field : object)
        if (auto found = doubledKey(field.value, keys)) return found;
    return std::nullopt;
}

/// Walks over JSON that is known to be valid, to find the text of a value.
class Scanner {
public:
    explicit Scanner(std::string_view json) : at_(json.data()) {}
    void skipSpace() {
        while (*at_ == ' ' || *at_ == '\t' || *at_ == '\n' || *at_ == '\r') ++at_;
    }
    void skipPunctuation(char c) {
        skipSpace();
        if (*at_ == c) ++at_;
    }
    std::string_view value() {
        skipSpace();
        const char* from = at_;
        if (*at_ == '"')
            skipString();
        else if (*at_ == '{' || *at_ == '[')
            skipNested();
        else
            while (!endsScalar(*at_)) ++at_;
        return {from, std::size_t(at_ - from)};
    }

private:
    static bool endsScalar(char c) {
        return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0;
    }
    void skipString() {
        ++at_;
        while (true) {
            at_ += std::strcspn(at_, "\"\\");
            if (*at_ == '"') break;
            at_ += 2;
        }
        ++at_;
    }
    void skipNested() {
        int depth = 0;
        do {
            if (*at_ == '"') {
                skipString();
                continue;
            }
            if (*at_ == '{' || *at_ == '[') ++depth;
            if (*at_ == '}' || *at_ == ']') --depth;
            ++at_;
        } while (depth > 0);
    }
    const char* at_;
};

/// Finds the byte at which a broken JSON text stops making sense. Slow, and only for texts that are broken.
std::size_t placeOfError(std::string_view json) {
    struct Handler : nlohmann::json_sax<nlohmann::json> {
        std::size_t place = 0;
        bool null() override { return true; }
        bool boolean(bool) override { return true; }
        bool number_integer(number_integer_t) override { return true; }
        bool number_unsigned(number_unsigned_t) override { return true; }
        bool number_float(number_float_t, const string_t&) override { return true; }
        bool string(string_t&) override { return true; }
        bool binary(binary_t&) override { return true; }
        bool start_object(std::size_t) override { return true; }
        bool key(string_t&) override { return true; }
        bool end_object() override { return true; }
        bool start_array(std::size_t) override { return true; }
        bool end_array() override { return true; }
        bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
            place = position;
            return false;
        }
    } handler;
    nlohmann::json::sax_parse(json.begin(), json.end(), &handler);
    return handler.place;
}

std::string describe(simdjson::error_code error, std::string_view json) {
    const auto near = [&] {
        const std::size_t place = placeOfError(json);
        return place == 0 ? std::string() : " at byte " + std::to_string(place) + " of the item";
    };
    switch (error) {
        case simdjson::UTF8_ERROR:
            return "It is not valid UTF-8.";
        case simdjson::DEPTH_ERROR:
            return "It is nested deeper than " + std::to_string(JsonItemReader::kMaxDepth) + " levels.";
        case simdjson::UNCLOSED_STRING:
            return "A text is opened with \" and never closed: the line may be cut off.";
        case simdjson::UNESCAPED_CHARS:
            return "A control character or line break stands inside a text; JSON wants it as \\n or \\u00XX.";
        case simdjson::STRING_ERROR:
            return "A text holds an escape that means no character (such as half a surrogate pair)" + near() + ".";
        case simdjson::NUMBER_ERROR:
            return "A number is written wrongly or is too large to be kept exactly" + near() + ".";
        case simdjson::EMPTY:
            return "It is empty.";
        case simdjson::MEMALLOC:
            throw Error(Code::OutOfMemory,
                        "There is not enough memory to read an item of " + std::to_string(json.size()) + " bytes.");
        default:
            return "It is not valid JSON" + near() + ".";
    }
}

}  // namespace

struct JsonItemReader::State {
    dom::parser parser;
    std::vector<std::string_view> keys;
};

JsonItemReader::JsonItemReader() : state_(std::make_unique<State>()) {
    if (state_->parser.allocate(std::size_t(1) << 16, std::size_t(kMaxDepth)) != simdjson::SUCCESS)
        throw Error(Code::OutOfMemory, "There is not enough memory to read JSON.");
}
JsonItemReader::~JsonItemReader() = default;

std::optional<std::string> JsonItemReader::read(std::string_view json, Item& item) {
    dom::element root;
    if (const auto error = state_->parser.parse(json.data(), json.size(), false).get(root))
        return describe(error, json);
    dom::object object;
    if (root.get(object) != simdjson::SUCCESS)
        return "It is not an object: a row is written as {\"column\": value, ...}.";
    state_->keys.clear();
    if (const auto key = doubledKey(root, state_->keys))
        return "The key \"" + printableExcerpt(*key, 80) + "\" stands twice in one object.";

    Scanner scanner(json);
    scanner.skipPunctuation('{');
    item.fields.resize(object.size());
    std::size_t i = 0;
    for (const auto entry : object) {
        Field& field = item.fields[i++];
        field.column.assign(entry.key);
        scanner.value();
        scanner.skipPunctuation(':');
        const std::string_view raw = scanner.value();
        scanner.skipPunctuation(',');
        std::string_view text;
        field.isText = entry.value.get(text) == simdjson::SUCCESS;
        field.value.assign(field.isText ? text : raw);
    }
    return std::nullopt;
}

}  // namespace tunesmith
