#include "core/tokenize/template_expressions.h"

#include <charconv>

namespace tunesmith::jinja {
namespace {

constexpr int kMostDepth = 100;   // statements and brackets within each other
constexpr int kMostHeight = 400;  // of an expression: a chain of operators counts

}  // namespace

TokenReader::Nesting::Nesting(TokenReader& reader) : reader_(reader) {
    if (reader.depth_ == kMostDepth) reader.fail("it nests too deeply");
    ++reader.depth_;
}

void TokenReader::failAt(const Token& token, const std::string& what) {
    throw TemplateError(Code::BadFile, "The chat template is broken or not supported: " + what + ".", token.line,
                        token.column);
}

std::string TokenReader::spelled(const Token& token) {
    switch (token.kind) {
        case TokenKind::VariableEnd:
            return "}}";
        case TokenKind::BlockEnd:
            return "%}";
        case TokenKind::End:
            return "the end";
        default:
            return token.text;
    }
}

void TokenReader::expect(const char* sign) {
    if (!accept(sign)) fail(std::string("expected '") + sign + "', found '" + spelled(peek()) + "'");
}

void TokenReader::expectKind(TokenKind kind, const char* what) {
    if (peek().kind != kind) fail(std::string("expected ") + what + ", found '" + spelled(peek()) + "'");
    next();
}

std::string TokenReader::name() {
    if (peek().kind != TokenKind::Name) fail("expected a name, found '" + spelled(peek()) + "'");
    return next().text;
}

ExpressionPtr ExpressionParser::make(Expression::Kind kind, int line) {
    auto e = std::make_unique<Expression>();
    e->kind = kind;
    e->line = line;
    return e;
}

ExpressionPtr ExpressionParser::finished(ExpressionPtr e) {
    const auto count = [&](const ExpressionPtr& part) {
        if (part) e->height = std::max(e->height, part->height + 1);
    };
    for (const auto& part : e->parts) count(part);
    for (const auto& part : e->arguments.positional) count(part);
    for (const auto& part : e->arguments.named) count(part.value);
    count(e->arguments.star);
    count(e->arguments.doubleStar);
    if (e->height > kMostHeight) fail("an expression is too long");
    return e;
}

ExpressionPtr ExpressionParser::binary(const std::string& sign, ExpressionPtr left, ExpressionPtr right) {
    ExpressionPtr e = make(Expression::Binary, left->line);
    e->text = sign;
    e->parts.push_back(std::move(left));
    e->parts.push_back(std::move(right));
    return finished(std::move(e));
}

ExpressionPtr ExpressionParser::unary(const std::string& sign, ExpressionPtr operand) {
    ExpressionPtr e = make(Expression::Unary, operand->line);
    e->text = sign;
    e->parts.push_back(std::move(operand));
    return finished(std::move(e));
}

ExpressionPtr ExpressionParser::expression(bool withCondition) {
    const Nesting nesting(*this);
    const std::size_t known = unknown_.size();
    ExpressionPtr e = orExpression();
    while (withCondition && seesName("if")) {
        const int line = next().line;
        ExpressionPtr condition = make(Expression::Condition, line);
        condition->parts.push_back(std::move(e));
        condition->parts.push_back(orExpression());
        condition->parts.push_back(acceptName("else") ? expression() : nullptr);
        e = finished(std::move(condition));
        unknown_.resize(known);
    }
    return e;
}

ExpressionPtr ExpressionParser::orExpression() {
    ExpressionPtr left = andExpression();
    while (acceptName("or")) left = binary("or", std::move(left), andExpression());
    return left;
}

ExpressionPtr ExpressionParser::andExpression() {
    ExpressionPtr left = notExpression();
    while (acceptName("and")) left = binary("and", std::move(left), notExpression());
    return left;
}

ExpressionPtr ExpressionParser::notExpression() {
    if (!acceptName("not")) return compareExpression();
    const Nesting nesting(*this);
    return unary("not", notExpression());
}

ExpressionPtr ExpressionParser::compareExpression() {
    ExpressionPtr left = sum();
    ExpressionPtr chain;
    for (;;) {
        std::string sign;
        for (const char* s : {"==", "!=", "<", "<=", ">", ">="})
            if (sees(s)) sign = s;
        if (seesName("in")) sign = "in";
        if (seesName("not") && peek(1).kind == TokenKind::Name && peek(1).text == "in") {
            sign = "not in";
            next();
        }
        if (sign.empty()) break;
        next();
        if (!chain) {
            chain = make(Expression::Compare, left->line);
            chain->parts.push_back(std::move(left));
        }
        chain->operators.push_back(sign);
        chain->parts.push_back(sum());
    }
    return chain ? finished(std::move(chain)) : std::move(left);
}

ExpressionPtr ExpressionParser::sum() {
    ExpressionPtr left = concat();
    while (sees("+") || sees("-")) {
        const std::string sign = next().text;
        left = binary(sign, std::move(left), concat());
    }
    return left;
}

ExpressionPtr ExpressionParser::concat() {
    ExpressionPtr first = product();
    if (!sees("~")) return first;
    ExpressionPtr e = make(Expression::Concat, first->line);
    e->parts.push_back(std::move(first));
    while (accept("~")) e->parts.push_back(product());
    return finished(std::move(e));
}

ExpressionPtr ExpressionParser::product() {
    ExpressionPtr left = power();
    while (sees("*") || sees("/") || sees("//") || sees("%")) {
        const std::string sign = next().text;
        left = binary(sign, std::move(left), power());
    }
    return left;
}

ExpressionPtr ExpressionParser::power() {
    ExpressionPtr left = signedExpression(true);
    while (accept("**")) left = binary("**", std::move(left), signedExpression(true));
    return left;
}

ExpressionPtr ExpressionParser::signedExpression(bool withFilter) {
    const Nesting nesting(*this);
    ExpressionPtr e;
    if (sees("-") || sees("+")) {
        const std::string sign = next().text;
        e = unary(sign, signedExpression(false));
    } else {
        e = primary();
    }
    e = postfix(std::move(e));
    return withFilter ? filtered(std::move(e)) : std::move(e);
}

ExpressionPtr ExpressionParser::constant(Value value, int line) {
    ExpressionPtr e = make(Expression::Constant, line);
    e->value = std::move(value);
    return e;
}

ExpressionPtr ExpressionParser::integer(const Token& token) {
    std::string digits = token.text;
    int base = 10;
    if (digits.size() > 2 && digits[0] == '0' && digits[1] > '9') {
        base = digits[1] == 'x' ? 16 : digits[1] == 'b' ? 2 : 8;
        digits.erase(0, 2);
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error != std::errc() || end != digits.data() + digits.size())
        failAt(token, "the number " + token.text + " cannot be read");
    return constant(Value::integer(value), token.line);
}

ExpressionPtr ExpressionParser::primary() {
    const Token token = next();
    switch (token.kind) {
        case TokenKind::Name:
            return nameOrConstant(token);
        case TokenKind::String: {
            std::string text = token.text;
            while (peek().kind == TokenKind::String) text += next().text;
            return constant(Value::text(std::move(text)), token.line);
        }
        case TokenKind::Integer:
            return integer(token);
        case TokenKind::Float: {
            double value = 0;
            std::from_chars(token.text.data(), token.text.data() + token.text.size(), value);
            return constant(Value::number(value), token.line);
        }
        case TokenKind::Operator:
            if (token.text == "(") {
                ExpressionPtr e = tuple(true);
                expect(")");
                return e;
            }
            if (token.text == "[") return list(token.line);
            if (token.text == "{") return dict(token.line);
            [[fallthrough]];
        default:
            failAt(token, "unexpected '" + spelled(token) + "'");
    }
}

ExpressionPtr ExpressionParser::nameOrConstant(const Token& token) {
    const std::string& n = token.text;
    if (n == "true" || n == "True") return constant(Value::boolean(true), token.line);
    if (n == "false" || n == "False") return constant(Value::boolean(false), token.line);
    if (n == "none" || n == "None") return constant(Value(), token.line);
    ExpressionPtr e = make(Expression::Name, token.line);
    e->text = n;
    if (n == "varargs") usesVarargs_ = true;
    if (n == "kwargs") usesKwargs_ = true;
    if (n == "caller") usesCaller_ = true;
    return e;
}

bool ExpressionParser::endsTuple() const {
    const TokenKind kind = peek().kind;
    return kind == TokenKind::VariableEnd || kind == TokenKind::BlockEnd || kind == TokenKind::End || sees(")");
}

ExpressionPtr ExpressionParser::tuple(bool mayBeEmpty, bool withCondition) {
    const int line = peek().line;
    std::vector<ExpressionPtr> parts;
    bool comma = false;
    while (!endsTuple() && !(comma && seesName("in"))) {
        parts.push_back(expression(withCondition));
        comma = accept(",");
        if (!comma) break;
    }
    if (parts.size() == 1 && !comma) return std::move(parts[0]);
    if (parts.empty() && !mayBeEmpty) fail("expected an expression, found '" + spelled(peek()) + "'");
    ExpressionPtr e = make(Expression::Tuple, line);
    e->parts = std::move(parts);
    return finished(std::move(e));
}

ExpressionPtr ExpressionParser::list(int line) {
    ExpressionPtr e = make(Expression::List, line);
    while (!accept("]")) {
        if (!e->parts.empty()) expect(",");
        if (accept("]")) break;
        e->parts.push_back(expression());
    }
    return finished(std::move(e));
}

ExpressionPtr ExpressionParser::dict(int line) {
    ExpressionPtr e = make(Expression::DictOf, line);
    while (!accept("}")) {
        if (!e->parts.empty()) expect(",");
        if (accept("}")) break;
        e->parts.push_back(expression());
        expect(":");
        e->parts.push_back(expression());
    }
    return finished(std::move(e));
}

ExpressionPtr ExpressionParser::postfix(ExpressionPtr e) {
    for (;;) {
        if (accept("."))
            e = attribute(std::move(e));
        else if (accept("["))
            e = subscript(std::move(e));
        else if (sees("("))
            e = call(std::move(e));
        else
            return e;
    }
}

ExpressionPtr ExpressionParser::filtered(ExpressionPtr e) {
    for (;;) {
        if (accept("|"))
            e = filter(std::move(e));
        else if (seesName("is"))
            e = test(std::move(e));
        else if (sees("("))
            e = call(std::move(e));
        else
            return e;
    }
}

ExpressionPtr ExpressionParser::attribute(ExpressionPtr object) {
    const Token token = next();
    ExpressionPtr e = make(token.kind == TokenKind::Integer ? Expression::Item : Expression::Attribute, token.line);
    e->parts.push_back(std::move(object));
    if (token.kind == TokenKind::Integer)
        e->parts.push_back(integer(token));
    else if (token.kind == TokenKind::Name)
        e->text = token.text;
    else
        fail("expected a name after '.'");
    return finished(std::move(e));
}

ExpressionPtr ExpressionParser::subscript(ExpressionPtr object) {
    ExpressionPtr e = make(Expression::Item, peek().line);
    e->parts.push_back(std::move(object));
    ExpressionPtr bounds[3];
    int colons = 0;
    for (; colons < 3; ++colons) {
        if (!sees(":") && !sees("]")) bounds[colons] = colons == 0 ? tuple(false) : expression();
        if (!accept(":")) break;
    }
    expect("]");
    if (colons == 0) {
        if (!bounds[0]) fail("expected an expression in '[]'");
        e->parts.push_back(std::move(bounds[0]));
    } else {
        e->kind = Expression::Slice;
        for (ExpressionPtr& bound : bounds) e->parts.push_back(std::move(bound));
    }
    return finished(std::move(e));
}

ArgumentList ExpressionParser::argumentList() {
    ArgumentList arguments;
    expect("(");
    bool comma = true;
    while (!accept(")")) {
        if (!comma) fail("expected ',' between arguments, found '" + spelled(peek()) + "'");
        if (accept("*")) {
            arguments.star = expression();
        } else if (accept("**")) {
            arguments.doubleStar = expression();
        } else if (peek().kind == TokenKind::Name && peek(1).kind == TokenKind::Operator && peek(1).text == "=") {
            std::string key = name();
            next();
            arguments.named.push_back({std::move(key), expression()});
        } else {
            if (!arguments.named.empty() || arguments.star || arguments.doubleStar)
                fail("a positional argument follows a named one");
            arguments.positional.push_back(expression());
        }
        comma = accept(",");
    }
    return arguments;
}

ExpressionPtr ExpressionParser::call(ExpressionPtr callee) {
    ExpressionPtr e = make(Expression::Call, peek().line);
    e->parts.push_back(std::move(callee));
    e->arguments = argumentList();
    return finished(std::move(e));
}

std::string ExpressionParser::dottedName() {
    std::string n = name();
    while (accept(".")) n += "." + name();
    return n;
}

ExpressionPtr ExpressionParser::filter(ExpressionPtr operand) {
    ExpressionPtr e = make(Expression::Filter, peek().line);
    e->text = dottedName();
    noteFilter(e->text, e->line);
    e->parts.push_back(std::move(operand));
    if (sees("(")) e->arguments = argumentList();
    return finished(std::move(e));
}

bool ExpressionParser::startsTestArgument() const {
    switch (peek().kind) {
        case TokenKind::String:
        case TokenKind::Integer:
        case TokenKind::Float:
            return true;
        case TokenKind::Name:
            return peek().text != "else" && peek().text != "or" && peek().text != "and" && peek().text != "is" &&
                   peek().text != "if" && peek().text != "in" && peek().text != "not";
        default:
            return sees("[") || sees("{");
    }
}

ExpressionPtr ExpressionParser::test(ExpressionPtr operand) {
    const int line = next().line;  // "is"
    const bool negated = acceptName("not");
    ExpressionPtr e = make(Expression::Test, line);
    e->text = dottedName();
    if (!isTest(e->text)) unknown_.push_back({"test '" + e->text + "'", line});
    e->parts.push_back(std::move(operand));
    if (sees("("))
        e->arguments = argumentList();
    else if (startsTestArgument())
        e->arguments.positional.push_back(postfix(primary()));
    e = finished(std::move(e));
    return negated ? unary("not", std::move(e)) : std::move(e);
}

}  // namespace tunesmith::jinja
