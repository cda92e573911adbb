// AsideView: the rows that were kept aside at the import: where they stand, why they could not be used, and as what.
#pragma once

#include "core/data/record.h"
#include "ui/pages/data/studio_view.h"

class QLabel;
class QPlainTextEdit;
class QTableView;

namespace tunesmith::ui {

class Banner;
class Card;
class IssueTableModel;
class PageHeader;
class ProjectBridge;
class Selection;

class AsideView : public StudioView {
    Q_OBJECT
public:
    AsideView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void start() override;

private:
    void refresh();
    void showIssue();

    ProjectBridge& project_;
    Selection& selection_;
    PageHeader* header_;
    Banner* banner_;
    IssueTableModel* issues_;
    QTableView* table_;
    Card* card_;
    QLabel *place_, *reason_;
    QPlainTextEdit* raw_;
};

}  // namespace tunesmith::ui
