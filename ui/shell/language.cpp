#include "ui/shell/language.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include "ui/bridge/settings.h"

namespace tunesmith::ui {

void loadLanguage(QApplication& application) {
    const QString forced = qEnvironmentVariable("TUNESMITH_LANGUAGE");
    const QString chosen = forced.isEmpty() ? Settings::language() : forced;
    const QLocale locale = chosen.isEmpty() ? QLocale() : QLocale(chosen);
    if (!chosen.isEmpty()) QLocale::setDefault(locale);
    const QString ours = QStringLiteral(":/tunesmith/i18n");
    auto* texts = new QTranslator(&application);
    const bool known = texts->load(locale, QStringLiteral("tunesmith"), QStringLiteral("_"), ours);
    if (known || texts->load(QLocale(QLocale::English), QStringLiteral("tunesmith"), QStringLiteral("_"), ours))
        QApplication::installTranslator(texts);
    auto* controls = new QTranslator(&application);
    if (controls->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                       QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(controls);
    QApplication::setLayoutDirection(known ? locale.textDirection() : Qt::LeftToRight);
}

}  // namespace tunesmith::ui
