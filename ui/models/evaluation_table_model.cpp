#include "ui/models/evaluation_table_model.h"

#include <QColor>
#include <algorithm>

#include "ui/bridge/tokens.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

void EvaluationTableModel::clear() {
    beginResetModel();
    before_.clear();
    after_.clear();
    endResetModel();
}

void EvaluationTableModel::setCompares(bool compares) {
    compares_ = compares;
    Q_EMIT headerDataChanged(Qt::Horizontal, Asked, After);
}

void EvaluationTableModel::setBefore(std::vector<EvaluatedRow> rows) {
    beginResetModel();
    before_ = std::move(rows);
    endResetModel();
}

void EvaluationTableModel::setAfter(std::vector<EvaluatedRow> rows) {
    beginResetModel();
    after_ = std::move(rows);
    endResetModel();
}

int EvaluationTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(std::max(before_.size(), after_.size()));
}

int EvaluationTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EvaluationTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto at = std::size_t(index.row());
    const auto* before = at < before_.size() ? &before_[at] : nullptr;
    const auto* after = at < after_.size() ? &after_[at] : nullptr;
    const auto* row = after ? after : before;
    const auto* answer = index.column() == Before ? before : index.column() == After ? after : nullptr;
    if (role == Qt::ForegroundRole && answer) return answer->right ? tokens().good : tokens().muted;
    if (role == Qt::ToolTipRole && answer) return words::text(answer->answer);
    if (role == Qt::AccessibleTextRole && answer)
        return tr("%1: %2").arg(answer->right ? tr("right") : tr("not right"), words::text(answer->answer));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case Asked:
            return words::text(row->question).simplified();
        case Expected:
            return words::text(row->expected).simplified();
        case Before:
        case After:
            if (!answer) return {};
            return (answer->right ? QStringLiteral("\u2713 ") : QString()) + words::text(answer->answer).simplified();
        default:
            return {};
    }
}

QVariant EvaluationTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Asked:
            return tr("Asked");
        case Expected:
            return tr("Should say");
        case Before:
            return tr("Before");
        case After:
            return compares_ ? tr("After") : tr("Answer");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
