// ReadForm: how files are read where there is a choice: what becomes a row of a document, which sheet of a workbook, in
// which encoding a text is.
#pragma once

#include "core/engine/project.h"
#include "ui/widgets/form_grid.h"

class QComboBox;

namespace tunesmith::ui {

class ReadForm : public FormGrid {
    Q_OBJECT
public:
    explicit ReadForm(QWidget* parent = nullptr);
    /// Everything as it suits the files.
    void reset();
    /// Offers what this file has; hides the rest.
    void offer(const ImportPreviewInfo& preview);
    void apply(ImportRequest& request) const;

Q_SIGNALS:
    void changed();

private:
    QComboBox *unit_, *sheet_, *encoding_;
};

}  // namespace tunesmith::ui
