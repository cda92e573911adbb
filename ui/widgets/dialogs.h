// Dialogs: the few questions the window asks, behind functions that a test can answer beforehand. Each blocks in its
// own event loop; jobs and the rest of the window go on.
#pragma once

#include <QString>
#include <QStringList>

class QDialog;
class QSize;
class QWidget;

namespace tunesmith::ui {

/// Opens with this size, or with what the window that it belongs to has room for.
void fitDialog(QDialog* dialog, const QSize& size);

class Dialogs {
public:
    /// Empty when the user thinks better of it.
    static QStringList chooseFiles(QWidget* parent, const QString& title, const QString& filter);
    static QString chooseFile(QWidget* parent, const QString& title, const QString& filter);
    static QString chooseFolder(QWidget* parent, const QString& title);
    static QString saveFile(QWidget* parent, const QString& title, const QString& suggested, const QString& filter);

    /// Returns the index of the chosen answer, -1 for Cancel. The first answer is the default; `dangerous` (or -1)
    /// names the one that cannot be undone.
    static int ask(QWidget* parent, const QString& question, const QString& detail, const QStringList& answers,
                   int dangerous = -1);

    /// Tests: what the next dialog answers instead of opening.
    static void setNextPaths(const QStringList& paths);
    static void setNextAnswer(int answer);
};

}  // namespace tunesmith::ui
