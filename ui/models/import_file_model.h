// ImportFileModel: the files of an import with what is recognised in each. GUI thread only.
#pragma once

#include "core/engine/project.h"
#include "ui/models/info_table_model.h"

namespace tunesmith::ui {

struct ImportFile {
    std::int64_t id = 0;  // its place in the list
    QString path;
    bool known = false;         // it has been looked at
    ImportPreviewInfo preview;  // empty until then
    QString problem;            // why no row can be made of it
    FileRoles roles;            // as the user chose; empty: as recognised

    bool usable() const { return known && problem.isEmpty() && !preview.rows.empty(); }
};

class ImportFileModel : public InfoTableModel<ImportFile> {
    Q_OBJECT
public:
    enum Column { File, Format, Roles, ColumnCount };
    explicit ImportFileModel(QObject* parent = nullptr);
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

}  // namespace tunesmith::ui
