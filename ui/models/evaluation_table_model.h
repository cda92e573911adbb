// EvaluationTableModel: the rows of an evaluation: what was asked, what should come, and what came before and after
// training.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/engine/job.h"

namespace tunesmith::ui {

class EvaluationTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Asked, Expected, Before, After, ColumnCount };
    explicit EvaluationTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void clear();
    /// False: there is no side before, so the answers stand for themselves.
    void setCompares(bool compares);
    void setBefore(std::vector<EvaluatedRow> rows);
    void setAfter(std::vector<EvaluatedRow> rows);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<EvaluatedRow> before_, after_;
    bool compares_ = true;
};

}  // namespace tunesmith::ui
