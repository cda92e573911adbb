// StatusBar: what this computer is and uses, the work going on with its progress, and that nothing leaves the computer.
#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace tunesmith::ui {

class ElidedLabel;
class JobBridge;
class ProjectBridge;
class TrainBridge;

class StatusBar : public QFrame {
    Q_OBJECT
public:
    explicit StatusBar(ProjectBridge& project, QWidget* parent = nullptr);
    QString text() const;

Q_SIGNALS:
    /// The work's own page should come to the front.
    void showTraining();

private:
    void showMachine();
    void follow(JobBridge* job);
    void showJob();
    QString trainingText() const;
    JobBridge* shown() const;

    ProjectBridge& project_;
    ElidedLabel *machine_, *job_;
    QLabel* offline_;
    QToolButton* pause_;
    QPointer<JobBridge> other_;  // the newest work that is no training
};

}  // namespace tunesmith::ui
