#include "ui/shell/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

#include "ui/bridge/settings.h"
#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

namespace {

bool looksDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightnessF() < palette.color(QPalette::WindowText).lightnessF();
}

ThemeChoice choiceFromWord(const QString& word) {
    if (word == QLatin1String("light")) return ThemeChoice::Light;
    if (word == QLatin1String("dark")) return ThemeChoice::Dark;
    return ThemeChoice::System;
}

QString wordOf(ThemeChoice choice) {
    switch (choice) {
        case ThemeChoice::Light:
            return QStringLiteral("light");
        case ThemeChoice::Dark:
            return QStringLiteral("dark");
        case ThemeChoice::System:
            break;
    }
    return QStringLiteral("system");
}

QColor mix(const QColor& a, const QColor& b, double share) {
    return QColor::fromRgbF(float(a.redF() + (b.redF() - a.redF()) * share),
                            float(a.greenF() + (b.greenF() - a.greenF()) * share),
                            float(a.blueF() + (b.blueF() - a.blueF()) * share));
}

QColor disabledText(const Tokens& t) {
    return mix(t.muted, t.window, 0.4);
}

QPalette paletteFor(const Tokens& t) {
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.raised);
    p.setColor(QPalette::ToolTipBase, t.surface);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::PlaceholderText, t.muted);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.bad);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.raised);
    p.setColor(QPalette::Mid, t.hairline);
    p.setColor(QPalette::Dark, t.border);
    p.setColor(QPalette::Shadow, t.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, disabledText(t));
    return p;
}

/// Inter where it is installed, else what the system uses.
QFont bodyFont(QFont font) {
    const auto families = QFontDatabase::families();
    for (const auto* name : {"Inter", "Inter Variable", "Inter V"})
        if (families.contains(QLatin1String(name))) {
            font.setFamily(QLatin1String(name));
            break;
        }
    font.setStyleStrategy(QFont::PreferAntialias);
    if (font.pointSizeF() < 10.0) font.setPointSizeF(10.0);
    return font;
}

}  // namespace

Theme::Theme(QApplication& application, QObject* parent) : QObject(parent), application_(application) {
    systemDark_ = looksDark(QApplication::palette());
    application_.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(bodyFont(QApplication::font()));
    const QString forced = qEnvironmentVariable("TUNESMITH_THEME");
    choice_ = choiceFromWord(forced.isEmpty() ? Settings::theme() : forced);
    application_.installEventFilter(this);
    apply();
}

bool Theme::isDark() const {
    return choice_ == ThemeChoice::System ? systemDark_ : choice_ == ThemeChoice::Dark;
}

void Theme::choose(ThemeChoice choice) {
    choice_ = choice;
    Settings::setTheme(wordOf(choice));
    apply();
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ThemeChange && !applying_) {
        QApplication::setPalette(QPalette());  // back to the system's, to look at it
        const bool dark = looksDark(QApplication::palette());
        const bool differs = dark != systemDark_;
        systemDark_ = dark;
        if (differs || choice_ != ThemeChoice::System) apply();
    }
    return QObject::eventFilter(watched, event);
}

void Theme::apply() {
    applying_ = true;
    setTokens(isDark());
    writeControlImages();
    QApplication::setPalette(paletteFor(tokens()));
    application_.setStyleSheet(styleSheet());
    applying_ = false;
    Q_EMIT changed();
}

void Theme::writeControlImages() const {
    const auto& t = tokens();
    const auto svg = [](const QString& body) {
        return QStringLiteral(
                   "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' fill='none' stroke-linecap='round' "
                   "stroke-linejoin='round'>%1</svg>")
            .arg(body);
    };
    const auto write = [&](const char* name, const QString& body) {
        QFile file(images_.filePath(QLatin1String(name) +
                                    (t.dark ? QLatin1String("_dark.svg") : QLatin1String("_light.svg"))));
        if (file.open(QIODevice::WriteOnly)) file.write(svg(body).toUtf8());
    };
    const QString border = t.border.name(), accent = t.accent.name(), onAccent = t.onAccent.name();
    write("chevron_down",
          QStringLiteral("<path d='m4 6 4 4 4-4' stroke='%1' stroke-width='1.5'/>").arg(t.muted.name()));
    write("check_off", QStringLiteral("<rect x='1' y='1' width='14' height='14' rx='3' stroke='%1' fill='%2'/>")
                           .arg(border, t.surface.name()));
    write("check_on", QStringLiteral("<rect x='.5' y='.5' width='15' height='15' rx='3.5' fill='%1'/>"
                                     "<path d='m4 8.4 2.8 2.8L12 5.4' stroke='%2' stroke-width='1.8'/>")
                          .arg(accent, onAccent));
    write("radio_off",
          QStringLiteral("<circle cx='8' cy='8' r='7' stroke='%1' fill='%2'/>").arg(border, t.surface.name()));
    write("radio_on", QStringLiteral("<circle cx='8' cy='8' r='7.5' fill='%1'/><circle cx='8' cy='8' r='3' fill='%2'/>")
                          .arg(accent, onAccent));
}

QString Theme::styleSheet() const {
    QFile file(QStringLiteral(":/tunesmith/style.qss"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const auto& t = tokens();
    // Longer names first: "@accentHover" before "@accent".
    const std::pair<const char*, QColor> colours[] = {
        {"@accentHover", mix(t.accent, t.text, 0.14)},
        {"@accentPress", mix(t.accent, t.text, 0.28)},
        {"@assistantTint", t.assistantTint},
        {"@systemTint", t.systemTint},
        {"@onAccent", t.onAccent},
        {"@accent", t.accent},
        {"@disabled", disabledText(t)},
        {"@hairline", t.hairline},
        {"@selection", t.selection},
        {"@surface", t.surface},
        {"@window", t.window},
        {"@raised", t.raised},
        {"@border", t.border},
        {"@muted", t.muted},
        {"@scroll", mix(t.hairline, t.border, 0.35)},
        {"@text", t.text},
        {"@good", t.good},
        {"@warn", t.warn},
        {"@bad", t.bad},
    };
    const QString suffix = t.dark ? QStringLiteral("_dark.svg") : QStringLiteral("_light.svg");
    for (const auto* image : {"chevron_down", "check_off", "check_on", "radio_off", "radio_on"})
        sheet.replace(QStringLiteral("@icons/%1.svg").arg(QLatin1String(image)),
                      images_.filePath(QLatin1String(image) + suffix));
    for (const auto& [name, colour] : colours) sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

}  // namespace tunesmith::ui
