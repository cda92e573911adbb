// SettingHelp: what a setting of a recipe is called and how it is explained: what it does, when to change it, our
// default and whose it is. The keys, kinds and ranges are the core's (core/data/recipe_settings.h); every key of that
// table has a line here.
#pragma once

#include <QString>
#include <string>
#include <vector>

namespace tunesmith::ui {

enum class SettingGroup { How, Rows, Lora, Learning, Checks, Machine };

struct SettingHelp {
    const char* key;
    SettingGroup group;
    bool simple;        // shown without "All settings"
    const char* label;  // in the user's words
    const char* term;   // in the field's words
    const char* what;
    const char* when;
    const char* source;   // the default and whose it is
    const char* caption;  // one short line below the control; may be empty
};

const std::vector<SettingHelp>& settingHelps();
const SettingHelp* settingHelp(const std::string& key);
QString groupTitle(SettingGroup group);
/// A choice's word in the user's language: "lora" is "LoRA: small, fast, removable".
QString choiceWords(const std::string& key, const std::string& choice);
QString translatedHelp(const char* source);
/// All of it in one text, for F1 and the help button.
QString fullHelp(const SettingHelp& help);

}  // namespace tunesmith::ui
