// RowTable: the rows of one version as a table. They are fetched as they are looked at, filtered and put in an order by
// the engine, and edited in place.
#pragma once

#include <QTableView>
#include <optional>

#include "core/engine/data_studio.h"
#include "core/engine/project.h"

namespace tunesmith::ui {

class ProjectBridge;
class RowTableModel;
class Selection;

class RowTable : public QTableView {
    Q_OBJECT
public:
    RowTable(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    /// From its first row, without a filter. Null: no rows.
    void showDataset(const DatasetInfo* dataset);
    /// A query (see RowQuery) or words; empty: all rows. filtered() says when it is done.
    void setFilter(const QString& query);
    bool isFiltered() const;
    int rows() const;
    /// Edits that are not yet a version.
    void setDraft(const DraftInfo& draft);
    /// The chosen row as it would be, with its edit; nothing while it is being fetched.
    std::optional<RowView> chosen() const;

Q_SIGNALS:
    /// Another row, or the same one with another content.
    void rowChosen(const tunesmith::RowView& row);
    void filtered();
    void edited(const tunesmith::RowChangeRequest& change);
    void failed(const tunesmith::Failure& failure);

private:
    void sortBy(int column);
    void takeOut();
    void tellChosen();
    /// Token counts follow the model that is chosen.
    void count();

    ProjectBridge& project_;
    Selection& selection_;
    RowTableModel* rows_;
    std::int64_t version_ = 0;
    QString countedWith_;
};

}  // namespace tunesmith::ui
