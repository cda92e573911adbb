#include "ui/widgets/scroll_column.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLayout>
#include <QScrollBar>

namespace tunesmith::ui {

namespace {
constexpr int kGap = 1, kBarWidth = 10;
}

ScrollColumn::ScrollColumn(QWidget* parent) : QScrollArea(parent), bar_(new QScrollBar(Qt::Vertical, parent)) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(new QWidget);
    bar_->setFocusPolicy(Qt::NoFocus);
    bar_->hide();
    auto* own = verticalScrollBar();
    connect(own, &QScrollBar::rangeChanged, this, &ScrollColumn::follow);
    connect(own, &QScrollBar::valueChanged, bar_, &QScrollBar::setValue);
    connect(bar_, &QScrollBar::valueChanged, own, &QScrollBar::setValue);
}

ScrollColumn::~ScrollColumn() {
    delete bar_;
}

bool ScrollColumn::event(QEvent* event) {
    const bool handled = QScrollArea::event(event);
    switch (event->type()) {
        case QEvent::ParentChange:
            if (bar_) bar_->setParent(parentWidget());
            [[fallthrough]];
        case QEvent::Resize:
        case QEvent::Move:
        case QEvent::Show:
        case QEvent::Hide:
        case QEvent::LayoutDirectionChange:
            follow();
            break;
        default:
            break;
    }
    return handled;
}

void ScrollColumn::settle() {
    constexpr int kMostPasses = 3;  // a paragraph's height follows its width, which a pass may change
    for (QWidget* child : content()->findChildren<QWidget*>()) {
        child->ensurePolished();
        if (!child->isVisibleTo(content()) || !child->layout()) continue;
        child->layout()->invalidate();
    }
    // Paragraphs ask for the height of narrower ones at the least; where heights follow the width, that alone counts.
    content()->setMinimumHeight(content()->layout()->hasHeightForWidth() ? 1 : 0);
    for (int pass = 0; pass < kMostPasses; ++pass) {
        const int before = content()->height();
        content()->layout()->activate();
        QEvent request(QEvent::LayoutRequest);
        QCoreApplication::sendEvent(content(), &request);
        if (content()->height() == before) break;
    }
    follow();
}

void ScrollColumn::follow() {
    if (!bar_ || !bar_->parentWidget()) return;
    const auto* own = verticalScrollBar();
    bar_->setRange(own->minimum(), own->maximum());
    bar_->setPageStep(own->pageStep());
    bar_->setSingleStep(own->singleStep());
    bar_->setValue(own->value());
    const int x = isRightToLeft() ? geometry().left() - kGap - kBarWidth : geometry().right() + 1 + kGap;
    bar_->setGeometry(x, y(), kBarWidth, height());
    bar_->setVisible(isVisibleTo(parentWidget()) && own->maximum() > own->minimum());
    bar_->raise();
}

}  // namespace tunesmith::ui
