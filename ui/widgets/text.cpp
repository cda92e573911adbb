#include "ui/widgets/text.h"

#include <QPainter>
#include <QStyle>

#include "ui/widgets/icon.h"

namespace tunesmith::ui {

void restyle(QWidget* widget) {
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

void setTone(QWidget* widget, const char* tone) {
    if (widget->property("tone").toByteArray() == QByteArray(tone)) return;
    widget->setProperty("tone", QByteArray(tone));
    restyle(widget);
}

QLabel* makeLabel(const QString& text, TextStyle style, const char* tone) {
    auto* label = new QLabel(text);
    label->setFont(fontFor(style));
    label->setTextFormat(Qt::PlainText);
    if (*tone) label->setProperty("tone", QByteArray(tone));
    return label;
}

QLabel* makeParagraph(const QString& text, TextStyle style, const char* tone) {
    auto* label = makeLabel(text, style, tone);
    label->setWordWrap(true);
    auto policy = label->sizePolicy();
    policy.setHeightForWidth(true);
    policy.setVerticalPolicy(QSizePolicy::Minimum);
    label->setSizePolicy(policy);
    return label;
}

QLabel* makePill(const QString& text, const char* tone) {
    auto* label = makeLabel(text, TextStyle::Caption, tone);
    label->setProperty("role", QByteArray("pill"));
    label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return label;
}

QPushButton* makeButton(const QString& text, const QString& iconName) {
    auto* button = new QPushButton(text);
    if (!iconName.isEmpty()) button->setIcon(icon(iconName));
    button->setAutoDefault(false);
    button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return button;
}

QPushButton* makePrimary(const QString& text) {
    auto* button = makeButton(text);
    button->setProperty("kind", QByteArray("primary"));
    return button;
}

QPushButton* makeLink(const QString& text) {
    auto* button = makeButton(text);
    button->setProperty("kind", QByteArray("link"));
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

QToolButton* makeIconButton(const QString& iconName, const QString& name) {
    auto* button = new QToolButton;
    button->setIcon(icon(iconName, Tint::Muted));
    button->setIconSize(QSize(18, 18));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

ElidedLabel::ElidedLabel(const QString& text, Qt::TextElideMode mode, QWidget* parent) : QLabel(parent), mode_(mode) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setText(text);
}

void ElidedLabel::setText(const QString& text) {
    if (full_ == text && !QLabel::text().isNull()) return;
    full_ = text;
    QLabel::setText(text);  // screen readers hear all of it
    updateGeometry();
}

QSize ElidedLabel::minimumSizeHint() const {
    return {fontMetrics().horizontalAdvance(QLatin1Char('x')) * 4, QLabel::sizeHint().height()};
}

QSize ElidedLabel::sizeHint() const {
    return {fontMetrics().horizontalAdvance(full_) + 2, QLabel::sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QString shown = fontMetrics().elidedText(full_, mode_, contentsRect().width());
    painter.drawText(contentsRect(), int(alignment()) | Qt::TextSingleLine, shown);
    const QString tip = shown == full_ ? QString() : full_;
    if (toolTip() != tip) setToolTip(tip);
}

}  // namespace tunesmith::ui
