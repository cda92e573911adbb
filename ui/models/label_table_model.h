// How a classifier does: LabelTableModel has a line for each label (precision, recall, F1, rows); ConfusionTableModel
// has what was wanted in its rows and what was given in its columns, each cell as strong in colour as its share of the
// row. GUI thread only.
#pragma once

#include <QAbstractTableModel>

#include "core/engine/classifier.h"

namespace tunesmith::ui {

class LabelTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Label, Precision, Recall, F1, Rows, ColumnCount };
    explicit LabelTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void setReport(ClassifierReport report);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ClassifierReport report_;
};

class ConfusionTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit ConfusionTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void setReport(ClassifierReport report);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    double shareOf(const QModelIndex& index) const;

    ClassifierReport report_;
};

}  // namespace tunesmith::ui
