#include "core/data/filter/row_query.h"

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/data/clean/words.h"
#include "core/data/filter/text_search.h"
#include "core/data/setting.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

const std::vector<std::string> kTextFields = {"text", "question", "answer", "system", "label", "file", "split"};
const std::vector<std::string> kNumberFields = {"row", "line", "turns", "words", "characters"};

bool contains(const std::vector<std::string>& names, std::string_view name) {
    for (const auto& known : names)
        if (known == name) return true;
    return false;
}

void appendTurns(std::string& out, const std::vector<Message>& turns, std::string_view role) {
    for (const Message& turn : turns) {
        if (!role.empty() && turn.role != role) continue;
        if (!out.empty()) out += '\n';
        out += turn.text;
    }
}

std::string textOf(const QueryRow& row, const std::string& field) {
    if (field == "label") return row.record.label;
    if (field == "file") return row.record.source.file;
    if (field == "split") return splitName(row.split);
    return rowText(row.record, field);
}

}  // namespace

struct RowQuery::Node {
    enum class Kind { And, Or, Not, Search, Regex, Equals, Number, Flagged } kind = Kind::Search;
    std::shared_ptr<const Node> left, right;
    std::string field = "text", measure;  // measure: words or characters of the field
    std::optional<TextSearch> search;
    std::optional<RegexSearch> regex;
    std::string text;  // of Equals, lower case
    std::string comparison;
    double number = 0;

    double value(const QueryRow& row) const {
        if (measure == "row") return double(row.position + 1);
        if (measure == "line") return double(row.record.source.line);
        if (measure == "turns") return double(row.record.messages.size() + row.record.chosen.size());
        const std::string words = textOf(row, field);
        return double(measure == "words" ? countWords(words) : utf8::count(words));
    }
    bool compares(double x) const {
        if (comparison == "<") return x < number;
        if (comparison == "<=") return x <= number;
        if (comparison == ">") return x > number;
        if (comparison == ">=") return x >= number;
        return (x == number) == (comparison == "=");
    }
    bool matches(const QueryRow& row) const {
        switch (kind) {
            case Kind::And:
                return left->matches(row) && right->matches(row);
            case Kind::Or:
                return left->matches(row) || right->matches(row);
            case Kind::Not:
                return !left->matches(row);
            case Kind::Flagged:
                return row.flagged;
            case Kind::Number:
                return compares(value(row));
            case Kind::Search:
                return search->in(textOf(row, field));
            case Kind::Regex:
                return regex->find(textOf(row, field)).has_value();
            case Kind::Equals:
                return (lowered(textOf(row, field)) == text) == (comparison == "=");
        }
        return false;
    }
};

namespace {

using Node = RowQuery::Node;
using NodePointer = std::shared_ptr<const Node>;

struct Token {
    enum class Kind { End, Word, Quoted, Operator, Open, Close } kind = Kind::End;
    std::string text;
    std::size_t at = 0;
};

class QueryParser {
public:
    explicit QueryParser(const std::string& text) : text_(text) { advance(); }

    NodePointer parse() {
        if (token_.kind == Token::Kind::End) return nullptr;
        NodePointer node = either();
        if (token_.kind != Token::Kind::End) fail("there is a closing parenthesis too many");
        return node;
    }

private:
    static constexpr int kMaxDepth = 64;

    [[noreturn]] void fail(const std::string& why) const {
        throw Error(Code::BadInput,
                    "The filter cannot be read at character " + std::to_string(token_.at + 1) + ": " + why + ".");
    }

    void advance() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
        token_ = {Token::Kind::End, "", at_};
        if (at_ >= text_.size()) return;
        const char c = text_[at_];
        if (c == '(' || c == ')') {
            token_ = {c == '(' ? Token::Kind::Open : Token::Kind::Close, std::string(1, c), at_++};
        } else if (c == '"') {
            quoted();
        } else if (std::string_view("=<>!~:").find(c) != std::string_view::npos) {
            std::size_t length = 1;
            if (at_ + 1 < text_.size() && text_[at_ + 1] == '=' && (c == '<' || c == '>' || c == '!')) length = 2;
            token_ = {Token::Kind::Operator, text_.substr(at_, length), at_};
            at_ += length;
        } else {
            const std::size_t begin = at_;
            while (at_ < text_.size() && !std::isspace(static_cast<unsigned char>(text_[at_])) &&
                   std::string_view("()\"=<>!~:").find(text_[at_]) == std::string_view::npos)
                ++at_;
            token_ = {Token::Kind::Word, text_.substr(begin, at_ - begin), begin};
        }
    }

