#include "ui/widgets/combo_box.h"

#include <QEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QWheelEvent>

namespace tunesmith::ui {

namespace {
constexpr int kFewestCharacters = 9, kAir = 8;
}

ComboBox::ComboBox(QWidget* parent) : QComboBox(parent) {
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setFocusPolicy(Qt::StrongFocus);
}

QSize ComboBox::sizeHint() const {
    return QComboBox::sizeHint() + QSize(kAir, 0);
}

QSize ComboBox::minimumSizeHint() const {
    const int arrowAndMargins = 48;
    return {fontMetrics().averageCharWidth() * kFewestCharacters + arrowAndMargins,
            QComboBox::minimumSizeHint().height()};
}

void ComboBox::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    if (currentIndex() < 0 && !placeholderText().isEmpty()) {
        option.palette.setBrush(QPalette::ButtonText, option.palette.placeholderText());
        option.currentText = placeholderText();
    }
    const QString whole = option.currentText;
    const QRect box = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    option.currentText = fontMetrics().elidedText(whole, Qt::ElideRight, box.width() - 4);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    const QString tip = option.currentText != whole ? whole : QString();
    if (tip == tip_) return;
    if (toolTip() == tip_) setToolTip(tip);  // a tooltip of somebody else stays
    tip_ = tip;
}

void ComboBox::wheelEvent(QWheelEvent* event) {
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

}  // namespace tunesmith::ui
