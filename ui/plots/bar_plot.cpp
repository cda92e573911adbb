#include "ui/plots/bar_plot.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

#include "ui/bridge/tokens.h"
#include "ui/plots/plot_style.h"

namespace tunesmith::ui {

namespace {

constexpr int kRowHeight = 26;
constexpr int kNameLetters = 26;

QString number(double value) {
    return QLocale().toString(qlonglong(std::llround(value)));
}

QString cut(const QString& name) {
    return name.size() <= kNameLetters ? name : name.left(kNameLetters - 1) + QChar(0x2026);
}

}  // namespace

struct BarPlot::Impl {
    QCustomPlot* plot = nullptr;
    QCPBars* bars = nullptr;
    QCPItemStraightLine* limit = nullptr;
    QCPItemText *limitText = nullptr, *reading = nullptr;
    std::vector<QCPItemText*> texts;  // behind lying bars
    std::vector<double> counts;
    QStringList names;  // of the bars: "20 to 39", "billing"
    bool lying = false;
    int read = -1;

    void applyColours();
    void makeBars(bool lying);
    void readAt(int bar);
};

BarPlot::BarPlot(QWidget* parent) : QWidget(parent), impl_(std::make_unique<Impl>()) {
    auto& d = *impl_;
    d.plot = makePlot(this);
    d.limit = new QCPItemStraightLine(d.plot);
    d.limit->setVisible(false);
    d.limitText = new QCPItemText(d.plot);
    d.limitText->setVisible(false);
    d.limitText->position->setTypeX(QCPItemPosition::ptPlotCoords);
    d.limitText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    d.limitText->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    d.reading = new QCPItemText(d.plot);
    d.reading->setVisible(false);
    d.reading->setPadding(QMargins(8, 4, 8, 4));
    d.reading->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    d.reading->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    d.reading->position->setCoords(1, 0);
    d.reading->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    d.makeBars(false);
    d.applyColours();
    connect(d.plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        auto& d = *impl_;
        const double key =
            d.lying ? d.plot->yAxis->pixelToCoord(event->pos().y()) : d.plot->xAxis->pixelToCoord(event->pos().x());
        d.readAt(int(std::floor(d.lying ? key + 0.5 : key)));
    });
}

BarPlot::~BarPlot() = default;

void BarPlot::Impl::makeBars(bool lie) {
    lying = lie;
    if (bars) plot->removePlottable(bars);
    for (QCPItemText* text : texts) plot->removeItem(text);
    texts.clear();
    bars = lying ? new QCPBars(plot->yAxis, plot->xAxis) : new QCPBars(plot->xAxis, plot->yAxis);
    bars->setWidth(lying ? 0.62 : 0.9);
    plot->yAxis->setRangeReversed(lying);
    limit->setVisible(false);
    limitText->setVisible(false);
    reading->setVisible(false);
    read = -1;
}

void BarPlot::Impl::applyColours() {
    const auto& t = tokens();
    stylePlot(plot, reading);
    bars->setPen(Qt::NoPen);
    bars->setBrush(QBrush(t.plotSmooth));
    QPen dashes(t.plotValidation, 2, Qt::DashLine);
    limit->setPen(dashes);
    limitText->setColor(t.plotValidation);
    limitText->setFont(fontFor(TextStyle::Caption));
    limitText->setPadding(QMargins(6, 0, 0, 0));
    for (QCPItemText* text : texts) {
        text->setColor(t.muted);
        text->setFont(fontFor(TextStyle::Caption));
    }
    plot->yAxis->grid()->setVisible(!lying);
}

