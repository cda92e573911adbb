// Filters of chat templates on texts and numbers.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/tokenize/template_filters.h"
#include "core/tokenize/template_strings.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith::jinja {
namespace {

/// str(value), as filters on texts begin.
Text textOf(Interpreter& in, const Value& value) {
    in.charge(value.weight());
    return toText(value);
}

Value trimFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const std::optional<Value> chars = arguments.next("chars");
    std::optional<std::string> set;
    if (chars && !chars->isNone()) set = textOf(in, *chars).bytes();
    const Text text = textOf(in, value);
    if (set) in.charge(std::int64_t(set->size()) * std::int64_t(1 + text.size() / 16));
    return Value::text(strip(text, set, true, true));
}

/// Jinja's own title(): words begin after blanks, dashes and opening brackets.
Value titleFilter(Interpreter& in, const Value& value, ArgumentReader&) {
    const Text text = textOf(in, value);
    Text out;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const unicode::CodePoint c =
            at < text.size() ? unicode::decode(text.bytes().data() + at) : unicode::CodePoint{U' ', 1};
        const bool starts =
            isBlank(c.value) || c.value == '-' || c.value == '(' || c.value == '{' || c.value == '[' || c.value == '<';
        if (starts) {
            out.append(capitalize(text.part(begin, std::min(at, text.size()))));
            if (at < text.size()) out.append(text.part(at, at + c.bytes));
            begin = std::min(at + c.bytes, text.size());
        }
        at += c.bytes;
    }
    return Value::text(std::move(out));
}

Value replaceFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const Text from = textOf(in, arguments.required("old")), to = textOf(in, arguments.required("new"));
    const Text text = textOf(in, value);
    const std::int64_t most = arguments.integer("count", -1);
    in.charge(std::int64_t(count(text.bytes(), from.bytes())) * std::int64_t(1 + to.size() / 16));
    return Value::text(replace(text, from.bytes(), to, most));
}

Value indentFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const std::optional<Value> width = arguments.next("width");
    const bool first = arguments.flag("first", false), blank = arguments.flag("blank", false);
    std::string indent(4, ' ');
    if (width && width->asText()) {
        indent = width->asText()->bytes();
    } else if (width) {
        const auto spaces = width->whole();
        if (!spaces) in.fail("indent() wants a number or a text");
        in.charge(std::max<std::int64_t>(0, *spaces));
        indent.assign(std::size_t(std::max<std::int64_t>(0, *spaces)), ' ');
    }
    if (value.isUndefined()) in.failUndefined(value);
    if (!value.asText()) in.fail("indent() wants a text");
    Text source = textOf(in, value);
    source.append("\n");
    const std::vector<Text> lines = splitLines(source);
    in.charge(std::int64_t(lines.size()) * std::int64_t(1 + indent.size() / 16));
    Text out;
    if (first) out.append(std::string_view(indent));
    for (std::size_t k = 0; k < lines.size(); ++k) {
        if (k > 0) out.append("\n");
        if (k > 0 && (blank || !lines[k].empty())) out.append(std::string_view(indent));
        out.append(lines[k]);
    }
    return Value::text(std::move(out));
}

Value escapeFilter(Interpreter& in, const Value& value, ArgumentReader&) {
    Text text = textOf(in, value);
    static const std::pair<const char*, const char*> escapes[] = {
        {"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"'", "&#39;"}, {"\"", "&#34;"}};
    for (const auto& [from, to] : escapes) text = replace(text, from, Text(to), -1);
    return Value::text(std::move(text));
}

Value centerFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    Arguments method;
    method.positional.push_back(Value::integer(arguments.integer("width", 80)));
    return in.call(in.attribute(Value::text(textOf(in, value)), "center"), method);
}

Value formatFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    std::vector<Value> values;
    while (const std::optional<Value> next = arguments.next("")) values.push_back(*next);
    return formatPercent(in, textOf(in, value), Value::sequence(std::move(values), Sequence::Tuple));
}

Value joinFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const std::optional<Value> given = arguments.next("d");
    const Text separator = given ? textOf(in, *given) : Text();
    const std::optional<Value> name = arguments.next("attribute");
    Text out;
    bool first = true;
    for (const Value& item : in.items(value)) {
        if (!first) out.append(separator);
        first = false;
        in.chargeBytes(separator.size());
        out.append(textOf(in, name && !name->isNone() ? in.item(item, *name) : item));
    }
    return Value::text(std::move(out));
}

/// Runs of word characters.
Value wordCountFilter(Interpreter& in, const Value& value, ArgumentReader&) {
    const Text text = textOf(in, value);
    std::int64_t words = 0;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint c = unicode::decode(text.bytes().data() + at);
        const bool word = (unicode::ClassTable::instance()(c.value) & unicode::kWord) != 0;
        words += word && !inside;
        inside = word;
        at += c.bytes;
    }
    return Value::integer(words);
}

