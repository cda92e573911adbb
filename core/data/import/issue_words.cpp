#include "core/data/import/issue_words.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace tunesmith {

namespace {

// The longer of two that begin alike stands first. What follows another sentence is in kRemarks.
constexpr std::string_view kReasons[] = {
    // tables
    PHRASE("IssueWords", "It has %1 cell where the first line has %2."),
    PHRASE("IssueWords", "It has %1 cells where the first line has %2."),
    PHRASE("IssueWords", "It has %1 cells where the table's first row has %2."),
    PHRASE("IssueWords",
           "In cell %1 text follows after the closing quote; a quote inside a quoted cell is written twice."),
    PHRASE("IssueWords", "Quotes are opened and never closed again and again; the rest of the file is not read."),
    PHRASE("IssueWords", "A quote is opened here and never closed, or the cell is longer than %1 KiB."),
    PHRASE("IssueWords", "The row's XML is damaged."),
    PHRASE("IssueWords", "A cell stands outside of the 16,384 columns that a sheet has."),
    PHRASE("IssueWords", "Its cells are not in order."),
    PHRASE("IssueWords", "The cell %1 stands in a column that has no name in the first row."),
    PHRASE("IssueWords", "The cell %1 names the shared string %2 where there are %3."),
    // too long
    PHRASE("IssueWords", "The record is longer than %1 KiB, the most that one row may have."),
    PHRASE("IssueWords", "The row is longer than %1 KiB, the most that one row may have."),
    PHRASE("IssueWords", "The line is longer than %1 KiB, the most that one row may have."),
    PHRASE("IssueWords", "The row is longer than one row may be."),
    PHRASE("IssueWords",
           "The document is longer than %1 KiB, the most that one row may have; read the file in smaller pieces."),
    PHRASE("IssueWords",
           "The section is longer than %1 KiB, the most that one row may have; read the file in smaller pieces."),
    PHRASE("IssueWords",
           "The page is longer than %1 KiB, the most that one row may have; read the file in smaller pieces."),
    PHRASE("IssueWords",
           "The paragraph is longer than %1 KiB, the most that one row may have; read the file in smaller pieces."),
    PHRASE("IssueWords",
           "The line is longer than %1 KiB, the most that one row may have; read the file in smaller pieces."),
    // letters
    PHRASE("IssueWords",
           "Byte %1 of the row (%2, byte %3 of the file) is not valid UTF-8: the file may be in another encoding, such "
           "as Windows-1252, or mix several."),
    PHRASE("IssueWords", "After %1 bytes (counted in UTF-8) it holds something that is no character in %2."),
    PHRASE("IssueWords", "Byte %1 of the page's text is not valid UTF-8."),
    PHRASE("IssueWords", "It holds bytes that are no UTF-8 text."),
    PHRASE("IssueWords", "It is not valid UTF-8."),
    PHRASE("IssueWords", "It holds the character NUL (U+0000), which is no text."),
    // JSON
    PHRASE("IssueWords", "It is nested deeper than %1 levels."),
    PHRASE("IssueWords", "A text is opened with \" and never closed: the line may be cut off."),
    PHRASE("IssueWords", "A control character or line break stands inside a text; JSON wants it as \\n or \\u00XX."),
    PHRASE("IssueWords",
           "A text holds an escape that means no character (such as half a surrogate pair) at byte %1 of the item."),
    PHRASE("IssueWords", "A text holds an escape that means no character (such as half a surrogate pair)."),
    PHRASE("IssueWords", "A number is written wrongly or is too large to be kept exactly at byte %1 of the item."),
    PHRASE("IssueWords", "A number is written wrongly or is too large to be kept exactly."),
    PHRASE("IssueWords", "It is empty."),
    PHRASE("IssueWords", "It is not valid JSON at byte %1 of the item."),
    PHRASE("IssueWords", "It is not valid JSON."),
    PHRASE("IssueWords", "It is not an object: a row is written as {\"column\": value, ...}."),
    PHRASE("IssueWords", "The key \"%1\" stands twice in one object."),
    PHRASE("IssueWords", "The file ends inside the list: it is cut off here."),
    PHRASE("IssueWords", "The file ends inside this row: it is cut off."),
    PHRASE("IssueWords", "The file ends inside this object: it is cut off."),
    PHRASE("IssueWords", "It holds JSON that cannot be read."),
    // columns and their roles
    PHRASE("IssueWords", "The column \"%1\" (%2) is missing."),
    PHRASE("IssueWords", "The column \"%1\" holds an object, not a text."),
    PHRASE("IssueWords", "The column \"%1\" holds a list that is not of texts."),
    PHRASE("IssueWords", "The column \"%1\" holds no list of messages."),
    PHRASE("IssueWords", "The column \"%1\" holds no list of earlier turns."),
    PHRASE("IssueWords", "The column \"%1\" holds an earlier turn that is not a question and an answer."),
    PHRASE("IssueWords", "The column \"%1\" holds an empty list."),
    PHRASE("IssueWords", "The column \"%1\" holds no list."),
    PHRASE("IssueWords", "The question (column \"%1\") is empty."),
    PHRASE("IssueWords", "The answer (column \"%1\") is empty: there is nothing to learn."),
    PHRASE("IssueWords", "The chosen answer is empty: there is nothing to learn."),
    PHRASE("IssueWords", "The rejected answer is empty: there is nothing to learn."),
    PHRASE("IssueWords", "The conversation has no answer of the assistant, or it is empty: there is nothing to learn."),
    PHRASE("IssueWords", "The conversation is empty."),
    PHRASE("IssueWords", "The output of an instance is empty: there is nothing to learn."),
    PHRASE("IssueWords", "The list of instances is empty."),
    PHRASE("IssueWords", "The chosen and the rejected answer are the same: there is nothing to prefer."),
    PHRASE("IssueWords", "There is no prompt before the chosen and the rejected answer."),
    PHRASE("IssueWords", "The text is empty."),
    PHRASE("IssueWords", "It is not known which column is what."),
    // messages
    PHRASE("IssueWords", "The role \"%1\" is not known; there are user, assistant, system and tool."),
    PHRASE("IssueWords", "A message has no text (content or value)."),
    PHRASE("IssueWords", "A message has no text."),
    PHRASE("IssueWords", "A message holds something that is not text (an image or a sound)."),
    PHRASE("IssueWords", "A message is neither a text nor an object."),
    PHRASE("IssueWords", "A message's role is not a text."),
    PHRASE("IssueWords", "A message's weight is not between 0 and 1000."),
    PHRASE("IssueWords", "A message's \"trained\" is neither true nor false."),
    PHRASE("IssueWords", "A message has no role (role or from)."),
    // rows that were mended and read again
    PHRASE("IssueWords", "There is no row in it."),
    PHRASE("IssueWords", "These are %1 rows; it has to be one."),
    PHRASE("IssueWords", "There is no text."),
    PHRASE("IssueWords", "Write it as a JSON object, such as {\"question\": \"...\", \"answer\": \"...\"}."),
    PHRASE("IssueWords", "It has no column that is known to be a question and an answer, or a text."),
    // of a whole file
    PHRASE("IssueWords", "The gzip file is damaged or cut off after %1 bytes of its content."),
    PHRASE("IssueWords", "The gzip file unpacks to more than %1 times its size, or to more than %2 GiB."),
    PHRASE("IssueWords", "The file holds no rows."),
    PHRASE("IssueWords",
           "Which column is what is not recognised; say which hold the question and the answer (user, assistant), the "
           "messages or the text. The columns are %1."),
};

/// That end with another reason.
constexpr std::string_view kBefore[] = {
    PHRASE("IssueWords", "Nothing in the file can be read as a row: %1"),
    PHRASE("IssueWords", "With these roles no row can be made: %1"),
};

/// Sentences that stand behind another one.
constexpr std::string_view kRemarks[] = {
    PHRASE("IssueWords", "The file ends on this line, without a line break: it may be cut off."),
};

/// What stands for %1 to %9 of `pattern` in `text`; none where that is another sentence. A value ends at the first
/// place where the pattern goes on, the last one at the last: values hold what files say, so that any sign may be in
/// them.
std::optional<std::vector<std::string>> valuesIn(std::string_view text, std::string_view pattern) {
    std::vector<std::string> values;
    std::size_t at = 0;  // in the text
    for (;;) {
        const std::size_t mark = pattern.find('%');
        const std::string_view plain = pattern.substr(0, mark);
        if (text.substr(at, plain.size()) != plain) return std::nullopt;
        at += plain.size();
        if (mark == std::string_view::npos) return at == text.size() ? std::optional(std::move(values)) : std::nullopt;
        pattern.remove_prefix(mark + 2);  // "%1"
        const bool last = pattern.find('%') == std::string_view::npos;
        const std::string_view next = pattern.substr(0, pattern.find('%'));
        std::size_t end;
        if (last) {
            if (text.size() < at + next.size()) return std::nullopt;
            end = text.size() - next.size();
        } else {
            end = text.find(next, at);
        }
        if (end == std::string_view::npos || end == at) return std::nullopt;
        values.emplace_back(text.substr(at, end - at));
        at = end;
    }
}

struct Found {
    std::string_view pattern;
    std::vector<std::string> values;
    std::string_view remark;  // empty: none
};

std::optional<Found> find(std::string_view reason) {
    Found found;
    for (const std::string_view remark : kRemarks)
        if (reason.size() > remark.size() + 1 && reason.ends_with(remark) &&
            reason[reason.size() - remark.size() - 1] == ' ') {
            found.remark = remark;
            reason.remove_suffix(remark.size() + 1);
        }
    for (const std::string_view pattern : kReasons)
        if (auto values = valuesIn(reason, pattern)) {
            found.pattern = pattern;
            found.values = std::move(*values);
            return found;
        }
    return std::nullopt;
}

}  // namespace

bool isIssueReason(const std::string& reason) {
    for (const std::string_view before : kBefore)
        if (const auto inner = valuesIn(reason, before)) return isIssueReason(inner->front());
    return find(reason).has_value();
}

std::string issueReason(const std::string& reason, const ReportWords& words) {
    for (const std::string_view before : kBefore)
        if (const auto inner = valuesIn(reason, before))
            return filled(words.say("IssueWords", std::string(before)), {issueReason(inner->front(), words)});
    const auto found = find(reason);
    if (!found) return reason;
    std::array<std::string, 3> values;
    for (std::size_t i = 0; i < found->values.size() && i < values.size(); ++i) values[i] = found->values[i];
    std::string text = filled(words.say("IssueWords", std::string(found->pattern)), {values[0], values[1], values[2]});
    if (!found->remark.empty()) text += " " + words.say("IssueWords", std::string(found->remark));
    return text;
}

}  // namespace tunesmith
