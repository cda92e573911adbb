// PersonalTableModel: the values that were found to be personal data, and which of them a person lets stand. GUI thread
// only.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/engine/data_studio.h"

namespace tunesmith::ui {

class PersonalTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Kind, Value, Count, Sure, Fate, ColumnCount };
    explicit PersonalTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// What a person decided stays with values that are found again.
    void setValues(std::vector<PersonalValue> values);
    const PersonalValue* value(int row) const;
    bool stands(int row) const;
    void setStands(int row, bool stands);
    /// All values that are let stand.
    std::vector<std::string> exceptions() const;
    void forgetDecisions();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<PersonalValue> values_;
    std::vector<std::string> exceptions_;
};

/// "check digit is right", "to review", "90 %"
QString surenessText(const PersonalValue& value);

}  // namespace tunesmith::ui
