// Filters of chat templates.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "core/base/error.h"
#include "core/tokenize/template_interpreter.h"
#include "core/tokenize/template_strings.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith::jinja {
namespace {

using Filter = Value (*)(Interpreter& in, const Value& value, ArgumentReader& arguments);

/// str(value), as filters on texts begin.
Text textOf(Interpreter& in, const Value& value) {
    in.charge(value.weight());
    return toText(value);
}

// --- texts
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

Value wordCountFilter(Interpreter& in, const Value& value, ArgumentReader&) {
    return Value::integer(std::int64_t(split(textOf(in, value), std::nullopt, -1, false).size()));
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

// --- lists
Value lengthFilter(Interpreter& in, const Value& value, ArgumentReader&) {
    if (const Text* text = value.asText()) return Value::integer(std::int64_t(lengthOf(text->bytes())));
    if (const Dict* dict = value.asDict()) return Value::integer(std::int64_t(dict->items.size()));
    if (const Sequence* s = value.asSequence(); s && s->kind != Sequence::Lazy)
        return Value::integer(std::int64_t(s->items.size()));
    if (value.isUndefined()) return Value::integer(0);
    if (const auto loop = value.asLoop()) return Value::integer(std::int64_t(loop->items->items.size()));
    in.fail(std::string("a value of the type ") + value.typeName() + " has no length");
}

Value firstFilter(Interpreter& in, const Value& value, ArgumentReader&) {
    const std::vector<Value> items = in.items(value);
    return items.empty() ? Value::undefined("the first item of nothing") : items.front();
}

Value lastFilter(Interpreter& in, const Value& value, ArgumentReader&) {
    if (value.asSequence() && value.asSequence()->kind == Sequence::Lazy)
        in.fail("what is made lazily has no last item");
    const std::vector<Value> items = in.items(value);
    return items.empty() ? Value::undefined("the last item of nothing") : items.back();
}

Value listFilter(Interpreter& in, const Value& value, ArgumentReader&) {
    return Value::sequence(in.items(value));
}

Value reverseFilter(Interpreter& in, const Value& value, ArgumentReader&) {
    std::vector<Value> items = in.items(value);
    std::reverse(items.begin(), items.end());
    if (!value.asText()) return Value::sequence(std::move(items), Sequence::Lazy);
    Text out;
    for (const Value& item : items) out.append(*item.asText());
    return Value::text(std::move(out));
}

Value itemsFilter(Interpreter& in, const Value& value, ArgumentReader&) {
    if (value.isUndefined()) return Value::sequence({}, Sequence::Lazy);
    if (!value.asDict()) in.fail("items() wants a dict");
    Arguments none;
    return in.call(in.attribute(value, "items"), none);
}

/// "a.b.0": attributes of attributes.
Value path(Interpreter& in, const Value& value, const Value& name) {
    if (!name.asText()) return in.item(value, name);
    Value result = value;
    for (const Text& part : split(*name.asText(), std::string("."), -1, false)) {
        const std::string& key = part.bytes();
        const bool digits = !key.empty() && key.size() < 10 &&
                            std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (result.isUndefined()) in.failUndefined(result);
        result = digits ? in.item(result, Value::integer(std::atoll(key.c_str()))) : in.item(result, Value::text(part));
    }
    return result;
}

/// What items are ordered and compared by: an attribute where one is named, small letters where case does not count.
std::vector<Value> keysOf(Interpreter& in, const std::vector<Value>& items, const std::optional<Value>& attribute,
                          bool caseSensitive) {
    std::vector<Value> keys;
    for (const Value& item : items) {
        Value key = attribute && !attribute->isNone() ? path(in, item, *attribute) : item;
        if (!caseSensitive && key.asText()) key = Value::text(lower(*key.asText()));
        in.charge(key.weight());
        keys.push_back(std::move(key));
    }
    return keys;
}

bool before(Interpreter& in, const Value& a, const Value& b) {
    in.charge(std::min(a.weight(), b.weight()));
    const auto order = compare(a, b);
    if (!order)
        in.fail(std::string("values of the types ") + a.typeName() + " and " + b.typeName() + " cannot be ordered");
    return *order < 0;
}

/// The order of `keys` as indices, stable.
std::vector<std::size_t> orderOf(Interpreter& in, const std::vector<Value>& keys, bool reverse) {
    std::vector<std::size_t> order(keys.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return reverse ? before(in, keys[b], keys[a]) : before(in, keys[a], keys[b]);
    });
    return order;
}

Value sortFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const bool reverse = arguments.flag("reverse", false), caseSensitive = arguments.flag("case_sensitive", false);
    const std::optional<Value> attribute = arguments.next("attribute");
    const std::vector<Value> items = in.items(value);
    std::vector<Value> sorted;
    for (const std::size_t k : orderOf(in, keysOf(in, items, attribute, caseSensitive), reverse))
        sorted.push_back(items[k]);
    return Value::sequence(std::move(sorted));
}

