// Runs a parsed chat template. One object a rendering; bounded in steps, output and recursion, so that no template runs
// away.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/tokenize/template_syntax.h"
#include "core/tokenize/template_value.h"

namespace tunesmith::jinja {

/// Names of one block. A macro keeps the scope that it was defined in.
struct Scope {
    std::shared_ptr<Scope> parent;
    std::vector<std::pair<std::string, Value>> names;
};
using ScopePtr = std::shared_ptr<Scope>;

class Interpreter {
public:
    static constexpr std::int64_t kMostSteps = 20'000'000;  // evaluations, and 16 bytes of text each
    static constexpr std::int64_t kItemSteps = 4;           // an item of a list costs memory too

    explicit Interpreter(Dict context);
    ~Interpreter();
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    /// The output. Throws Error(BadInput) with the template's line for raise_exception(), a limit, or a type fault.
    Text run(const Block& block);

    // --- for filters, tests, methods and functions
    /// Counts work; throws where the template does too much of it.
    void charge(std::int64_t steps);
    void chargeBytes(std::size_t bytes) { charge(1 + std::int64_t(bytes / 16)); }
    [[noreturn]] void fail(const std::string& what) const;
    /// "'x' is undefined".
    [[noreturn]] void failUndefined(const Value& value) const;
    Value filter(const std::string& name, const Value& value, Arguments& arguments);
    bool test(const std::string& name, const Value& value, Arguments& arguments);
    Value call(const Value& callee, Arguments& arguments);
    /// object.name and object[key] as Jinja2 looks them up.
    Value attribute(const Value& object, const std::string& name);
    Value item(const Value& object, const Value& key);
    /// What iterating over the value gives.
    std::vector<Value> items(const Value& value);
    /// Remembers a namespace so that cycles through it are undone in the end.
    Value makeNamespace(Dict attributes);
    Value binary(const std::string& sign, const Value& a, const Value& b);
    bool contains(const Value& container, const Value& value);

private:
    enum class Flow { Normal, Break, Continue };

    // statements
    Flow execute(const Block& block);
    Flow execute(const Statement& s);
    Flow executeIf(const Statement& s);
    Flow executeFor(const Statement& s, const Value& iterable, int depth);
    std::vector<Value> selected(const Statement& s, const Value& iterable);
    void executeSet(const Statement& s);
    void executeCall(const Statement& s);
    Flow executeWith(const Statement& s);
    Text capture(const Block& block, const ScopePtr& scope);
    void write(const Text& text);
    void bind(const std::vector<ExpressionPtr>& targets, bool unpack, const Value& value);
    void assign(const Expression& target, const Value& value);
    void setName(const std::string& name, const Value& value);
    Value filtered(const std::vector<FilterUse>& filters, Value value);
    Value makeMacro(std::shared_ptr<MacroSyntax> macro);
    Value callMacro(const MacroSyntax& macro, const ScopePtr& home, Arguments& arguments);
    void bindParameters(const MacroSyntax& macro, Arguments& arguments);
    void bindRest(const MacroSyntax& macro, Arguments& arguments);

    // expressions
    Value evaluate(const Expression& e);
    Value evaluateParts(const Expression& e);
    Value evaluateUnary(const Expression& e);
    Value evaluateBinary(const Expression& e);
    Value evaluateConcat(const Expression& e);
    Value evaluateCompare(const Expression& e);
    Value evaluateDict(const Expression& e);
    Value evaluateSlice(const Expression& e);
    std::vector<Value> evaluateAll(const std::vector<ExpressionPtr>& parts);
    Value repeat(const Value& value, std::int64_t times);
    bool comparison(const std::string& sign, const Value& a, const Value& b);
    Arguments evaluateArguments(const ArgumentList& list);
    Value lookup(const std::string& name);
    Value loopAttribute(const std::shared_ptr<Loop>& loop, const std::string& name);

    /// Counts recursion for as long as it lives; throws where there is too much.
    class Deeper {
    public:
        explicit Deeper(Interpreter& interpreter);
        ~Deeper() { --interpreter_.depth_; }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;

    private:
        Interpreter& interpreter_;
    };

    ScopePtr root_, scope_;
    Text* out_ = nullptr;
    std::int64_t steps_ = 0;
    int depth_ = 0, line_ = 1;
    std::vector<std::shared_ptr<Namespace>> namespaces_;
    std::vector<ScopePtr> kept_;  // scopes that macros hold
};

// The parts that the interpreter is made of; each returns nothing where it knows no such name.
Value makeGlobal(const std::string& name);  // Undefined where there is none
/// A method of a text, dict or list, bound to it; Undefined where there is none.
Value boundMethod(const Value& object, const std::string& name);
/// str % value(s).
Value formatPercent(Interpreter& interpreter, const Text& format, const Value& values);
std::optional<Value> applyFilter(Interpreter& interpreter, const std::string& name, const Value& value,
                                 Arguments& arguments);
std::optional<bool> applyTest(Interpreter& interpreter, const std::string& name, const Value& value,
                              Arguments& arguments);

/// Reads the arguments of a function: by position, by name, with errors that say which is missing.
class ArgumentReader {
public:
    ArgumentReader(Interpreter& interpreter, const std::string& function, Arguments& arguments)
        : interpreter_(interpreter), function_(function), arguments_(arguments), used_(arguments.named.size(), false) {}

    /// The next argument, which may be named; nothing where it is left out.
    std::optional<Value> next(const char* name);
    Value required(const char* name);
    Text text(const char* name);
    std::int64_t integer(const char* name, std::int64_t fallback);
    bool flag(const char* name, bool fallback);
    /// Throws where arguments are left over.
    void done() const;

private:
    Interpreter& interpreter_;
    const std::string& function_;
    Arguments& arguments_;
    std::vector<bool> used_;
    std::size_t at_ = 0;
};

}  // namespace tunesmith::jinja
