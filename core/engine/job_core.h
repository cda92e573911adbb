// JobCore: the worker's side of a Job. The worker fills it under its lock; front ends see copies.
#pragma once

#include <any>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

#include "core/base/cancel.h"
#include "core/base/progress.h"
#include "core/engine/job.h"
#include "core/train/trainer.h"

namespace tunesmith {

class JobCore {
public:
    JobCore(JobKind kind, std::string title);

    Cancel cancel;
    Progress progress;  // read into snapshots where the kind counts by it
    std::function<void()> neverRan;  // called where the job is cancelled before its turn; set before it is posted

    /// Runs `work` on the calling thread and keeps how it ended. The one catch-all: nothing leaves it.
    void run(const std::function<void()>& work);
    /// Ends a job that never ran.
    void abandon();

    void update(const std::function<void(JobSnapshot&)>& change);
    JobSnapshot snapshot() const;
    bool finished() const;
    Outcome wait();

    // What the kinds of jobs give; guarded by `lock`.
    mutable std::mutex lock;
    std::condition_variable changed;
    ImportReport import;
    Readiness readiness;
    MeasureResult measured;
    TrainResult train;
    GenerateResult generate;
    EvaluateResult evaluate;
    ExportResult exported;
    std::any other;                    // of kinds whose result types this header does not know
    std::vector<MetricPoint> metrics;  // not yet drained
    std::vector<ProbeAnswer> probes;
    std::string text;
    RunWish wish = RunWish::GoOn;      // of a training run's owner

    /// Blocks a training run while its owner wants it to pause (for `reason`); returns what it wants then.
    RunWish holdWhilePaused(const std::string& reason);

private:
    JobSnapshot snapshot_;
    Outcome outcome_;
    bool finished_ = false;
    std::chrono::steady_clock::time_point started_;
};

/// Any exception as values. Never throws.
Failure failureOf(const std::exception_ptr& exception);

}  // namespace tunesmith
