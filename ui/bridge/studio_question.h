// StudioQuestion: what a view asks about all rows, and asks anew when its settings change. Only the newest question is
// answered; the work for those before it is cancelled. GUI thread only.
#pragma once

#include <QObject>
#include <functional>
#include <memory>

#include "ui/bridge/job_bridge.h"

namespace tunesmith::ui {

class ProjectBridge;

class StudioQuestion : public QObject {
    Q_OBJECT
public:
    StudioQuestion(ProjectBridge& project, QObject* parent);
    void ask(std::function<std::shared_ptr<StudioJob>(DataStudio&)> work);
    bool isRunning() const { return job_ != nullptr; }
    /// cancelled() follows where something is being asked.
    void cancel();
    /// Nothing follows.
    void forget();

Q_SIGNALS:
    void progressed(const tunesmith::JobSnapshot& snapshot);
    void answered(const tunesmith::StudioResult& result);
    void failed(const tunesmith::Failure& failure);
    void cancelled();

private:
    void ended(StudioBridge* job);

    ProjectBridge& project_;
    StudioBridge* job_ = nullptr;  // of the newest question, while it runs
    int newest_ = 0;
};

}  // namespace tunesmith::ui
