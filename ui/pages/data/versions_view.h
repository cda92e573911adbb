// VersionsView: what was done to a data set, step by step; what each step changed; and the way back.
#pragma once

#include "core/engine/data_studio.h"
#include "ui/bridge/async.h"
#include "ui/pages/data/studio_view.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace tunesmith::ui {

class Banner;
class Card;
class DifferenceList;
class LineageDelegate;
class PageHeader;
class ProjectBridge;
class Selection;
class VersionListModel;

class VersionsView : public StudioView {
    Q_OBJECT
public:
    VersionsView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void start() override;

private:
    void refresh();
    void showVersion();
    void showDifference(const VersionDifference& difference);
    void goTo();
    void tag();
    template <typename Work>
    void change(Work work);

    ProjectBridge& project_;
    Selection& selection_;
    PageHeader* header_;
    Banner* banner_;
    VersionListModel* versions_;
    QTableView* table_;
    LineageDelegate* lineage_;
    Card* details_;
    QLabel* facts_;
    QLineEdit* tag_;
    QPushButton *goButton_, *tagButton_;
    DifferenceList* changes_;
    int asked_ = 0;
};

}  // namespace tunesmith::ui
