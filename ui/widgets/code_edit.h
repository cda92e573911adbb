// CodeEdit: an editor for source text: monospaced, with line numbers, and with one place in it marked as a fault.
#pragma once

#include <QPlainTextEdit>

namespace tunesmith::ui {

class CodeEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit CodeEdit(QWidget* parent = nullptr);
    /// From 1; `column` 0: the whole line. `line` 0: nothing is marked.
    void markFault(int line, int column);
    /// Puts the cursor there and shows it.
    void goTo(int line, int column);
    /// As it was written, with "\n" at the end of lines: toPlainText() would make spaces of those that do not break.
    QString source() const;
    /// Replaces all of the text; can be undone.
    void replaceAll(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    class Numbers;
    int numbersWidth() const;
    void placeNumbers();
    void paintNumbers(QPaintEvent* event);

    Numbers* numbers_;
    int faultLine_ = 0, faultColumn_ = 0;
};

}  // namespace tunesmith::ui
