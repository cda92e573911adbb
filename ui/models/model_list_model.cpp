#include "ui/models/model_list_model.h"

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

ModelListModel::ModelListModel(ProjectBridge& project, QObject* parent) : InfoTableModel(ColumnCount, parent) {
    connect(&project, &ProjectBridge::modelsChanged, this, [this, &project] { setItems(project.models()); });
    setItems(project.models());
}

QVariant ModelListModel::data(const QModelIndex& index, int role) const {
    const auto* model = item(index.row());
    if (!model) return {};
    if (role == FitRole) {
        const auto* known = fit(model->id);
        return known ? QVariant(int(known->verdict)) : QVariant();
    }
    if (role == FactsRole)
        return tr("%1 parameters · %2 · %3")
            .arg(words::parameters(model->parameters), words::text(model->storage), words::bytes(model->bytes));
    if (role == ProblemRole) return words::text(model->problem);
    if (role == Qt::TextAlignmentRole && index.column() == Size) return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) return words::text(model->problem.empty() ? model->path : model->problem);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case Name:
            return words::text(model->name);
        case Size:
            return words::parameters(model->parameters);
        case Storage:
            return words::text(model->storage);
        default:
            return {};
    }
}

void ModelListModel::setFit(std::int64_t id, const FitInfo& fit) {
    fits_[id] = fit;
    const int row = rowOf(id);
    if (row >= 0) Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

const FitInfo* ModelListModel::fit(std::int64_t id) const {
    const auto found = fits_.find(id);
    return found == fits_.end() ? nullptr : &found->second;
}

QVariant ModelListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Name:
            return tr("Model");
        case Size:
            return tr("Parameters");
        case Storage:
            return tr("Stored as");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
