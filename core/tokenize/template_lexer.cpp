#include "core/tokenize/template_lexer.h"

#include <algorithm>
#include <cstring>

#include "core/tokenize/template_error.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith::jinja {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
}

/// "\r\n" and "\r" become "\n"; one newline at the very end goes.
std::string normalizedSource(const std::string& source) {
    std::string out;
    out.reserve(source.size());
    for (std::size_t k = 0; k < source.size(); ++k) {
        if (source[k] != '\r') {
            out += source[k];
        } else {
            out += '\n';
            if (k + 1 < source.size() && source[k + 1] == '\n') ++k;
        }
    }
    if (!out.empty() && out.back() == '\n') out.pop_back();
    return out;
}

class Lexer {
public:
    explicit Lexer(const std::string& source) : in_(normalizedSource(source)) {}

    std::vector<Token> run() {
        while (at_ < in_.size()) {
            const std::size_t tag = nextTag();
            if (tag == std::string::npos) {
                data(at_, in_.size());
                at_ = in_.size();
                break;
            }
            openTag(tag);
        }
        start_ = in_.size();
        add(TokenKind::End, "");
        return std::move(out_);
    }

private:
    [[noreturn]] void fail(const std::string& what) {
        throw TemplateError(Code::BadFile, "The chat template is broken: " + what + ".", line_, columnAt(at_));
    }

    /// Of the character at byte `at`; asked for in the order of the source.
    int columnAt(std::size_t at) {
        for (; counted_ < std::min(at, in_.size()); ++counted_) {
            if (in_[counted_] == '\n')
                column_ = 1;
            else if ((static_cast<unsigned char>(in_[counted_]) & 0xC0) != 0x80)
                ++column_;
        }
        return column_;
    }

    /// A token that begins at `start_`.
    void add(TokenKind kind, std::string text) {
        out_.push_back({kind, std::move(text), line_, columnAt(start_)});
    }

    void data(std::size_t begin, std::size_t end) {
        start_ = begin;
        if (begin < end) add(TokenKind::Data, in_.substr(begin, end - begin));
        line_ += int(std::count(in_.begin() + std::ptrdiff_t(begin), in_.begin() + std::ptrdiff_t(end), '\n'));
    }

    std::size_t nextTag() const {
        for (std::size_t k = in_.find('{', at_); k != std::string::npos; k = in_.find('{', k + 1))
            if (k + 1 < in_.size() && (in_[k + 1] == '{' || in_[k + 1] == '%' || in_[k + 1] == '#')) return k;
        return std::string::npos;
    }

    /// Emits the text before the tag at `tag`, stripped as the tag says, and lexes the tag.
    void openTag(std::size_t tag) {
        const char kind = in_[tag + 1];
        std::size_t inner = tag + 2;
        const char sign = inner < in_.size() && (in_[inner] == '-' || in_[inner] == '+') ? in_[inner] : '\0';
        if (sign) ++inner;
        const std::size_t end = stripped(at_, tag, sign, kind != '{');
        const int newlines =
            int(std::count(in_.begin() + std::ptrdiff_t(end), in_.begin() + std::ptrdiff_t(tag), '\n'));
        data(at_, end);
        line_ += newlines;
        start_ = tag;
        at_ = inner;
        if (kind == '#')
            comment();
        else if (kind == '{')
            inside(TokenKind::VariableBegin);
        else if (!raw())
            inside(TokenKind::BlockBegin);
        lineStarts_ = at_ > 0 && in_[at_ - 1] == '\n';
    }

    /// Bytes of the blank (Python's \s) that ends before `end` or begins at `at`; 0 where there is none.
    std::size_t blankBefore(std::size_t begin, std::size_t end) const {
        if (end <= begin) return 0;
        return blankBytes(unicode::decodeBefore(in_.data() + begin, in_.data() + end));
    }
    std::size_t blankAt(std::size_t at) const {
        return at < in_.size() ? blankBytes(unicode::decode(in_.data() + at)) : 0;
    }
    static std::size_t blankBytes(unicode::CodePoint c) {
        if (c.value < 0x80) return isBlank(char(c.value)) ? 1 : 0;
        return unicode::ClassTable::instance()(c.value) & unicode::kSpace ? c.bytes : 0;
    }

    /// The end of the text [begin, tag) once the tag's strip rules are applied.
    std::size_t stripped(std::size_t begin, std::size_t tag, char sign, bool isBlock) const {
        std::size_t end = tag;
        if (sign == '-') {
            while (const std::size_t bytes = blankBefore(begin, end)) end -= bytes;
        } else if (sign != '+' && isBlock) {
            for (std::size_t bytes; (bytes = blankBefore(begin, end)) > 0 && in_[end - 1] != '\n';) end -= bytes;
            const bool wholeLine = end > begin ? in_[end - 1] == '\n' : lineStarts_;
            if (!wholeLine) end = tag;
        }
        return end;
    }

