#include "ui/widgets/label_bars.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

namespace {
constexpr int kMost = 24;  // bars; a classifier of more labels says how many are left out
constexpr int kGap = 10;
}  // namespace

LabelBars::LabelBars(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LabelBars::setBars(std::vector<Bar> bars) {
    bars_ = std::move(bars);
    QStringList said;
    for (const Bar& bar : bars_) said << QStringLiteral("%1: %2").arg(bar.name, bar.reading);
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    setVisible(!bars_.empty());
    updateGeometry();
    update();
}

int LabelBars::lineHeight() const {
    return fontMetrics().height() + 8;
}

int LabelBars::shown() const {
    return std::min(int(bars_.size()), kMost);
}

QSize LabelBars::sizeHint() const {
    return {240, lineHeight() * (shown() + (int(bars_.size()) > kMost ? 1 : 0))};
}

QSize LabelBars::minimumSizeHint() const {
    return {120, sizeHint().height()};
}

void LabelBars::paintEvent(QPaintEvent*) {
    const auto& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics metrics = fontMetrics(), strong(fontFor(TextStyle::Strong));  // a bold name is the widest
    int names = 0, readings = 0;
    for (int i = 0; i < shown(); ++i) {
        names = std::max(names, strong.horizontalAdvance(bars_[std::size_t(i)].name) + 2);
        readings = std::max(readings, metrics.horizontalAdvance(bars_[std::size_t(i)].reading));
    }
    names = std::min(names, width() * 2 / 5);
    const int line = lineHeight(), room = std::max(0, width() - names - readings - 2 * kGap);
    for (int i = 0; i < shown(); ++i) {
        const Bar& bar = bars_[std::size_t(i)];
        const int top = i * line;
        painter.setFont(bar.strong ? fontFor(TextStyle::Strong) : font());
        painter.setPen(t.text);
        painter.drawText(QRect(0, top, names, line), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(painter.font()).elidedText(bar.name, Qt::ElideRight, names));
        painter.setPen(t.muted);
        painter.setFont(font());
        painter.drawText(QRect(width() - readings, top, readings, line), Qt::AlignRight | Qt::AlignVCenter,
                         bar.reading);
        const QRectF track(names + kGap, top + line / 2.0 - 4, room, 8);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.hairline);
        painter.drawRoundedRect(track, 4, 4);
        const double wide = std::clamp(bar.share, 0.0, 1.0) * room;
        if (wide < 1) continue;
        painter.setBrush(bar.strong ? t.accent : t.plotRaw);
        painter.drawRoundedRect(QRectF(track.left(), track.top(), std::max(wide, 4.0), track.height()), 4, 4);
    }
    if (int(bars_.size()) > kMost) {
        painter.setPen(t.muted);
        painter.drawText(QRect(0, kMost * line, width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("and %n more", nullptr, int(bars_.size()) - kMost));
    }
}

bool LabelBars::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = help->pos().y() / lineHeight();
    if (row >= 0 && row < shown())
        QToolTip::showText(help->globalPos(),
                           QStringLiteral("%1: %2").arg(bars_[std::size_t(row)].name, bars_[std::size_t(row)].reading),
                           this);
    else
        QToolTip::hideText();
    return true;
}

}  // namespace tunesmith::ui
