// The syntax tree of a chat template.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/tokenize/template_value.h"

namespace tunesmith::jinja {

struct Expression;
using ExpressionPtr = std::unique_ptr<Expression>;

struct NamedArgument {
    std::string name;
    ExpressionPtr value;
};

struct ArgumentList {
    std::vector<ExpressionPtr> positional;
    std::vector<NamedArgument> named;
    ExpressionPtr star, doubleStar;  // *args, **kwargs
};

struct Expression {
    enum Kind {
        Constant,   // value
        Name,       // text
        List,       // parts
        Tuple,      // parts
        DictOf,     // parts: key, value, key, value
        Attribute,  // parts[0] . text
        Item,       // parts[0] [ parts[1] ]
        Slice,      // parts[0] [ parts[1] : parts[2] : parts[3] ], null where left out
        Call,       // parts[0] ( arguments )
        Filter,     // parts[0] | text ( arguments )
        Test,       // parts[0] is text ( arguments )
        Unary,      // text: "-", "+", "not"
        Binary,     // parts[0] text parts[1]: arithmetic, "and", "or"
        Concat,     // parts, by ~
        Compare,    // parts[0] operators[0] parts[1] operators[1] parts[2] ...
        Condition   // parts[0] if parts[1] else parts[2], null where left out
    };
    Kind kind = Constant;
    int line = 1;
    int height = 1;  // of the tree below, itself counted
    Value value;
    std::string text;
    std::vector<ExpressionPtr> parts;
    std::vector<std::string> operators;
    ArgumentList arguments;
};

struct Statement;
using Block = std::vector<std::unique_ptr<Statement>>;

struct Parameter {
    std::string name;
    ExpressionPtr fallback;
};

/// What a macro or a {% call %} block is made of.
struct MacroSyntax {
    std::string name;
    std::vector<Parameter> parameters;
    Block body;
    bool usesVarargs = false, usesKwargs = false, usesCaller = false;
};

struct FilterUse {
    std::string name;
    int line = 1;
    ArgumentList arguments;
};

struct Branch {
    ExpressionPtr condition;  // null: else
    Block body;
};

struct Statement {
    enum Kind {
        Data,         // text
        Output,       // value
        If,           // branches
        For,          // targets in value (if condition), body, otherwise, recursive
        Set,          // targets = value; or targets = body, through filters
        Macro,        // macro
        Call,         // value is the call; macro is the caller
        FilterBlock,  // filters, body
        With,         // targets[k] = values[k], body
        Generation,   // body
        Break,
        Continue
    };
    Kind kind = Data;
    int line = 1;
    std::string text;
    ExpressionPtr value, condition;
    std::vector<ExpressionPtr> targets, values;
    std::vector<Branch> branches;
    std::vector<FilterUse> filters;
    Block body, otherwise;
    bool recursive = false;
    std::shared_ptr<MacroSyntax> macro;
};

/// Whether there is a filter or test of this name.
bool isFilter(const std::string& name);
bool isTest(const std::string& name);

/// Throws TemplateError(BadFile) for a syntax error, for what is outside the subset, and for nesting beyond a limit.
Block parse(const std::string& source);

}  // namespace tunesmith::jinja
