#include "core/tokenize/template_interpreter.h"

#include <algorithm>

#include "core/tokenize/template_error.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith::jinja {
namespace {

constexpr std::size_t kMostOutput = 64u << 20;
constexpr int kMostDepth = 500;  // statements and expressions being worked on within each other

}  // namespace

Interpreter::Deeper::Deeper(Interpreter& interpreter) : interpreter_(interpreter) {
    if (++interpreter.depth_ <= kMostDepth) return;
    --interpreter.depth_;
    interpreter.fail("it calls itself too deeply");
}

Interpreter::Interpreter(Dict context) : root_(std::make_shared<Scope>()), scope_(root_) {
    for (auto& [name, value] : context.items) root_->names.emplace_back(name.asText()->bytes(), std::move(value));
}

Interpreter::~Interpreter() {
    // Namespaces may hold themselves, and scopes the macros that hold them.
    for (const auto& n : namespaces_) n->attributes.items.clear();
    for (const auto& s : kept_) s->names.clear();
    root_->names.clear();
}

void Interpreter::charge(std::int64_t steps) {
    steps_ += steps;
    if (steps_ > kMostSteps || steps < 0) fail("it does too much work; a loop may not end");
}

void Interpreter::fail(const std::string& what) const {
    throw TemplateError(Code::BadInput, "The chat template cannot be rendered: " + what + ".", line_);
}

void Interpreter::failUndefined(const Value& value) const {
    fail("'" + value.undefinedName() + "' is undefined");
}

Text Interpreter::run(const Block& block) {
    Text out;
    out_ = &out;
    try {
        execute(block);
    } catch (const Error& error) {
        if (!error.where().empty()) throw;
        throw TemplateError(error.code(), error.what(), line_);
    }
    return out;
}

void Interpreter::write(const Text& text) {
    chargeBytes(text.size());
    if (out_->size() + text.size() > kMostOutput) fail("it writes more than 64 MiB");
    out_->append(text);
}

Interpreter::Flow Interpreter::execute(const Block& block) {
    for (const auto& s : block)
        if (const Flow flow = execute(*s); flow != Flow::Normal) return flow;
    return Flow::Normal;
}

Interpreter::Flow Interpreter::execute(const Statement& s) {
    const Deeper deeper(*this);
    line_ = s.line;
    charge(1);
    switch (s.kind) {
        case Statement::Data:
            write(Text(s.text));
            break;
        case Statement::Output: {
            const Value value = evaluate(*s.value);
            charge(value.weight());
            write(toText(value));
            break;
        }
        case Statement::If:
            return executeIf(s);
        case Statement::For:
            return executeFor(s, evaluate(*s.value), 1);
        case Statement::Set:
            executeSet(s);
            break;
        case Statement::Macro:
            setName(s.macro->name, makeMacro(s.macro));
            break;
        case Statement::Call:
            executeCall(s);
            break;
        case Statement::FilterBlock:
            write(
                toText(filtered(s.filters, Value::text(capture(s.body, std::make_shared<Scope>(Scope{scope_, {}}))))));
            break;
        case Statement::With:
            return executeWith(s);
        case Statement::Generation: {
            Text text = capture(s.body, std::make_shared<Scope>(Scope{scope_, {}}));
            text.markGenerated();
            write(text);
            break;
        }
        case Statement::Break:
            return Flow::Break;
        case Statement::Continue:
            return Flow::Continue;
    }
    return Flow::Normal;
}

Interpreter::Flow Interpreter::executeIf(const Statement& s) {
    for (const Branch& branch : s.branches)
        if (!branch.condition || evaluate(*branch.condition).truth()) return execute(branch.body);
    return Flow::Normal;
}

/// Runs `block` in `scope` and returns what it writes. After an exception the interpreter is of no more use, so nothing
/// is undone.
Text Interpreter::capture(const Block& block, const ScopePtr& scope) {
    Text text;
    Text* const out = out_;
    const ScopePtr outer = scope_;
    out_ = &text;
    scope_ = scope;
    execute(block);
    out_ = out;
    scope_ = outer;
    return text;
}

