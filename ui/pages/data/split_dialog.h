// SplitDialog: which rows train, validate and test, and what decides.
#pragma once

#include <QDialog>

#include "core/engine/data_studio.h"

class QCheckBox;
class QLineEdit;

namespace tunesmith::ui {

class ComboBox;

class SplitDialog : public QDialog {
    Q_OBJECT
public:
    explicit SplitDialog(QWidget* parent = nullptr);
    void setStratified(bool on);
    /// Without the data set's name.
    SplitRequest request() const;

private:
    void follow();

    ComboBox *validation_, *test_, *by_;
    QLineEdit* column_;
    QCheckBox* stratify_;
};

}  // namespace tunesmith::ui
