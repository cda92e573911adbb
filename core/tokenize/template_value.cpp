#include "core/tokenize/template_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/base/error.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith::jinja {
namespace {

template <typename T>
int threeWay(const T& a, const T& b) {
    return a < b ? -1 : b < a ? 1 : 0;
}

}  // namespace

const Value* Dict::find(const Value& key) const {
    if (const Text* text = key.asText()) return find(std::string_view(text->bytes()));
    for (const auto& [k, v] : items)
        if (equal(k, key)) return &v;
    return nullptr;
}

const Value* Dict::find(std::string_view key) const {
    for (const auto& [k, v] : items) {
        const Text* text = k.asText();
        if (text && text->bytes() == key) return &v;
    }
    return nullptr;
}

void Dict::set(Value key, Value value) {
    if (const Value* known = find(key))
        *const_cast<Value*>(known) = std::move(value);
    else
        items.emplace_back(std::move(key), std::move(value));
}

Value Value::fromJson(const Json& json) {
    switch (json.type()) {
        case Json::value_t::boolean:
            return boolean(json.get<bool>());
        case Json::value_t::number_integer:
            return integer(json.get<std::int64_t>());
        case Json::value_t::number_unsigned: {
            const auto value = json.get<std::uint64_t>();
            return value > std::uint64_t(INT64_MAX) ? number(double(value)) : integer(std::int64_t(value));
        }
        case Json::value_t::number_float:
            return number(json.get<double>());
        case Json::value_t::string:
            return text(json.get<std::string>());
        case Json::value_t::array: {
            std::vector<Value> items;
            for (const Json& item : json) items.push_back(fromJson(item));
            return sequence(std::move(items));
        }
        case Json::value_t::object: {
            Dict d;
            for (const auto& [key, value] : json.items()) d.items.emplace_back(text(key), fromJson(value));
            return dict(std::move(d));
        }
        default:
            return Value();
    }
}

int Value::depth() const {
    if (const Sequence* s = asSequence()) return s->depth;
    const Dict* d = asDict();
    return d ? d->depth : 0;
}

std::int64_t Value::weight() const {
    if (const Text* text = asText()) return 1 + std::int64_t(text->size() / 16);
    if (const Sequence* s = asSequence()) return s->weight;
    const Dict* d = asDict();
    return d ? d->weight : 1;
}

template <typename T>
void Value::measure(T& container, const Value& child) {
    container.depth = std::max(container.depth, 1 + child.depth());
    container.weight += child.weight();
    if (container.depth > kMostNesting || container.weight > kMostWeight)
        throw Error(Code::BadInput, "The chat template makes a list or dict that is too large or nests too deeply.");
}

Value Value::sequence(std::vector<Value> items, Sequence::Kind kind) {
    Sequence s{kind, std::move(items)};
    for (const Value& item : s.items) measure(s, item);
    return of(std::shared_ptr<const Sequence>(std::make_shared<Sequence>(std::move(s))));
}

Value Value::dict(Dict d) {
    d.depth = 1;
    d.weight = 1;
    for (const auto& [key, value] : d.items) {
        measure(d, key);
        measure(d, value);
    }
    return of(std::shared_ptr<const Dict>(std::make_shared<Dict>(std::move(d))));
}

std::optional<std::int64_t> Value::whole() const {
    if (const bool* b = asBoolean()) return *b ? 1 : 0;
    if (const std::int64_t* i = asInteger()) return *i;
    return std::nullopt;
}

std::optional<double> Value::real() const {
    if (const auto i = whole()) return double(*i);
    if (const double* d = asDouble()) return *d;
    return std::nullopt;
}

bool Value::truth() const {
    if (isUndefined() || isNone()) return false;
    if (const auto number = real()) return *number != 0;
    if (const Text* text = asText()) return !text->empty();
    if (const Sequence* s = asSequence()) return s->kind == Sequence::Lazy || !s->items.empty();
    if (const Dict* d = asDict()) return !d->items.empty();
    return true;
}

const char* Value::typeName() const {
    if (isUndefined()) return "Undefined";
    if (isNone()) return "NoneType";
    if (asBoolean()) return "bool";
    if (asInteger()) return "int";
    if (asDouble()) return "float";
    if (asText()) return "str";
    if (const Sequence* s = asSequence()) {
        static const char* const names[] = {"list", "tuple", "dict view", "generator"};
        return names[s->kind];
    }
    if (asDict()) return "dict";
    if (asNamespace()) return "Namespace";
    return asCallable() ? "function" : "loop";
}

