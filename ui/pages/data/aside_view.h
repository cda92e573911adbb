// AsideView: the rows that were kept aside at the import: where they stand, why they could not be used, and as what.
// Their texts can be mended, with the row that comes of it at once below, and added; or a row is dismissed.
#pragma once

#include <vector>

#include "core/engine/data_studio.h"
#include "ui/pages/data/studio_view.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;
class QTimer;

namespace tunesmith::ui {

class Banner;
class Card;
class FieldForm;
class IssueTableModel;
class PageHeader;
class ProjectBridge;
class RenderedView;
class ScrollColumn;
class Selection;

class AsideView : public StudioView {
    Q_OBJECT
public:
    AsideView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void start() override;

private:
    QWidget* buildList();
    QWidget* buildEditor();
    void refresh();
    void showRow();
    /// Reads the text as it is now, to show what comes of it.
    void look();
    /// The chosen row's columns as a form where it is flat, and the person did not ask for JSON.
    void showFields();
    void settle(std::vector<MendedRow> rows);
    const AsideRow* chosen() const;

    ProjectBridge& project_;
    Selection& selection_;
    PageHeader* header_;
    Banner* banner_;
    IssueTableModel* issues_;
    QTableView* table_;
    Card* card_;
    QLabel *place_, *problem_;
    QPlainTextEdit* text_;
    ScrollColumn* fieldArea_;
    FieldForm* fields_;
    QPushButton* asJson_;
    RenderedView* result_;
    QPushButton *use_, *dismiss_, *dismissAll_;
    QTimer* typing_;
    std::vector<AsideRow> rows_;
    int asked_ = 0;
    bool json_ = false;  // the person wants JSON
};

}  // namespace tunesmith::ui
