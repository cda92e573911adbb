#include "ui/models/run_list_model.h"

#include <algorithm>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

namespace {

std::vector<RunInfo> newestFirst(std::vector<RunInfo> runs, RunListModel::Show show) {
    if (show == RunListModel::Show::Usable) std::erase_if(runs, [](const RunInfo& run) { return !run.usable; });
    std::sort(runs.begin(), runs.end(), [](const RunInfo& a, const RunInfo& b) { return a.id > b.id; });
    return runs;
}

}  // namespace

RunListModel::RunListModel(ProjectBridge& project, Show show, QObject* parent) : InfoTableModel(ColumnCount, parent) {
    connect(&project, &ProjectBridge::runsChanged, this,
            [this, &project, show] { setItems(newestFirst(project.runs(), show)); });
    setItems(newestFirst(project.runs(), show));
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
    const auto* run = item(index.row());
    if (!run) return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == Name || index.column() == State ? int(Qt::AlignLeft | Qt::AlignVCenter)
                                                                 : int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) return words::text(run->reason);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case Name:
            return words::text(run->name);
        case State:
            return words::runState(run->state);
        case Steps:
            return tr("%1 of %2").arg(words::count(run->step), words::count(run->steps));
        case BestLoss:
            return run->bestValidationLoss < 0 || run->bestValidationLoss > 1e6 ? QString()
                                                                                : words::loss(run->bestValidationLoss);
        case Took:
            return run->seconds > 0 ? words::duration(run->seconds) : QString();
        case Started:
            return words::when(run->created);
        default:
            return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return section <= State ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name:
            return tr("Run");
        case State:
            return tr("State");
        case Steps:
            return tr("Steps");
        case BestLoss:
            return tr("Best loss");
        case Took:
            return tr("Took");
        case Started:
            return tr("Started");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