bool Value::same(const Value& other) const {
    if (v_.index() != other.v_.index()) return false;
    if (asText() || asBoolean() || asInteger() || isNone()) return equal(*this, other);
    if (asSequence()) return asSequence() == other.asSequence();
    if (asDict()) return asDict() == other.asDict();
    if (asNamespace()) return asNamespace() == other.asNamespace();
    return asCallable() && asCallable() == other.asCallable();
}

bool equal(const Value& a, const Value& b) {
    if (a.isUndefined() || b.isUndefined()) return a.isUndefined() && b.isUndefined();
    if (a.isNone() || b.isNone()) return a.isNone() && b.isNone();
    if (const auto x = a.whole(), y = b.whole(); x && y) return *x == *y;
    if (const auto x = a.real(), y = b.real(); x || y) return x && y && *x == *y;
    if (const Text* x = a.asText(), *y = b.asText(); x || y) return x && y && x->bytes() == y->bytes();
    if (const Sequence* x = a.asSequence(), *y = b.asSequence(); x || y) {
        if (x == y) return true;
        if (!x || !y || x->kind != y->kind || x->items.size() != y->items.size()) return false;
        for (std::size_t k = 0; k < x->items.size(); ++k)
            if (!equal(x->items[k], y->items[k])) return false;
        return true;
    }
    if (const Dict* x = a.asDict(), *y = b.asDict(); x || y) {
        if (!x || !y || x->items.size() != y->items.size()) return false;
        return std::all_of(x->items.begin(), x->items.end(), [&](const auto& item) {
            const Value* other = y->find(item.first);
            return other && equal(item.second, *other);
        });
    }
    return a.same(b);
}

std::optional<int> compare(const Value& a, const Value& b) {
    if (const auto x = a.whole(), y = b.whole(); x && y) return threeWay(*x, *y);
    if (const auto x = a.real(), y = b.real(); x && y) return threeWay(*x, *y);
    if (const Text* x = a.asText(), *y = b.asText(); x && y) return threeWay(x->bytes(), y->bytes());
    const Sequence *x = a.asSequence(), *y = b.asSequence();
    if (!x || !y || x->kind != y->kind || x->kind > Sequence::Tuple) return std::nullopt;
    for (std::size_t k = 0; k < std::min(x->items.size(), y->items.size()); ++k)
        if (!equal(x->items[k], y->items[k])) return compare(x->items[k], y->items[k]);
    return threeWay(x->items.size(), y->items.size());
}

std::string floatText(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    char buffer[64];
    const auto shortest = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
    std::string text(buffer, shortest.ptr);
    const std::size_t e = text.find('e');
    const int exponent = std::atoi(text.c_str() + e + 1);
    if (exponent < -4 || exponent >= 16) return text;
    const auto fixed = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
    text.assign(buffer, fixed.ptr);
    if (text.find('.') == std::string::npos) text += ".0";
    return text;
}

Text toText(const Value& value) {
    if (const Text* text = value.asText()) return *text;
    if (value.isUndefined()) return Text();
    std::string out;
    repr(value, out);
    return Text(std::move(out));
}

namespace {

void reprText(const std::string& bytes, std::string& out) {
    const char quote = bytes.find('\'') != std::string::npos && bytes.find('"') == std::string::npos ? '"' : '\'';
    static const char* digits = "0123456789abcdef";
    out += quote;
    for (std::size_t at = 0; at < bytes.size();) {
        const unicode::CodePoint c = unicode::decode(bytes.data() + at);
        if (c.value == char32_t(quote) || c.value == '\\') {
            out += '\\';
            out += char(c.value);
        } else if (c.value == '\n') {
            out += "\\n";
        } else if (c.value == '\r') {
            out += "\\r";
        } else if (c.value == '\t') {
            out += "\\t";
        } else if (c.value < 0x20 || c.value == 0x7F || (c.value >= 0x80 && c.value <= 0xA0) || c.value == 0xAD) {
            out += "\\x";
            out += digits[c.value >> 4 & 15];
            out += digits[c.value & 15];
        } else {
            out.append(bytes, at, c.bytes);
        }
        at += c.bytes;
    }
    out += quote;
}

void reprItems(const Sequence& s, std::string& out) {
    const bool tuple = s.kind == Sequence::Tuple;
    out += tuple ? '(' : '[';
    for (std::size_t k = 0; k < s.items.size(); ++k) {
        if (k > 0) out += ", ";
        repr(s.items[k], out);
    }
    if (tuple && s.items.size() == 1) out += ',';
    out += tuple ? ')' : ']';
}

void jsonText(const std::string& bytes, bool ascii, std::string& out) {
    static const char* digits = "0123456789abcdef";
    const auto escape = [&](char32_t unit) {
        out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4) out += digits[unit >> shift & 15];
    };
    out += '"';
    for (std::size_t at = 0; at < bytes.size();) {
        const unicode::CodePoint c = unicode::decode(bytes.data() + at);
        static const char named[] = "\b\f\n\r\t";
        static const char names[] = "bfnrt";
        const char* place =
            c.value > 0 && c.value < 0x20 ? std::char_traits<char>::find(named, 5, char(c.value)) : nullptr;
        if (c.value == '"' || c.value == '\\') {
            out += '\\';
            out += char(c.value);
        } else if (place) {
            out += '\\';
            out += names[place - named];
        } else if (c.value < 0x20 || (ascii && c.value >= 0x80 && c.value < 0x10000)) {
            escape(c.value);
        } else if (ascii && c.value >= 0x10000) {
            escape(0xD800 + ((c.value - 0x10000) >> 10));
            escape(0xDC00 + ((c.value - 0x10000) & 0x3FF));
        } else {
            out.append(bytes, at, c.bytes);
        }
        at += c.bytes;
    }
    out += '"';
}

