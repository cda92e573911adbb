// tunesmith [PROJECT]: the window, with a project's folder open where one is named.
#include <QApplication>

#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"
#include "ui/widgets/icon.h"

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Tunesmith"));
    QApplication::setOrganizationName(QStringLiteral("Tunesmith"));
    QApplication::setApplicationVersion(QStringLiteral(TUNESMITH_VERSION));
    QApplication::setWindowIcon(tunesmith::ui::icon(QStringLiteral("logo"), tunesmith::ui::Tint::Accent));
    tunesmith::ui::loadLanguage(application);
    tunesmith::ui::Theme theme(application);
    tunesmith::ui::MainWindow window(theme);
    window.show();
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() > 1) window.project().open(arguments.at(1));
    return QApplication::exec();
}
