// VersionListModel: the versions of a data set, newest first. GUI thread only.
#pragma once

#include "core/engine/data_studio.h"
#include "ui/models/info_table_model.h"
#include "ui/models/version_lanes.h"

namespace tunesmith::ui {

class VersionListModel : public InfoTableModel<VersionInfo> {
    Q_OBJECT
public:
    enum Column { Number, Lineage, Step, Rows, Made, Notes, ColumnCount };
    explicit VersionListModel(QObject* parent = nullptr);
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void setVersions(std::vector<VersionInfo> newestFirst);
    const VersionLane& lane(int row) const { return lanes_[std::size_t(row)]; }

private:
    std::vector<VersionLane> lanes_;
};

/// "cleaned: 5 steps", "split: 10 % to validate", "imported", ...
QString stepText(const std::string& step, const Json& settings);

}  // namespace tunesmith::ui
