// TokenReader: walks over the tokens of a chat template. ExpressionParser: its expressions, with Jinja2's precedence.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/tokenize/template_error.h"
#include "core/tokenize/template_lexer.h"
#include "core/tokenize/template_syntax.h"

namespace tunesmith::jinja {

class TokenReader {
protected:
    explicit TokenReader(const std::string& source) : tokens_(lex(source)) {}

    const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
    Token next() {
        Token token = peek();
        if (at_ + 1 < tokens_.size()) ++at_;
        return token;
    }
    bool sees(const char* sign) const { return peek().kind == TokenKind::Operator && peek().text == sign; }
    bool seesName(const char* name) const { return peek().kind == TokenKind::Name && peek().text == name; }
    bool accept(const char* sign) { return take(sees(sign)); }
    bool acceptName(const char* name) { return take(seesName(name)); }
    /// All throw TemplateError(BadFile).
    [[noreturn]] void fail(const std::string& what) const { failAt(peek(), what); }
    [[noreturn]] static void failAt(const Token& token, const std::string& what);
    void expect(const char* sign);
    void expectKind(TokenKind kind, const char* what);
    std::string name();
    /// How the token stands in the source, for messages.
    static std::string spelled(const Token& token);

    /// Counts nesting for as long as it lives; throws where there is too much.
    class Nesting {
    public:
        explicit Nesting(TokenReader& reader);
        ~Nesting() { --reader_.depth_; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;

    private:
        TokenReader& reader_;
    };

private:
    bool take(bool there) {
        if (there) next();
        return there;
    }
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

class ExpressionParser : protected TokenReader {
protected:
    using TokenReader::TokenReader;

    ExpressionPtr expression(bool withCondition = true);
    /// One expression, or a tuple where commas follow. `mayBeEmpty`: () is a tuple of nothing.
    ExpressionPtr tuple(bool mayBeEmpty, bool withCondition = true);
    ArgumentList argumentList();
    std::string dottedName();
    ExpressionPtr make(Expression::Kind kind, int line);
    /// Sets the height once the parts are in; throws where it is too much.
    ExpressionPtr finished(ExpressionPtr e);
    void noteFilter(const std::string& filter, int line) {
        if (!isFilter(filter)) unknown_.push_back({"filter '" + filter + "'", line});
    }

    /// Filters and tests that do not exist: an error at once, or only when it is reached where a condition guards it.
    struct Unknown {
        std::string what;
        int line = 1;
    };
    std::vector<Unknown> unknown_;
    bool usesVarargs_ = false, usesKwargs_ = false, usesCaller_ = false;  // names that a macro's body has used

private:
    ExpressionPtr binary(const std::string& sign, ExpressionPtr left, ExpressionPtr right);
    ExpressionPtr unary(const std::string& sign, ExpressionPtr operand);
    ExpressionPtr constant(Value value, int line);
    // From the loosest binding to the tightest.
    ExpressionPtr orExpression();
    ExpressionPtr andExpression();
    ExpressionPtr notExpression();
    ExpressionPtr compareExpression();
    ExpressionPtr sum();
    ExpressionPtr concat();
    ExpressionPtr product();
    ExpressionPtr power();
    ExpressionPtr signedExpression(bool withFilter);
    ExpressionPtr primary();
    ExpressionPtr integer(const Token& token);
    ExpressionPtr nameOrConstant(const Token& token);
    bool endsTuple() const;
    ExpressionPtr list(int line);
    ExpressionPtr dict(int line);
    ExpressionPtr postfix(ExpressionPtr e);
    ExpressionPtr filtered(ExpressionPtr e);
    ExpressionPtr attribute(ExpressionPtr object);
    ExpressionPtr subscript(ExpressionPtr object);
    ExpressionPtr call(ExpressionPtr callee);
    ExpressionPtr filter(ExpressionPtr operand);
    bool startsTestArgument() const;
    ExpressionPtr test(ExpressionPtr operand);
};

}  // namespace tunesmith::jinja
