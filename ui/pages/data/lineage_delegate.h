// LineageDelegate: the lines of descent beside a list of versions: a dot for each, filled for the current one.
#pragma once

#include <QStyledItemDelegate>

namespace tunesmith::ui {

class VersionListModel;

class LineageDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    LineageDelegate(const VersionListModel& versions, QObject* parent) : QStyledItemDelegate(parent), versions_(versions) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Wide enough for all lanes, up to a limit.
    int width() const;

private:
    const VersionListModel& versions_;
};

}  // namespace tunesmith::ui