    /// Skips what follows a tag's end: all blanks after "-", one newline after a block or comment without "+".
    void afterTag(char sign, bool trimsNewline) {
        const std::size_t begin = at_;
        if (sign == '-') {
            while (const std::size_t bytes = blankAt(at_)) at_ += bytes;
        } else if (sign != '+' && trimsNewline && at_ < in_.size() && in_[at_] == '\n') {
            ++at_;
        }
        line_ += int(std::count(in_.begin() + std::ptrdiff_t(begin), in_.begin() + std::ptrdiff_t(at_), '\n'));
    }

    void comment() {
        const std::size_t end = in_.find("#}", at_);
        if (end == std::string::npos) fail("a comment does not end");
        const char sign = end > at_ && (in_[end - 1] == '-' || in_[end - 1] == '+') ? in_[end - 1] : '\0';
        line_ += int(std::count(in_.begin() + std::ptrdiff_t(at_), in_.begin() + std::ptrdiff_t(end), '\n'));
        at_ = end + 2;
        afterTag(sign, true);
    }

    std::size_t skipBlanks(std::size_t k) const {
        while (k < in_.size() && isBlank(in_[k])) ++k;
        return k;
    }

    /// {% raw %}...{% endraw %}, if that is what stands here.
    bool raw() {
        std::size_t k = skipBlanks(at_);
        if (in_.compare(k, 3, "raw") != 0) return false;
        k = skipBlanks(k + 3);
        const char sign = k < in_.size() && in_[k] == '-' ? '-' : '\0';
        if (sign) ++k;
        if (in_.compare(k, 2, "%}") != 0) return false;
        at_ = k + 2;
        afterTag(sign, false);
        for (std::size_t tag = in_.find("{%", at_); tag != std::string::npos; tag = in_.find("{%", tag + 1)) {
            std::size_t inner = tag + 2;
            const char open = inner < in_.size() && (in_[inner] == '-' || in_[inner] == '+') ? in_[inner] : '\0';
            if (open) ++inner;
            inner = skipBlanks(inner);
            if (in_.compare(inner, 6, "endraw") != 0) continue;
            inner = skipBlanks(inner + 6);
            const char close = inner < in_.size() && (in_[inner] == '-' || in_[inner] == '+') ? in_[inner] : '\0';
            if (close) ++inner;
            if (in_.compare(inner, 2, "%}") != 0) continue;
            lineStarts_ = at_ > 0 && in_[at_ - 1] == '\n';
            data(at_, stripped(at_, tag, open, true));
            at_ = inner + 2;
            afterTag(close, true);
            return true;
        }
        fail("a raw block does not end");
    }

    /// The inside of {{ }} or {% %} up to and with its end.
    void inside(TokenKind begin) {
        const bool block = begin == TokenKind::BlockBegin;
        const char* end = block ? "%}" : "}}";
        add(begin, "");
        std::vector<char> open;  // brackets
        for (;;) {
            while (at_ < in_.size() && isBlank(in_[at_])) line_ += in_[at_++] == '\n';
            if (at_ >= in_.size()) fail(block ? "a block tag does not end" : "an expression does not end");
            if (open.empty()) {
                const bool sign = in_[at_] == '-' || (block && in_[at_] == '+');
                if (in_.compare(at_ + sign, 2, end) == 0) {
                    const char which = sign ? in_[at_] : '\0';
                    start_ = at_;
                    add(block ? TokenKind::BlockEnd : TokenKind::VariableEnd, "");
                    at_ += 2 + sign;
                    afterTag(which, block);
                    return;
                }
            }
            token(open);
        }
    }

    void token(std::vector<char>& open) {
        const char c = in_[at_];
        start_ = at_;
        if (isNameStart(c)) {
            const std::size_t begin = at_;
            while (at_ < in_.size() && (isNameStart(in_[at_]) || isDigit(in_[at_]))) ++at_;
            add(TokenKind::Name, in_.substr(begin, at_ - begin));
        } else if (isDigit(c)) {
            number();
        } else if (c == '\'' || c == '"') {
            string(c);
        } else {
            sign(open);
        }
    }

    void digits(std::string& out, bool (*allowed)(char)) {
        while (at_ < in_.size() &&
               (allowed(in_[at_]) || (in_[at_] == '_' && at_ + 1 < in_.size() && allowed(in_[at_ + 1])))) {
            if (in_[at_] != '_') out += in_[at_];
            ++at_;
        }
    }

