#include "ui/plots/loss_plot.h"

#include <QAccessible>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "ui/bridge/tokens.h"
#include "ui/plots/plot_style.h"

namespace tunesmith::ui {

namespace {

// Of the exponential mean: about the last ten steps count.
constexpr double kSmoothing = 0.9;
constexpr double kLowestLog = 1e-4;

QString number(double value) {
    return QLocale().toString(value, 'f', value < 0.1 ? 3 : 2);
}

}  // namespace

struct LossPlot::Impl {
    QCustomPlot* plot = nullptr;
    QCPGraph *raw = nullptr, *smooth = nullptr, *validation = nullptr, *best = nullptr;
    QCPItemText* bestText = nullptr;
    QCPItemStraightLine *cursor = nullptr, *now = nullptr, *stopped = nullptr;
    QCPItemText* reading = nullptr;
    std::int64_t total = 1, last = 0, cursorStep = -1, stoppedAt = -1, bestStep = -1;
    double mean = 0, weight = 0, firstLoss = -1, lastLoss = -1, bestValue = 0;
    bool log = false, zoomed = false;

    void applyColours();
    void placeBest();
    void fitAxes();
    void readAt(std::int64_t step, LossPlot* owner);
    QString textAt(std::int64_t step) const;
};

LossPlot::LossPlot(QWidget* parent) : QWidget(parent), impl_(std::make_unique<Impl>()) {
    auto& d = *impl_;
    d.plot = makePlot(this);
    setAccessibleName(tr("Loss over the steps"));

    d.raw = d.plot->addGraph();
    d.raw->setName(tr("training"));
    d.smooth = d.plot->addGraph();
    d.smooth->setName(tr("smoothed"));
    d.validation = d.plot->addGraph();
    d.validation->setName(tr("validation"));
    d.best = d.plot->addGraph();
    d.best->removeFromLegend();
    d.best->setLineStyle(QCPGraph::lsNone);
    d.bestText = new QCPItemText(d.plot);
    d.bestText->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
    d.bestText->position->setType(QCPItemPosition::ptPlotCoords);
    d.bestText->setVisible(false);
    for (auto** line : {&d.cursor, &d.now, &d.stopped}) {
        *line = new QCPItemStraightLine(d.plot);
        (*line)->setVisible(false);
    }
    d.reading = new QCPItemText(d.plot);
    d.reading->setVisible(false);
    d.reading->setPadding(QMargins(8, 6, 8, 6));
    d.reading->setTextAlignment(Qt::AlignLeft);
    d.reading->position->setTypeX(QCPItemPosition::ptPlotCoords);
    d.reading->position->setTypeY(QCPItemPosition::ptAxisRectRatio);

    d.plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    d.plot->axisRect()->setRangeZoomAxes({d.plot->xAxis});
    d.plot->axisRect()->setRangeDragAxes({d.plot->xAxis});
    d.plot->legend->setVisible(true);
    d.plot->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    d.plot->legend->setFillOrder(QCPLegend::foColumnsFirst);
    d.plot->legend->setWrap(3);
    d.plot->legend->setBorderPen(Qt::NoPen);
    d.plot->legend->setIconSize(26, 12);
    d.plot->legend->setColumnSpacing(18);
    d.plot->axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom | QCP::msRight);
    d.plot->axisRect()->setMargins(QMargins(0, 8, 8, 0));
    d.applyColours();

    connect(d.plot, &QCustomPlot::mouseWheel, this, [this] { impl_->zoomed = true; });
    connect(d.plot, &QCustomPlot::mouseDoubleClick, this, &LossPlot::showAll);
    connect(d.plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (event->buttons() & Qt::LeftButton) impl_->zoomed = true;
        impl_->readAt(std::llround(impl_->plot->xAxis->pixelToCoord(event->pos().x())), this);
    });
    clear();
}

LossPlot::~LossPlot() = default;

void LossPlot::Impl::applyColours() {
    const auto& t = tokens();
    stylePlot(plot, reading);
    raw->setPen(QPen(t.plotRaw, 1.2));
    smooth->setPen(QPen(t.plotSmooth, 2));
    QPen dashes(t.plotValidation, 2, Qt::CustomDashLine);
    dashes.setDashPattern({4, 2});
    validation->setPen(dashes);
    validation->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(t.plotValidation, 1.5), QBrush(t.surface), 7));
    best->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(t.plotValidation), QBrush(t.plotValidation), 10));
    bestText->setColor(t.text);
    bestText->setFont(fontFor(TextStyle::Strong));
    cursor->setPen(QPen(t.border, 1));
    now->setPen(QPen(t.border, 1, Qt::DotLine));
    stopped->setPen(QPen(t.warn, 1.5, Qt::DashDotLine));
    plot->legend->setBrush(QBrush(t.surface));
    plot->legend->setTextColor(t.text);
    plot->legend->setFont(fontFor(TextStyle::Caption));
    plot->axisRect()->setupFullAxesBox(false);
    for (auto* axis : {plot->xAxis2, plot->yAxis2}) axis->setVisible(false);
}

