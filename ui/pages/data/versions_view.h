// VersionsView: what was done to a data set, step by step; what each step changed; and the way back.
#pragma once

#include <QWidget>

#include "core/engine/data_studio.h"
#include "ui/bridge/async.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QVBoxLayout;

namespace tunesmith::ui {

class Banner;
class Card;
class LineageDelegate;
class PageHeader;
class ProjectBridge;
class Selection;
class VersionListModel;

class VersionsView : public QWidget {
    Q_OBJECT
public:
    VersionsView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void start();

Q_SIGNALS:
    void closed();

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
    QVBoxLayout* changes_;
    QWidget* changesBox_ = nullptr;
    int asked_ = 0;
};

}  // namespace tunesmith::ui
