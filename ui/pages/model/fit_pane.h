// FitPane: what training the chosen model would take of this computer as it is set now; why it cannot be trained so;
// the nearest settings that fit, each one click away; and the same measured.
#pragma once

#include <QPointer>
#include <QWidget>
#include <optional>

#include "core/engine/project.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace tunesmith::ui {

class MeasureBridge;
class ProjectBridge;
class Selection;

class FitPane : public QWidget {
    Q_OBJECT
public:
    FitPane(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    /// Looks again: another model is chosen, or it has changed. Other settings are seen by itself.
    void refresh();
    bool isMeasuring() const { return measuring_ || job_; }

Q_SIGNALS:
    void measuringChanged();

private:
    void buildFigures(QVBoxLayout* column);
    void buildMeasure(QVBoxLayout* column);
    void showReport(const FitReport& report);
    void showNearest(const FitReport& report);
    void showMeasure();
    void measure();
    void measured();
    void apply(const FitChange& change);

    ProjectBridge& project_;
    Selection& selection_;
    QLabel *problem_, *figure_, *verdict_, *parts_, *disk_, *nearestTitle_, *measureText_;
    QVBoxLayout* nearest_;
    QPushButton *measure_, *cancel_;
    QProgressBar* busy_;
    QPointer<MeasureBridge> job_;
    bool measuring_ = false;  // a job was asked for and is not there yet
    bool fits_ = false;
    int asked_ = 0;
    QString measuredModel_;  // what the text below the button speaks of
    Recipe measuredRecipe_;
    std::optional<MeasureResult> result_;
    QString failure_;
};

}  // namespace tunesmith::ui