void LossPlot::clear() {
    auto& d = *impl_;
    for (auto* graph : {d.raw, d.smooth, d.validation, d.best}) graph->data()->clear();
    for (QCPAbstractItem* item : {static_cast<QCPAbstractItem*>(d.bestText), static_cast<QCPAbstractItem*>(d.cursor),
                                  static_cast<QCPAbstractItem*>(d.now), static_cast<QCPAbstractItem*>(d.stopped),
                                  static_cast<QCPAbstractItem*>(d.reading)})
        item->setVisible(false);
    d.last = 0;
    d.cursorStep = d.stoppedAt = d.bestStep = -1;
    d.mean = d.weight = 0;
    d.firstLoss = d.lastLoss = -1;
    d.zoomed = false;
    refresh();
}

void LossPlot::setTotalSteps(std::int64_t steps) {
    impl_->total = std::max<std::int64_t>(1, steps);
}

void LossPlot::addLoss(std::int64_t step, double value) {
    if (!std::isfinite(value)) return;
    auto& d = *impl_;
    d.mean = kSmoothing * d.mean + (1 - kSmoothing) * value;
    d.weight = kSmoothing * d.weight + (1 - kSmoothing);
    d.raw->addData(double(step), value);
    d.smooth->addData(double(step), d.mean / d.weight);
    if (d.firstLoss < 0) d.firstLoss = value;
    d.lastLoss = value;
    d.last = std::max(d.last, step);
}

void LossPlot::addValidation(std::int64_t step, double value) {
    if (!std::isfinite(value)) return;
    auto& d = *impl_;
    d.validation->addData(double(step), value);
    if (d.bestStep < 0 || value < d.bestValue) {
        d.bestStep = step;
        d.bestValue = value;
    }
    d.last = std::max(d.last, step);
}

void LossPlot::setStoppedEarly(std::int64_t step) {
    impl_->stoppedAt = step;
}

bool LossPlot::logScale() const {
    return impl_->log;
}

void LossPlot::setLogScale(bool on) {
    auto& d = *impl_;
    d.log = on;
    if (on) {
        d.plot->yAxis->setScaleType(QCPAxis::stLogarithmic);
        d.plot->yAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        d.plot->yAxis->setNumberFormat(QStringLiteral("gb"));
        d.plot->yAxis->setNumberPrecision(2);
    } else {
        d.plot->yAxis->setScaleType(QCPAxis::stLinear);
        d.plot->yAxis->setTicker(QSharedPointer<QCPAxisTicker>::create());
        d.plot->yAxis->setNumberFormat(QStringLiteral("f"));
        d.plot->yAxis->setNumberPrecision(1);
    }
    refresh();
}

void LossPlot::Impl::fitAxes() {
    if (!zoomed) {
        const double span = double(std::max(total, last));  // a little air, so that markers at the ends are whole
        plot->xAxis->setRange(-0.012 * span, 1.015 * span);
    }
    // The highest value that is not a lone spike, from the smoothed line and the validations; raw spikes may leave the
    // top.
    bool found = false;
    const auto low = raw->getValueRange(found);
    bool foundValidation = false;
    const auto checks = validation->getValueRange(foundValidation);
    double lower = 0, upper = 1;
    if (found) {
        lower = low.lower;
        upper = low.upper;
    }
    if (foundValidation) {
        lower = found ? std::min(lower, checks.lower) : checks.lower;
        upper = found ? std::max(upper, checks.upper) : checks.upper;
    }
    if (log)
        plot->yAxis->setRange(std::max(kLowestLog, lower * 0.8), std::max(kLowestLog * 10, upper * 1.4));
    else
        plot->yAxis->setRange(lower < 0 ? lower * 1.1 : 0, std::max(0.01, upper) * 1.14);
    if (!log) {
        plot->yAxis->setNumberFormat(QStringLiteral("f"));
        plot->yAxis->setNumberPrecision(upper < 0.5 ? 2 : 1);
    }
    plot->xAxis->setNumberFormat(QStringLiteral("f"));
    plot->xAxis->setNumberPrecision(0);
}

void LossPlot::Impl::placeBest() {
    best->data()->clear();
    bestText->setVisible(bestStep > 0);
    if (bestStep <= 0) return;
    best->addData(double(bestStep), bestValue);
    bestText->setText(LossPlot::tr("best %1 at %2").arg(number(bestValue)).arg(bestStep));
    bestText->position->setCoords(double(bestStep), bestValue);
    // Above the point, and inside the plot at both ends.
    const double share = (double(bestStep) - plot->xAxis->range().lower) / std::max(1.0, plot->xAxis->range().size());
    bestText->setPositionAlignment((share > 0.85   ? Qt::AlignRight
                                    : share < 0.15 ? Qt::AlignLeft
                                                   : Qt::AlignHCenter) |
                                   Qt::AlignBottom);
    bestText->setPadding(QMargins(0, 0, 0, 9));
}

