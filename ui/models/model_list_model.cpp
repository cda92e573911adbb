#include "ui/models/model_list_model.h"

#include <QColor>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/tokens.h"
#include "ui/bridge/report_words.h"
#include "ui/bridge/words.h"
#include "ui/models/fit_words.h"

namespace tunesmith::ui {

namespace {

const QString kDash = QStringLiteral("–");

template <class Word>
QString listed(const std::vector<std::string>& values, Word word) {
    QStringList list;
    for (const std::string& value : values) list << word(value);
    return list.isEmpty() ? kDash : list.join(QStringLiteral(", "));
}

}  // namespace

ModelListModel::ModelListModel(ProjectBridge& project, QObject* parent) : InfoTableModel(ColumnCount, parent) {
    connect(&project, &ProjectBridge::modelsChanged, this, [this, &project] { setItems(project.models()); });
    setItems(project.models());
}

QString ModelListModel::text(const ModelInfo& model, int column) const {
    switch (column) {
        case Name:
            return words::text(model.name);
        case Size:
            return tr("%1 · %2").arg(words::parameters(model.parameters), words::bytes(model.bytes));
        case License:
            return model.license.empty() ? kDash : words::text(model.license);
        case Context:
            return words::count(model.contextLength);
        case Languages:
            return listed(model.languages, languageWord);
        case GoodFor:
            return listed(goodForTags(model), [](const std::string& tag) { return goodForWord(words::text(tag)); });
        case Memory: {
            if (!model.problem.empty()) return tr("cannot be used");
            const auto* known = fit(model.id);
            return known ? fitText(*known) : QString();
        }
        default:
            return {};
    }
}

QVariant ModelListModel::colour(const ModelInfo& model, int column) const {
    const auto& t = tokens();
    if (column != Memory) return {};
    if (!model.problem.empty()) return t.bad;
    const auto* known = fit(model.id);
    if (!known) return {};
    if (!known->problem.empty() || known->verdict == Verdict::No) return t.bad;
    return known->verdict == Verdict::Fits ? t.good : t.warn;
}

QVariant ModelListModel::data(const QModelIndex& index, int role) const {
    const auto* model = item(index.row());
    if (!model) return {};
    const int column = index.column();
    if (role == Qt::DisplayRole) return text(*model, column);
    if (role == Qt::AccessibleTextRole)
        return column == Name ? text(*model, column)
                              : headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ") +
                                    text(*model, column);
    if (role == Qt::ForegroundRole) return colour(*model, column);
    if (role == Qt::TextAlignmentRole && (column == Size || column == Context))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        if (column == Name) return words::text(model->problem.empty() ? model->path : model->problem);
        return text(*model, column);  // a column may be narrower than its text
    }
    return {};
}

void ModelListModel::setFit(std::int64_t id, const FitInfo& fit) {
    fits_[id] = fit;
    const int row = rowOf(id);
    if (row >= 0) Q_EMIT dataChanged(index(row, Memory), index(row, Memory));
}

const FitInfo* ModelListModel::fit(std::int64_t id) const {
    const auto found = fits_.find(id);
    return found == fits_.end() ? nullptr : &found->second;
}

QVariant ModelListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Size || section == Context ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name:
            return tr("Model");
        case Size:
            return tr("Size");
        case License:
            return tr("Licence");
        case Context:
            return tr("Context");
        case Languages:
            return tr("Languages");
        case GoodFor:
            return tr("Good for");
        case Memory:
            return tr("Training here");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
