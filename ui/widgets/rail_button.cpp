#include "ui/widgets/rail_button.h"

#include <QEvent>
#include <QFocusEvent>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

#include "ui/bridge/tokens.h"
#include "ui/widgets/icon.h"

namespace tunesmith::ui {

namespace {
constexpr int kPulseMs = 125, kPulseSteps = 16;  // two seconds a breath
}

RailButton::RailButton(const QString& name, QWidget* parent) : QAbstractButton(parent) {
    setText(name);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setState({});
}

void RailButton::setState(const StageState& state) {
    state_ = state;
    const bool moves = state.kind == StageState::Working;
    if (moves && !timer_) timer_ = startTimer(kPulseMs);
    if (!moves && timer_) {
        killTimer(timer_);
        timer_ = 0;
    }
    setToolTip(state.words);
    setAccessibleName(text());
    setAccessibleDescription(state.words);
    update();
}

QSize RailButton::sizeHint() const {
    const QFontMetrics metrics(fontFor(TextStyle::Strong));
    return {metrics.horizontalAdvance(text()) + 80, std::max(34, metrics.height() + 16)};
}

void RailButton::timerEvent(QTimerEvent*) {
    tick_ = (tick_ + 1) % kPulseSteps;
    update();
}

bool RailButton::event(QEvent* event) {
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave) {
        hover_ = event->type() == QEvent::HoverEnter;
        update();
    }
    return QAbstractButton::event(event);
}

void RailButton::focusInEvent(QFocusEvent* event) {
    // A click says where one is by itself; the ring is for the keyboard.
    ring_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
            event->reason() == Qt::ShortcutFocusReason;
    QAbstractButton::focusInEvent(event);
    update();
}

void RailButton::paintMark(QPainter& painter, const QPointF& centre) const {
    const auto& t = tokens();
    switch (state_.kind) {
        case StageState::Nothing:
            painter.setPen(QPen(t.border, 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(centre, 4.25, 4.25);
            break;
        case StageState::Ready: {
            paintIcon(painter, QRectF(centre - QPointF(8, 8), QSizeF(16, 16)), QStringLiteral("check"), t.good);
            break;
        }
        case StageState::Working: {
            const double phase = 0.5 - 0.5 * std::cos(2 * M_PI * tick_ / kPulseSteps);
            QColor halo = t.accent;
            halo.setAlphaF(float(0.30 * phase));
            painter.setPen(Qt::NoPen);
            painter.setBrush(halo);
            painter.drawEllipse(centre, 5 + 3 * phase, 5 + 3 * phase);
            painter.setBrush(t.accent);
            painter.drawEllipse(centre, 4.5, 4.5);
            break;
        }
        case StageState::NeedsYou:
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.warn);
            painter.drawEllipse(centre, 4.5, 4.5);
            break;
    }
}

void RailButton::paintEvent(QPaintEvent*) {
    const auto& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 0, -1, 0);
    if (isChecked() || hover_) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? t.selection : t.raised);
        painter.drawRoundedRect(box, 6, 6);
    }
    if (hasFocus() && ring_) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5);
    }
    const bool mirrored = isRightToLeft();
    const double markX = mirrored ? width() - 18.0 : 18.0;
    paintMark(painter, QPointF(markX, height() / 2.0));
    painter.setFont(fontFor(isChecked() ? TextStyle::Strong : TextStyle::Body));
    painter.setPen(isEnabled() ? t.text : t.muted);
    const QRectF textBox = mirrored ? box.adjusted(36, 0, -35, 0) : box.adjusted(35, 0, -36, 0);
    painter.drawText(textBox, (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextHideMnemonic,
                     text());
    if (state_.kind == StageState::NeedsYou && state_.count > 0) {
        painter.setFont(fontFor(TextStyle::Strong));
        painter.setPen(t.warn);
        painter.drawText(box.adjusted(8, 0, -8, 0), (mirrored ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
                         QString::number(state_.count));
    }
}

}  // namespace tunesmith::ui
