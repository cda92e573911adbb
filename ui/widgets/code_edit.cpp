#include "ui/widgets/code_edit.h"

#include <QKeyEvent>
#include <QPainter>
#include <QTextBlock>
#include <algorithm>

#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

/// The strip at the leading edge.
class CodeEdit::Numbers : public QWidget {
public:
    explicit Numbers(CodeEdit* edit) : QWidget(edit), edit_(edit) {}

protected:
    void paintEvent(QPaintEvent* event) override { edit_->paintNumbers(event); }

private:
    CodeEdit* edit_;
};

CodeEdit::CodeEdit(QWidget* parent) : QPlainTextEdit(parent), numbers_(new Numbers(this)) {
    setFont(fontFor(TextStyle::Mono));
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(QLatin1Char(' ')));
    setLayoutDirection(Qt::LeftToRight);  // source is written so in every language
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEdit::placeNumbers);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0)
            numbers_->scroll(0, dy);
        else
            numbers_->update(0, rect.y(), numbers_->width(), rect.height());
    });
    placeNumbers();
}

int CodeEdit::numbersWidth() const {
    const auto digits = int(QString::number(std::max(99, blockCount())).size());
    return digits * fontMetrics().horizontalAdvance(QLatin1Char('9')) + 2 * space::kS;
}

void CodeEdit::placeNumbers() {
    setViewportMargins(numbersWidth(), 0, 0, 0);
    const QRect inner = contentsRect();
    numbers_->setGeometry(inner.left(), inner.top(), numbersWidth(), inner.height());
}

void CodeEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    placeNumbers();
}

void CodeEdit::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        markFault(faultLine_, faultColumn_);
        numbers_->update();
    }
}

/// Tab leads on, as everywhere in the window; four spaces are typed by hand.
void CodeEdit::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab) return event->ignore();
    QPlainTextEdit::keyPressEvent(event);
}

void CodeEdit::paintNumbers(QPaintEvent* event) {
    QPainter painter(numbers_);
    const auto& t = tokens();
    painter.fillRect(event->rect(), t.raised);
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    for (; block.isValid() && top <= event->rect().bottom(); block = block.next()) {
        const double height = blockBoundingRect(block).height();
        if (block.isVisible() && top + height >= event->rect().top()) {
            const bool fault = block.blockNumber() + 1 == faultLine_;
            painter.setPen(fault ? t.bad : t.muted);
            painter.drawText(QRectF(0, top, numbers_->width() - space::kS, fontMetrics().height()), Qt::AlignRight,
                             QString::number(block.blockNumber() + 1));
        }
        top += height;
    }
}

void CodeEdit::markFault(int line, int column) {
    faultLine_ = line;
    faultColumn_ = column;
    QList<QTextEdit::ExtraSelection> marks;
    const QTextBlock block = line > 0 ? document()->findBlockByNumber(line - 1) : QTextBlock();
    if (block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        // A fault at the end of a line is shown at its last character.
        const int length = int(block.text().size());
        const int at = std::clamp(column - 1, 0, std::max(0, length - 1));
        if (column > 0) {
            mark.cursor.setPosition(block.position() + at);
            mark.cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
            if (!mark.cursor.hasSelection() && length > 0)
                mark.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        } else {
            mark.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        }
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(tokens().bad);
        marks.append(mark);
    }
    setExtraSelections(marks);
    numbers_->update();
}

void CodeEdit::goTo(int line, int column) {
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid()) return;
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + std::clamp(column - 1, 0, int(block.text().size())));
    setTextCursor(cursor);
    centerCursor();
    setFocus();
}

QString CodeEdit::source() const {
    return document()->toRawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

void CodeEdit::replaceAll(const QString& text) {
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    moveCursor(QTextCursor::Start);
}

}  // namespace tunesmith::ui
