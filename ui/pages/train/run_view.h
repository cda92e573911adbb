// RunView: a run, going on or over: its curve, the strip of small curves, the answers to the user's questions, what the
// curve says, and pause, stop, resume.
#pragma once

#include <QPointer>
#include <QWidget>
#include <map>
#include <string>
#include <vector>

#include "core/engine/project.h"
#include "ui/bridge/async.h"
#include "ui/pages/train/doctor.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace tunesmith::ui {

class Banner;
class Card;
class LossPlot;
class PageHeader;
class ProbeList;
class ProjectBridge;
class Selection;
class SparkLine;
class TrainBridge;

class RunView : public QWidget {
    Q_OBJECT
public:
    RunView(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    /// The run that goes on in this session.
    void follow(TrainBridge* training);
    /// One from the list.
    void showRun(std::int64_t run);
    std::int64_t run() const { return run_; }
    void togglePause();
    void askStop();

Q_SIGNALS:
    void newTraining();
    void resumeRun(std::int64_t run);
    void openPage(const QString& id);

private:
    QWidget* buildPlot();
    QWidget* buildStrip();
    QWidget* buildRight();
    QWidget* buildScores();
    void addScore(SparkLine* spark, const MetricPoint& point);
    void clear();
    void addMetrics(const std::vector<MetricPoint>& points, std::size_t first);
    void addProbes(const std::vector<ProbeAnswer>& answers, std::size_t first);
    void showSnapshot();
    void showEnd();
    void showInfo(const RunInfo& run);
    void showReadings();
    void showFinding(bool ended);
    void updateButtons();
    void setPill(const QString& words, const char* tone);

    ProjectBridge& project_;
    Selection& selection_;
    PageHeader* header_;
    QLabel* pill_;
    Banner* banner_;
    QPushButton *new_, *pause_, *stop_, *resume_, *chat_;
    QLabel *step_, *epoch_, *left_, *note_;
    QProgressBar* progress_;
    LossPlot* plot_;
    QPushButton* log_;
    SparkLine *rate_, *gradient_, *speed_, *memory_;
    QWidget* scores_;
    SparkLine *accuracy_, *macroF1_, *r2_;  // of a classifier
    QLabel* probesTitle_;
    ProbeList* probes_;
    Card* doctor_;
    QLabel *doctorTitle_, *doctorText_;

    QPointer<TrainBridge> training_;
    std::int64_t run_ = 0;
    RunInfo info_;
    std::map<std::string, std::int64_t> newest_;  // step by metric
    std::map<std::string, double> firstScore_;    // before training, or at the first check
    std::vector<CurvePoint> losses_, checks_;
    double lastRate_ = 0, lastGradient_ = 0, lastSpeed_ = 0, lastMemory_ = 0;
    int asked_ = 0;
};

}  // namespace tunesmith::ui
