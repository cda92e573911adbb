// ModelListModel: the language models that the project can use, and what training each would take as it is set now.
#pragma once

#include <map>

#include "core/engine/project.h"
#include "ui/models/info_table_model.h"

namespace tunesmith::ui {

class ProjectBridge;

class ModelListModel : public InfoTableModel<ModelInfo> {
    Q_OBJECT
public:
    enum Column { Name, Size, License, Context, Languages, GoodFor, Memory, ColumnCount };
    explicit ModelListModel(ProjectBridge& project, QObject* parent = nullptr);
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void setFit(std::int64_t id, const FitInfo& fit);
    const FitInfo* fit(std::int64_t id) const;

private:
    QString text(const ModelInfo& model, int column) const;
    QVariant colour(const ModelInfo& model, int column) const;

    std::map<std::int64_t, FitInfo> fits_;
};

}  // namespace tunesmith::ui
