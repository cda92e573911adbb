// CommandPalette: Ctrl+K. Finds any page, setting or action by a few letters and goes there.
#pragma once

#include <QDialog>
#include <functional>
#include <vector>

class QLineEdit;
class QListView;
class QStringListModel;

namespace tunesmith::ui {

struct Command {
    QString text;
    std::function<void()> run;
};

class CommandPalette : public QDialog {
    Q_OBJECT
public:
    CommandPalette(std::vector<Command> commands, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& text);
    void runCurrent();

    std::vector<Command> commands_;
    QLineEdit* input_;
    QListView* list_;
    QStringListModel* model_;
    std::vector<std::size_t> shown_;
};

}  // namespace tunesmith::ui
