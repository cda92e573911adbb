// What a column of a file can be, in the user's language: briefly for lists, in full where it is chosen. GUI thread.
#pragma once

#include <QString>
#include <string>
#include <vector>

namespace tunesmith::ui {

struct RoleWords {
    const char* role;  // the engine's: "user"; "" is not used
    QString brief;     // "question"; empty for ""
    QString full;      // "Question (user)"
};
/// All that may be chosen, "" first.
std::vector<RoleWords> roleChoices();
/// "question" for "user"; another text as it is.
QString columnRoleWord(const std::string& role);
/// Its place among the choices: the question comes before the answer. Unknown ones come last.
int columnRoleRank(const std::string& role);

}  // namespace tunesmith::ui
