// What the Hub's dialog lists: models that a search found, or models that lie on this computer. One line each: name, and what decides.
#pragma once

#include <QAbstractListModel>
#include <QStyledItemDelegate>
#include <vector>

#include "core/engine/hub.h"

namespace tunesmith::ui {

class HubResults : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { FactsRole = Qt::UserRole + 1, BadgeRole, ToneRole };  // a line of facts; a word at the right, and its tone
    using QAbstractListModel::QAbstractListModel;

    void setFound(std::vector<hub::RepoSummary> found);
    void setLocal(std::vector<hub::LocalModel> local);
    /// Null where the list is of the other kind.
    const hub::RepoSummary* found(int row) const;
    const hub::LocalModel* local(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<hub::RepoSummary> found_;
    std::vector<hub::LocalModel> local_;
};

class HubResultDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// "1.2 million", "12,400": how often something was fetched.
QString downloadsText(std::int64_t downloads);

}  // namespace tunesmith::ui
