// PersonalView: which personal data the rows hold. A person goes through the values with what stands around them, lets
// some stand, and has the rest taken out by the cleaning step; beside it what HIPAA's Safe Harbor asks for.
#pragma once

#include "core/engine/data_studio.h"
#include "ui/bridge/async.h"
#include "ui/pages/data/studio_view.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QVBoxLayout;

namespace tunesmith::ui {

class Banner;
class Card;
class PageHeader;
class PersonalTableModel;
class ProjectBridge;
class Selection;
class StudioQuestion;

class PersonalView : public StudioView {
    Q_OBJECT
public:
    PersonalView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void start() override;

Q_SIGNALS:
    /// The cleaning step that takes out what was not let stand.
    void takeOutRequested(const tunesmith::Json& step);

private:
    QWidget* buildValues();
    QWidget* buildDetails();
    Json settings() const;
    void look();
    void show(const StudioResult& result);
    void showSafeHarbor(const OrderedJson& report);
    void showValue();
    void decide();
    void setLooking(bool looking);

    Selection& selection_;
    PageHeader* header_;
    Banner* banner_;
    QPushButton* takeOutButton_;
    QCheckBox* names_;
    QLineEdit* countries_;
    QLabel *summary_, *looking_;
    PersonalTableModel* values_;
    QTableView* table_;
    QLabel *kind_, *context_, *facts_;
    QPushButton* decideButton_;
    QVBoxLayout* harbor_;
    QWidget* harborBox_ = nullptr;
    StudioQuestion* question_;
};

}  // namespace tunesmith::ui
