// RunRecorder: what a training run writes down while it goes on: to the database (metrics in batches, none is ever lost), and to the job that
// a front end looks at. Lives on the compute thread.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/engine/job_core.h"
#include "core/storage/project_database.h"
#include "core/train/trainer.h"

namespace tunesmith {

class RunRecorder {
public:
    RunRecorder(JobCore& job, storage::ProjectDatabase& database, std::mutex& databaseLock, std::int64_t run);

    /// Runs `work`; a failure or cancellation is written to the run before it goes on to the job.
    void guard(const std::function<void()>& work);
    void phase(const std::string& phase);
    /// The run starts, or goes on after `step`: what was written beyond it is forgotten.
    void begin(std::int64_t step, std::int64_t steps, double epochs, const Json& hardware);
    /// wish, phase, note, step, evaluated, saving, saved and diskFull.
    TrainerHooks hooks();
    void probes(const std::vector<ProbeAnswer>& answers);
    void finish(const TrainerResult& result, const std::string& device, const std::string& dtype);
    /// Removes the run and its files.
    void discard(const std::string& folder);

private:
    using Scores = std::vector<std::pair<std::string, double>>;
    void step(const StepReport& report);
    void evaluated(std::int64_t step, double loss, bool best);
    RunWish hold(const std::string& reason);
    void scored(std::int64_t step, const Scores& scores);
    void metric(std::int64_t step, const char* name, double value);
    /// Writes what is waiting; a busy database keeps it for the next time unless `must`.
    void flush(bool must);
    void setState(const std::string& state, const std::string& reason = {});

    JobCore& job_;
    storage::ProjectDatabase& database_;
    std::mutex& databaseLock_;
    std::int64_t run_;
    std::vector<storage::Metric> waiting_;
    std::vector<storage::Probe> waitingProbes_;
    std::chrono::steady_clock::time_point lastFlush_;
    storage::Run progress_;   // step, steps, best, loss, seconds
    double smoothed_ = 0, weight_ = 0, secondsPerStep_ = 0, validationLoss_ = -1;
};

}  // namespace tunesmith
