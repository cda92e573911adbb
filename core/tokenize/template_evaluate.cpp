// Expressions of chat templates.
#include <cmath>

#include "core/base/error.h"
#include "core/tokenize/template_interpreter.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith::jinja {
namespace {

/// Byte offsets of the code points of a text, and its end.
std::vector<std::size_t> starts(const std::string& bytes) {
    std::vector<std::size_t> at;
    for (std::size_t k = 0; k < bytes.size(); ++k)
        if (!unicode::continues(bytes[k])) at.push_back(k);
    at.push_back(bytes.size());
    return at;
}

/// Python's slice: indices of a sequence of `size` items; nothing where the step is 0.
struct Slice {
    std::int64_t begin, step, count;
};
Slice sliceOf(std::int64_t size, std::optional<std::int64_t> begin, std::optional<std::int64_t> end,
              std::int64_t step) {
    const std::int64_t low = step < 0 ? -1 : 0, high = step < 0 ? size - 1 : size;
    const auto clamp = [&](std::int64_t k) { return std::max(low, std::min(high, k < 0 ? k + size : k)); };
    const std::int64_t first = begin ? clamp(*begin) : step < 0 ? high : low;
    const std::int64_t last = end ? clamp(*end) : step < 0 ? low : high;
    const std::int64_t span = step < 0 ? first - last : last - first;
    const std::int64_t width = step < 0 ? -step : step;
    return {first, step, span > 0 ? (span - 1) / width + 1 : 0};
}

}  // namespace

Value Interpreter::evaluate(const Expression& e) {
    if (e.kind == Expression::Constant) return e.value;
    charge(1);
    if (e.kind == Expression::Name) return lookup(e.text);
    const Deeper deeper(*this);
    line_ = e.line;
    return evaluateParts(e);
}

Value Interpreter::evaluateParts(const Expression& e) {
    switch (e.kind) {
        case Expression::List:
            return Value::sequence(evaluateAll(e.parts));
        case Expression::Tuple:
            return Value::sequence(evaluateAll(e.parts), Sequence::Tuple);
        case Expression::DictOf:
            return evaluateDict(e);
        case Expression::Attribute:
            return attribute(evaluate(*e.parts[0]), e.text);
        case Expression::Item: {
            const Value object = evaluate(*e.parts[0]);
            return item(object, evaluate(*e.parts[1]));
        }
        case Expression::Slice:
            return evaluateSlice(e);
        case Expression::Call: {
            const Value callee = evaluate(*e.parts[0]);
            Arguments arguments = evaluateArguments(e.arguments);
            line_ = e.line;
            return call(callee, arguments);
        }
        case Expression::Filter: {
            const Value operand = evaluate(*e.parts[0]);
            Arguments arguments = evaluateArguments(e.arguments);
            return filter(e.text, operand, arguments);
        }
        case Expression::Test: {
            const Value operand = evaluate(*e.parts[0]);
            Arguments arguments = evaluateArguments(e.arguments);
            return Value::boolean(test(e.text, operand, arguments));
        }
        case Expression::Unary:
            return evaluateUnary(e);
        case Expression::Binary:
            return evaluateBinary(e);
        case Expression::Concat:
            return evaluateConcat(e);
        case Expression::Compare:
            return evaluateCompare(e);
        case Expression::Condition:
            if (evaluate(*e.parts[1]).truth()) return evaluate(*e.parts[0]);
            return e.parts[2] ? evaluate(*e.parts[2]) : Value::undefined("the value of an inline if without else");
        default:
            return e.value;
    }
}

Value Interpreter::lookup(const std::string& name) {
    for (const Scope* scope = scope_.get(); scope; scope = scope->parent.get()) {
        charge(1 + std::int64_t(scope->names.size() / 8));
        for (const auto& [known, value] : scope->names)
            if (known == name) return value;
    }
    return makeGlobal(name);
}

