#include "ui/pages/data/row_table.h"

#include <QHeaderView>
#include <QShortcut>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/models/row_table_model.h"
#include "ui/widgets/table.h"

namespace tunesmith::ui {

RowTable::RowTable(ProjectBridge& project, Selection& selection, QWidget* parent)
    : QTableView(parent), project_(project), selection_(selection), rows_(new RowTableModel(this)) {
    setObjectName(QStringLiteral("rowTable"));
    setModel(rows_);
    styleTable(this, 2);
    setAccessibleName(tr("Rows"));
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    auto* head = horizontalHeader();
    head->setSectionsClickable(true);
    head->setSortIndicatorShown(false);
    head->setSectionResizeMode(RowTableModel::Asked, QHeaderView::Stretch);
    head->setSectionResizeMode(RowTableModel::Answered, QHeaderView::Stretch);
    setColumnWidth(RowTableModel::Position, 56);
    setColumnWidth(RowTableModel::Tokens, 76);
    setColumnWidth(RowTableModel::SplitName, 92);
    auto* deleteKey = new QShortcut(QKeySequence::Delete, this, nullptr, nullptr, Qt::WidgetShortcut);
    connect(deleteKey, &QShortcut::activated, this, &RowTable::takeOut);
    connect(head, &QHeaderView::sectionClicked, this, &RowTable::sortBy);
    connect(rows_, &RowTableModel::editRequested, this, &RowTable::edited);
    connect(rows_, &RowTableModel::fetchFailed, this, &RowTable::failed);
    connect(rows_, &RowTableModel::filterApplied, this, [this] {
        if (rows() > 0) selectRow(0);
        Q_EMIT filtered();
    });
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RowTable::tellChosen);
    connect(rows_, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& first, const QModelIndex& last) {
        const int row = currentIndex().row();
        if (row >= first.row() && row <= last.row()) tellChosen();
    });
    connect(&selection_, &Selection::modelChanged, this, &RowTable::count);
}

void RowTable::showDataset(const DatasetInfo* dataset) {
    version_ = dataset ? dataset->version : 0;
    if (!dataset) {
        rows_->setSource({}, 0);
        return;
    }
    countedWith_ = selection_.model();
    horizontalHeader()->setSortIndicatorShown(false);
    rows_->setSource(projectRows(project_, version_, selection_.model(), selection_.recipe()), dataset->rows);
    setColumnHidden(RowTableModel::Tokens, !rows_->countsTokens());
    setColumnHidden(RowTableModel::SplitName, dataset->validationRows + dataset->testRows == 0);
    if (dataset->rows > 0) selectRow(0);
}

void RowTable::count() {
    if (countedWith_ == selection_.model() || version_ == 0) return;
    countedWith_ = selection_.model();
    rows_->setTokenCounter(projectRows(project_, version_, selection_.model(), selection_.recipe()));
    setColumnHidden(RowTableModel::Tokens, !rows_->countsTokens());
}

void RowTable::setFilter(const QString& query) {
    rows_->setFilter(query);
}
bool RowTable::isFiltered() const {
    return !rows_->filter().isEmpty();
}
int RowTable::rows() const {
    return rows_->rowCount();
}

void RowTable::setDraft(const DraftInfo& draft) {
    rows_->setDraft(draft.rows);
}

std::optional<RowView> RowTable::chosen() const {
    const RowView* row = rows_->row(currentIndex().row());
    if (!row) return std::nullopt;
    RowView shown = *row;
    if (const auto change = rows_->edited(currentIndex().row()); change && change->record)
        shown.record = *change->record;
    return shown;
}

void RowTable::tellChosen() {
    if (const auto row = chosen()) Q_EMIT rowChosen(*row);
}

void RowTable::sortBy(int column) {
    auto* head = horizontalHeader();
    // A second click: the file's order.
    const bool back = head->isSortIndicatorShown() && head->sortIndicatorSection() == column;
    head->setSortIndicator(column, Qt::AscendingOrder);
    head->setSortIndicatorShown(!back && column != RowTableModel::Position);
    rows_->setOrder(back ? RowTableModel::Position : RowTableModel::Column(column));
}

void RowTable::takeOut() {
    auto change = rows_->edited(currentIndex().row());
    if (!change || !change->record) return;
    change->record.reset();
    Q_EMIT edited(*change);
}

}  // namespace tunesmith::ui
