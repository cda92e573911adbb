// InfoTableModel: a table over a short list of values with ids (data sets, models, runs) that is replaced as a whole
// when the project says so. Rows that stay keep their selection. Subclasses word the cells. GUI thread only.
#pragma once

#include <QAbstractTableModel>
#include <utility>
#include <vector>

namespace tunesmith::ui {

template <typename T>
class InfoTableModel : public QAbstractTableModel {
public:
    InfoTableModel(int columns, QObject* parent) : QAbstractTableModel(parent), columns_(columns) {}

    void setItems(std::vector<T> items) {
        const bool sameRows = std::equal(items.begin(), items.end(), items_.begin(), items_.end(),
                                         [](const T& a, const T& b) { return a.id == b.id; });
        if (sameRows) {
            items_ = std::move(items);
            if (!items_.empty()) Q_EMIT dataChanged(index(0, 0), index(int(items_.size()) - 1, columns_ - 1));
            return;
        }
        beginResetModel();
        items_ = std::move(items);
        endResetModel();
    }

    const T* item(int row) const { return row >= 0 && row < int(items_.size()) ? &items_[std::size_t(row)] : nullptr; }
    int rowOf(std::int64_t id) const {
        for (std::size_t i = 0; i < items_.size(); ++i)
            if (items_[i].id == id) return int(i);
        return -1;
    }

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(items_.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : columns_; }

private:
    std::vector<T> items_;
    int columns_;
};

}  // namespace tunesmith::ui
