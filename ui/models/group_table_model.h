// GroupTableModel: groups of people that the texts of a data set name, with their labels and how they sound. GUI thread
// only.
#pragma once

#include <QAbstractTableModel>
#include <functional>
#include <vector>

#include "core/data/profile/data_profile.h"

namespace tunesmith::ui {

class GroupTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Family, Group, Rows, Label, Sentiment, ColumnCount };
    /// `name` words a family or a group in the user's language.
    GroupTableModel(std::vector<GroupProfile> groups, std::function<QString(const std::string&)> name,
                    QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString labelText(const GroupProfile& group) const;
    QString detail(const GroupProfile& group) const;

    std::vector<GroupProfile> groups_;
    std::function<QString(const std::string&)> name_;
};

}  // namespace tunesmith::ui
