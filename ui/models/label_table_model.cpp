#include "ui/models/label_table_model.h"

#include <QBrush>
#include <QColor>
#include <cmath>

#include "ui/bridge/report_words.h"
#include "ui/bridge/tokens.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

namespace {

// `share` of one colour over another, both opaque.
QColor blended(const QColor& under, const QColor& over, double share) {
    const auto mix = [share](int a, int b) { return int(std::lround(a + (b - a) * share)); };
    return QColor(mix(under.red(), over.red()), mix(under.green(), over.green()), mix(under.blue(), over.blue()));
}

}  // namespace

void LabelTableModel::setReport(ClassifierReport report) {
    beginResetModel();
    report_ = std::move(report);
    endResetModel();
}

int LabelTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(report_.labels.size());
}

int LabelTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LabelTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const LabelScore& one = report_.labels[std::size_t(index.row())];
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Label ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == Label) return words::text(one.label);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Label:
            return words::text(one.label);
        case Precision:
            return shareWord(one.precision);
        case Recall:
            return shareWord(one.recall);
        case F1:
            return shareWord(one.f1);
        case Rows:
            return words::count(one.support);
        default:
            return {};
    }
}

QVariant LabelTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Label ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Precision)
        return tr("Of those that were given this label: how many rightly");
    if (role == Qt::ToolTipRole && section == Recall) return tr("Of those that have this label: how many were found");
    if (role == Qt::ToolTipRole && section == F1) return tr("Precision and recall in one number (their harmonic mean)");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Label:
            return tr("Label");
        case Precision:
            return tr("Precision");
        case Recall:
            return tr("Recall");
        case F1:
            return tr("F1");
        case Rows:
            return report_.kind == "tokens" ? tr("Words") : tr("Rows");
        default:
            return {};
    }
}

void ConfusionTableModel::setReport(ClassifierReport report) {
    beginResetModel();
    report_ = std::move(report);
    endResetModel();
}

int ConfusionTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(report_.confusion.size());
}

int ConfusionTableModel::columnCount(const QModelIndex& parent) const {
    return rowCount(parent);
}

double ConfusionTableModel::shareOf(const QModelIndex& index) const {
    const auto& row = report_.confusion[std::size_t(index.row())];
    std::int64_t all = 0;
    for (const std::int64_t count : row) all += count;
    return all > 0 ? double(row[std::size_t(index.column())]) / double(all) : 0;
}

QVariant ConfusionTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= rowCount()) return {};
    const std::int64_t count = report_.confusion[std::size_t(index.row())][std::size_t(index.column())];
    const QString wanted = words::text(report_.labels[std::size_t(index.row())].label),
                  given = words::text(report_.labels[std::size_t(index.column())].label);
    const bool right = index.row() == index.column();
    const auto& t = tokens();
    // Up to a third of the colour: the text stays well legible on it, in light and dark.
    if (role == Qt::BackgroundRole && count > 0)
        return QBrush(blended(t.surface, right ? t.good : t.bad, 0.06 + 0.27 * shareOf(index)));
    if (role == Qt::ForegroundRole) return count > 0 ? t.text : t.muted;
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignCenter);
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return tr("Should be %1, was given %2: %3 (%4)")
            .arg(wanted, given, words::count(count), shareWord(shareOf(index)));
    if (role == Qt::DisplayRole) return words::count(count);
    return {};
}

QVariant ConfusionTableModel::headerData(int section, Qt::Orientation, int role) const {
    if (section < 0 || section >= rowCount()) return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return words::text(report_.labels[std::size_t(section)].label);
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignCenter);
    return {};
}

}  // namespace tunesmith::ui
