// Theme: applies the tokens to the application (Fusion, palette, style sheet) and follows the system between light and
// dark unless the user, or the environment variable TUNESMITH_THEME (light, dark, system), says otherwise. GUI thread
// only.
#pragma once

#include <QObject>
#include <QTemporaryDir>

class QApplication;

namespace tunesmith::ui {

enum class ThemeChoice { System, Light, Dark };

class Theme : public QObject {
    Q_OBJECT
public:
    /// Looks at the system's palette before it changes it, so make it before any window.
    explicit Theme(QApplication& application, QObject* parent = nullptr);

    ThemeChoice choice() const { return choice_; }
    /// Remembers the choice in the settings and applies it.
    void choose(ThemeChoice choice);
    bool isDark() const;

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    void writeControlImages() const;
    QString styleSheet() const;

    QApplication& application_;
    ThemeChoice choice_ = ThemeChoice::System;
    bool systemDark_ = false;
    bool applying_ = false;
    QTemporaryDir images_;
};

}  // namespace tunesmith::ui
