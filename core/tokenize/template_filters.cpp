// Filters of chat templates on lists and dicts, and those that take other filters and tests.
#include "core/tokenize/template_filters.h"

#include <algorithm>
#include <cstdlib>

#include "core/tokenize/template_strings.h"

namespace tunesmith::jinja {
namespace {

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
    if (a.isUndefined() && b.isUndefined()) return false;  // neither has the attribute
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

const std::map<std::string, Filter>& listFilters() {
    static const std::map<std::string, Filter> known = {
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

/// Null where there is none.
Filter findFilter(const std::string& name) {
    for (const auto* filters : {&textFilters(), &listFilters()})
        if (const auto found = filters->find(name); found != filters->end()) return found->second;
    return nullptr;
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
    if (!value.truth()) return Value::sequence(std::move(kept), Sequence::Lazy);  // not even looked at
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
    if (!value.truth()) return Value::sequence(std::move(out), Sequence::Lazy);
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
    return findFilter(name) ||
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
    const Filter found = findFilter(name);
    if (!found) return std::nullopt;
    Value result = found(in, value, reader);
    reader.done();
    return result;
}

}  // namespace tunesmith::jinja
