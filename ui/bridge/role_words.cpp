#include "ui/bridge/role_words.h"

#include <QCoreApplication>

#include "ui/bridge/words.h"

namespace tunesmith::ui {

namespace {

constexpr struct {
    const char *role, *brief, *full;
} kRoles[] = {
    {"", "", QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "not used")},
    {"user", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "question"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Question (user)")},
    {"assistant", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "answer"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Answer to learn (assistant)")},
    {"context", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "context"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Context, above the question")},
    {"input", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "input"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Input, below the instruction")},
    {"system", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "who the model is"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Who the model is (system)")},
    {"messages", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "conversation"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Whole conversation (messages)")},
    {"text", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "text"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Plain text to learn")},
    {"second", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "second text"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Second text, to compare with the first")},
    {"chosen", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "better answer"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Better answer (chosen)")},
    {"rejected", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "worse answer"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Worse answer (rejected)")},
    {"instances", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "examples"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "List of examples (instances)")},
    {"label", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "label"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Right fact or class (label)")},
    {"history", QT_TRANSLATE_NOOP("tunesmith::ui::RoleWords", "turns before"),
     QT_TRANSLATE_NOOP("tunesmith::ui::RoleForm", "Turns before (history)")},
};

QString brief(const char* text) {
    return *text ? QCoreApplication::translate("tunesmith::ui::RoleWords", text) : QString();
}

}  // namespace

std::vector<RoleWords> roleChoices() {
    std::vector<RoleWords> choices;
    for (const auto& one : kRoles)
        choices.push_back(
            {one.role, brief(one.brief), QCoreApplication::translate("tunesmith::ui::RoleForm", one.full)});
    return choices;
}

QString columnRoleWord(const std::string& role) {
    for (const auto& one : kRoles)
        if (!role.empty() && role == one.role) return brief(one.brief);
    return words::text(role);
}

int columnRoleRank(const std::string& role) {
    int rank = 0;
    for (const auto& one : kRoles) {
        if (role == one.role) break;
        ++rank;
    }
    return rank;
}

}  // namespace tunesmith::ui