std::vector<Value> Interpreter::items(const Value& value) {
    std::vector<Value> list;
    if (const Sequence* s = value.asSequence()) {
        list = s->items;
    } else if (const Dict* d = value.asDict()) {
        for (const auto& item : d->items) list.push_back(item.first);
    } else if (const Text* text = value.asText()) {
        charge(std::int64_t(text->size()) * kItemSteps);
        for (std::size_t at = 0; at < text->size();) {
            const std::size_t bytes = unicode::decode(text->bytes().data() + at).bytes;
            list.push_back(Value::text(text->part(at, at + bytes)));
            at += bytes;
        }
    } else if (!value.isUndefined()) {
        fail(std::string("a value of the type ") + value.typeName() + " cannot be looped over");
    }
    charge(std::int64_t(list.size()) * kItemSteps);
    return list;
}

std::vector<Value> Interpreter::selected(const Statement& s, const Value& iterable) {
    std::vector<Value> list = items(iterable);
    if (!s.condition) return list;
    std::vector<Value> kept;
    const ScopePtr outer = scope_;
    for (Value& value : list) {
        scope_ = std::make_shared<Scope>(Scope{outer, {}});
        bind(s.targets, !s.text.empty(), value);
        if (evaluate(*s.condition).truth()) kept.push_back(std::move(value));
    }
    scope_ = outer;
    return kept;
}

Interpreter::Flow Interpreter::executeFor(const Statement& s, const Value& iterable, int depth) {
    const Value list = Value::sequence(selected(s, iterable));
    const auto loop = std::make_shared<Loop>();
    loop->items = list.sharedSequence();
    loop->depth = depth;
    const ScopePtr outer = scope_;
    if (s.recursive) {
        loop->recurse = [&s, outer, depth](Interpreter& in, const Value& children) {
            Text text;
            Text* const out = in.out_;
            const ScopePtr here = in.scope_;
            in.out_ = &text;
            in.scope_ = outer;
            in.executeFor(s, children, depth + 1);
            in.out_ = out;
            in.scope_ = here;
            return Value::text(std::move(text));
        };
    }
    Flow flow = Flow::Normal;
    for (; loop->index < loop->items->items.size() && flow != Flow::Break; ++loop->index) {
        charge(1);
        scope_ = std::make_shared<Scope>(Scope{outer, {}});
        bind(s.targets, !s.text.empty(), loop->items->items[loop->index]);
        scope_->names.emplace_back("loop", Value::of(loop));
        flow = execute(s.body);
    }
    scope_ = outer;
    if (loop->items->items.empty()) return execute(s.otherwise);
    return Flow::Normal;
}

void Interpreter::bind(const std::vector<ExpressionPtr>& targets, bool unpack, const Value& value) {
    if (!unpack) return assign(*targets[0], value);
    const std::vector<Value> parts = items(value);
    if (parts.size() != targets.size())
        fail(std::to_string(targets.size()) + " names are set from " + std::to_string(parts.size()) + " values");
    for (std::size_t k = 0; k < parts.size(); ++k) assign(*targets[k], parts[k]);
}

void Interpreter::assign(const Expression& target, const Value& value) {
    if (target.kind == Expression::Attribute) {
        Namespace* space = lookup(target.parts[0]->text).asNamespace();
        if (!space) fail("attributes can be set on a namespace only, and '" + target.parts[0]->text + "' is none");
        charge(std::int64_t(space->attributes.items.size()));
        space->attributes.set(Value::text(target.text), value);
        return;
    }
    setName(target.text, value);
}

void Interpreter::setName(const std::string& name, const Value& value) {
    charge(std::int64_t(scope_->names.size()));
    for (auto& [known, old] : scope_->names) {
        if (known != name) continue;
        old = value;
        return;
    }
    scope_->names.emplace_back(name, value);
}