    void number() {
        static const auto hex = [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
        std::string text;
        const char base = at_ + 1 < in_.size() && in_[at_] == '0' ? char(in_[at_ + 1] | 32) : '\0';
        if (base == 'x' || base == 'b' || base == 'o') {
            at_ += 2;
            digits(text, hex);
            if (text.empty()) fail("a number has no digits");
            add(TokenKind::Integer, std::string("0") + base + text);
            return;
        }
        digits(text, isDigit);
        bool isFloat = false;
        if (at_ + 1 < in_.size() && in_[at_] == '.' && isDigit(in_[at_ + 1])) {
            isFloat = true;
            text += in_[at_++];
            digits(text, isDigit);
        }
        std::size_t k = at_ + 1;
        if (at_ < in_.size() && (in_[at_] | 32) == 'e') {
            if (k < in_.size() && (in_[k] == '+' || in_[k] == '-')) ++k;
            if (k < in_.size() && isDigit(in_[k])) {
                isFloat = true;
                text += in_.substr(at_, k - at_);
                at_ = k;
                digits(text, isDigit);
            }
        }
        add(isFloat ? TokenKind::Float : TokenKind::Integer, std::move(text));
    }

    /// A string with Python's escapes.
    void string(char quote) {
        std::string text;
        const int line = line_, column = columnAt(at_);
        for (++at_; at_ < in_.size() && in_[at_] != quote; ++at_) {
            if (in_[at_] == '\n') ++line_;
            if (in_[at_] == '\\' && at_ + 1 < in_.size())
                escape(text);
            else
                text += in_[at_];
        }
        if (at_ >= in_.size()) fail("a string does not end");
        ++at_;
        out_.push_back({TokenKind::String, std::move(text), line, column});
    }

    void escape(std::string& text) {
        const char c = in_[++at_];
        static const char letters[] = "abfnrtv\\'\"", values[] = "\a\b\f\n\r\t\v\\'\"";
        if (const char* place = std::strchr(letters, c); place && c != '\0') {
            text += values[place - letters];
        } else if (c == '\n') {
            ++line_;
        } else if (c == 'x' || c == 'u' || c == 'U') {
            coded(c == 'x' ? 2 : c == 'u' ? 4 : 8, text);
        } else if (c >= '0' && c <= '7') {
            char32_t value = 0;
            for (int k = 0; k < 3 && at_ < in_.size() && in_[at_] >= '0' && in_[at_] <= '7'; ++k)
                value = value * 8 + char32_t(in_[at_++] - '0');
            --at_;
            unicode::append(text, value);
        } else {
            text += '\\';
            text += c;
        }
    }

    void coded(int count, std::string& text) {
        char32_t value = 0;
        for (int k = 0; k < count; ++k) {
            const char c = at_ + 1 < in_.size() ? in_[++at_] : '\0';
            const char lower = char(c | 32);
            if (!isDigit(c) && !(lower >= 'a' && lower <= 'f')) fail("a string has a broken escape");
            value = value * 16 + char32_t(isDigit(c) ? c - '0' : lower - 'a' + 10);
        }
        if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
            fail("a string names a character that does not exist");
        unicode::append(text, value);
    }

    void sign(std::vector<char>& open) {
        static const char* const doubles[] = {"//", "**", "==", "!=", ">=", "<="};
        for (const char* d : doubles) {
            if (in_.compare(at_, 2, d) != 0) continue;
            add(TokenKind::Operator, d);
            at_ += 2;
            return;
        }
        const char c = in_[at_];
        if (!std::strchr("+-/*%~[](){}<>=.:|,;", c) || c == '\0') fail(std::string("unexpected character '") + c + "'");
        if (c == '(' || c == '[' || c == '{') {
            open.push_back(c == '(' ? ')' : c == '[' ? ']' : '}');
        } else if (c == ')' || c == ']' || c == '}') {
            if (open.empty() || open.back() != c) fail(std::string("unexpected '") + c + "'");
            open.pop_back();
        }
        add(TokenKind::Operator, std::string(1, c));
        ++at_;
    }

    const std::string in_;
    std::size_t at_ = 0, start_ = 0;
    int line_ = 1;
    std::size_t counted_ = 0;  // bytes that column_ has counted
    int column_ = 1;
    bool lineStarts_ = true;  // the last token ended a line, or nothing came yet
    std::vector<Token> out_;
};

}  // namespace

std::vector<Token> lex(const std::string& source) {
    return Lexer(source).run();
}

}  // namespace tunesmith::jinja
