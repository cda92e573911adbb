// Values of chat templates, with Python's rules for truth, equality, order and printing.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/json.h"
#include "core/tokenize/template_text.h"

namespace tunesmith::jinja {

class Value;
class Interpreter;

struct Undefined {
    std::string name;  // for the message when it is used
};
struct None {};

/// A list, a tuple, a view of a dict, or what Python makes lazily: that is always true and has no length.
struct Sequence {
    enum Kind { List, Tuple, View, Lazy } kind = List;
    std::vector<Value> items;
    int depth = 1;            // of nested lists and dicts, itself counted
    std::int64_t weight = 1;  // work that it takes to visit all of it, as Value::weight()
};

struct Dict {
    std::vector<std::pair<Value, Value>> items;  // in the order of insertion
    int depth = 1;
    std::int64_t weight = 1;
    const Value* find(const Value& key) const;
    const Value* find(std::string_view key) const;
    void set(Value key, Value value);
};

struct Namespace {
    Dict attributes;
};

struct Arguments {
    std::vector<Value> positional;
    std::vector<std::pair<std::string, Value>> named;
};

struct Callable {
    std::string name;
    std::function<Value(Interpreter&, Arguments&)> call;
};

/// What `loop` is inside a for.
struct Loop {
    std::shared_ptr<const Sequence> items;
    std::size_t index = 0;  // from 0
    int depth = 1;
    std::optional<std::vector<Value>> changed;                 // arguments of the last loop.changed()
    std::function<Value(Interpreter&, const Value&)> recurse;  // empty where the loop is not recursive
};

/// Lists and dicts nest no deeper and weigh no more.
constexpr int kMostNesting = 200;
constexpr std::int64_t kMostWeight = 20'000'000;

class Value {
public:
    using Variant = std::variant<Undefined, None, bool, std::int64_t, double, std::shared_ptr<const Text>,
                                 std::shared_ptr<const Sequence>, std::shared_ptr<const Dict>,
                                 std::shared_ptr<Namespace>, std::shared_ptr<const Callable>, std::shared_ptr<Loop>>;

    Value() : v_(None{}) {}
    template <typename T>
    static Value of(T value) {
        Value v;
        v.v_ = std::move(value);
        return v;
    }
    static Value undefined(std::string name) { return of(Undefined{std::move(name)}); }
    static Value boolean(bool b) { return of(b); }
    static Value integer(std::int64_t i) { return of(i); }
    static Value number(double d) { return of(d); }
    static Value text(Text t) { return of(std::shared_ptr<const Text>(std::make_shared<Text>(std::move(t)))); }
    /// Throw Error(BadInput) beyond kMostNesting and kMostWeight, so that no value is too deep to destroy or too large
    /// to print.
    static Value sequence(std::vector<Value> items, Sequence::Kind kind = Sequence::List);
    static Value dict(Dict d);
    static Value callable(std::string name, std::function<Value(Interpreter&, Arguments&)> call) {
        return of(
            std::shared_ptr<const Callable>(std::make_shared<Callable>(Callable{std::move(name), std::move(call)})));
    }
    static Value fromJson(const Json& json);

    bool isUndefined() const { return std::holds_alternative<Undefined>(v_); }
    bool isNone() const { return std::holds_alternative<None>(v_); }
    const std::string& undefinedName() const { return std::get<Undefined>(v_).name; }
    const bool* asBoolean() const { return std::get_if<bool>(&v_); }
    /// Integers only, not booleans.
    const std::int64_t* asInteger() const { return std::get_if<std::int64_t>(&v_); }
    const double* asDouble() const { return std::get_if<double>(&v_); }
    /// Booleans and integers, as Python counts with both.
    std::optional<std::int64_t> whole() const;
    /// Booleans, integers, floats.
    std::optional<double> real() const;
    const Text* asText() const { return pointee<const Text>(); }
    const Sequence* asSequence() const { return pointee<const Sequence>(); }
    std::shared_ptr<const Sequence> sharedSequence() const { return std::get<std::shared_ptr<const Sequence>>(v_); }
    const Dict* asDict() const { return pointee<const Dict>(); }
    Namespace* asNamespace() const { return pointee<Namespace>(); }
    const Callable* asCallable() const { return pointee<const Callable>(); }
    std::shared_ptr<Loop> asLoop() const {
        const auto* p = std::get_if<std::shared_ptr<Loop>>(&v_);
        return p ? *p : nullptr;
    }

    bool truth() const;
    /// About how many steps a walk over the whole value takes; what is shared counts each time.
    std::int64_t weight() const;
    /// "str", "list", ... for messages.
    const char* typeName() const;
    /// Whether both are the same object, as far as that can be seen (Python's `is`).
    bool same(const Value& other) const;

private:
    template <typename T>
    T* pointee() const {
        const auto* p = std::get_if<std::shared_ptr<T>>(&v_);
        return p ? p->get() : nullptr;
    }
    int depth() const;
    template <typename T>
    static void measure(T& container, const Value& child);
    Variant v_;
};

bool equal(const Value& a, const Value& b);
/// <0, 0, >0; nothing where Python refuses to order the two.
std::optional<int> compare(const Value& a, const Value& b);

/// str(value), with origins kept where it is a text already.
Text toText(const Value& value);
/// repr(value).
void repr(const Value& value, std::string& out);
/// repr(float).
std::string floatText(double value);

struct JsonStyle {
    std::optional<std::string> indent;  // of one level
    std::string itemSeparator = ", ", keySeparator = ": ";
    bool sortKeys = false, ascii = false;
};
/// json.dumps(value). Throws Error(BadInput) for what has no JSON.
void toJson(const Value& value, const JsonStyle& style, std::string& out, int depth = 0);

}  // namespace tunesmith::jinja
