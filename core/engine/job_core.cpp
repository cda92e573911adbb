#include "core/engine/job_core.h"

#include <c10/util/Exception.h>

#include <new>

namespace tunesmith {

Failure failureOf(const std::exception_ptr& exception) {
    try {
        std::rethrow_exception(exception);
    } catch (const Error& e) {
        return {e.code(), e.what(), e.where()};
    } catch (const std::bad_alloc&) {
        return {Code::OutOfMemory, "There is not enough memory for this. Close other programs, or choose a smaller model or shorter rows.", {}};
    } catch (const c10::OutOfMemoryError& e) {
        return {Code::OutOfMemory, e.what_without_backtrace(), {}};
    } catch (const c10::Error& e) {
        return {Code::Internal, e.what_without_backtrace(), {}};
    } catch (const std::exception& e) {
        return {Code::Internal, e.what(), {}};
    } catch (...) {
        return {Code::Internal, "An unknown fault ended the job.", {}};
    }
}

JobCore::JobCore(JobKind kind, std::string title) {
    snapshot_.kind = kind;
    snapshot_.title = std::move(title);
}

void JobCore::run(const std::function<void()>& work) {
    {
        const std::lock_guard guard(lock);
        started_ = std::chrono::steady_clock::now();
        snapshot_.state = JobState::Running;
    }
    Outcome outcome;
    try {
        if (cancel.requested() && neverRan) neverRan();
        cancel.throwIfRequested();
        work();
    } catch (...) {
        Failure failure = failureOf(std::current_exception());
        outcome.state = failure.code == Code::Cancelled ? JobState::Cancelled : JobState::Failed;
        outcome.failure = std::move(failure);
    }
    const JobSnapshot last = snapshot();
    const std::lock_guard guard(lock);
    snapshot_ = last;
    snapshot_.state = outcome.state;
    snapshot_.secondsLeft = 0;
    outcome_ = std::move(outcome);
    finished_ = true;
    changed.notify_all();
}

void JobCore::abandon() {
    cancel.request();
    run([] {});
}

void JobCore::update(const std::function<void(JobSnapshot&)>& change) {
    const std::lock_guard guard(lock);
    change(snapshot_);
}

JobSnapshot JobCore::snapshot() const {
    const std::lock_guard guard(lock);
    JobSnapshot result = snapshot_;
    if (finished_ || result.state == JobState::Queued) return result;
    result.elapsedSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    if (progress.total > 0) {
        result.done = progress.done;
        result.total = progress.total;
        if (result.kind != JobKind::Train && result.done > 0 && result.total > 0)
            result.secondsLeft = result.elapsedSeconds * double(result.total - result.done) / double(result.done);
    }
    return result;
}

bool JobCore::finished() const {
    const std::lock_guard guard(lock);
    return finished_;
}

Outcome JobCore::wait() {
    std::unique_lock guard(lock);
    changed.wait(guard, [&] { return finished_; });
    return outcome_;
}

RunWish JobCore::holdWhilePaused(const std::string& reason) {
    std::unique_lock guard(lock);
    if (wish != RunWish::Pause) return wish;
    snapshot_.state = JobState::Paused;
    snapshot_.phase = "paused";
    if (!reason.empty()) snapshot_.note = reason;
    changed.wait(guard, [&] { return wish != RunWish::Pause || cancel.requested(); });
    if (wish == RunWish::Pause) wish = RunWish::GoOn;  // cancelled: the caller looks at that next
    snapshot_.state = wish == RunWish::GoOn ? JobState::Running : JobState::Stopping;
    snapshot_.phase = "training";
    if (!reason.empty() && wish == RunWish::GoOn) snapshot_.note.clear();
    return wish;
}

// ---- the front end's side

Job::~Job() = default;
JobSnapshot Job::snapshot() const { return core_->snapshot(); }
bool Job::finished() const { return core_->finished(); }
Outcome Job::wait() { return core_->wait(); }
Outcome Job::outcome() const { return core_->finished() ? core_->wait() : Outcome{JobState::Running, {}}; }

void Job::cancel() {
    core_->cancel.request();
    core_->update([](JobSnapshot& s) {
        if (s.state == JobState::Running || s.state == JobState::Paused) s.state = JobState::Stopping;
    });
    core_->changed.notify_all();
}

namespace {
template <typename T>
T read(const JobCore& core, const T& field) {
    const std::lock_guard guard(core.lock);
    return field;
}
template <typename T>
T drain(JobCore& core, T& field) {
    const std::lock_guard guard(core.lock);
    T result;
    result.swap(field);
    return result;
}
void wishFor(JobCore& core, RunWish wish) {
    {
        const std::lock_guard guard(core.lock);
        if (core.wish == RunWish::StopDiscard) return;  // nothing takes that back
        core.wish = wish;
    }
    core.update([&](JobSnapshot& s) {
        if ((wish == RunWish::StopKeep || wish == RunWish::StopDiscard) && (s.state == JobState::Running || s.state == JobState::Paused))
            s.state = JobState::Stopping;
    });
    core.changed.notify_all();
}
}  // namespace

ImportReport ImportJob::report() const { return read(*core_, core_->import); }
Readiness CheckJob::readiness() const { return read(*core_, core_->readiness); }
MeasureResult MeasureJob::result() const { return read(*core_, core_->measured); }
TrainResult TrainJob::result() const { return read(*core_, core_->train); }
GenerateResult GenerateJob::result() const { return read(*core_, core_->generate); }
EvaluateResult EvaluateJob::result() const { return read(*core_, core_->evaluate); }
ExportResult ExportJob::result() const { return read(*core_, core_->exported); }
std::vector<MetricPoint> TrainJob::drainMetrics() { return drain(*core_, core_->metrics); }
std::vector<ProbeAnswer> TrainJob::drainProbes() { return drain(*core_, core_->probes); }
std::string GenerateJob::drainText() { return drain(*core_, core_->text); }
void TrainJob::pause() { wishFor(*core_, RunWish::Pause); }
void TrainJob::resume() { wishFor(*core_, RunWish::GoOn); }
void TrainJob::stop(bool keep) { wishFor(*core_, keep ? RunWish::StopKeep : RunWish::StopDiscard); }

}  // namespace tunesmith