std::vector<Value> Interpreter::evaluateAll(const std::vector<ExpressionPtr>& parts) {
    std::vector<Value> values;
    values.reserve(parts.size());
    for (const auto& part : parts) values.push_back(evaluate(*part));
    return values;
}

Value Interpreter::evaluateDict(const Expression& e) {
    Dict dict;
    for (std::size_t k = 0; k + 1 < e.parts.size(); k += 2) {
        charge(std::int64_t(dict.items.size()));
        Value key = evaluate(*e.parts[k]);
        if (key.asDict() || (key.asSequence() && key.asSequence()->kind == Sequence::List))
            fail("a list or dict cannot be the key of a dict");
        dict.set(std::move(key), evaluate(*e.parts[k + 1]));
    }
    return Value::dict(std::move(dict));
}

Arguments Interpreter::evaluateArguments(const ArgumentList& list) {
    Arguments arguments;
    arguments.positional = evaluateAll(list.positional);
    for (const NamedArgument& named : list.named) arguments.named.emplace_back(named.name, evaluate(*named.value));
    if (list.star)
        for (Value& value : items(evaluate(*list.star))) arguments.positional.push_back(std::move(value));
    if (list.doubleStar) {
        const Value rest = evaluate(*list.doubleStar);
        if (!rest.asDict()) fail("what follows '**' is no dict");
        for (const auto& [key, value] : rest.asDict()->items) arguments.named.emplace_back(toText(key).bytes(), value);
        charge(std::int64_t(rest.asDict()->items.size()));
    }
    return arguments;
}

Value Interpreter::attribute(const Value& object, const std::string& name) {
    if (object.isUndefined()) failUndefined(object);
    if (!name.empty() && name[0] == '_') return Value::undefined(name);  // nothing of Python is to be seen
    if (const auto loop = object.asLoop()) return loopAttribute(loop, name);
    if (const Namespace* space = object.asNamespace()) {
        charge(std::int64_t(space->attributes.items.size() / 8));
        const Value* found = space->attributes.find(std::string_view(name));
        return found ? *found : Value::undefined(name);
    }
    Value method = boundMethod(object, name);
    if (!method.isUndefined()) return method;
    if (const Dict* dict = object.asDict()) {
        charge(std::int64_t(dict->items.size() / 8));
        if (const Value* found = dict->find(std::string_view(name))) return *found;
    }
    return Value::undefined(name);
}

Value Interpreter::item(const Value& object, const Value& key) {
    if (object.isUndefined()) failUndefined(object);
    const Text* name = key.asText();
    if (const Dict* dict = object.asDict()) {
        charge(std::int64_t(dict->items.size() / 8));
        if (const Value* found = dict->find(key)) return *found;
    }
    if (name) return attribute(object, name->bytes());
    const auto index = key.whole();
    if (!index) return Value::undefined(toText(key).bytes());
    if (const Sequence* s = object.asSequence(); s && s->kind <= Sequence::Tuple) {
        const std::int64_t at = *index < 0 ? *index + std::int64_t(s->items.size()) : *index;
        if (at >= 0 && at < std::int64_t(s->items.size())) return s->items[std::size_t(at)];
    } else if (const Text* text = object.asText()) {
        chargeBytes(text->size());
        const std::vector<std::size_t> at = starts(text->bytes());
        const std::int64_t size = std::int64_t(at.size()) - 1;
        const std::int64_t k = *index < 0 ? *index + size : *index;
        if (k >= 0 && k < size) return Value::text(text->part(at[std::size_t(k)], at[std::size_t(k) + 1]));
    }
    return Value::undefined(std::to_string(*index));
}

