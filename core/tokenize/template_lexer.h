// Tokens of a chat template, with Jinja2's rules for whitespace (trim_blocks, lstrip_blocks) applied to the text
// between tags.
#pragma once

#include <string>
#include <vector>

namespace tunesmith::jinja {

enum class TokenKind {
    Data,
    VariableBegin,
    VariableEnd,
    BlockBegin,
    BlockEnd,
    Name,
    String,
    Integer,
    Float,
    Operator,
    End
};

struct Token {
    TokenKind kind = TokenKind::End;
    std::string text;  // data, name, operator, the digits of a number, or what a string stands for
    int line = 1;
    int column = 1;  // of its first character, in characters
};

/// Throws TemplateError(BadFile) for a tag, comment or string that does not end and for stray characters.
std::vector<Token> lex(const std::string& source);

}  // namespace tunesmith::jinja
