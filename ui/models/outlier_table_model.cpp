#include "ui/models/outlier_table_model.h"

#include <QLocale>

#include "ui/bridge/words.h"

namespace tunesmith::ui {

OutlierTableModel::OutlierTableModel(std::vector<Outlier> rows, std::string unit,
                                     std::function<QString(const std::string&)> reason, QObject* parent)
    : QAbstractTableModel(parent), rows_(std::move(rows)), tokens_(unit == "tokens"), reason_(std::move(reason)) {}

std::int64_t OutlierTableModel::position(int row) const {
    return row >= 0 && row < rowCount() ? rows_[std::size_t(row)].position : -1;
}

int OutlierTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(rows_.size());
}

int OutlierTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString OutlierTableModel::valueText(const Outlier& row) const {
    if (row.kind == "odd_characters") return tr("%1 % odd").arg(QLocale().toString(row.value * 100, 'f', 0));
    if (row.kind == "off_topic") return tr("likeness %1").arg(QLocale().toString(row.value, 'f', 2));
    return tokens_ ? tr("%n token(s)", nullptr, int(row.value)) : tr("%n word(s)", nullptr, int(row.value));
}

QVariant OutlierTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Outlier& row = rows_[std::size_t(index.row())];
    if (role == Qt::TextAlignmentRole)
        return index.column() == Why ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return tr("%1 times the usual deviation from the median").arg(QLocale().toString(std::abs(row.z), 'f', 1));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case Position:
            return words::count(row.position + 1);
        case Why:
            return reason_(row.kind);
        case Value:
            return valueText(row);
        default:
            return {};
    }
}

QVariant OutlierTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return section == Why ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Position:
            return tr("Row");
        case Why:
            return tr("Why");
        case Value:
            return tr("Has");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