void Interpreter::executeSet(const Statement& s) {
    if (s.value) return bind(s.targets, !s.text.empty(), evaluate(*s.value));
    Value value = Value::text(capture(s.body, std::make_shared<Scope>(Scope{scope_, {}})));
    assign(*s.targets[0], filtered(s.filters, std::move(value)));
}

Value Interpreter::filtered(const std::vector<FilterUse>& filters, Value value) {
    for (const FilterUse& use : filters) {
        line_ = use.line;
        Arguments arguments = evaluateArguments(use.arguments);
        value = filter(use.name, value, arguments);
    }
    return value;
}

Interpreter::Flow Interpreter::executeWith(const Statement& s) {
    const ScopePtr outer = scope_;
    const ScopePtr inner = std::make_shared<Scope>(Scope{outer, {}});
    for (std::size_t k = 0; k < s.targets.size(); ++k) {
        Value value = evaluate(*s.values[k]);
        scope_ = inner;
        assign(*s.targets[k], value);
        scope_ = outer;
    }
    scope_ = inner;
    const Flow flow = execute(s.body);
    scope_ = outer;
    return flow;
}

void Interpreter::executeCall(const Statement& s) {
    Arguments arguments = evaluateArguments(s.value->arguments);
    arguments.named.emplace_back("caller", makeMacro(s.macro));
    write(toText(call(evaluate(*s.value->parts[0]), arguments)));
}

Value Interpreter::makeMacro(std::shared_ptr<MacroSyntax> macro) {
    charge(std::int64_t(kept_.size()));
    if (std::find(kept_.begin(), kept_.end(), scope_) == kept_.end()) kept_.push_back(scope_);
    const std::string name = macro->name;
    return Value::callable(name, [macro = std::move(macro), home = scope_](Interpreter& in, Arguments& arguments) {
        return in.callMacro(*macro, home, arguments);
    });
}

Value Interpreter::callMacro(const MacroSyntax& macro, const ScopePtr& home, Arguments& arguments) {
    const Deeper deeper(*this);
    const int line = line_;
    const ScopePtr outer = scope_;
    const ScopePtr inner = std::make_shared<Scope>(Scope{home, {}});
    scope_ = inner;
    bindParameters(macro, arguments);
    scope_ = outer;
    Text text = capture(macro.body, inner);
    line_ = line;
    return Value::text(std::move(text));
}

void Interpreter::bindParameters(const MacroSyntax& macro, Arguments& arguments) {
    for (std::size_t k = 0; k < macro.parameters.size(); ++k) {
        const Parameter& p = macro.parameters[k];
        const auto named = std::find_if(arguments.named.begin(), arguments.named.end(),
                                        [&](const auto& a) { return a.first == p.name; });
        Value value = Value::undefined(p.name);
        if (k < arguments.positional.size()) {
            if (named != arguments.named.end()) fail(macro.name + "() gets '" + p.name + "' twice");
            value = arguments.positional[k];
        } else if (named != arguments.named.end()) {
            value = named->second;
            arguments.named.erase(named);
        } else if (p.fallback) {
            value = evaluate(*p.fallback);
        }
        scope_->names.emplace_back(p.name, std::move(value));
    }
    bindRest(macro, arguments);
}

/// What was given beyond the parameters: caller, kwargs, varargs.
void Interpreter::bindRest(const MacroSyntax& macro, Arguments& arguments) {
    const auto caller =
        std::find_if(arguments.named.begin(), arguments.named.end(), [](const auto& a) { return a.first == "caller"; });
    if (macro.usesCaller) {
        scope_->names.emplace_back("caller",
                                   caller != arguments.named.end() ? caller->second : Value::undefined("caller"));
        if (caller != arguments.named.end()) arguments.named.erase(caller);
    }
    if (macro.usesKwargs) {
        Dict rest;
        for (auto& [name, value] : arguments.named) rest.set(Value::text(name), std::move(value));
        scope_->names.emplace_back("kwargs", Value::dict(std::move(rest)));
    } else if (!arguments.named.empty()) {
        fail(macro.name + "() takes no argument '" + arguments.named[0].first + "'");
    }
    const std::size_t taken = std::min(macro.parameters.size(), arguments.positional.size());
    if (macro.usesVarargs) {
        std::vector<Value> rest(arguments.positional.begin() + std::ptrdiff_t(taken), arguments.positional.end());
        scope_->names.emplace_back("varargs", Value::sequence(std::move(rest), Sequence::Tuple));
    } else if (taken < arguments.positional.size()) {
        fail(macro.name + "() takes not more than " + std::to_string(taken) + " arguments");
    }
}