Value jsonFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    JsonStyle style;
    style.ascii = arguments.flag("ensure_ascii", false);
    const std::optional<Value> indent = arguments.next("indent"), separators = arguments.next("separators");
    style.sortKeys = arguments.flag("sort_keys", false);
    if (indent && indent->asText()) {
        style.indent = indent->asText()->bytes();
    } else if (indent && indent->whole()) {
        const std::int64_t spaces = std::max<std::int64_t>(0, *indent->whole());
        in.charge(spaces * std::max<std::int64_t>(1, std::min<std::int64_t>(value.weight(), 1'000'000)));
        style.indent = std::string(std::size_t(spaces), ' ');
    }
    if (style.indent) style.itemSeparator.resize(1);
    if (const Sequence* s = separators ? separators->asSequence() : nullptr; s && s->items.size() == 2) {
        style.itemSeparator = textOf(in, s->items[0]).bytes();
        style.keySeparator = textOf(in, s->items[1]).bytes();
    }
    in.charge(value.weight() * std::int64_t(1 + (style.indent ? style.indent->size() : 0) +
                                            style.itemSeparator.size() / 16 + style.keySeparator.size() / 16));
    std::string out;
    toJson(value, style, out);
    return Value::text(std::move(out));
}

// --- numbers
std::optional<std::string> numeral(const Value& value) {
    if (!value.asText()) return std::nullopt;
    std::string text = strip(*value.asText(), std::nullopt, true, true).bytes();
    text.erase(std::remove(text.begin(), text.end(), '_'), text.end());
    if (!text.empty() && text[0] == '+') text.erase(0, 1);
    return text;
}

std::optional<double> realOf(const Value& value) {
    if (const auto real = value.real()) return real;
    const auto text = numeral(value);
    if (!text || text->empty()) return std::nullopt;
    double number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    return error == std::errc() && end == text->data() + text->size() ? std::optional(number) : std::nullopt;
}

Value intFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const Value fallback = arguments.next("default").value_or(Value::integer(0));
    const std::int64_t base = arguments.integer("base", 10);
    if (base < 2 || base > 36) in.fail("int() wants a base from 2 to 36");
    if (const auto whole = value.whole()) return Value::integer(*whole);
    if (auto text = numeral(value)) {
        std::int64_t number = 0;
        const bool prefixed = text->size() > 2 && (*text)[0] == '0' &&
                              ((base == 16 && ((*text)[1] | 32) == 'x') || (base == 2 && ((*text)[1] | 32) == 'b'));
        if (prefixed) text->erase(0, 2);
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number, int(base));
        if (error == std::errc() && end == text->data() + text->size()) return Value::integer(number);
    }
    const auto real = realOf(value);
    if (!real || !std::isfinite(*real) || std::fabs(*real) > 9e18) return fallback;
    return Value::integer(std::int64_t(*real));
}

Value floatFilter(Interpreter&, const Value& value, ArgumentReader& arguments) {
    const Value fallback = arguments.next("default").value_or(Value::number(0));
    const auto real = realOf(value);
    return real ? Value::number(*real) : fallback;
}

Value roundFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const std::int64_t precision = std::clamp<std::int64_t>(arguments.integer("precision", 0), -300, 300);
    const std::optional<Value> method = arguments.next("method");
    const std::string how = method ? toText(*method).bytes() : "common";
    const auto real = value.real();
    if (!real) in.fail("round() wants a number");
    const double scale = std::pow(10.0, double(precision));
    if (how == "ceil") return Value::number(std::ceil(*real * scale) / scale);
    if (how == "floor") return Value::number(std::floor(*real * scale) / scale);
    if (how != "common") in.fail("round() knows common, ceil and floor");
    if (value.whole() && precision >= 0) return Value::integer(*value.whole());
    if (precision < 0) return Value::number(std::nearbyint(*real * scale) / scale);
    char buffer[700];  // exact decimals, as Python rounds
    std::snprintf(buffer, sizeof buffer, "%.*f", int(precision), *real);
    return Value::number(std::strtod(buffer, nullptr));
}

Value absFilter(Interpreter& in, const Value& value, ArgumentReader&) {
    if (const auto whole = value.whole(); whole && *whole != INT64_MIN) return Value::integer(std::abs(*whole));
    const auto real = value.real();
    if (!real) in.fail("abs() wants a number");
    return Value::number(std::fabs(*real));
}

}  // namespace

const std::map<std::string, Filter>& textFilters() {
    static const std::map<std::string, Filter> known = {
        {"trim", trimFilter},
        {"upper", [](Interpreter& in, const Value& v, ArgumentReader&) { return Value::text(upper(textOf(in, v))); }},
        {"lower", [](Interpreter& in, const Value& v, ArgumentReader&) { return Value::text(lower(textOf(in, v))); }},
        {"capitalize",
         [](Interpreter& in, const Value& v, ArgumentReader&) { return Value::text(capitalize(textOf(in, v))); }},
        {"title", titleFilter},
        {"replace", replaceFilter},
        {"indent", indentFilter},
        {"escape", escapeFilter},
        {"e", escapeFilter},
        {"center", centerFilter},
        {"format", formatFilter},
        {"join", joinFilter},
        {"string", [](Interpreter& in, const Value& v, ArgumentReader&) { return Value::text(textOf(in, v)); }},
        {"safe", [](Interpreter& in, const Value& v, ArgumentReader&) { return Value::text(textOf(in, v)); }},
        {"wordcount", wordCountFilter},
        {"tojson", jsonFilter},
        {"int", intFilter},
        {"float", floatFilter},
        {"round", roundFilter},
        {"abs", absFilter},
    };
    return known;
}

}  // namespace tunesmith::jinja
