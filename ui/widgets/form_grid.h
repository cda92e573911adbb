// FormGrid: labels on the left, their fields on the right, in line with each other. A label's mnemonic leads to its
// field.
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace tunesmith::ui {

class FormGrid : public QWidget {
    Q_OBJECT
public:
    /// `labelShare`: of the width, where fields have `fieldShare`; 0: labels are as wide as their longest.
    explicit FormGrid(int labelShare = 0, int fieldShare = 1, QWidget* parent = nullptr);
    /// `beside`: a button behind the field.
    QLabel* add(const QString& label, QWidget* field, QWidget* beside = nullptr);
    void add(QLabel* label, QWidget* field, QWidget* beside = nullptr);
    /// Across both columns.
    void addWide(QWidget* widget);
    /// Shows or hides a field with its label.
    void setShown(QWidget* field, bool shown);
    void clear();
    bool isEmpty() const;

private:
    QGridLayout* grid_;
};

}  // namespace tunesmith::ui
