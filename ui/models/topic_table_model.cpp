#include "ui/models/topic_table_model.h"

#include <QLocale>
#include <algorithm>

#include "ui/bridge/words.h"

namespace tunesmith::ui {

TopicTableModel::TopicTableModel(std::vector<Topic> topics, std::int64_t rows, QObject* parent)
    : QAbstractTableModel(parent), topics_(std::move(topics)), rows_(std::max<std::int64_t>(1, rows)) {}

std::int64_t TopicTableModel::example(int topic) const {
    if (topic < 0 || topic >= rowCount() || topics_[std::size_t(topic)].examples.empty()) return -1;
    return topics_[std::size_t(topic)].examples.front();
}

int TopicTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(topics_.size());
}

int TopicTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TopicTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Topic& topic = topics_[std::size_t(index.row())];
    if (role == Qt::TextAlignmentRole)
        return index.column() == Terms ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        QStringList terms;
        for (const std::string& term : topic.terms) terms << words::text(term);
        return terms.join(QStringLiteral(", "));
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case Terms:
            return words::text(topic.name);
        case Rows:
            return words::count(total(topic.rows));
        case Share:
            return tr("%1 %").arg(QLocale().toString(100.0 * double(total(topic.rows)) / double(rows_), 'f', 1));
        default:
            return {};
    }
}

QVariant TopicTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return section == Terms ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Terms:
            return tr("Terms that set it apart");
        case Rows:
            return tr("Rows");
        case Share:
            return tr("Share");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