Value dictSortFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const bool caseSensitive = arguments.flag("case_sensitive", false);
    const std::optional<Value> by = arguments.next("by");
    const bool reverse = arguments.flag("reverse", false);
    if (!value.asDict()) in.fail("dictsort() wants a dict");
    const bool byValue = by && toText(*by).bytes() == "value";
    std::vector<Value> pairs, parts;
    for (const auto& [key, item] : value.asDict()->items) {
        pairs.push_back(Value::sequence({key, item}, Sequence::Tuple));
        parts.push_back(byValue ? item : key);
    }
    std::vector<Value> sorted;
    for (const std::size_t k : orderOf(in, keysOf(in, parts, std::nullopt, caseSensitive), reverse))
        sorted.push_back(pairs[k]);
    return Value::sequence(std::move(sorted));
}

template <bool Max>
Value extremeFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const bool caseSensitive = arguments.flag("case_sensitive", false);
    const std::optional<Value> attribute = arguments.next("attribute");
    const std::vector<Value> items = in.items(value);
    if (items.empty()) return Value::undefined("the extreme of nothing");
    const std::vector<Value> keys = keysOf(in, items, attribute, caseSensitive);
    std::size_t best = 0;
    for (std::size_t k = 1; k < keys.size(); ++k)
        if (Max ? before(in, keys[best], keys[k]) : before(in, keys[k], keys[best])) best = k;
    return items[best];
}

Value sumFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const std::optional<Value> attribute = arguments.next("attribute");
    Value total = arguments.next("start").value_or(Value::integer(0));
    for (const Value& item : in.items(value))
        total = in.binary("+", total, attribute && !attribute->isNone() ? path(in, item, *attribute) : item);
    return total;
}

Value uniqueFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const bool caseSensitive = arguments.flag("case_sensitive", false);
    const std::optional<Value> attribute = arguments.next("attribute");
    const std::vector<Value> items = in.items(value), keys = keysOf(in, items, attribute, caseSensitive);
    std::vector<Value> kept, seen;
    for (std::size_t k = 0; k < items.size(); ++k) {
        in.charge(std::int64_t(seen.size()) + keys[k].weight());
        if (std::any_of(seen.begin(), seen.end(), [&](const Value& other) { return equal(other, keys[k]); })) continue;
        seen.push_back(keys[k]);
        kept.push_back(items[k]);
    }
    return Value::sequence(std::move(kept), Sequence::Lazy);
}

Value batchFilter(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const std::int64_t size = arguments.integer("linecount", 0);
    const std::optional<Value> fill = arguments.next("fill_with");
    if (size < 1) in.fail("batch() wants a size of at least 1");
    std::vector<Value> rows, row;
    for (const Value& item : in.items(value)) {
        if (std::int64_t(row.size()) == size) rows.push_back(Value::sequence(std::exchange(row, {})));
        row.push_back(item);
    }
    if (fill && !fill->isNone() && !row.empty()) {
        in.charge((size - std::int64_t(row.size())) * Interpreter::kItemSteps);
        row.resize(std::size_t(size), *fill);
    }
    if (!row.empty()) rows.push_back(Value::sequence(std::move(row)));
    return Value::sequence(std::move(rows), Sequence::Lazy);
}