void BarPlot::setHistogram(const std::vector<double>& edges, const std::vector<double>& counts, bool open,
                           const QString& unit, double limit) {
    auto& d = *impl_;
    d.makeBars(false);
    d.counts = counts;
    d.names.clear();
    const std::size_t bins = counts.size();
    QVector<double> keys, values;
    QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
    const std::size_t every = std::max<std::size_t>(1, (bins + 5) / 6);
    double most = 1;
    for (std::size_t i = 0; i < bins; ++i) {
        keys << double(i) + 0.5;
        values << counts[i];
        most = std::max(most, counts[i]);
        const bool beyond = open && i + 1 == bins;
        const QString from = number(edges[i]), to = number(edges[i + 1] - 1);
        d.names << (beyond ? tr("%1 and more").arg(from) : from == to ? from : tr("%1 to %2").arg(from, to));
        if (i % every == 0) ticks->addTick(double(i), from);
    }
    d.bars->setData(keys, values, true);
    d.plot->xAxis->setTicker(ticks);
    d.plot->xAxis->setTickLabels(true);
    d.plot->xAxis->setRange(-0.1, std::max<double>(1, double(bins)) + 0.1);
    d.plot->xAxis->setLabel(unit);
    QSharedPointer<QCPAxisTicker> whole(new QCPAxisTicker);
    whole->setTickCount(4);
    d.plot->yAxis->setTicker(whole);
    d.plot->yAxis->setNumberFormat(QStringLiteral("f"));
    d.plot->yAxis->setNumberPrecision(0);
    d.plot->yAxis->setRange(0, most * 1.08);
    if (bins > 0 && limit > edges[0] && limit < edges[bins - (open ? 1 : 0)]) {
        const double at = (limit - edges[0]) / (edges[1] - edges[0]);
        d.limit->point1->setCoords(at, 0);
        d.limit->point2->setCoords(at, 1);
        d.limitText->setText(tr("limit %1").arg(number(limit)));
        d.limitText->position->setCoords(at, 0);
        d.limit->setVisible(true);
        d.limitText->setVisible(true);
    }
    setMinimumHeight(170);
    d.applyColours();
    setAccessibleDescription(
        d.names.isEmpty() ? QString()
                          : tr("%n bin(s), from %1 to %2", nullptr, int(bins)).arg(d.names.first(), d.names.last()));
    d.plot->replot(QCustomPlot::rpQueuedReplot);
}

void BarPlot::setCategories(const QStringList& names, const std::vector<double>& counts, const QStringList& readings) {
    auto& d = *impl_;
    d.makeBars(true);
    d.counts = counts;
    d.names = names;
    QVector<double> keys, values;
    QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
    double most = 1;
    QStringList spoken;
    for (int i = 0; i < names.size(); ++i) {
        const double count = counts[std::size_t(i)];
        keys << i;
        values << count;
        most = std::max(most, count);
        ticks->addTick(i, cut(names[i]));
        auto* text = new QCPItemText(d.plot);
        text->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        text->setPadding(QMargins(6, 0, 0, 0));
        text->setText(readings.value(i));
        text->setClipToAxisRect(false);
        text->position->setCoords(count, i);
        d.texts.push_back(text);
        spoken << names[i] + QLatin1Char(' ') + readings.value(i);
    }
    d.bars->setData(keys, values, true);
    d.plot->yAxis->setTicker(ticks);
    d.plot->yAxis->setRange(-0.6, std::max<double>(1, double(names.size())) - 0.4);
    d.plot->xAxis->setTickLabels(false);
    d.plot->xAxis->setLabel({});
    d.plot->xAxis->setRange(0, most * 1.5);  // room for the texts
    setFixedHeight(int(names.size()) * kRowHeight + 24);
    d.applyColours();
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    d.plot->replot(QCustomPlot::rpQueuedReplot);
}

void BarPlot::Impl::readAt(int bar) {
    if (counts.empty() || lying) return;  // lying bars say it all
    read = std::clamp(bar, 0, int(counts.size()) - 1);
    reading->setText(BarPlot::tr("%1: %2 rows").arg(names[read], number(counts[std::size_t(read)])));
    reading->setVisible(true);
    plot->replot(QCustomPlot::rpQueuedReplot);
}

bool BarPlot::eventFilter(QObject* watched, QEvent* event) {
    if (watched == impl_->plot && event->type() == QEvent::Leave && !hasFocus()) {
        impl_->reading->setVisible(false);
        impl_->plot->replot(QCustomPlot::rpQueuedReplot);
    }
    if (watched == impl_->plot && event->type() == QEvent::Wheel) {
        event->ignore();  // the page scrolls
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void BarPlot::changeEvent(QEvent* event) {
    if (isRestyling(event)) {
        impl_->applyColours();
        impl_->plot->replot(QCustomPlot::rpQueuedReplot);
    }
    QWidget::changeEvent(event);
}

void BarPlot::keyPressEvent(QKeyEvent* event) {
    auto& d = *impl_;
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Up:
            return d.readAt(d.read - 1);
        case Qt::Key_Right:
        case Qt::Key_Down:
            return d.readAt(d.read + 1);
        default:
            QWidget::keyPressEvent(event);
    }
}

void BarPlot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    showFocus(this, "BarPlot", true);
}

void BarPlot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    impl_->reading->setVisible(false);
    impl_->plot->replot(QCustomPlot::rpQueuedReplot);
    showFocus(this, "BarPlot", false);
}

}  // namespace tunesmith::ui