    void quoted() {
        token_ = {Token::Kind::Quoted, "", at_};
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\'))
                ++at_;
            token_.text += text_[at_];
        }
        if (at_ >= text_.size()) fail("the quotation mark is not closed");
        ++at_;
    }

    bool isWord(std::string_view word) const {
        return token_.kind == Token::Kind::Word && lowered(token_.text) == word;
    }

    static NodePointer join(Node::Kind kind, NodePointer left, NodePointer right) {
        auto node = std::make_shared<Node>();
        node->kind = kind;
        node->left = std::move(left);
        node->right = std::move(right);
        return node;
    }

    NodePointer either() {
        NodePointer node = both();
        while (isWord("or")) {
            advance();
            node = join(Node::Kind::Or, node, both());
        }
        return node;
    }

    NodePointer both() {
        NodePointer node = one();
        while (token_.kind != Token::Kind::End && token_.kind != Token::Kind::Close && !isWord("or")) {
            if (isWord("and")) advance();
            node = join(Node::Kind::And, node, one());
        }
        return node;
    }

    NodePointer one() {
        if (++depth_ > kMaxDepth) fail("it is nested too deeply");
        NodePointer node;
        if (isWord("not")) {
            advance();
            node = join(Node::Kind::Not, one(), nullptr);
        } else if (token_.kind == Token::Kind::Open) {
            advance();
            node = either();
            if (token_.kind != Token::Kind::Close) fail("a closing parenthesis is missing");
            advance();
        } else {
            node = term();
        }
        --depth_;
        return node;
    }

    NodePointer term() {
        if (token_.kind == Token::Kind::End) fail("something to look for is missing");
        if (token_.kind != Token::Kind::Word && token_.kind != Token::Kind::Quoted)
            fail("\"" + token_.text + "\" has nothing before it");
        const Token first = token_;
        advance();
        if (token_.kind == Token::Kind::Operator && first.kind == Token::Kind::Word)
            return comparison(lowered(first.text), first.at);
        auto node = std::make_shared<Node>();
        if (first.kind == Token::Kind::Word && lowered(first.text) == "flagged") {
            node->kind = Node::Kind::Flagged;
        } else {
            node->search.emplace(first.text);
        }
        return node;
    }

    NodePointer comparison(const std::string& name, std::size_t at) {
        auto node = std::make_shared<Node>();
        const std::size_t dot = name.find('.');
        node->field = name.substr(0, dot);
        node->comparison = token_.text;
        if (dot != std::string::npos) {
            node->measure = name.substr(dot + 1);
            if (!contains(kTextFields, node->field) || (node->measure != "words" && node->measure != "characters"))
                unknown(name, at);
        } else if (contains(kNumberFields, name)) {
            node->measure = name;
            node->field = "text";
        } else if (!contains(kTextFields, name)) {
            unknown(name, at);
        }
        advance();
        if (token_.kind != Token::Kind::Word && token_.kind != Token::Kind::Quoted)
            fail("a value is missing behind " + node->comparison);
        if (node->measure.empty())
            textComparison(*node);
        else
            numberComparison(*node);
        advance();
        return node;
    }

    void numberComparison(Node& node) const {
        node.kind = Node::Kind::Number;
        if (node.comparison == "~" || node.comparison == ":") fail("a number is compared with = != < <= > or >=");
        char* end = nullptr;
        node.number = std::strtod(token_.text.c_str(), &end);
        if (token_.text.empty() || *end != '\0' || !std::isfinite(node.number))
            fail("\"" + token_.text + "\" is not a number");
    }

    void textComparison(Node& node) const {
        if (node.comparison == ":") {
            node.kind = Node::Kind::Search;
            node.search.emplace(token_.text);
        } else if (node.comparison == "~") {
            node.kind = Node::Kind::Regex;
            node.regex.emplace(token_.text);
        } else if (node.comparison == "=" || node.comparison == "!=") {
            node.kind = Node::Kind::Equals;
            node.text = lowered(token_.text);
            if (node.field == "split" && node.text != "train" && node.text != "validation" && node.text != "test")
                fail("there is no split \"" + token_.text + "\"; there are train, validation and test");
        } else {
            fail("a text is compared with = != : (contains) or ~ (regular expression); for its length there is " +
                 node.field + ".words");
        }
    }

    [[noreturn]] void unknown(const std::string& name, std::size_t at) const {
        const std::size_t dot = name.find('.');
        std::string meant;
        if (dot != std::string::npos) {
            meant = nearestName(name.substr(0, dot), kTextFields) + "." +
                    nearestName(name.substr(dot + 1), {"words", "characters"});
        } else {
            std::vector<std::string> names = kTextFields;
            names.insert(names.end(), kNumberFields.begin(), kNumberFields.end());
            meant = nearestName(name, names);
        }
        throw Error(Code::BadInput, "The filter cannot be read at character " + std::to_string(at + 1) +
                                        ": there is no field \"" + name + "\". Did you mean \"" + meant +
                                        "\"? A text with such signs goes in quotation marks.");
    }

    const std::string& text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    Token token_;
};

}  // namespace

RowQuery::RowQuery() = default;
RowQuery::RowQuery(const std::string& text) : root_(QueryParser(text).parse()) {}
RowQuery::~RowQuery() = default;
RowQuery::RowQuery(const RowQuery&) = default;
RowQuery& RowQuery::operator=(const RowQuery&) = default;

bool RowQuery::matches(const QueryRow& row) const {
    return !root_ || root_->matches(row);
}

std::string RowQuery::plainText() const {
    return root_ && root_->kind == Node::Kind::Search && root_->field == "text" ? root_->search->text() : std::string();
}

std::string rowText(const Record& record, std::string_view field) {
    std::string out;
    if (field == "question") {
        appendTurns(out, record.messages, "user");
    } else if (field == "system") {
        appendTurns(out, record.messages, "system");
    } else if (field == "answer") {
        out = record.text;
        appendTurns(out, record.messages, "assistant");
        appendTurns(out, record.chosen, "assistant");
    } else {
        out = record.text;
        for (const auto* turns : {&record.messages, &record.chosen, &record.rejected}) appendTurns(out, *turns, "");
        if (!record.label.empty()) out += (out.empty() ? "" : "\n") + record.label;
    }
    return out;
}

}  // namespace tunesmith
