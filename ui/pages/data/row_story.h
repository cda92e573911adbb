// RowStory: what is known of a row besides its text: what cleaning steps remarked on it, and what each step made of it.
#pragma once

#include <QWidget>

#include "core/engine/data_studio.h"

class QVBoxLayout;

namespace tunesmith::ui {

struct RowPast {
    std::vector<RowRemark> remarks;
    std::vector<RowState> states;  // oldest first
};

class RowStory : public QWidget {
    Q_OBJECT
public:
    explicit RowStory(QWidget* parent = nullptr);
    /// `now`: the row as it would be with edits that are not saved.
    void show(const RowPast& past, const Record& now);
    void clear();

private:
    QVBoxLayout* column_;
};

}  // namespace tunesmith::ui
