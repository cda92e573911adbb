// Statements of chat templates.
#include <initializer_list>

#include "core/tokenize/template_expressions.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith::jinja {
namespace {

constexpr std::size_t kMostSource = 4u << 20;

class Parser : ExpressionParser {
public:
    explicit Parser(const std::string& source) : ExpressionParser(source) {}

    Block run() {
        Block block = statements({});
        if (peek().kind != TokenKind::End) fail("unexpected tag '" + peek(1).text + "'");
        if (!unknown_.empty())
            throw TemplateError(Code::BadFile,
                                "The chat template uses the " + unknown_[0].what + ", which is not supported.",
                                unknown_[0].line);
        return block;
    }

private:
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

    int loops_ = 0;
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
