// ReplaceView: find and replace in all rows, or in those that match a filter, with the rows before and after.
#pragma once

#include "core/engine/data_studio.h"
#include "ui/pages/data/studio_view.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;

namespace tunesmith::ui {

class Banner;
class ComboBox;
class DifferenceList;
class PageHeader;
class ProjectBridge;
class Selection;
class StudioQuestion;

class ReplaceView : public StudioView {
    Q_OBJECT
public:
    ReplaceView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void start() override;
    /// Only the rows that it matches; empty: all.
    void setQuery(const QString& query);

private:
    QWidget* buildForm();
    EditRequest request(bool preview) const;
    void look();
    void apply();
    void show(const StudioResult& result);

    ProjectBridge& project_;
    Selection& selection_;
    PageHeader* header_;
    Banner* banner_;
    QLineEdit *find_, *with_, *query_;
    ComboBox* field_;
    QCheckBox *regex_, *case_;
    QPushButton* applyButton_;
    QLabel* summary_;
    DifferenceList* samples_;
    QTimer* debounce_;
    StudioQuestion* question_;
};

}  // namespace tunesmith::ui
