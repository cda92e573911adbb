// ModelListModel: the language models that the project can use.
#pragma once

#include <map>

#include "core/engine/project.h"
#include "ui/models/info_table_model.h"

namespace tunesmith::ui {

class ProjectBridge;

class ModelListModel : public InfoTableModel<ModelInfo> {
    Q_OBJECT
public:
    enum Column { Name, Size, Storage, ColumnCount };
    enum Role {
        FitRole = Qt::UserRole + 1,
        FactsRole,
        ProblemRole
    };  // int(Verdict) or nothing; "134.5 million · Q4_1 · 98 MB"; why not
    explicit ModelListModel(ProjectBridge& project, QObject* parent = nullptr);
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void setFit(std::int64_t id, const FitInfo& fit);
    const FitInfo* fit(std::int64_t id) const;

private:
    std::map<std::int64_t, FitInfo> fits_;
};

}  // namespace tunesmith::ui
