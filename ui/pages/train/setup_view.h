// SetupView: before a run: what to learn, from which rows, with which model and settings; ready or not; earlier runs.
#pragma once

#include <QWidget>
#include <vector>

#include "core/engine/project.h"
#include "ui/bridge/async.h"

class QButtonGroup;
class QComboBox;
class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QTableView;
class QVBoxLayout;

namespace tunesmith::ui {

class Banner;
class Card;
class DatasetListModel;
class ModelListModel;
class PageHeader;
class ProjectBridge;
class ReadyCard;
class RenderedView;
class RunListModel;
class Selection;
class SettingField;

class SetupView : public QWidget {
    Q_OBJECT
public:
    SetupView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void setAllSettings(bool on);
    /// Brings a setting's field in sight and gives it the focus.
    void showSetting(const std::string& key);
    ReadyCard* readyCard() const { return ready_; }

Q_SIGNALS:
    void started();
    void openRun(std::int64_t run);
    void resumeRun(std::int64_t run);
    void openPage(const QString& id);

private:
    QWidget* buildGoal();
    QWidget* buildSources();
    QWidget* buildProbes();
    QWidget* buildRowPreview();
    QWidget* buildRuns();
    void buildSettings(QVBoxLayout* column);
    void refresh();
    void showRecipe();
    void showGoals();
    void edit(const std::string& key, const Json& value);
    void applyRecipeFile(const QString& name);
    void updateCaptions();
    void updateRunButtons();
    void askTargets();
    void deleteRun();
    void showRow();

    ProjectBridge& project_;
    Selection& selection_;
    PageHeader* header_;
    Banner* banner_;
    QComboBox *level_, *datasets_, *models_, *recipes_;
    DatasetListModel* datasetModel_;
    ModelListModel* modelModel_;
    RunListModel* runModel_;
    QButtonGroup* goals_;
    std::vector<QLabel*> goalTexts_;  // below each of its buttons
    std::vector<SettingField*> fields_;
    std::vector<std::pair<int, Card*>> groups_;  // SettingGroup, its card
    QPlainTextEdit* probes_;
    ReadyCard* ready_;
    Card *previewCard_, *runsCard_, *probesCard_;
    RenderedView* view_;
    QLabel* viewSummary_;
    QTableView* runs_;
    QPushButton *openRun_, *resumeRun_, *deleteRun_, *nextRow_;
    QScrollArea* area_;
    bool allSettings_ = false;
    std::int64_t rowPosition_ = 0;
    int rowAsked_ = 0;
    QString targetsOf_;  // the model whose layers the chips name
};

}  // namespace tunesmith::ui
