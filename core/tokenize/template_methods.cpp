// Methods of texts, dicts and lists in chat templates, and str % values.
#include <algorithm>
#include <cstdio>
#include <map>

#include "core/tokenize/template_interpreter.h"
#include "core/tokenize/template_strings.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith::jinja {
namespace {

using TextMethod = Value (*)(Interpreter& in, const Text& self, ArgumentReader& arguments);

Value textList(Interpreter& in, std::vector<Text> parts) {
    in.charge(std::int64_t(parts.size()) * Interpreter::kItemSteps);
    std::vector<Value> items;
    items.reserve(parts.size());
    for (Text& part : parts) items.push_back(Value::text(std::move(part)));
    return Value::sequence(std::move(items));
}

std::optional<std::string> optionalText(Interpreter& in, ArgumentReader& arguments, const char* name) {
    const std::optional<Value> value = arguments.next(name);
    if (!value || value->isNone()) return std::nullopt;
    if (!value->asText()) in.fail(std::string("a text is wanted as '") + name + "'");
    return value->asText()->bytes();
}

template <bool Left, bool Right>
Value stripMethod(Interpreter& in, const Text& self, ArgumentReader& arguments) {
    const auto set = optionalText(in, arguments, "chars");
    if (set) in.charge(std::int64_t(set->size()) * std::int64_t(1 + self.size() / 16));
    return Value::text(strip(self, set, Left, Right));
}

template <bool FromRight>
Value splitMethod(Interpreter& in, const Text& self, ArgumentReader& arguments) {
    const auto separator = optionalText(in, arguments, "sep");
    const std::int64_t most = arguments.integer("maxsplit", -1);
    if (separator && separator->empty()) in.fail("a text cannot be split at nothing");
    if (!separator) in.charge(std::int64_t(self.size()));  // the rest is copied for each word
    return textList(in, split(self, separator, most, FromRight));
}

/// Whether the text begins (ends) with a text or one of a tuple of texts.
template <bool Start>
Value affixMethod(Interpreter& in, const Text& self, ArgumentReader& arguments) {
    const Value wanted = arguments.required("prefix");
    std::vector<Value> options{wanted};
    if (const Sequence* s = wanted.asSequence(); s && s->kind == Sequence::Tuple) options = s->items;
    for (const Value& option : options) {
        if (option.isUndefined()) in.failUndefined(option);
        if (!option.asText()) in.fail("startswith() and endswith() want a text or a tuple of texts");
        const std::string &text = self.bytes(), &affix = option.asText()->bytes();
        if (affix.size() <= text.size() &&
            text.compare(Start ? 0 : text.size() - affix.size(), affix.size(), affix) == 0)
            return Value::boolean(true);
    }
    return Value::boolean(false);
}

template <bool Last, bool Must>
Value findMethod(Interpreter& in, const Text& self, ArgumentReader& arguments) {
    const Text part = arguments.text("sub");
    in.chargeBytes(self.size());
    const std::size_t at = Last ? self.bytes().rfind(part.bytes()) : self.bytes().find(part.bytes());
    if (at == std::string::npos) {
        if (Must) in.fail("index() does not find what it looks for");
        return Value::integer(-1);
    }
    return Value::integer(std::int64_t(lengthOf(self.bytes().substr(0, at))));
}

template <std::uint16_t Classes>
Value allOf(Interpreter&, const Text& self, ArgumentReader&) {
    bool all = !self.empty();
    for (std::size_t at = 0; at < self.size() && all;) {
        const unicode::CodePoint c = unicode::decode(self.bytes().data() + at);
        all = Classes == unicode::kSpace ? isBlank(c.value) : (unicode::ClassTable::instance()(c.value) & Classes) != 0;
        at += c.bytes;
    }
    return Value::boolean(all);
}

Value isDigits(Interpreter&, const Text& self, ArgumentReader&) {
    return Value::boolean(!self.empty() && std::all_of(self.bytes().begin(), self.bytes().end(),
                                                       [](char c) { return c >= '0' && c <= '9'; }));
}

template <bool Upper>
Value isCased(Interpreter&, const Text& self, ArgumentReader&) {
    const Text same = Upper ? upper(self) : lower(self), other = Upper ? lower(self) : upper(self);
    return Value::boolean(same.bytes() == self.bytes() && other.bytes() != self.bytes());
}

Value replaceMethod(Interpreter& in, const Text& self, ArgumentReader& arguments) {
    const Text from = arguments.text("old"), to = arguments.text("new");
    const std::int64_t most = arguments.integer("count", -1);
    in.charge(std::int64_t(count(self.bytes(), from.bytes())) * std::int64_t(1 + to.size() / 16));
    return Value::text(replace(self, from.bytes(), to, most));
}

Value joinMethod(Interpreter& in, const Text& self, ArgumentReader& arguments) {
    Text out;
    bool first = true;
    for (const Value& item : in.items(arguments.required("iterable"))) {
        if (!item.asText()) in.fail(std::string("join() gets a value of the type ") + item.typeName());
        if (!first) out.append(self);
        first = false;
        in.chargeBytes(self.size() + item.asText()->size());
        out.append(*item.asText());
    }
    return Value::text(std::move(out));
}

template <bool FromRight>
Value partitionMethod(Interpreter& in, const Text& self, ArgumentReader& arguments) {
    const Text separator = arguments.text("sep");
    if (separator.empty()) in.fail("a text cannot be split at nothing");
    const std::size_t at = FromRight ? self.bytes().rfind(separator.bytes()) : self.bytes().find(separator.bytes());
    std::vector<Value> parts(3, Value::text(Text()));
    if (at == std::string::npos) {
        parts[FromRight ? 2 : 0] = Value::text(self);
    } else {
        parts = {Value::text(self.part(0, at)), Value::text(separator),
                 Value::text(self.part(at + separator.size(), self.size()))};
    }
    return Value::sequence(std::move(parts), Sequence::Tuple);
}

template <bool Start>
Value removeAffix(Interpreter&, const Text& self, ArgumentReader& arguments) {
    const Text affix = arguments.text("affix");
    const std::size_t rest = self.size() - std::min(self.size(), affix.size());
    const bool there =
        affix.size() <= self.size() && self.bytes().compare(Start ? 0 : rest, affix.size(), affix.bytes()) == 0;
    if (!there) return Value::text(self);
    return Value::text(Start ? self.part(affix.size(), self.size()) : self.part(0, rest));
}

template <int Side>  // -1: text on the left, 0: in the middle, 1: on the right
Value justifyMethod(Interpreter& in, const Text& self, ArgumentReader& arguments) {
    const std::int64_t width = arguments.integer("width", 0), size = std::int64_t(lengthOf(self.bytes()));
    const std::string fill = optionalText(in, arguments, "fillchar").value_or(" ");
    if (lengthOf(fill) != 1) in.fail("a text is filled with one character");
    const std::int64_t missing = std::max<std::int64_t>(0, width - size);
    in.charge(missing);
    const std::int64_t left = Side < 0 ? 0 : Side > 0 ? missing : missing / 2 + (missing & width & 1);
    Text out;
    for (std::int64_t k = 0; k < left; ++k) out.append(std::string_view(fill));
    out.append(self);
    for (std::int64_t k = left; k < missing; ++k) out.append(std::string_view(fill));
    return Value::text(std::move(out));
}

Value zfillMethod(Interpreter& in, const Text& self, ArgumentReader& arguments) {
    const std::int64_t missing =
        std::max<std::int64_t>(0, arguments.integer("width", 0) - std::int64_t(lengthOf(self.bytes())));
    in.charge(missing);
    const std::size_t sign = !self.empty() && (self.bytes()[0] == '-' || self.bytes()[0] == '+') ? 1 : 0;
    Text out = self.part(0, sign);
    out.append(std::string_view(std::string(std::size_t(missing), '0')));
    out.append(self.part(sign, self.size()));
    return Value::text(std::move(out));
}

const std::map<std::string, TextMethod>& textMethods() {
    static const std::map<std::string, TextMethod> methods = {
        {"strip", stripMethod<true, true>},
        {"lstrip", stripMethod<true, false>},
        {"rstrip", stripMethod<false, true>},
        {"split", splitMethod<false>},
        {"rsplit", splitMethod<true>},
        {"splitlines",
         [](Interpreter& in, const Text& self, ArgumentReader&) { return textList(in, splitLines(self)); }},
        {"partition", partitionMethod<false>},
        {"rpartition", partitionMethod<true>},
        {"startswith", affixMethod<true>},
        {"endswith", affixMethod<false>},
        {"removeprefix", removeAffix<true>},
        {"removesuffix", removeAffix<false>},
        {"find", findMethod<false, false>},
        {"rfind", findMethod<true, false>},
        {"index", findMethod<false, true>},
        {"rindex", findMethod<true, true>},
        {"count",
         [](Interpreter&, const Text& self, ArgumentReader& a) {
             return Value::integer(std::int64_t(count(self.bytes(), a.text("sub").bytes())));
         }},
        {"replace", replaceMethod},
        {"join", joinMethod},
        {"upper", [](Interpreter&, const Text& self, ArgumentReader&) { return Value::text(upper(self)); }},
        {"lower", [](Interpreter&, const Text& self, ArgumentReader&) { return Value::text(lower(self)); }},
        {"title", [](Interpreter&, const Text& self, ArgumentReader&) { return Value::text(title(self)); }},
        {"capitalize", [](Interpreter&, const Text& self, ArgumentReader&) { return Value::text(capitalize(self)); }},
        {"isdigit", isDigits},
        {"isnumeric", allOf<unicode::kNumber>},
        {"isalpha", allOf<unicode::kLetter>},
        {"isalnum", allOf<unicode::kLetter | unicode::kNumber>},
        {"isspace", allOf<unicode::kSpace>},
        {"isupper", isCased<true>},
        {"islower", isCased<false>},
        {"ljust", justifyMethod<-1>},
        {"center", justifyMethod<0>},
        {"rjust", justifyMethod<1>},
        {"zfill", zfillMethod},
    };
    return methods;
}

Value pairs(const Dict& dict) {
    std::vector<Value> items;
    for (const auto& [key, value] : dict.items) items.push_back(Value::sequence({key, value}, Sequence::Tuple));
    return Value::sequence(std::move(items), Sequence::View);
}

Value dictMethod(const Value& self, const std::string& name) {
    if (name == "get") {
        return Value::callable(name, [self](Interpreter& in, Arguments& arguments) {
            static const std::string function = "get";
            ArgumentReader reader(in, function, arguments);
            const Value key = reader.required("key");
            const std::optional<Value> fallback = reader.next("default");
            reader.done();
            in.charge(std::int64_t(self.asDict()->items.size() / 8));
            const Value* found = self.asDict()->find(key);
            return found ? *found : fallback.value_or(Value());
        });
    }
    if (name != "items" && name != "keys" && name != "values" && name != "copy") return Value::undefined(name);
    return Value::callable(name, [self, name](Interpreter& in, Arguments& arguments) {
        if (!arguments.positional.empty() || !arguments.named.empty()) in.fail(name + "() takes no arguments");
        if (name == "copy") return self;
        const Dict& dict = *self.asDict();
        in.charge(std::int64_t(dict.items.size()) * Interpreter::kItemSteps);
        if (name == "items") return pairs(dict);
        std::vector<Value> list;
        for (const auto& [key, value] : dict.items) list.push_back(name == "keys" ? key : value);
        return Value::sequence(std::move(list), Sequence::View);
    });
}

Value listMethod(const Value& self, const std::string& name) {
    if (name != "index" && name != "count") return Value::undefined(name);
    return Value::callable(name, [self, name](Interpreter& in, Arguments& arguments) {
        ArgumentReader reader(in, name, arguments);
        const Value wanted = reader.required("value");
        reader.done();
        in.charge(self.weight());
        std::int64_t found = 0;
        const std::vector<Value>& items = self.asSequence()->items;
        for (std::size_t k = 0; k < items.size(); ++k) {
            if (!equal(items[k], wanted)) continue;
            if (name == "index") return Value::integer(std::int64_t(k));
            ++found;
        }
        if (name == "index") in.fail("index() does not find what it looks for");
        return Value::integer(found);
    });
}

/// Python would change the value, which the sandbox of chat templates forbids.
bool changesValue(const std::string& name) {
    static const char* const names[] = {"append",  "extend", "insert",     "remove", "clear",  "pop",
                                        "popitem", "update", "setdefault", "sort",   "reverse"};
    return std::any_of(std::begin(names), std::end(names), [&](const char* n) { return name == n; });
}

}  // namespace

