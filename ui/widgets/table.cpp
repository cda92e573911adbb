#include "ui/widgets/table.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTextLayout>

#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

namespace {

constexpr int kSideMargin = 10;

/// Draws text in up to `lines` lines with an ellipsis at the end of the last, a hairline below, and the selection
/// across the row.
class RowDelegate : public QStyledItemDelegate {
public:
    RowDelegate(int lines, QObject* parent) : QStyledItemDelegate(parent), lines_(lines) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const auto& t = tokens();
        painter->save();
        painter->setClipRect(option.rect);
        paintRowBackground(painter, option);
        const QVariant background = index.data(Qt::BackgroundRole);
        if (background.isValid() && !(option.state & QStyle::State_Selected))
            painter->fillRect(option.rect.adjusted(1, 1, -1, -2), background.value<QBrush>());
        const QVariant foreground = index.data(Qt::ForegroundRole);
        painter->setPen(foreground.canConvert<QColor>() ? foreground.value<QColor>() : t.text);
        painter->setFont(option.font);
        const int alignment = index.data(Qt::TextAlignmentRole).toInt();
        drawText(painter, option.rect.adjusted(kSideMargin, 0, -kSideMargin, -1), alignment,
                 index.data(Qt::DisplayRole).toString(), option.direction);
        if (option.state & QStyle::State_HasFocus && option.widget && option.widget->hasFocus() &&
            index.column() == 0) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(t.accent);
            painter->drawRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()));
        }
        painter->restore();
    }

private:
    void drawText(QPainter* painter, const QRect& box, int alignment, const QString& text,
                  Qt::LayoutDirection direction) const {
        if (text.isEmpty() || box.width() < 4) return;
        const QFontMetrics metrics(painter->font());
        if (lines_ == 1 || metrics.horizontalAdvance(text) <= box.width()) {
            painter->drawText(
                box,
                int(QStyle::visualAlignment(
                    direction, Qt::Alignment(alignment ? alignment : int(Qt::AlignLeft | Qt::AlignVCenter)))),
                metrics.elidedText(text, Qt::ElideRight, box.width()));
            return;
        }
        QTextLayout layout(text, painter->font());
        QTextOption options;
        options.setWrapMode(QTextOption::WordWrap);
        options.setTextDirection(direction);
        layout.setTextOption(options);
        layout.beginLayout();
        QStringList shown;
        for (int i = 0; i < lines_; ++i) {
            QTextLine line = layout.createLine();
            if (!line.isValid()) break;
            line.setLineWidth(box.width());
            const QString rest = text.mid(line.textStart());
            shown << (i + 1 == lines_ ? metrics.elidedText(rest, Qt::ElideRight, box.width())
                                      : text.mid(line.textStart(), line.textLength()).trimmed());
        }
        layout.endLayout();
        const int height = metrics.height() * int(shown.size());
        int y = box.top() + (box.height() - height) / 2;
        for (const auto& line : shown) {
            painter->drawText(QRect(box.left(), y, box.width(), metrics.height()),
                              direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft, line);
            y += metrics.height();
        }
    }

    int lines_;
};

}  // namespace

void paintRowBackground(QPainter* painter, const QStyleOptionViewItem& option) {
    const auto& t = tokens();
    if (option.state & QStyle::State_Selected) painter->fillRect(option.rect, t.selection);
    painter->setPen(t.hairline);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

void styleTable(QTableView* table, int lines) {
    table->setItemDelegate(new RowDelegate(lines, table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setCornerButtonEnabled(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    const QFontMetrics metrics(table->font());
    table->verticalHeader()->setMinimumSectionSize(20);
    table->verticalHeader()->setDefaultSectionSize(metrics.height() * lines + (lines > 1 ? 8 : 14));
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setMinimumHeight(metrics.height() + 16);
    table->horizontalHeader()->setStretchLastSection(false);
}

}  // namespace tunesmith::ui
