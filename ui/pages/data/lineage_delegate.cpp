#include "ui/pages/data/lineage_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/bridge/tokens.h"
#include "ui/models/version_list_model.h"
#include "ui/widgets/table.h"

namespace tunesmith::ui {

namespace {

constexpr int kLaneWidth = 16, kMostLanes = 8;
constexpr double kDot = 4.5;  // radius

}  // namespace

int LineageDelegate::width() const {
    int lanes = 1;
    for (int row = 0; row < versions_.rowCount(); ++row) {
        const VersionLane& lane = versions_.lane(row);
        lanes = std::max(lanes, lane.lane + 1);
        for (const int other : lane.through) lanes = std::max(lanes, other + 1);
    }
    return kLaneWidth * std::min(lanes, kMostLanes) + space::kM;
}

void LineageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto& t = tokens();
    const VersionLane& row = versions_.lane(index.row());
    painter->save();
    painter->setClipRect(option.rect);
    paintRowBackground(painter, option);
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = option.rect;
    const bool mirrored = option.direction == Qt::RightToLeft;
    const auto x = [&](int lane) {
        const double inside = space::kS + kLaneWidth * (lane + 0.5);
        return mirrored ? box.right() - inside : box.left() + inside;
    };
    const QPointF dot(x(row.lane), box.center().y());
    painter->setPen(QPen(t.muted, 1.5));
    for (const int lane : row.through) painter->drawLine(QPointF(x(lane), box.top()), QPointF(x(lane), box.bottom() + 1));
    for (const int lane : row.from) {
        QPainterPath path(QPointF(x(lane), box.top()));
        path.cubicTo(QPointF(x(lane), dot.y()), QPointF(dot.x(), box.top()), dot);
        painter->drawPath(path);
    }
    if (row.parent != 0) painter->drawLine(dot, QPointF(dot.x(), box.bottom() + 1));
    const bool current = versions_.item(index.row())->current;
    painter->setPen(QPen(current ? t.accent : t.muted, 1.5));
    painter->setBrush(current ? t.accent : t.surface);
    painter->drawEllipse(dot, kDot, kDot);
    painter->restore();
}

}  // namespace tunesmith::ui
