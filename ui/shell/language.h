// The window's language: our own texts and Qt's, by the environment variable TUNESMITH_LANGUAGE (de, en),
// the settings, else the system. Where a language is missing the
// texts stay English, whose file holds the plurals.
#pragma once

class QApplication;

namespace tunesmith::ui {

/// Once, before any window.
void loadLanguage(QApplication& application);

}  // namespace tunesmith::ui