Value Interpreter::call(const Value& callee, Arguments& arguments) {
    charge(1);
    if (const Callable* function = callee.asCallable()) {
        const Value keep = callee;  // the call may drop the last name of it
        return function->call(*this, arguments);
    }
    if (const auto loop = callee.asLoop()) {
        const Deeper deeper(*this);
        if (!loop->recurse) fail("a loop that is not recursive is called");
        if (arguments.positional.size() != 1) fail("loop() takes one argument");
        return loop->recurse(*this, arguments.positional[0]);
    }
    if (callee.isUndefined()) failUndefined(callee);
    fail(std::string("a value of the type ") + callee.typeName() + " cannot be called");
}

Value Interpreter::makeNamespace(Dict attributes) {
    namespaces_.push_back(std::make_shared<Namespace>(Namespace{std::move(attributes)}));
    return Value::of(namespaces_.back());
}

Value Interpreter::filter(const std::string& name, const Value& value, Arguments& arguments) {
    charge(value.weight());
    std::optional<Value> result = applyFilter(*this, name, value, arguments);
    if (!result) fail("the filter '" + name + "' is unknown or not supported");
    return std::move(*result);
}

bool Interpreter::test(const std::string& name, const Value& value, Arguments& arguments) {
    charge(1);
    const std::optional<bool> result = applyTest(*this, name, value, arguments);
    if (!result) fail("the test '" + name + "' is unknown or not supported");
    return *result;
}

std::optional<Value> ArgumentReader::next(const char* name) {
    std::optional<Value> value;
    if (at_ < arguments_.positional.size()) value = arguments_.positional[at_];
    ++at_;
    for (std::size_t k = 0; k < arguments_.named.size(); ++k) {
        if (arguments_.named[k].first != name) continue;
        if (value) interpreter_.fail(function_ + "() gets '" + name + "' twice");
        used_[k] = true;
        value = arguments_.named[k].second;
    }
    return value;
}

Value ArgumentReader::required(const char* name) {
    std::optional<Value> value = next(name);
    if (!value) interpreter_.fail(function_ + "() lacks its argument '" + name + "'");
    return std::move(*value);
}

Text ArgumentReader::text(const char* name) {
    const Value value = required(name);
    if (value.isUndefined()) interpreter_.failUndefined(value);
    const Text* text = value.asText();
    if (!text)
        interpreter_.fail(function_ + "() wants a text as '" + name + "', not a value of the type " + value.typeName());
    return *text;
}

std::int64_t ArgumentReader::integer(const char* name, std::int64_t fallback) {
    const std::optional<Value> value = next(name);
    if (!value || value->isNone()) return fallback;
    const auto whole = value->whole();
    if (!whole) interpreter_.fail(function_ + "() wants a whole number as '" + name + "'");
    return *whole;
}

bool ArgumentReader::flag(const char* name, bool fallback) {
    const std::optional<Value> value = next(name);
    return value ? value->truth() : fallback;
}

void ArgumentReader::done() const {
    if (at_ < arguments_.positional.size()) interpreter_.fail(function_ + "() gets too many arguments");
    for (std::size_t k = 0; k < used_.size(); ++k)
        if (!used_[k]) interpreter_.fail(function_ + "() takes no argument '" + arguments_.named[k].first + "'");
}

}  // namespace tunesmith::jinja
