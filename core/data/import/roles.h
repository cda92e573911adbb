// Roles: which column of a file is the question, which the answer, and so on. Guessed from the first items, or said by
// the user.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/data/import/item.h"

namespace tunesmith {

enum class RowKind { None, Chat, Pair, Preference, Text };
const char* rowKindName(RowKind kind);  // "none", "chat", "pair", "preference", "text"

/// Roles and what they are made into:
///   Chat        messages (OpenAI role/content or ShareGPT from/value), system, label
///   Pair        user, assistant, input (a newline after user), context (above "Question: "), system, instances, label,
///               history (turns before: [[question, answer], ...])
///   Preference  chosen, rejected, and user or messages, with input, context, system, label; texts in the form
///               "\n\nHuman: ...\n\nAssistant: ..." are whole dialogs
///   Text        text, label (a list of labels stands one a line in the row), second (another text to compare with);
///               text and label may be lists of words and their labels
/// A label that is true or false rates the answer of a Chat or a Pair (KTO): it becomes "good" or "bad".
struct RoleMapping {
    RowKind kind = RowKind::None;
    std::map<std::string, std::string> columns;  // role -> column
    std::string userTemplate;                    // the user's turn with {column} in it; empty: by the rules above
    double confidence = 0;                       // 0 to 1; 1 where the user said it
    std::string column(const std::string& role) const;  // empty where there is none
};

/// Every role that a mapping may name.
const std::vector<std::string>& roleNames();

/// Whether a column of that name is taken for a role in some kind of data set, upper and lower case alike.
bool isRoleColumn(const std::string& column);

/// The mapping that makes rows of most of these items. Kind None where nothing fits.
RoleMapping guessRoles(const std::vector<Item>& sample);

/// `guess` with the user's choices on top: (role, column) pairs; a column "" takes a role away. Usual other names of a
/// role (prompt, question, answer, response, ...) are understood. The kind follows from the roles. Throws
/// Error(BadInput) for a role that does not exist, a column that is not among `columns`, or roles that make no row,
/// each with what there is.
RoleMapping applyMapping(const RoleMapping& guess, const std::vector<std::pair<std::string, std::string>>& choices,
                         const std::vector<std::string>& columns, const std::string& userTemplate = {});

}  // namespace tunesmith
