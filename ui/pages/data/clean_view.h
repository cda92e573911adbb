// CleanView: cleaning a data set. Left the steps, right what each would do to the rows, before and after; nothing
// changes until it is applied, and then it is one version that one can go back from.
#pragma once

#include <vector>

#include "core/engine/data_studio.h"
#include "ui/bridge/async.h"
#include "ui/pages/data/studio_view.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

namespace tunesmith::ui {

class Banner;
class Card;
class ComboBox;
class DatasetChoice;
class DifferenceList;
class PageHeader;
class ProjectBridge;
class ScrollColumn;
class Selection;
class StepCard;
class StudioQuestion;

class CleanView : public StudioView {
    Q_OBJECT
public:
    CleanView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void start() override;
    /// What start() will show the next time: these steps and no others.
    void propose(const Json& steps);

private:
    void connectQuestions();
    QWidget* buildSteps();
    QWidget* buildPreview();
    CleanRequest request(bool preview) const;
    void look();
    static QString countsText(const CleanStepReport& step);
    void showCounts(const StudioResult& result);
    void showSamples();
    void apply();
    void setBusy(bool busy);

    ProjectBridge& project_;
    Selection& selection_;
    PageHeader* header_;
    Banner* banner_;
    QPushButton *applyButton_, *cancelButton_;
    QProgressBar* progress_;
    QLabel *summary_, *looking_;
    std::vector<StepCard*> cards_;
    DatasetChoice* against_;
    QWidget* stepsCard_;
    ScrollColumn* stepsArea_;
    Card* previewCard_;
    ComboBox* which_;
    DifferenceList* samples_;
    QTimer* debounce_;

    StudioResult result_;
    StudioQuestion *preview_, *applying_;
};

}  // namespace tunesmith::ui
