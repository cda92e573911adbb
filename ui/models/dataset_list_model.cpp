#include "ui/models/dataset_list_model.h"

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

DatasetListModel::DatasetListModel(ProjectBridge& project, QObject* parent) : InfoTableModel(ColumnCount, parent) {
    connect(&project, &ProjectBridge::datasetsChanged, this, [this, &project] { setItems(project.datasets()); });
    setItems(project.datasets());
}

QVariant DatasetListModel::data(const QModelIndex& index, int role) const {
    const auto* dataset = item(index.row());
    if (!dataset) return {};
    if (role == Qt::TextAlignmentRole && index.column() == Rows) return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) return words::text(dataset->source);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case Name:
            return words::text(dataset->name);
        case Rows:
            return words::count(dataset->rows);
        case Source:
            return words::text(dataset->source);
        default:
            return {};
    }
}

QVariant DatasetListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Name:
            return tr("Data set");
        case Rows:
            return tr("Rows");
        case Source:
            return tr("From");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
