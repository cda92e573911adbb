// What the cleaning steps and their settings are called, for people.
#pragma once

#include <QString>
#include <string>

namespace tunesmith::ui {

struct StepWords {
    QString title, what;
    bool usual = false;  // in the list that a new user starts from
};

/// A step that has no words here shows its own name.
StepWords stepWords(const std::string& step);
QString stepSettingWords(const std::string& step, const std::string& key);
QString stepChoiceWords(const std::string& choice);

}  // namespace tunesmith::ui
