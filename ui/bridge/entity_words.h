// The names of kinds of personal data in the user's language.
#pragma once

#include <QString>
#include <string>

namespace tunesmith::ui {

/// Of a title of the engine's ("Date of birth") or one of Safe Harbor's identifiers; another text as it is.
QString entityWord(const std::string& text);

}  // namespace tunesmith::ui
