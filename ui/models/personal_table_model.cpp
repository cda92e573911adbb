#include "ui/models/personal_table_model.h"

#include <QColor>
#include <algorithm>

#include "ui/bridge/tokens.h"
#include "ui/bridge/words.h"
#include "ui/bridge/entity_words.h"

namespace tunesmith::ui {

QString surenessText(const PersonalValue& value) {
    if (value.review) return PersonalTableModel::tr("please look");
    if (value.checksum) return PersonalTableModel::tr("check digit fits");
    return PersonalTableModel::tr("%1 %").arg(int(100 * value.score + 0.5));
}

void PersonalTableModel::setValues(std::vector<PersonalValue> values) {
    beginResetModel();
    values_ = std::move(values);
    endResetModel();
}

const PersonalValue* PersonalTableModel::value(int row) const {
    return row >= 0 && row < int(values_.size()) ? &values_[std::size_t(row)] : nullptr;
}

bool PersonalTableModel::stands(int row) const {
    const PersonalValue* found = value(row);
    return found && std::find(exceptions_.begin(), exceptions_.end(), found->text) != exceptions_.end();
}

void PersonalTableModel::setStands(int row, bool stands) {
    const PersonalValue* found = value(row);
    if (!found || stands == this->stands(row)) return;
    if (stands)
        exceptions_.push_back(found->text);
    else
        std::erase(exceptions_, found->text);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));  // one text may be of several kinds
}

std::vector<std::string> PersonalTableModel::exceptions() const {
    return exceptions_;
}

void PersonalTableModel::forgetDecisions() {
    exceptions_.clear();
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int PersonalTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(values_.size());
}
int PersonalTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PersonalTableModel::data(const QModelIndex& index, int role) const {
    const PersonalValue* found = value(index.row());
    if (!found) return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == Count ? int(Qt::AlignRight | Qt::AlignVCenter) : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole) {
        if (stands(index.row())) return tokens().muted;
        if (index.column() == Sure && found->review) return tokens().warn;
        return {};
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case Kind:
            return entityWord(found->title);
        case Value:
            return words::text(found->text).simplified();
        case Count:
            return words::count(found->count);
        case Sure:
            return surenessText(*found);
        case Fate:
            return stands(index.row()) ? tr("stays") : tr("is taken out");
        default:
            return {};
    }
}

QVariant PersonalTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return section == Count ? int(Qt::AlignRight | Qt::AlignVCenter) : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Kind:
            return tr("Kind");
        case Value:
            return tr("Found");
        case Count:
            return tr("How often");
        case Sure:
            return tr("How sure");
        case Fate:
            return tr("What happens");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
