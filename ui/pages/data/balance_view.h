// BalanceView: how balanced and representative a data set is: what stands out with what mends it, charts, topics,
// groups and rows that stand apart; saved as a report.
#pragma once

#include <memory>

#include "core/engine/data_studio.h"
#include "ui/bridge/async.h"
#include "ui/pages/data/studio_view.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace tunesmith::ui {

class Banner;
class PageHeader;
class ProjectBridge;
class ScrollColumn;
class Selection;
class StudioQuestion;

class BalanceView : public StudioView {
    Q_OBJECT
public:
    BalanceView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void start() override;

Q_SIGNALS:
    void rowChosen(qint64 position);
    /// The user wants these cleaning steps looked at.
    void cleaningChosen(const tunesmith::Json& steps);
    void splitChosen(bool stratify);

private:
    void look();
    void show(std::shared_ptr<const ProfileResult> result);
    void setBusy(bool busy);
    void save(bool pdf);

    ProjectBridge& project_;
    Selection& selection_;
    PageHeader* header_;
    Banner* banner_;
    QPushButton* save_;
    QWidget* busy_;
    QProgressBar* progress_;
    QLabel* working_;
    ScrollColumn* area_;
    QVBoxLayout* place_;
    QWidget* shown_ = nullptr;
    StudioQuestion* question_;
    std::shared_ptr<const ProfileResult> result_;
};

}  // namespace tunesmith::ui