Value boundMethod(const Value& object, const std::string& name) {
    if (const Text* text = object.asText()) {
        const auto found = textMethods().find(name);
        if (found == textMethods().end()) return Value::undefined(name);
        (void)text;
        return Value::callable(name, [object, name, method = found->second](Interpreter& in, Arguments& arguments) {
            ArgumentReader reader(in, name, arguments);
            in.chargeBytes(object.asText()->size());
            return method(in, *object.asText(), reader);
        });
    }
    const bool isList = object.asSequence() && object.asSequence()->kind <= Sequence::Tuple;
    if ((object.asDict() || isList) && changesValue(name)) {
        return Value::callable(name, [name](Interpreter& in, Arguments&) -> Value {
            in.fail("'" + name + "' would change a list or dict, which is not allowed");
        });
    }
    if (object.asDict()) return dictMethod(object, name);
    return isList ? listMethod(object, name) : Value::undefined(name);
}

Value formatPercent(Interpreter& in, const Text& format, const Value& values) {
    std::vector<Value> list{values};
    if (const Sequence* s = values.asSequence(); s && s->kind == Sequence::Tuple) list = s->items;
    std::size_t used = 0;
    const auto nextValue = [&]() -> const Value& {
        if (used >= list.size()) in.fail("there are too few values for '%'");
        return list[used++];
    };
    Text out;
    const std::string& f = format.bytes();
    for (std::size_t at = 0; at < f.size();) {
        const std::size_t sign = f.find('%', at);
        out.append(format.part(at, std::min(sign, f.size())));
        if (sign == std::string::npos) break;
        std::size_t k = sign + 1;
        while (k < f.size() && std::string_view("-+ 0123456789.").find(f[k]) != std::string_view::npos && k - sign < 8)
            ++k;
        const std::string options = f.substr(sign, k - sign);
        const char kind = k < f.size() ? f[k] : '\0';
        at = k + 1;
        char buffer[512];
        if (kind == '%') {
            out.append("%");
        } else if (kind == 's' && options == "%") {
            const Value& value = nextValue();
            in.charge(value.weight());
            out.append(toText(value));
        } else if (kind == 'r' && options == "%") {
            std::string text;
            repr(nextValue(), text);
            out.append(std::string_view(text));
        } else if (kind == 'd' || kind == 'i' || kind == 'x') {
            const auto number = nextValue().real();
            if (!number || *number > 9e18 || *number < -9e18) in.fail("'%d' wants a number");
            std::snprintf(buffer, sizeof buffer, (options + (kind == 'x' ? "llx" : "lld")).c_str(),
                          static_cast<long long>(*number));
            out.append(buffer);
        } else if (kind == 'f' || kind == 'e' || kind == 'g') {
            const auto number = nextValue().real();
            if (!number) in.fail("'%f' wants a number");
            std::snprintf(buffer, sizeof buffer, (options + kind).c_str(), *number);
            out.append(buffer);
        } else {
            in.fail("a format after '%' is not supported");
        }
    }
    if (used < list.size() && !values.asDict() &&
        !(values.asSequence() && values.asSequence()->kind != Sequence::Tuple))
        in.fail("there are too many values for '%'");
    return Value::text(std::move(out));
}

}  // namespace tunesmith::jinja