Value Interpreter::evaluateSlice(const Expression& e) {
    const Value object = evaluate(*e.parts[0]);
    std::optional<std::int64_t> bounds[3];
    for (std::size_t k = 0; k < 3; ++k) {
        if (!e.parts[k + 1]) continue;
        const Value bound = evaluate(*e.parts[k + 1]);
        if (bound.isNone()) continue;
        bounds[k] = bound.whole();
        if (!bounds[k]) fail("a slice needs whole numbers");
    }
    const std::int64_t step = bounds[2].value_or(1);
    if (step == 0) fail("a slice cannot have the step 0");
    if (step == INT64_MIN) fail("the step of a slice is too large");
    if (const Text* text = object.asText()) {
        charge(std::int64_t(text->size()));
        const std::vector<std::size_t> at = starts(text->bytes());
        const Slice slice = sliceOf(std::int64_t(at.size()) - 1, bounds[0], bounds[1], step);
        if (step == 1)
            return Value::text(text->part(at[std::size_t(slice.begin)], at[std::size_t(slice.begin + slice.count)]));
        Text out;
        for (std::int64_t k = 0; k < slice.count; ++k) {
            const std::size_t place = std::size_t(slice.begin + k * step);
            out.append(text->part(at[place], at[place + 1]));
        }
        return Value::text(std::move(out));
    }
    const Sequence* s = object.asSequence();
    if (object.isUndefined()) failUndefined(object);
    if (!s || s->kind > Sequence::Tuple) fail(std::string("a value of the type ") + object.typeName() + " has no slices");
    const Slice slice = sliceOf(std::int64_t(s->items.size()), bounds[0], bounds[1], step);
    charge(slice.count * kItemSteps);
    std::vector<Value> part;
    for (std::int64_t k = 0; k < slice.count; ++k) part.push_back(s->items[std::size_t(slice.begin + k * step)]);
    return Value::sequence(std::move(part), s->kind);
}

Value Interpreter::evaluateUnary(const Expression& e) {
    const Value operand = evaluate(*e.parts[0]);
    if (e.text == "not") return Value::boolean(!operand.truth());
    if (operand.isUndefined()) failUndefined(operand);
    if (const auto whole = operand.whole()) {
        if (e.text == "-" && *whole == INT64_MIN) fail("a number is too large");
        return Value::integer(e.text == "-" ? -*whole : *whole);
    }
    const auto real = operand.real();
    if (!real) fail(std::string("a value of the type ") + operand.typeName() + " has no sign");
    return Value::number(e.text == "-" ? -*real : *real);
}

Value Interpreter::evaluateBinary(const Expression& e) {
    Value left = evaluate(*e.parts[0]);
    if (e.text == "and") return left.truth() ? evaluate(*e.parts[1]) : left;
    if (e.text == "or") return left.truth() ? left : evaluate(*e.parts[1]);
    const Value right = evaluate(*e.parts[1]);
    line_ = e.line;
    return binary(e.text, left, right);
}

Value Interpreter::evaluateConcat(const Expression& e) {
    Text out;
    for (const auto& part : e.parts) {
        const Value value = evaluate(*part);
        charge(value.weight());
        chargeBytes(out.size());
        out.append(toText(value));
    }
    return Value::text(std::move(out));
}

Value Interpreter::evaluateCompare(const Expression& e) {
    Value left = evaluate(*e.parts[0]);
    for (std::size_t k = 0; k < e.operators.size(); ++k) {
        Value right = evaluate(*e.parts[k + 1]);
        if (!comparison(e.operators[k], left, right)) return Value::boolean(false);
        left = std::move(right);
    }
    return Value::boolean(true);
}

bool Interpreter::comparison(const std::string& sign, const Value& a, const Value& b) {
    if (sign == "in") return contains(b, a);
    if (sign == "not in") return !contains(b, a);
    charge(std::min(a.weight(), b.weight()));
    if (sign == "==") return equal(a, b);
    if (sign == "!=") return !equal(a, b);
    if (a.isUndefined()) failUndefined(a);
    if (b.isUndefined()) failUndefined(b);
    const std::optional<int> order = compare(a, b);
    if (!order)
        fail(std::string("values of the types ") + a.typeName() + " and " + b.typeName() + " cannot be ordered");
    if (sign == "<") return *order < 0;
    if (sign == "<=") return *order <= 0;
    return sign == ">" ? *order > 0 : *order >= 0;
}