const std::map<std::string, Filter>& filters() {
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
        {"length", lengthFilter},
        {"count", lengthFilter},
        {"first", firstFilter},
        {"last", lastFilter},
        {"list", listFilter},
        {"reverse", reverseFilter},
        {"items", itemsFilter},
        {"sort", sortFilter},
        {"dictsort", dictSortFilter},
        {"min", extremeFilter<false>},
        {"max", extremeFilter<true>},
        {"sum", sumFilter},
        {"unique", uniqueFilter},
        {"batch", batchFilter},
        {"attr",
         [](Interpreter& in, const Value& v, ArgumentReader& a) { return in.attribute(v, a.text("name").bytes()); }},
    };
    return known;
}

// --- filters that take other filters and tests
/// select, reject, selectattr, rejectattr.
Value selectItems(Interpreter& in, const Value& value, Arguments& arguments, bool keep, bool byAttribute) {
    std::vector<Value>& given = arguments.positional;
    std::optional<Value> attribute;
    if (byAttribute) {
        if (given.empty()) in.fail("selectattr() and rejectattr() want the name of an attribute");
        attribute = given.front();
        given.erase(given.begin());
    }
    std::optional<std::string> name;
    if (!given.empty()) {
        name = toText(given.front()).bytes();
        given.erase(given.begin());
    }
    std::vector<Value> kept;
    for (const Value& item : in.items(value)) {
        const Value subject = attribute ? path(in, item, *attribute) : item;
        Arguments rest = arguments;
        const bool holds = name ? in.test(*name, subject, rest) : subject.truth();
        if (holds == keep) kept.push_back(item);
    }
    return Value::sequence(std::move(kept), Sequence::Lazy);
}

Value mapItems(Interpreter& in, const Value& value, Arguments& arguments) {
    std::vector<Value> out;
    const auto named = [&](const char* name) {
        const auto found = std::find_if(arguments.named.begin(), arguments.named.end(),
                                        [&](const auto& a) { return a.first == name; });
        return found == arguments.named.end() ? std::nullopt : std::optional(found->second);
    };
    if (arguments.positional.empty()) {
        const std::optional<Value> attribute = named("attribute"), fallback = named("default");
        if (!attribute) in.fail("map() wants a filter or an attribute");
        for (const Value& item : in.items(value)) {
            Value mapped = path(in, item, *attribute);
            out.push_back(mapped.isUndefined() && fallback ? *fallback : std::move(mapped));
        }
        return Value::sequence(std::move(out), Sequence::Lazy);
    }
    const std::string name = toText(arguments.positional.front()).bytes();
    arguments.positional.erase(arguments.positional.begin());
    for (const Value& item : in.items(value)) {
        Arguments rest = arguments;
        out.push_back(in.filter(name, item, rest));
    }
    return Value::sequence(std::move(out), Sequence::Lazy);
}

}  // namespace

bool isFilter(const std::string& name) {
    static const char* const special[] = {"map", "select", "reject", "selectattr", "rejectattr", "default", "d"};
    return filters().count(name) > 0 ||
           std::any_of(std::begin(special), std::end(special), [&](const char* s) { return name == s; });
}

std::optional<Value> applyFilter(Interpreter& in, const std::string& name, const Value& value, Arguments& arguments) {
    if (name == "map") return mapItems(in, value, arguments);
    if (name == "select" || name == "reject") return selectItems(in, value, arguments, name == "select", false);
    if (name == "selectattr" || name == "rejectattr")
        return selectItems(in, value, arguments, name == "selectattr", true);
    ArgumentReader reader(in, name, arguments);
    if (name == "default" || name == "d") {
        const Value fallback = reader.next("default_value").value_or(Value::text(Text()));
        const bool whereFalse = reader.flag("boolean", false);
        return value.isUndefined() || (whereFalse && !value.truth()) ? fallback : value;
    }
    const auto found = filters().find(name);
    if (found == filters().end()) return std::nullopt;
    Value result = found->second(in, value, reader);
    reader.done();
    return result;
}

}  // namespace tunesmith::jinja
