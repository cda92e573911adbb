#include "ui/bridge/studio_question.h"

#include <utility>

#include "ui/bridge/project_bridge.h"

namespace tunesmith::ui {

StudioQuestion::StudioQuestion(ProjectBridge& project, QObject* parent) : QObject(parent), project_(project) {}

void StudioQuestion::ask(std::function<std::shared_ptr<StudioJob>(DataStudio&)> work) {
    forget();
    project_.startStudio(std::move(work), this, [this, question = newest_](Result<StudioBridge*> started) {
        if (!started) {
            if (question == newest_) Q_EMIT failed(*started.failure);
            return;
        }
        StudioBridge* job = *started;
        connect(job, &JobBridge::changed, this, [this, job] {
            if (job == job_) Q_EMIT progressed(job->snapshot());
        });
        connect(job, &JobBridge::ended, this, [this, job] { ended(job); });
        if (question == newest_)
            job_ = job;
        else
            job->cancel();
    });
}

void StudioQuestion::ended(StudioBridge* job) {
    job->deleteLater();
    if (job != job_) return;
    job_ = nullptr;
    if (job->succeeded())
        Q_EMIT answered(job->result());
    else if (job->outcome().state == JobState::Cancelled || !job->outcome().failure)
        Q_EMIT cancelled();
    else
        Q_EMIT failed(*job->outcome().failure);
}

void StudioQuestion::cancel() {
    if (job_) job_->cancel();
}

void StudioQuestion::forget() {
    ++newest_;
    if (job_) job_->cancel();
    job_ = nullptr;
}

}  // namespace tunesmith::ui
