// RowDrawer: one row in detail, at the right of the table: where it came from, as the model sees it, its tokens.
#pragma once

#include "core/engine/project.h"
#include "ui/widgets/card.h"

class QCheckBox;

namespace tunesmith::ui {

class ProjectBridge;
class RenderedView;
class Selection;

class RowDrawer : public Card {
    Q_OBJECT
public:
    RowDrawer(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void showRow(const RowView& row);
    void clear();

private:
    void render();

    ProjectBridge& project_;
    Selection& selection_;
    QLabel *place_, *summary_, *note_;
    RenderedView* view_;
    QCheckBox* tokens_;
    std::optional<RowView> row_;
    int asked_ = 0;  // answers to older questions are dropped
};

}  // namespace tunesmith::ui
