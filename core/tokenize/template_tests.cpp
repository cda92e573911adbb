// Tests ("is defined") and global functions of chat templates.
#include <cmath>
#include <ctime>
#include <map>

#include "core/tokenize/template_interpreter.h"
#include "core/tokenize/template_strings.h"

namespace tunesmith::jinja {
namespace {

using Test = bool (*)(Interpreter& in, const Value& value, ArgumentReader& arguments);

std::int64_t wholeOf(Interpreter& in, const Value& value) {
    if (value.isUndefined()) in.failUndefined(value);
    const auto whole = value.whole();
    if (!whole) in.fail("a whole number is wanted");
    return *whole;
}

bool isEqual(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const Value other = arguments.required("other");
    in.charge(std::min(value.weight(), other.weight()));
    return equal(value, other);
}

template <bool (*Accepts)(int)>
bool isOrdered(Interpreter& in, const Value& value, ArgumentReader& arguments) {
    const Value other = arguments.required("other");
    if (value.isUndefined()) in.failUndefined(value);
    in.charge(std::min(value.weight(), other.weight()));
    const auto order = compare(value, other);
    if (!order)
        in.fail(std::string("values of the types ") + value.typeName() + " and " + other.typeName() +
                " cannot be ordered");
    return Accepts(*order);
}
bool less(int order) {
    return order < 0;
}
bool lessOrEqual(int order) {
    return order <= 0;
}
bool greater(int order) {
    return order > 0;
}
bool greaterOrEqual(int order) {
    return order >= 0;
}

bool isUpper(Interpreter&, const Value& value, ArgumentReader&) {
    const Text text = toText(value);
    return upper(text).bytes() == text.bytes() && lower(text).bytes() != text.bytes();
}

bool isLower(Interpreter&, const Value& value, ArgumentReader&) {
    const Text text = toText(value);
    return lower(text).bytes() == text.bytes() && upper(text).bytes() != text.bytes();
}

/// value % by, as Python has it.
double remainder(Interpreter& in, const Value& value, std::int64_t by) {
    const Value rest = in.binary("%", value, Value::integer(by));
    if (!rest.real()) in.fail("a number is wanted");
    return *rest.real();
}

const std::map<std::string, Test>& tests() {
    static const std::map<std::string, Test> known = {
        {"defined", [](Interpreter&, const Value& v, ArgumentReader&) { return !v.isUndefined(); }},
        {"undefined", [](Interpreter&, const Value& v, ArgumentReader&) { return v.isUndefined(); }},
        {"none", [](Interpreter&, const Value& v, ArgumentReader&) { return v.isNone(); }},
        {"boolean", [](Interpreter&, const Value& v, ArgumentReader&) { return v.asBoolean() != nullptr; }},
        {"true", [](Interpreter&, const Value& v, ArgumentReader&) { return v.asBoolean() && *v.asBoolean(); }},
        {"false", [](Interpreter&, const Value& v, ArgumentReader&) { return v.asBoolean() && !*v.asBoolean(); }},
        {"integer", [](Interpreter&, const Value& v, ArgumentReader&) { return v.asInteger() != nullptr; }},
        {"float", [](Interpreter&, const Value& v, ArgumentReader&) { return v.asDouble() != nullptr; }},
        {"number", [](Interpreter&, const Value& v, ArgumentReader&) { return v.real().has_value(); }},
        {"string", [](Interpreter&, const Value& v, ArgumentReader&) { return v.asText() != nullptr; }},
        {"mapping", [](Interpreter&, const Value& v, ArgumentReader&) { return v.asDict() != nullptr; }},
        {"sequence",
         [](Interpreter&, const Value& v, ArgumentReader&) {
             return v.asText() || v.asDict() || v.isUndefined() ||
                    (v.asSequence() && v.asSequence()->kind <= Sequence::Tuple);
         }},
        {"iterable",
         [](Interpreter&, const Value& v, ArgumentReader&) {
             return v.asText() || v.asDict() || v.asSequence() || v.isUndefined() || v.asLoop();
         }},
        {"callable", [](Interpreter&, const Value& v, ArgumentReader&) { return v.asCallable() || v.asLoop(); }},
        {"sameas", [](Interpreter&, const Value& v, ArgumentReader& a) { return v.same(a.required("other")); }},
        {"escaped", [](Interpreter&, const Value&, ArgumentReader&) { return false; }},
        {"odd", [](Interpreter& in, const Value& v, ArgumentReader&) { return remainder(in, v, 2) == 1; }},
        {"even", [](Interpreter& in, const Value& v, ArgumentReader&) { return remainder(in, v, 2) == 0; }},
        {"divisibleby", [](Interpreter& in, const Value& v,
                           ArgumentReader& a) { return remainder(in, v, wholeOf(in, a.required("num"))) == 0; }},
        {"upper", isUpper},
        {"lower", isLower},
        {"in", [](Interpreter& in, const Value& v, ArgumentReader& a) { return in.contains(a.required("seq"), v); }},
        {"equalto", isEqual},
        {"eq", isEqual},
        {"==", isEqual},
        {"ne", [](Interpreter& in, const Value& v, ArgumentReader& a) { return !isEqual(in, v, a); }},
        {"!=", [](Interpreter& in, const Value& v, ArgumentReader& a) { return !isEqual(in, v, a); }},
        {"lt", isOrdered<less>},
        {"<", isOrdered<less>},
        {"lessthan", isOrdered<less>},
        {"le", isOrdered<lessOrEqual>},
        {"<=", isOrdered<lessOrEqual>},
        {"gt", isOrdered<greater>},
        {">", isOrdered<greater>},
        {"greaterthan", isOrdered<greater>},
        {"ge", isOrdered<greaterOrEqual>},
        {">=", isOrdered<greaterOrEqual>},
    };
    return known;
}

// --- global functions
Value rangeFunction(Interpreter& in, Arguments& arguments) {
    constexpr std::int64_t kMostItems = 100'000;  // as the sandbox of transformers
    const std::vector<Value>& given = arguments.positional;
    if (given.empty() || given.size() > 3 || !arguments.named.empty()) in.fail("range() takes one to three numbers");
    const std::int64_t begin = given.size() > 1 ? wholeOf(in, given[0]) : 0;
    const std::int64_t end = wholeOf(in, given[given.size() > 1 ? 1 : 0]);
    const std::int64_t step = given.size() > 2 ? wholeOf(in, given[2]) : 1;
    if (step == 0) in.fail("range() cannot have the step 0");
    const double count = std::ceil((double(end) - double(begin)) / double(step));
    if (count > double(kMostItems)) in.fail("range() is longer than 100,000");
    std::vector<Value> items;
    in.charge(std::int64_t(std::max(0.0, count)) * Interpreter::kItemSteps);
    std::int64_t value = begin;
    for (std::int64_t k = 0; k < std::int64_t(count); ++k, value += step) {
        items.push_back(Value::integer(value));
        if (k + 1 == std::int64_t(count)) break;  // the next one might not fit
    }
    return Value::sequence(std::move(items));
}

Dict dictOf(Interpreter& in, Arguments& arguments, const char* function) {
    Dict dict;
    if (arguments.positional.size() > 1) in.fail(std::string(function) + "() takes one dict at most");
    if (!arguments.positional.empty()) {
        const Value& given = arguments.positional[0];
        if (given.asDict()) {
            dict = *given.asDict();
        } else {
            for (const Value& pair : in.items(given)) {
                const std::vector<Value> parts = in.items(pair);
                if (parts.size() != 2) in.fail(std::string(function) + "() wants pairs");
                in.charge(std::int64_t(dict.items.size()));
                dict.set(parts[0], parts[1]);
            }
        }
    }
    for (auto& [name, value] : arguments.named) {
        in.charge(std::int64_t(dict.items.size()));
        dict.set(Value::text(name), value);
    }
    return dict;
}

Value strftimeFunction(Interpreter& in, Arguments& arguments) {
    static const std::string function = "strftime_now";
    ArgumentReader reader(in, function, arguments);
    const Text format = reader.text("format");
    reader.done();
    if (format.empty()) return Value::text(Text());
    const std::time_t now = std::time(nullptr);
    std::tm local{};
#ifdef _WIN32
    localtime_s(&local, &now);
#else
    localtime_r(&now, &local);
#endif
    char buffer[1024];
    const std::size_t size = std::strftime(buffer, sizeof buffer, format.bytes().c_str(), &local);
    if (size == 0) in.fail("strftime_now() cannot use its format");
    return Value::text(std::string(buffer, size));
}

}  // namespace

bool isTest(const std::string& name) {
    return tests().count(name) > 0;
}

std::optional<bool> applyTest(Interpreter& in, const std::string& name, const Value& value, Arguments& arguments) {
    const auto found = tests().find(name);
    if (found == tests().end()) return std::nullopt;
    ArgumentReader reader(in, name, arguments);
    const bool result = found->second(in, value, reader);
    reader.done();
    return result;
}

Value makeGlobal(const std::string& name) {
    if (name == "range") return Value::callable(name, rangeFunction);
    if (name == "strftime_now") return Value::callable(name, strftimeFunction);
    if (name == "dict") {
        return Value::callable(
            name, [](Interpreter& in, Arguments& arguments) { return Value::dict(dictOf(in, arguments, "dict")); });
    }
    if (name == "namespace") {
        return Value::callable(name, [](Interpreter& in, Arguments& arguments) {
            return in.makeNamespace(dictOf(in, arguments, "namespace"));
        });
    }
    if (name == "raise_exception") {
        return Value::callable(name, [](Interpreter& in, Arguments& arguments) -> Value {
            in.fail("it says: " +
                    (arguments.positional.empty() ? std::string() : toText(arguments.positional[0]).bytes()));
        });
    }
    return Value::undefined(name);
}

}  // namespace tunesmith::jinja
