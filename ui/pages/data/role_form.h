// RoleForm: which column of a file is what, and how the question is worded from several of them.
#pragma once

#include <QWidget>
#include <vector>

#include "core/engine/project.h"

class QComboBox;
class QPlainTextEdit;

namespace tunesmith::ui {

class FormGrid;

class RoleForm : public QWidget {
    Q_OBJECT
public:
    explicit RoleForm(QWidget* parent = nullptr);
    /// The columns as they were recognised or chosen.
    void show(const ImportPreviewInfo& preview, const FileRoles& roles);
    void clear();

Q_SIGNALS:
    void changed(const tunesmith::FileRoles& roles);

private:
    void buildBoxes();
    void roleChosen(std::size_t column);
    void tell();

    FormGrid* columns_;
    QWidget* wording_;
    QPlainTextEdit* template_;
    std::vector<QComboBox*> boxes_;
    ImportPreviewInfo preview_;
    FileRoles roles_;
};

}  // namespace tunesmith::ui
