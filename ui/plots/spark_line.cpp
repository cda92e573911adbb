#include "ui/plots/spark_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPolygonF>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

namespace {
constexpr std::size_t kMostValues = 600;
constexpr int kLineHeight = 34;
}  // namespace

SparkLine::SparkLine(const QString& caption, Colour colour, QWidget* parent)
    : QFrame(parent), caption_(caption), colour_(colour) {
    setProperty("role", QByteArray("card"));
    setAccessibleName(caption);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kM, 10, space::kM, kLineHeight + space::kM);
    column->setSpacing(2);
    auto* title = new QLabel(caption);
    title->setFont(fontFor(TextStyle::Caption));
    title->setProperty("tone", QByteArray("muted"));
    column->addWidget(title);
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    value_ = new QLabel(QStringLiteral("–"));
    value_->setFont(fontFor(TextStyle::CardTitle));
    beside_ = new QLabel;
    beside_->setFont(fontFor(TextStyle::Caption));
    beside_->setProperty("tone", QByteArray("muted"));
    line->addWidget(value_);
    line->addWidget(beside_);
    line->addStretch();
    column->addLayout(line);
    column->addStretch();
}

void SparkLine::clear() {
    values_.clear();
    stride_ = 1;
    skipped_ = 0;
    setReading(QStringLiteral("–"), {});
}

void SparkLine::add(double value) {
    if (!std::isfinite(value)) return;
    if (++skipped_ < stride_) return;
    skipped_ = 0;
    values_.push_back(value);
    if (values_.size() >= kMostValues) {  // every second one stays
        for (std::size_t i = 0; 2 * i < values_.size(); ++i) values_[i] = values_[2 * i];
        values_.resize(values_.size() / 2);
        stride_ *= 2;
    }
    update();
}

void SparkLine::setReading(const QString& value, const QString& beside) {
    value_->setText(value);
    beside_->setText(beside);
    setAccessibleDescription(QStringLiteral("%1 %2").arg(value, beside));
}

QColor SparkLine::lineColour() const {
    const auto& t = tokens();
    switch (colour_) {
        case Colour::Rate:
            return t.plotRate;
        case Colour::Gradient:
            return t.plotGradient;
        case Colour::Speed:
            return t.plotSmooth;
        case Colour::Memory:
        case Colour::Score:
            return t.good;
    }
    return t.text;
}

void SparkLine::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    if (values_.size() < 2) return;
    const QRectF box(space::kM + 2.0, height() - kLineHeight - space::kS, width() - 2.0 * space::kM - 4,
                     kLineHeight - 4.0);
    const auto [low, high] = std::minmax_element(values_.begin(), values_.end());
    double floor = *low, ceiling = *high;
    if (colour_ == Colour::Memory || colour_ == Colour::Speed || colour_ == Colour::Rate) floor = std::min(floor, 0.0);
    if (ceiling - floor < 1e-12) ceiling = floor + 1;
    QPolygonF line;
    for (std::size_t i = 0; i < values_.size(); ++i)
        line << QPointF(box.left() + box.width() * double(i) / double(values_.size() - 1),
                        box.bottom() - box.height() * (values_[i] - floor) / (ceiling - floor));
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(lineColour(), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
}

}  // namespace tunesmith::ui
