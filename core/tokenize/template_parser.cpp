#include <algorithm>
#include <charconv>
#include <initializer_list>

#include "core/base/error.h"
#include "core/tokenize/template_lexer.h"
#include "core/tokenize/template_syntax.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith::jinja {
namespace {

constexpr int kMostDepth = 100;   // statements and brackets within each other
constexpr int kMostHeight = 400;  // of an expression: a chain of operators counts
constexpr std::size_t kMostSource = 4u << 20;

class Parser {
public:
    explicit Parser(const std::string& source) : tokens_(lex(source)) {}

    Block run() {
        Block block = statements({});
        if (peek().kind != TokenKind::End) fail("unexpected tag '" + peek(1).text + "'");
        if (!unknown_.empty())
            throw Error(Code::BadFile, "The chat template uses the " + unknown_[0].what + ", which is not supported.",
                        place(unknown_[0].line));
        return block;
    }

private:
    // --- tokens
    const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
    Token next() {
        Token token = peek();
        if (at_ + 1 < tokens_.size()) ++at_;
        return token;
    }
    bool sees(const char* sign) const { return peek().kind == TokenKind::Operator && peek().text == sign; }
    bool seesName(const char* name) const { return peek().kind == TokenKind::Name && peek().text == name; }
    bool accept(const char* sign) {
        if (!sees(sign)) return false;
        next();
        return true;
    }
    bool acceptName(const char* name) {
        if (!seesName(name)) return false;
        next();
        return true;
    }
    [[noreturn]] void fail(const std::string& what) const {
        throw Error(Code::BadFile, "The chat template is broken or not supported: " + what + ".", place(peek().line));
    }
    static std::string spelled(const Token& token) {
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
    void expect(const char* sign) {
        if (!accept(sign)) fail(std::string("expected '") + sign + "', found '" + spelled(peek()) + "'");
    }
    void expectKind(TokenKind kind, const char* what) {
        if (peek().kind != kind) fail(std::string("expected ") + what + ", found '" + spelled(peek()) + "'");
        next();
    }
    std::string name() {
        if (peek().kind != TokenKind::Name) fail("expected a name, found '" + spelled(peek()) + "'");
        return next().text;
    }

    /// Counts nesting for as long as it lives.
    class Nesting {
    public:
        explicit Nesting(Parser& parser) : parser_(parser) {
            if (++parser_.depth_ > kMostDepth) parser_.fail("it nests too deeply");
        }
        ~Nesting() { --parser_.depth_; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;

    private:
        Parser& parser_;
    };

    // --- expressions
    ExpressionPtr make(Expression::Kind kind, int line) {
        auto e = std::make_unique<Expression>();
        e->kind = kind;
        e->line = line;
        return e;
    }
    /// Sets the height once the parts are in.
    ExpressionPtr finished(ExpressionPtr e) {
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
    ExpressionPtr binary(const std::string& sign, ExpressionPtr left, ExpressionPtr right) {
        ExpressionPtr e = make(Expression::Binary, left->line);
        e->text = sign;
        e->parts.push_back(std::move(left));
        e->parts.push_back(std::move(right));
        return finished(std::move(e));
    }
    ExpressionPtr unary(const std::string& sign, ExpressionPtr operand) {
        ExpressionPtr e = make(Expression::Unary, operand->line);
        e->text = sign;
        e->parts.push_back(std::move(operand));
        return finished(std::move(e));
    }

    ExpressionPtr expression(bool withCondition = true) {
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

    ExpressionPtr orExpression() {
        ExpressionPtr left = andExpression();
        while (acceptName("or")) left = binary("or", std::move(left), andExpression());
        return left;
    }

    ExpressionPtr andExpression() {
        ExpressionPtr left = notExpression();
        while (acceptName("and")) left = binary("and", std::move(left), notExpression());
        return left;
    }

    ExpressionPtr notExpression() {
        if (!acceptName("not")) return compareExpression();
        const Nesting nesting(*this);
        return unary("not", notExpression());
    }

    ExpressionPtr compareExpression() {
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

    ExpressionPtr sum() {
        ExpressionPtr left = concat();
        while (sees("+") || sees("-")) {
            const std::string sign = next().text;
            left = binary(sign, std::move(left), concat());
        }
        return left;
    }

    ExpressionPtr concat() {
        ExpressionPtr first = product();
        if (!sees("~")) return first;
        ExpressionPtr e = make(Expression::Concat, first->line);
        e->parts.push_back(std::move(first));
        while (accept("~")) e->parts.push_back(product());
        return finished(std::move(e));
    }

    ExpressionPtr product() {
        ExpressionPtr left = power();
        while (sees("*") || sees("/") || sees("//") || sees("%")) {
            const std::string sign = next().text;
            left = binary(sign, std::move(left), power());
        }
        return left;
    }

    ExpressionPtr power() {
        ExpressionPtr left = signedExpression(true);
        while (accept("**")) left = binary("**", std::move(left), signedExpression(true));
        return left;
    }

    ExpressionPtr signedExpression(bool withFilter) {
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

    ExpressionPtr constant(Value value, int line) {
        ExpressionPtr e = make(Expression::Constant, line);
        e->value = std::move(value);
        return e;
    }

    ExpressionPtr integer(const Token& token) {
        std::string digits = token.text;
        int base = 10;
        if (digits.size() > 2 && digits[0] == '0' && digits[1] > '9') {
            base = digits[1] == 'x' ? 16 : digits[1] == 'b' ? 2 : 8;
            digits.erase(0, 2);
        }
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
        if (error != std::errc() || end != digits.data() + digits.size())
            fail("the number " + token.text + " cannot be read");
        return constant(Value::integer(value), token.line);
    }

    ExpressionPtr primary() {
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
                fail("unexpected '" + spelled(token) + "'");
        }
    }

    ExpressionPtr nameOrConstant(const Token& token) {
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

    bool endsTuple() const {
        const TokenKind kind = peek().kind;
        return kind == TokenKind::VariableEnd || kind == TokenKind::BlockEnd || kind == TokenKind::End || sees(")");
    }

    /// One expression, or a tuple where commas follow. `mayBeEmpty`: () is a tuple of nothing.
    ExpressionPtr tuple(bool mayBeEmpty, bool withCondition = true) {
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

    ExpressionPtr list(int line) {
        ExpressionPtr e = make(Expression::List, line);
        while (!accept("]")) {
            if (!e->parts.empty()) expect(",");
            if (accept("]")) break;
            e->parts.push_back(expression());
        }
        return finished(std::move(e));
    }

    ExpressionPtr dict(int line) {
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

    ExpressionPtr postfix(ExpressionPtr e) {
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

    ExpressionPtr filtered(ExpressionPtr e) {
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

    ExpressionPtr attribute(ExpressionPtr object) {
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

    ExpressionPtr subscript(ExpressionPtr object) {
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

    ArgumentList argumentList() {
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

    ExpressionPtr call(ExpressionPtr callee) {
        ExpressionPtr e = make(Expression::Call, peek().line);
        e->parts.push_back(std::move(callee));
        e->arguments = argumentList();
        return finished(std::move(e));
    }

    std::string dottedName() {
        std::string n = name();
        while (accept(".")) n += "." + name();
        return n;
    }

    ExpressionPtr filter(ExpressionPtr operand) {
        ExpressionPtr e = make(Expression::Filter, peek().line);
        e->text = dottedName();
        noteFilter(e->text, e->line);
        e->parts.push_back(std::move(operand));
        if (sees("(")) e->arguments = argumentList();
        return finished(std::move(e));
    }

    bool startsTestArgument() const {
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

    ExpressionPtr test(ExpressionPtr operand) {
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

    // --- statements
    /// Up to one of the tags in `ends`, which is left to be read; to the end of the source where there are none.
    Block statements(std::initializer_list<const char*> ends) {
        const Nesting nesting(*this);
        Block block;
        for (;;) {
            const Token& token = peek();
            if (token.kind == TokenKind::End) {
                if (ends.size() > 0) fail(std::string("'") + *(ends.end() - 1) + "' is missing");
                return block;
            }
            if (token.kind == TokenKind::Data) {
                block.push_back(makeStatement(Statement::Data, token.line));
                block.back()->text = next().text;
            } else if (token.kind == TokenKind::VariableBegin) {
                next();
                block.push_back(makeStatement(Statement::Output, token.line));
                block.back()->value = tuple(false);
                expectKind(TokenKind::VariableEnd, "'}}'");
            } else {
                const std::string& tag = peek(1).text;
                if (peek(1).kind == TokenKind::Name &&
                    std::any_of(ends.begin(), ends.end(), [&](const char* e) { return tag == e; }))
                    return block;
                next();
                block.push_back(statement());
            }
        }
    }

    std::unique_ptr<Statement> makeStatement(Statement::Kind kind, int line) {
        auto s = std::make_unique<Statement>();
        s->kind = kind;
        s->line = line;
        return s;
    }
    void endTag() { expectKind(TokenKind::BlockEnd, "'%}'"); }
    /// "{% name %}" that ends a block.
    void closing(const char* tag) {
        expectKind(TokenKind::BlockBegin, tag);
        if (!acceptName(tag)) fail(std::string("expected '") + tag + "', found '" + spelled(peek()) + "'");
        endTag();
    }
    Block bodyUntil(const char* tag) {
        Block body = statements({tag});
        closing(tag);
        return body;
    }
    /// A body whose output is kept apart: loops around it cannot be left from inside.
    Block capturedUntil(const char* tag) {
        const int loops = loops_;
        loops_ = 0;
        Block body = bodyUntil(tag);
        loops_ = loops;
        return body;
    }

    std::unique_ptr<Statement> statement() {
        const int line = peek().line;
        const std::string tag = name();
        if (tag == "if") return ifStatement(line);
        if (tag == "for") return forStatement(line);
        if (tag == "set") return setStatement(line);
        if (tag == "macro") return macroStatement(line);
        if (tag == "call") return callStatement(line);
        if (tag == "filter") return filterStatement(line);
        if (tag == "with") return withStatement(line);
        if (tag == "generation") {
            auto s = makeStatement(Statement::Generation, line);
            endTag();
            s->body = capturedUntil("endgeneration");
            return s;
        }
        if (tag == "break" || tag == "continue") {
            if (loops_ == 0) fail("'" + tag + "' stands outside a loop");
            endTag();
            return makeStatement(tag == "break" ? Statement::Break : Statement::Continue, line);
        }
        fail("the tag '" + tag + "' is unknown or not supported");
    }

    std::unique_ptr<Statement> ifStatement(int line) {
        auto s = makeStatement(Statement::If, line);
        const std::size_t known = unknown_.size();
        bool open = true;
        ExpressionPtr condition = tuple(false);
        endTag();
        while (open) {
            s->branches.push_back({std::move(condition), statements({"elif", "else", "endif"})});
            next();
            const std::string tag = name();
            open = tag == "elif";
            if (open) condition = tuple(false);
            endTag();
            if (tag == "else") s->branches.push_back({nullptr, bodyUntil("endif")});
        }
        unknown_.resize(known);
        return s;
    }

    /// Names (and attributes of namespaces where allowed) that take a value.
    std::vector<ExpressionPtr> targets(bool withAttributes) {
        std::vector<ExpressionPtr> list;
        const bool bracket = accept("(");
        do {
            if (bracket && sees(")")) break;
            ExpressionPtr target = make(Expression::Name, peek().line);
            target->text = name();
            if (withAttributes && accept(".")) {
                ExpressionPtr attribute = make(Expression::Attribute, target->line);
                attribute->text = name();
                attribute->parts.push_back(std::move(target));
                target = finished(std::move(attribute));
            }
            list.push_back(std::move(target));
            isTuple_ = list.size() > 1;
        } while (accept(",") && (isTuple_ = true) && !seesName("in") && !sees("="));
        if (bracket) expect(")");
        return list;
    }

    std::unique_ptr<Statement> forStatement(int line) {
        auto s = makeStatement(Statement::For, line);
        isTuple_ = false;
        s->targets = targets(false);
        s->text = isTuple_ ? "unpack" : "";
        if (!acceptName("in")) fail("expected 'in' in a for tag, found '" + spelled(peek()) + "'");
        s->value = tuple(false, false);
        if (acceptName("if")) s->condition = expression();
        s->recursive = acceptName("recursive");
        endTag();
        ++loops_;
        s->body = statements({"else", "endfor"});
        --loops_;
        next();
        const bool hasElse = name() == "else";
        endTag();
        if (hasElse) s->otherwise = bodyUntil("endfor");
        return s;
    }

    std::vector<FilterUse> filterUses() {
        std::vector<FilterUse> uses;
        while (accept("|") || uses.empty()) {
            FilterUse use;
            use.line = peek().line;
            use.name = dottedName();
            noteFilter(use.name, use.line);
            if (sees("(")) use.arguments = argumentList();
            uses.push_back(std::move(use));
        }
        return uses;
    }

    std::unique_ptr<Statement> setStatement(int line) {
        auto s = makeStatement(Statement::Set, line);
        isTuple_ = false;
        s->targets = targets(true);
        s->text = isTuple_ ? "unpack" : "";
        if (accept("=")) {
            s->value = tuple(false);
            endTag();
            return s;
        }
        if (accept("|")) s->filters = filterUses();
        endTag();
        s->body = capturedUntil("endset");
        return s;
    }

    std::vector<Parameter> parameters() {
        std::vector<Parameter> list;
        expect("(");
        while (!accept(")")) {
            if (!list.empty()) expect(",");
            Parameter p;
            p.name = name();
            if (accept("="))
                p.fallback = expression();
            else if (!list.empty() && list.back().fallback)
                fail("a parameter without a default follows one with a default");
            list.push_back(std::move(p));
        }
        return list;
    }

    /// Reads the body of a macro up to `tag`, noting which special names it uses.
    void macroBody(MacroSyntax& macro, const char* tag) {
        const bool varargs = usesVarargs_, kwargs = usesKwargs_, caller = usesCaller_;
        usesVarargs_ = usesKwargs_ = usesCaller_ = false;
        macro.body = capturedUntil(tag);
        macro.usesVarargs = usesVarargs_;
        macro.usesKwargs = usesKwargs_;
        macro.usesCaller = usesCaller_;
        usesVarargs_ = varargs;
        usesKwargs_ = kwargs;
        usesCaller_ = caller;
    }

    std::unique_ptr<Statement> macroStatement(int line) {
        auto s = makeStatement(Statement::Macro, line);
        s->macro = std::make_shared<MacroSyntax>();
        s->macro->name = name();
        s->macro->parameters = parameters();
        endTag();
        macroBody(*s->macro, "endmacro");
        return s;
    }

    std::unique_ptr<Statement> callStatement(int line) {
        auto s = makeStatement(Statement::Call, line);
        s->macro = std::make_shared<MacroSyntax>();
        s->macro->name = "caller";
        if (sees("(")) s->macro->parameters = parameters();
        s->value = expression();
        if (s->value->kind != Expression::Call) fail("a call tag needs a call");
        endTag();
        macroBody(*s->macro, "endcall");
        return s;
    }

    std::unique_ptr<Statement> filterStatement(int line) {
        auto s = makeStatement(Statement::FilterBlock, line);
        s->filters = filterUses();
        endTag();
        s->body = capturedUntil("endfilter");
        return s;
    }

    std::unique_ptr<Statement> withStatement(int line) {
        auto s = makeStatement(Statement::With, line);
        while (peek().kind != TokenKind::BlockEnd) {
            if (!s->targets.empty()) expect(",");
            ExpressionPtr target = make(Expression::Name, peek().line);
            target->text = name();
            expect("=");
            s->targets.push_back(std::move(target));
            s->values.push_back(expression());
        }
        endTag();
        s->body = bodyUntil("endwith");
        return s;
    }

    /// A filter or test that does not exist: an error at once, or only when it is reached where a condition guards it.
    struct Unknown {
        std::string what;
        int line = 1;
    };
    void noteFilter(const std::string& filter, int line) {
        if (!isFilter(filter)) unknown_.push_back({"filter '" + filter + "'", line});
    }

    std::vector<Token> tokens_;
    std::vector<Unknown> unknown_;
    std::size_t at_ = 0;
    int depth_ = 0, loops_ = 0;
    bool usesVarargs_ = false, usesKwargs_ = false, usesCaller_ = false;
    bool isTuple_ = false;  // the targets read last were written as a tuple
};

}  // namespace

Block parse(const std::string& source) {
    if (source.size() > kMostSource) throw Error(Code::BadFile, "The chat template is longer than 4 MiB.");
    if (const std::size_t bad = unicode::firstInvalid(source); bad != std::string::npos)
        throw Error(Code::BadFile, "The chat template is not valid UTF-8 at byte " + std::to_string(bad) + ".");
    return Parser(source).run();
}

}  // namespace tunesmith::jinja
