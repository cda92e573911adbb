// tunesmith: the window.
#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include "ui/bridge/settings.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"
#include "ui/widgets/icon.h"

namespace {

/// Our own texts and Qt's, in the language of the settings, else of the system.
void loadTranslations(QApplication& application) {
    const QString chosen = tunesmith::ui::Settings::language();
    const QLocale locale = chosen.isEmpty() ? QLocale() : QLocale(chosen);
    if (!chosen.isEmpty()) QLocale::setDefault(locale);
    for (const auto& [name, folder] :
         {std::pair(QStringLiteral("tunesmith"), QStringLiteral(":/tunesmith/i18n")),
          std::pair(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath))}) {
        auto* translator = new QTranslator(&application);
        if (translator->load(locale, name, QStringLiteral("_"), folder)) QApplication::installTranslator(translator);
    }
    QGuiApplication::setLayoutDirection(locale.textDirection());
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Tunesmith"));
    QApplication::setOrganizationName(QStringLiteral("Tunesmith"));
    QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    QApplication::setWindowIcon(tunesmith::ui::icon(QStringLiteral("logo"), tunesmith::ui::Tint::Accent));
    loadTranslations(application);
    tunesmith::ui::Theme theme(application);
    tunesmith::ui::MainWindow window(theme);
    window.show();
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() > 1) window.project().open(arguments.at(1));
    return QApplication::exec();
}
