#include "ui/widgets/dialogs.h"

#include <QDialog>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <optional>

#include "ui/bridge/settings.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

std::optional<QStringList> g_nextPaths;
std::optional<int> g_nextAnswer;

void remember(const QString& path) {
    if (path.isEmpty()) return;
    const QFileInfo info(path);
    Settings::setLastFolder(info.isDir() ? info.absoluteFilePath() : info.absolutePath());
}

}  // namespace

void fitDialog(QDialog* dialog, const QSize& size) {
    QSize room = size;
    if (const QWidget* parent = dialog->parentWidget())
        room = room.boundedTo(parent->window()->size() - QSize(2 * space::kXl, 2 * space::kXl));
    dialog->resize(room);
}

void Dialogs::setNextPaths(const QStringList& paths) {
    g_nextPaths = paths;
}
void Dialogs::setNextAnswer(int answer) {
    g_nextAnswer = answer;
}

QStringList Dialogs::chooseFiles(QWidget* parent, const QString& title, const QString& filter) {
    if (g_nextPaths) return *std::exchange(g_nextPaths, std::nullopt);
    const auto paths = QFileDialog::getOpenFileNames(parent, title, Settings::lastFolder(), filter);
    if (!paths.isEmpty()) remember(paths.first());
    return paths;
}

QString Dialogs::chooseFile(QWidget* parent, const QString& title, const QString& filter) {
    if (g_nextPaths) return std::exchange(g_nextPaths, std::nullopt)->value(0);
    const auto path = QFileDialog::getOpenFileName(parent, title, Settings::lastFolder(), filter);
    remember(path);
    return path;
}

QString Dialogs::chooseFolder(QWidget* parent, const QString& title) {
    if (g_nextPaths) return std::exchange(g_nextPaths, std::nullopt)->value(0);
    const auto path = QFileDialog::getExistingDirectory(parent, title, Settings::lastFolder());
    remember(path);
    return path;
}

QString Dialogs::saveFile(QWidget* parent, const QString& title, const QString& suggested, const QString& filter) {
    if (g_nextPaths) return std::exchange(g_nextPaths, std::nullopt)->value(0);
    const auto path =
        QFileDialog::getSaveFileName(parent, title, Settings::lastFolder() + QLatin1Char('/') + suggested, filter);
    remember(path);
    return path;
}

int Dialogs::ask(QWidget* parent, const QString& question, const QString& detail, const QStringList& answers,
                 int dangerous) {
    if (g_nextAnswer) return *std::exchange(g_nextAnswer, std::nullopt);
    QDialog dialog(parent);
    dialog.setWindowTitle(QStringLiteral("Tunesmith"));
    dialog.setMinimumWidth(440);
    auto* column = new QVBoxLayout(&dialog);
    column->setContentsMargins(space::kXl, space::kXl, space::kXl, space::kL);
    column->setSpacing(space::kS);
    column->addWidget(makeParagraph(question, TextStyle::CardTitle));
    auto* text = makeParagraph(detail, TextStyle::Body, "muted");
    column->addWidget(text);
    column->addSpacing(space::kM);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::kS);
    auto* cancel = makeButton(QObject::tr("Cancel"));
    QObject::connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
    buttons->addWidget(cancel);
    buttons->addStretch();
    int chosen = -1;
    for (int i = int(answers.size()) - 1; i >= 0; --i) {
        auto* button = i == 0 && dangerous != 0 ? makePrimary(answers[i]) : makeButton(answers[i]);
        if (i == dangerous) button->setProperty("kind", QByteArray("danger"));
        if (i == 0) button->setDefault(true);
        QObject::connect(button, &QPushButton::clicked, &dialog, [&dialog, &chosen, i] {
            chosen = i;
            dialog.accept();
        });
        buttons->addWidget(button);
        if (i == 0) button->setFocus();
    }
    column->addLayout(buttons);
    dialog.exec();
    return chosen;
}

}  // namespace tunesmith::ui