void LossPlot::refresh() {
    auto& d = *impl_;
    d.fitAxes();
    d.placeBest();
    const auto place = [](QCPItemStraightLine* line, double x) {
        line->point1->setCoords(x, 0);
        line->point2->setCoords(x, 1);
        line->setVisible(true);
    };
    if (d.last > 0 && d.last < d.total && d.stoppedAt < 0)
        place(d.now, double(d.last));
    else
        d.now->setVisible(false);
    if (d.stoppedAt >= 0) place(d.stopped, double(d.stoppedAt));
    setAccessibleDescription(summary());
    d.plot->replot(QCustomPlot::rpQueuedReplot);
}

void LossPlot::showAll() {
    impl_->zoomed = false;
    refresh();
}

QString LossPlot::summary() const {
    const auto& d = *impl_;
    if (d.firstLoss < 0) return tr("No step has been made yet.");
    QString text = tr("Loss from %1 to %2 at step %3.").arg(number(d.firstLoss), number(smoothedLoss())).arg(d.last);
    if (d.bestStep >= 0)
        text += QLatin1Char(' ') + tr("Best validation loss %1 at step %2.").arg(number(d.bestValue)).arg(d.bestStep);
    return text;
}

double LossPlot::smoothedLoss() const {
    return impl_->weight > 0 ? impl_->mean / impl_->weight : 0;
}

QString LossPlot::Impl::textAt(std::int64_t step) const {
    const auto at = [step](const QCPGraph* graph, bool exact) -> double {
        const auto it = graph->data()->findBegin(double(step), !exact);
        if (it == graph->data()->constEnd() || (exact && std::llround(it->key) != step)) return NAN;
        return it->value;
    };
    QString text = LossPlot::tr("step %1").arg(QLocale().toString(qlonglong(step)));
    if (const double v = at(raw, true); !std::isnan(v))
        text += QLatin1Char('\n') + LossPlot::tr("training %1").arg(number(v));
    if (const double v = at(smooth, true); !std::isnan(v))
        text += QLatin1Char('\n') + LossPlot::tr("smoothed %1").arg(number(v));
    if (const double v = at(validation, false); !std::isnan(v))
        text += QLatin1Char('\n') + LossPlot::tr("validation %1").arg(number(v));
    return text;
}

void LossPlot::Impl::readAt(std::int64_t step, LossPlot* owner) {
    if (last <= 0) return;
    step = std::clamp<std::int64_t>(step, 0, last);
    cursorStep = step;
    cursor->point1->setCoords(double(step), 0);
    cursor->point2->setCoords(double(step), 1);
    cursor->setVisible(true);
    const QString text = textAt(step);
    reading->setText(text);
    const bool left = double(step) > plot->xAxis->range().center();
    reading->setPositionAlignment((left ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
    reading->position->setCoords(double(step), 0.12);
    reading->setVisible(true);
    plot->replot(QCustomPlot::rpQueuedReplot);
    Q_EMIT owner->readingChanged(text);
}

bool LossPlot::savePicture(const QString& path) const {
    auto* plot = impl_->plot;
    return path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive) ? plot->savePdf(path)
                                                                     : plot->savePng(path, 1600, 900, 1.5);
}

bool LossPlot::eventFilter(QObject* watched, QEvent* event) {
    if (watched == impl_->plot && event->type() == QEvent::Leave && !hasFocus()) {
        impl_->cursor->setVisible(false);
        impl_->reading->setVisible(false);
        impl_->plot->replot(QCustomPlot::rpQueuedReplot);
        Q_EMIT readingChanged({});
    }
    return QWidget::eventFilter(watched, event);
}

void LossPlot::changeEvent(QEvent* event) {
    if (isRestyling(event)) {
        impl_->applyColours();
        impl_->plot->replot(QCustomPlot::rpQueuedReplot);
    }
    QWidget::changeEvent(event);
}

void LossPlot::keyPressEvent(QKeyEvent* event) {
    auto& d = *impl_;
    const std::int64_t stride = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
    const std::int64_t from = d.cursorStep < 0 ? d.last : d.cursorStep;
    switch (event->key()) {
        case Qt::Key_Left:
            d.readAt(from - stride, this);
            return;
        case Qt::Key_Right:
            d.readAt(from + stride, this);
            return;
        case Qt::Key_Home:
            showAll();
            return;
        case Qt::Key_Plus:
        case Qt::Key_Minus:
            d.zoomed = true;
            d.plot->xAxis->scaleRange(event->key() == Qt::Key_Plus ? 0.8 : 1.25);
            d.plot->replot(QCustomPlot::rpQueuedReplot);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void LossPlot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    showFocus(this, "LossPlot", true);
}

void LossPlot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    showFocus(this, "LossPlot", false);
}

}  // namespace tunesmith::ui
