// Text: labels in the window's styles and tones, buttons of each kind, and a label that elides with a tooltip.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QString>
#include <QToolButton>

#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

/// "muted", "good", "warn", "bad", "accent"; empty: plain text.
void setTone(QWidget* widget, const char* tone);
/// For properties that the style sheet selects on.
void restyle(QWidget* widget);

QLabel* makeLabel(const QString& text, TextStyle style = TextStyle::Body, const char* tone = "");
/// Wraps; for sentences.
QLabel* makeParagraph(const QString& text, TextStyle style = TextStyle::Body, const char* tone = "");
QLabel* makePill(const QString& text, const char* tone = "");

QPushButton* makeButton(const QString& text, const QString& iconName = {});
QPushButton* makePrimary(const QString& text);
QPushButton* makeLink(const QString& text);
/// A square button that shows an icon alone; `name` is what screen readers and the tooltip say.
QToolButton* makeIconButton(const QString& iconName, const QString& name);

/// One line that is cut with an ellipsis where there is no room, and then says all of it in its tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(const QString& text = {}, Qt::TextElideMode mode = Qt::ElideRight, QWidget* parent = nullptr);
    void setText(const QString& text);
    QString fullText() const { return full_; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString full_;
    Qt::TextElideMode mode_;
};

}  // namespace tunesmith::ui
