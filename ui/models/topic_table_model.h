// TopicTableModel: the topics of a data set by their terms, the largest first. GUI thread only.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/data/profile/data_profile.h"

namespace tunesmith::ui {

class TopicTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Terms, Rows, Share, ColumnCount };
    TopicTableModel(std::vector<Topic> topics, std::int64_t rows, QObject* parent = nullptr);
    /// The row nearest to a topic's middle; -1 where there is none.
    std::int64_t example(int topic) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Topic> topics_;
    std::int64_t rows_;
};

}  // namespace tunesmith::ui
