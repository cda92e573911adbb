// RunListModel: the project's training runs, newest first.
#pragma once

#include "core/engine/project.h"
#include "ui/models/info_table_model.h"

namespace tunesmith::ui {

class ProjectBridge;

class RunListModel : public InfoTableModel<RunInfo> {
    Q_OBJECT
public:
    enum Column { Name, State, Steps, BestLoss, Took, Started, ColumnCount };
    enum class Show { All, Usable };
    explicit RunListModel(ProjectBridge& project, Show show = Show::All, QObject* parent = nullptr);
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

}  // namespace tunesmith::ui
