// RowDrawer: one row in detail, at the right of the table: where it came from, as the model sees it, its tokens, what
// was remarked on it and what became of it.
#pragma once

#include "core/engine/project.h"
#include "ui/widgets/card.h"

class QCheckBox;
class QTimer;

namespace tunesmith::ui {

class ProjectBridge;
class RenderedView;
class RowStory;
class Selection;

class RowDrawer : public Card {
    Q_OBJECT
public:
    RowDrawer(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    /// `version`: the row's.
    void showRow(std::int64_t version, const RowView& row);
    void clear();

private:
    /// What takes asking is asked a moment later: nobody reads the rows that a held key passes.
    void ask();
    void render();
    void askPast();
    QString lengthText(const RenderedRow& row) const;

    ProjectBridge& project_;
    Selection& selection_;
    QLabel *place_, *summary_, *note_;
    RenderedView* view_;
    RowStory* story_;
    QCheckBox* tokens_;
    QTimer* resting_;
    std::int64_t version_ = 0;
    std::optional<RowView> row_;
    int asked_ = 0;  // answers to older questions are dropped
};

}  // namespace tunesmith::ui
