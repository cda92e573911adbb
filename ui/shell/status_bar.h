// StatusBar: what this computer is and uses, the work going on with its progress, a download with its own, and that nothing leaves the
// computer.
#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace tunesmith::ui {

class ElidedLabel;
class HubBridge;
class JobBridge;
class ProjectBridge;
class TrainBridge;

class StatusBar : public QFrame {
    Q_OBJECT
public:
    StatusBar(ProjectBridge& project, HubBridge& hub, QWidget* parent = nullptr);
    QString text() const;
    /// What it says of a download; empty where there is none.
    QString transferText() const;

Q_SIGNALS:
    /// The work's own page should come to the front.
    void showTraining();

private:
    QWidget* buildTransfer();
    void showMachine();
    void showOffline();
    void showTransfer();
    void follow(JobBridge* job);
    void showJob();
    QString trainingText() const;
    JobBridge* shown() const;

    ProjectBridge& project_;
    HubBridge& hub_;
    ElidedLabel *machine_, *job_, *transfer_;
    QLabel* offline_;
    QToolButton *pause_, *pauseTransfer_, *endTransfer_;
    QWidget* transferBox_;
    QProgressBar* transferBar_;
    QPointer<JobBridge> other_;  // the newest work that is no training
};

}  // namespace tunesmith::ui
