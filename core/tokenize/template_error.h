// TemplateError: what is wrong with a chat template, and where in its source.
#pragma once

#include "core/base/error.h"

namespace tunesmith {

/// `where()` says the place in words: "chat template, line 3, column 8".
class TemplateError : public Error {
public:
    /// From 1; `column` in characters, 0 where the line alone is known (what only shows while it renders).
    /// `of`: the row that it renders, for where().
    TemplateError(Code code, const std::string& message, int line, int column = 0, const std::string& of = {})
        : Error(code, message,
                (of.empty() ? of : of + ", ") + "chat template, line " + std::to_string(line) +
                    (column > 0 ? ", column " + std::to_string(column) : std::string())),
          line_(line),
          column_(column) {}
    int line() const { return line_; }
    int column() const { return column_; }

private:
    int line_, column_;
};

}  // namespace tunesmith
