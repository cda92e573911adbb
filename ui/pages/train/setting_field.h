// SettingField: one setting of a recipe as the user sees it: its name and term, help, a control by its kind, and a line
// below that says the default, or what is wrong with the value.
#pragma once

#include <QWidget>

#include "core/data/recipe_settings.h"
#include "ui/pages/train/setting_help.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tunesmith::ui {

class SettingField : public QWidget {
    Q_OBJECT
public:
    SettingField(const RecipeSetting& setting, const SettingHelp& help, QWidget* parent = nullptr);
    const std::string& key() const { return setting_.key; }
    void show(const Recipe& recipe);
    /// Replaces the line below the control; empty brings the usual one back.
    void setCaption(const QString& text);
    /// What a list may name: of lora.targets, the layers of the model. Chosen names that are none of them are shown as
    /// a fault. Empty: nothing is known of them.
    void setNames(const std::vector<std::string>& names);
    QWidget* control() const { return control_; }

Q_SIGNALS:
    /// The user chose a value that the setting takes.
    void edited(const std::string& key, const tunesmith::Json& value);

private:
    QWidget* makeChoice();
    QWidget* makeNumber();
    QWidget* makeText();
    QWidget* makeFlag();
    QWidget* makeList();
    void numberEdited(bool finished);
    void showChips(const Json& chosen);
    void addChip(const QString& target, bool known);
    void listEdited();
    void setProblem(const QString& text);

    const RecipeSetting& setting_;
    const SettingHelp& help_;
    QWidget* control_ = nullptr;
    QComboBox* choice_ = nullptr;
    QLineEdit* number_ = nullptr;
    QLineEdit* text_ = nullptr;
    QCheckBox* flag_ = nullptr;
    QList<QPushButton*> chips_;
    std::vector<std::string> names_;
    QLabel* caption_;
    QString usual_;
};

/// As the field shows it: "2e-4", "0.05", "16".
QString settingValueText(const RecipeSetting& setting, const Json& value);

}  // namespace tunesmith::ui
