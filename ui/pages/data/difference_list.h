// DifferenceList: rows before and after a step, one below the other, in a column that scrolls; at its end how many more
// there are.
#pragma once

#include <QString>
#include <vector>

#include "core/engine/data_studio.h"
#include "ui/widgets/scroll_column.h"

class QVBoxLayout;

namespace tunesmith::ui {

class DifferenceList : public ScrollColumn {
    Q_OBJECT
public:
    explicit DifferenceList(QWidget* parent = nullptr);
    /// `all`: how many rows there are with those that are not listed. `heading` stands above them.
    void show(const std::vector<RowDifference>& rows, std::int64_t all, const QString& heading = {});
    void show(const std::vector<CleanSample>& samples, std::int64_t all);
    void clear();

private:
    template <typename Row>
    void fill(const std::vector<Row>& rows, std::int64_t all, const QString& heading);

    QWidget* box_ = nullptr;  // everything that is listed
};

}  // namespace tunesmith::ui
