// IssueTableModel: rows that were kept aside at an import, each with its place, the reason and the row as it stood in
// the file.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/data/record.h"

namespace tunesmith::ui {

class IssueTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Place, Reason, Raw, ColumnCount };
    explicit IssueTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void setIssues(std::vector<RowIssue> issues);
    const RowIssue* issue(int row) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RowIssue> issues_;
};

/// "faq.csv, line 5"
QString placeText(const RowSource& source);

}  // namespace tunesmith::ui