void jsonBreak(const JsonStyle& style, int depth, std::string& out) {
    if (!style.indent) return;
    out += '\n';
    for (int k = 0; k < depth; ++k) out += *style.indent;
}

/// A dict key as JSON writes it.
std::string jsonKey(const Value& key) {
    if (const Text* text = key.asText()) return text->bytes();
    if (key.isNone()) return "null";
    if (const bool* b = key.asBoolean()) return *b ? "true" : "false";
    if (key.real()) return toText(key).bytes();
    throw Error(Code::BadInput, std::string("The chat template writes a dict as JSON whose keys are of the type ") +
                                    key.typeName() + ".");
}

void jsonDict(const Dict& dict, const JsonStyle& style, std::string& out, int depth) {
    std::vector<std::pair<std::string, const Value*>> items;
    for (const auto& [key, value] : dict.items) items.emplace_back(jsonKey(key), &value);
    if (style.sortKeys)
        std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    out += '{';
    for (std::size_t k = 0; k < items.size(); ++k) {
        if (k > 0) out += style.itemSeparator;
        jsonBreak(style, depth + 1, out);
        jsonText(items[k].first, style.ascii, out);
        out += style.keySeparator;
        toJson(*items[k].second, style, out, depth + 1);
    }
    if (!items.empty()) jsonBreak(style, depth, out);
    out += '}';
}

}  // namespace

void repr(const Value& value, std::string& out) {
    if (const Text* text = value.asText()) return reprText(text->bytes(), out);
    if (value.isUndefined()) out += "Undefined";
    if (value.isNone()) out += "None";
    if (const bool* b = value.asBoolean()) out += *b ? "True" : "False";
    if (const std::int64_t* i = value.asInteger()) out += std::to_string(*i);
    if (const double* d = value.asDouble()) out += floatText(*d);
    if (const Sequence* s = value.asSequence()) reprItems(*s, out);
    if (const Dict* d = value.asDict()) {
        out += '{';
        for (std::size_t k = 0; k < d->items.size(); ++k) {
            if (k > 0) out += ", ";
            repr(d->items[k].first, out);
            out += ": ";
            repr(d->items[k].second, out);
        }
        out += '}';
    }
    if (value.asNamespace()) out += "<Namespace>";
    if (value.asCallable()) out += "<function " + value.asCallable()->name + ">";
    if (value.asLoop()) out += "<LoopContext>";
}

void toJson(const Value& value, const JsonStyle& style, std::string& out, int depth) {
    if (const Text* text = value.asText()) {
        jsonText(text->bytes(), style.ascii, out);
    } else if (value.isNone()) {
        out += "null";
    } else if (const bool* b = value.asBoolean()) {
        out += *b ? "true" : "false";
    } else if (const double* d = value.asDouble(); d && !std::isfinite(*d)) {
        out += std::isnan(*d) ? "NaN" : *d < 0 ? "-Infinity" : "Infinity";
    } else if (value.real()) {
        out += toText(value).bytes();
    } else if (const Sequence* s = value.asSequence(); s && s->kind <= Sequence::Tuple) {
        out += '[';
        for (std::size_t k = 0; k < s->items.size(); ++k) {
            if (k > 0) out += style.itemSeparator;
            jsonBreak(style, depth + 1, out);
            toJson(s->items[k], style, out, depth + 1);
        }
        if (!s->items.empty()) jsonBreak(style, depth, out);
        out += ']';
    } else if (const Dict* d = value.asDict()) {
        jsonDict(*d, style, out, depth);
    } else {
        throw Error(Code::BadInput,
                    std::string("The chat template writes a value of the type ") + value.typeName() + " as JSON.");
    }
}

}  // namespace tunesmith::jinja
