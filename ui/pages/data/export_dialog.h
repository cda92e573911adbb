// ExportDialog: as what kind of file rows are saved, which of them, and what the data card says.
#pragma once

#include <QDialog>

#include "core/engine/data_studio.h"

class QCheckBox;
class QLineEdit;

namespace tunesmith::ui {

class ComboBox;

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ExportDialog(QWidget* parent = nullptr);
    /// Without the data set's name and the file.
    DataExportRequest request() const;
    /// Of the chosen kind, without the dot.
    QString extension() const;

private:
    void follow();

    ComboBox *format_, *rows_;
    QCheckBox *extra_, *guard_, *card_;
    QLineEdit *description_, *licence_;
};

}  // namespace tunesmith::ui
