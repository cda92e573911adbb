#include "ui/plots/plot_style.h"

#include <QVBoxLayout>

#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

QCustomPlot* makePlot(QWidget* owner) {
    auto* layout = new QVBoxLayout(owner);
    layout->setContentsMargins(2, 2, 2, 2);
    auto* plot = new QCustomPlot(owner);
    plot->setFocusPolicy(Qt::NoFocus);  // the owner takes the keys
    plot->installEventFilter(owner);
    layout->addWidget(plot);
    owner->setFocusPolicy(Qt::StrongFocus);
    QObject::connect(plot, &QCustomPlot::mousePress, owner, [owner] { owner->setFocus(Qt::MouseFocusReason); });
    return plot;
}

void stylePlot(QCustomPlot* plot, QCPItemText* reading) {
    const auto& t = tokens();
    plot->setBackground(QBrush(t.surface));
    plot->axisRect()->setBackground(QBrush(t.surface));
    reading->setColor(t.text);
    reading->setFont(fontFor(TextStyle::Caption));
    reading->setBrush(QBrush(t.surface));
    reading->setPen(QPen(t.border));
    for (auto* axis : {plot->xAxis, plot->yAxis}) {
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(t.text);
        axis->setTickLabelFont(fontFor(TextStyle::Caption));
        axis->setLabelColor(t.muted);
        axis->setLabelFont(fontFor(TextStyle::Caption));
        axis->grid()->setPen(QPen(t.hairline, 1));
        axis->grid()->setZeroLinePen(QPen(t.hairline, 1));
        axis->grid()->setSubGridVisible(false);
    }
    plot->xAxis->grid()->setVisible(false);
}

void showFocus(QWidget* owner, const char* name, bool on) {
    owner->setStyleSheet(on ? QStringLiteral("tunesmith--ui--%1 { border: 2px solid %2; border-radius: 6px; }")
                                  .arg(QLatin1String(name), tokens().accent.name())
                            : QString());
    if (on) owner->setAttribute(Qt::WA_StyledBackground);
}

bool isRestyling(const QEvent* event) {
    return event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange;
}

}  // namespace tunesmith::ui
