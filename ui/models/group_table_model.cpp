#include "ui/models/group_table_model.h"

#include <QLocale>
#include <cmath>

#include "ui/bridge/tokens.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

namespace {

constexpr std::size_t kTerms = 8;

QString percent(double share) {
    return GroupTableModel::tr("%1 %").arg(QLocale().toString(share * 100, 'f', 0));
}

QString tone(double value) {
    return (value > 0 ? QStringLiteral("+") : QString()) + QLocale().toString(value, 'f', 2);
}

const GroupLabel* widest(const GroupProfile& group) {
    const GroupLabel* found = nullptr;
    for (const GroupLabel& label : group.labels)
        if (!found || std::abs(label.with.rate - label.without.rate) > std::abs(found->with.rate - found->without.rate))
            found = &label;
    return found;
}

}  // namespace

GroupTableModel::GroupTableModel(std::vector<GroupProfile> groups, std::function<QString(const std::string&)> name,
                                 QObject* parent)
    : QAbstractTableModel(parent), groups_(std::move(groups)), name_(std::move(name)) {}

int GroupTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(groups_.size());
}

int GroupTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString GroupTableModel::labelText(const GroupProfile& group) const {
    if (group.tooFew) return tr("too few to tell");
    const GroupLabel* label = widest(group);
    if (!label) return {};
    return tr("%1: %2 (%3 to %4), others %5")
        .arg(words::text(label->label), percent(label->with.rate), percent(label->with.low), percent(label->with.high),
             percent(label->without.rate));
}

QString GroupTableModel::detail(const GroupProfile& group) const {
    QStringList terms;
    for (const TermCount& term : group.terms) {
        if (std::size_t(terms.size()) == kTerms) break;
        terms << tr("%1 in %2").arg(words::text(term.term), words::count(term.rows));
    }
    return tr("Words: %1").arg(terms.join(QStringLiteral(", ")));
}

QVariant GroupTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const GroupProfile& group = groups_[std::size_t(index.row())];
    if (role == Qt::TextAlignmentRole)
        return index.column() == Rows || index.column() == Sentiment ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                                     : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && (index.column() == Family || group.tooFew)) return tokens().muted;
    if (role == Qt::ToolTipRole) return detail(group);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case Family:
            return name_(group.family);
        case Group:
            return name_(group.name);
        case Rows:
            return words::count(group.rows);
        case Label:
            return labelText(group);
        case Sentiment:
            return group.tooFew ? QString() : tr("%1, others %2").arg(tone(group.sentiment), tone(group.others));
        default:
            return {};
    }
}

QVariant GroupTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return section == Rows || section == Sentiment ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                       : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Family:
            return tr("In");
        case Group:
            return tr("Group");
        case Rows:
            return tr("Rows");
        case Label:
            return tr("Label that differs most (95 % interval)");
        case Sentiment:
            return tr("Sentiment");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
