// DatasetListModel: the project's data sets, for combo boxes and tables.
#pragma once

#include "core/engine/project.h"
#include "ui/models/info_table_model.h"

namespace tunesmith::ui {

class ProjectBridge;

class DatasetListModel : public InfoTableModel<DatasetInfo> {
    Q_OBJECT
public:
    enum Column { Name, Rows, Source, ColumnCount };
    explicit DatasetListModel(ProjectBridge& project, QObject* parent = nullptr);
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

}  // namespace tunesmith::ui
