// OutlierTableModel: rows that stand apart from the others of their data set, with the reason. GUI thread only.
#pragma once

#include <QAbstractTableModel>
#include <functional>
#include <vector>

#include "core/data/profile/data_profile.h"

namespace tunesmith::ui {

class OutlierTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Position, Why, Value, ColumnCount };
    /// `reason` words a kind of outlier in the user's language; `unit`: of lengths, "words" or "tokens".
    OutlierTableModel(std::vector<Outlier> rows, std::string unit, std::function<QString(const std::string&)> reason,
                      QObject* parent = nullptr);
    /// The row's position in its version; -1 where there is none.
    std::int64_t position(int row) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString valueText(const Outlier& row) const;

    std::vector<Outlier> rows_;
    bool tokens_;
    std::function<QString(const std::string&)> reason_;
};

}  // namespace tunesmith::ui