bool Interpreter::contains(const Value& container, const Value& value) {
    charge(container.weight());
    if (const Text* text = container.asText()) {
        const Text* part = value.asText();
        if (value.isUndefined()) failUndefined(value);
        if (!part) fail(std::string("a value of the type ") + value.typeName() + " is looked for in a text");
        return text->bytes().find(part->bytes()) != std::string::npos;
    }
    if (const Dict* dict = container.asDict()) return dict->find(value) != nullptr;
    if (const Sequence* s = container.asSequence()) {
        for (const Value& candidate : s->items) {
            charge(std::min(candidate.weight(), value.weight()));
            if (equal(candidate, value)) return true;
        }
        return false;
    }
    if (container.isUndefined()) return false;
    fail(std::string("nothing can be in a value of the type ") + container.typeName());
}

namespace {

// Sums and products, or nothing where they do not fit.
using Whole = std::optional<std::int64_t>;

Whole sumOf(std::int64_t a, std::int64_t b) {
    const bool fits = b >= 0 ? a <= INT64_MAX - b : a >= INT64_MIN - b;
    return fits ? Whole(a + b) : std::nullopt;
}

Whole differenceOf(std::int64_t a, std::int64_t b) {
    const bool fits = b >= 0 ? a >= INT64_MIN + b : a <= INT64_MAX + b;
    return fits ? Whole(a - b) : std::nullopt;
}

Whole productOf(std::int64_t a, std::int64_t b) {
    if (a == 0 || b == 0) return 0;
    const std::uint64_t x = a < 0 ? 0 - std::uint64_t(a) : std::uint64_t(a),
                        y = b < 0 ? 0 - std::uint64_t(b) : std::uint64_t(b);
    if (x > std::uint64_t(INT64_MAX) / y) return std::nullopt;
    return (a < 0) != (b < 0) ? -std::int64_t(x * y) : std::int64_t(x * y);
}

Whole wholePower(std::int64_t base, std::int64_t exponent) {
    Whole result = 1, square = base;
    for (; exponent > 0 && result; exponent >>= 1) {
        if (exponent & 1) result = square ? productOf(*result, *square) : std::nullopt;
        if (square) square = productOf(*square, *square);
    }
    return result;
}

/// Python's // and % round towards minus infinity.
std::int64_t floorDivide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

double floorModulo(double a, double b) {
    const double rest = std::fmod(a, b);
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

/// Nothing where the result does not fit.
Whole wholeResult(const std::string& sign, std::int64_t a, std::int64_t b) {
    if (sign == "+") return sumOf(a, b);
    if (sign == "-") return differenceOf(a, b);
    if (sign == "*") return productOf(a, b);
    if (sign == "**") return wholePower(a, b);
    if (a == INT64_MIN && b == -1) return sign == "%" ? Whole(0) : std::nullopt;
    return sign == "//" ? floorDivide(a, b) : a - floorDivide(a, b) * b;
}

double realResult(const std::string& sign, double a, double b) {
    if (sign == "+") return a + b;
    if (sign == "-") return a - b;
    if (sign == "*") return a * b;
    if (sign == "**") return std::pow(a, b);
    if (sign == "/") return a / b;
    return sign == "//" ? std::floor(a / b) : floorModulo(a, b);
}

}  // namespace

Value Interpreter::binary(const std::string& sign, const Value& a, const Value& b) {
    if (a.isUndefined()) failUndefined(a);
    if (sign == "%" && a.asText()) return formatPercent(*this, *a.asText(), b);
    if (b.isUndefined()) failUndefined(b);
    const auto x = a.real(), y = b.real();
    if (x && y) {
        const bool divides = sign == "/" || sign == "//" || sign == "%";
        if (divides && *y == 0) fail("it divides by zero");
        const auto i = a.whole(), j = b.whole();
        if (!i || !j || sign == "/" || (sign == "**" && *j < 0)) return Value::number(realResult(sign, *x, *y));
        const auto whole = wholeResult(sign, *i, *j);
        if (!whole) fail("a number is too large");
        return Value::integer(*whole);
    }
    if (sign == "+" && a.asText() && b.asText()) {
        chargeBytes(a.asText()->size() + b.asText()->size());
        Text out = *a.asText();
        out.append(*b.asText());
        return Value::text(std::move(out));
    }
    const Sequence *s = a.asSequence(), *t = b.asSequence();
    if (sign == "+" && s && t && s->kind == t->kind && s->kind <= Sequence::Tuple) {
        charge(std::int64_t(s->items.size() + t->items.size()) * kItemSteps);
        std::vector<Value> joined = s->items;
        joined.insert(joined.end(), t->items.begin(), t->items.end());
        return Value::sequence(std::move(joined), s->kind);
    }
    if (sign == "*" && (a.whole() || b.whole())) {
        const Value& repeated = a.whole() ? b : a;
        return repeat(repeated, std::max<std::int64_t>(0, a.whole() ? *a.whole() : *b.whole()));
    }
    fail("'" + sign + "' does not go with values of the types " + a.typeName() + " and " + b.typeName());
}

Value Interpreter::repeat(const Value& value, std::int64_t times) {
    if (value.weight() > 0 && times > kMostSteps / value.weight()) charge(kMostSteps + 1);
    charge(times * value.weight());
    if (const Text* text = value.asText()) {
        Text out;
        for (std::int64_t k = 0; k < times; ++k) out.append(*text);
        return Value::text(std::move(out));
    }
    const Sequence* s = value.asSequence();
    if (!s || s->kind > Sequence::Tuple)
        fail(std::string("a value of the type ") + value.typeName() + " cannot be repeated");
    charge(times * std::int64_t(s->items.size()) * kItemSteps);
    std::vector<Value> items;
    for (std::int64_t k = 0; k < times; ++k) items.insert(items.end(), s->items.begin(), s->items.end());
    return Value::sequence(std::move(items), s->kind);
}

Value Interpreter::loopAttribute(const std::shared_ptr<Loop>& loop, const std::string& name) {
    const auto size = std::int64_t(loop->items->items.size()), index = std::int64_t(loop->index);
    const auto itemAt = [&](std::int64_t k, const char* what) {
        return k >= 0 && k < size ? loop->items->items[std::size_t(k)]
                                  : Value::undefined(std::string("there is no ") + what + " item");
    };
    if (name == "index") return Value::integer(index + 1);
    if (name == "index0") return Value::integer(index);
    if (name == "revindex") return Value::integer(size - index);
    if (name == "revindex0") return Value::integer(size - index - 1);
    if (name == "first") return Value::boolean(index == 0);
    if (name == "last") return Value::boolean(index + 1 == size);
    if (name == "length") return Value::integer(size);
    if (name == "depth") return Value::integer(loop->depth);
    if (name == "depth0") return Value::integer(loop->depth - 1);
    if (name == "previtem") return itemAt(index - 1, "previous");
    if (name == "nextitem") return itemAt(index + 1, "next");
    if (name == "cycle") {
        return Value::callable("cycle", [index](Interpreter& in, Arguments& arguments) {
            if (arguments.positional.empty()) in.fail("loop.cycle() has nothing to cycle through");
            return arguments.positional[std::size_t(index) % arguments.positional.size()];
        });
    }
    if (name == "changed") {
        const std::weak_ptr<Loop> weak = loop;
        return Value::callable("changed", [weak](Interpreter& in, Arguments& arguments) {
            const auto owner = weak.lock();
            if (!owner) in.fail("loop.changed() is called after its loop");
            const Value now = Value::sequence(arguments.positional),
                        before = Value::sequence(owner->changed.value_or(std::vector<Value>()));
            in.charge(now.weight());
            const bool changed = !owner->changed || !equal(now, before);
            owner->changed = arguments.positional;
            return Value::boolean(changed);
        });
    }
    return Value::undefined(name);
}

}  // namespace tunesmith::jinja
