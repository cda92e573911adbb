// RowQuery: which rows a person wants to see, as they type it.
//
//   refund                              rows that contain the word, upper and lower case alike
//   "opening hours" or price            joined by and (also by nothing), or, not, and parentheses
//   answer.words < 5 and label = billing
//   question ~ "^how (do|can)"          a regular expression
//   flagged and split = validation
//
// Fields of text: text (all of it), question, answer, system, label, file, split. Fields of numbers: row (from 1),
// line, turns, words, characters, and with a dot behind a field of text: answer.words, question.characters. `flagged`
// alone: a cleaning step flagged it. Operators: = != < <= > >= on numbers; = != (whole), : (contains), ~ (regular
// expression) on texts, upper and lower case alike.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/data/record.h"

namespace tunesmith {

/// A row as a query sees it.
struct QueryRow {
    const Record& record;
    std::int64_t position = 0;  // 0-based
    Split split = Split::Train;
    bool flagged = false;
};

/// Immutable; any thread may use it.
class RowQuery {
public:
    /// Matches every row.
    RowQuery();
    /// Throws Error(BadInput) that says what is wrong and at which character.
    explicit RowQuery(const std::string& text);
    ~RowQuery();
    RowQuery(const RowQuery&);
    RowQuery& operator=(const RowQuery&);

    bool empty() const { return !root_; }
    bool matches(const QueryRow& row) const;
    /// Where it is only one text to look for, that text: rows without it in their stored form need not be read.
    std::string plainText() const;

    struct Node;

private:
    std::shared_ptr<const Node> root_;
};

/// The texts of a row by name: "question" (all user turns), "answer" (all assistant turns, or the text, or the chosen
/// ending), "system", "text" (everything). Joined by line feeds.
std::string rowText(const Record& record, std::string_view field);

}  // namespace tunesmith
