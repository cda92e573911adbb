#include "core/engine/run_recorder.h"

#include <cmath>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/machine.h"

namespace tunesmith {

namespace {
constexpr double kSmoothing = 0.9;   // of the loss's running mean
constexpr auto kFlushEvery = std::chrono::seconds(1);
}  // namespace

RunRecorder::RunRecorder(JobCore& job, storage::ProjectDatabase& database, std::mutex& databaseLock, std::int64_t run)
    : job_(job), database_(database), databaseLock_(databaseLock), run_(run), lastFlush_(std::chrono::steady_clock::now()) {}

void RunRecorder::setState(const std::string& state, const std::string& reason) {
    const std::lock_guard guard(databaseLock_);
    database_.runs().setState(run_, state, reason);
}

void RunRecorder::guard(const std::function<void()>& work) {
    try {
        work();
    } catch (...) {
        const Failure failure = failureOf(std::current_exception());
        try {
            setState(failure.code == Code::Cancelled ? "stopped" : "failed", failure.message);
            if (progress_.id != 0) flush(true);  // it had begun
        } catch (const Error&) {
            // The first failure is the one to tell; the run is found "interrupted" at the next start.
        }
        throw;
    }
}

void RunRecorder::phase(const std::string& phase) {
    job_.update([&](JobSnapshot& s) { s.phase = phase; });
}

void RunRecorder::begin(std::int64_t step, std::int64_t steps, double epochs, const Json& hardware) {
    const std::lock_guard guard(databaseLock_);
    database_.runs().forgetAfter(run_, step);
    progress_ = database_.runs().get(run_);
    progress_.step = step;
    progress_.steps = steps;
    database_.runs().setProgress(progress_);
    database_.runs().setState(run_, "running");
    progress_.result["hardware"] = hardware;
    database_.runs().setResult(run_, progress_.result);
    job_.update([&](JobSnapshot& s) {
        s.step = s.done = step;
        s.steps = s.total = steps;
        s.epochs = epochs;
        s.bestStep = progress_.bestStep;
        s.bestValidationLoss = progress_.bestValidationLoss;
    });
}

TrainerHooks RunRecorder::hooks() {
    TrainerHooks hooks;
    hooks.wish = [this] { return hold({}); };
    hooks.phase = [this](const std::string& name) { phase(name); };
    hooks.note = [this](const std::string& note) { job_.update([&](JobSnapshot& s) { s.note = note; }); };
    hooks.step = [this](const StepReport& report) { step(report); };
    hooks.evaluated = [this](std::int64_t at, double loss, bool best) { evaluated(at, loss, best); };
    hooks.scored = [this](std::int64_t at, const Scores& scores) { scored(at, scores); };
    hooks.saving = [this] { flush(true); };
    hooks.saved = [this](const CheckpointInfo& checkpoint) {
        flush(true);
        const std::lock_guard guard(databaseLock_);
        storage::Checkpoint entry;
        entry.run = run_;
        entry.step = checkpoint.step;
        entry.folder = "runs/" + std::to_string(run_) + "/checkpoints/" + std::filesystem::path(checkpoint.folder).filename().string();
        entry.validationLoss = validationLoss_;
        entry.best = checkpoint.step == progress_.bestStep;
        database_.runs().addCheckpoint(entry);
        // Those that were pruned.
        for (const storage::Checkpoint& c : database_.runs().checkpoints(run_))
            if (!std::filesystem::exists(std::filesystem::path(checkpoint.folder).parent_path() / std::filesystem::path(c.folder).filename()))
                database_.runs().removeCheckpoint(run_, c.step);
        database_.runs().setProgress(progress_);
    };
    hooks.diskFull = [this](const std::string& reason) {
        {
            const std::lock_guard guard(job_.lock);
            if (job_.wish == RunWish::GoOn) job_.wish = RunWish::Pause;
        }
        return hold("The disk is full, so the run waits; the last checkpoint is kept. Free some space and go on. (" + reason + ")");
    };
    return hooks;
}

RunWish RunRecorder::hold(const std::string& reason) {
    {
        const std::lock_guard guard(job_.lock);
        if (job_.wish != RunWish::Pause) return job_.wish;
    }
    try {
        flush(false);
        setState("paused", reason);
    } catch (const Error&) {
        // A full disk may refuse this too; the pause itself needs no disk.
    }
    const RunWish wish = job_.holdWhilePaused(reason);
    try {
        if (wish == RunWish::GoOn) setState("running");
    } catch (const Error&) {
    }
    return wish;
}

void RunRecorder::metric(std::int64_t step, const char* name, double value) {
    waiting_.push_back({step, name, value});
    const std::lock_guard guard(job_.lock);
    job_.metrics.push_back({step, name, value});
}

void RunRecorder::step(const StepReport& report) {
    smoothed_ = kSmoothing * smoothed_ + (1 - kSmoothing) * report.loss;
    weight_ = kSmoothing * weight_ + (1 - kSmoothing);
    secondsPerStep_ = secondsPerStep_ == 0 ? report.seconds : 0.9 * secondsPerStep_ + 0.1 * report.seconds;
    const double speed = double(report.realTokens) / report.seconds;
    const std::int64_t memory = residentBytes();
    metric(report.step, "loss", report.loss);
    metric(report.step, "learning_rate", report.learningRate);
    metric(report.step, "gradient_norm", report.gradientNorm);
    metric(report.step, "tokens_per_second", speed);
    metric(report.step, "memory_bytes", double(memory));
    progress_.step = report.step;
    progress_.loss = report.loss;
    progress_.seconds += report.seconds;
    job_.update([&](JobSnapshot& s) {
        s.step = s.done = report.step;
        s.epoch = report.epoch;
        s.loss = report.loss;
        s.smoothedLoss = smoothed_ / weight_;
        s.learningRate = report.learningRate;
        s.gradientNorm = report.gradientNorm;
        s.tokensPerSecond = speed;
        s.memoryBytes = memory;
        s.secondsLeft = secondsPerStep_ * double(report.steps - report.step);
    });
    if (std::chrono::steady_clock::now() - lastFlush_ > kFlushEvery) flush(false);
}

void RunRecorder::evaluated(std::int64_t step, double loss, bool best) {
    metric(step, "validation_loss", loss);
    validationLoss_ = loss;
    if (best) {
        progress_.bestStep = step;
        progress_.bestValidationLoss = loss;
    }
    job_.update([&](JobSnapshot& s) {
        s.validationLoss = loss;
        s.bestStep = progress_.bestStep;
        s.bestValidationLoss = progress_.bestValidationLoss;
    });
}

void RunRecorder::scored(std::int64_t step, const Scores& scores) {
    for (const auto& [name, value] : scores) metric(step, name.c_str(), value);
    job_.update([&](JobSnapshot& s) { s.scores = scores; });
}

void RunRecorder::flush(bool must) {
    lastFlush_ = std::chrono::steady_clock::now();
    try {
        const std::lock_guard guard(databaseLock_);
        database_.runs().appendMetrics(run_, waiting_);
        for (const storage::Probe& probe : waitingProbes_) database_.runs().addProbe(run_, probe);
        if (progress_.id != 0) database_.runs().setProgress(progress_);  // 0: the run ended before it began
        waiting_.clear();
        waitingProbes_.clear();
    } catch (const Error& e) {
        if (must || (e.code() != Code::Busy && e.code() != Code::DiskFull)) throw;
    }
}

void RunRecorder::probes(const std::vector<ProbeAnswer>& answers) {
    for (std::size_t i = 0; i < answers.size(); ++i)
        waitingProbes_.push_back({answers[i].step, std::int64_t(i), answers[i].prompt, answers[i].answer});
    {
        const std::lock_guard guard(job_.lock);
        job_.probes.insert(job_.probes.end(), answers.begin(), answers.end());
    }
    flush(false);
}

void RunRecorder::finish(const TrainerResult& result, const std::string& device, const std::string& dtype) {
    flush(true);
    TrainResult out;
    out.run = run_;
    out.steps = result.step;
    out.bestStep = result.bestStep;
    out.realTokens = result.realTokens;
    out.trainedTokens = result.trainedTokens;
    out.seconds = result.seconds;
    out.realTokensPerSecond = result.seconds > 0 ? double(result.realTokens) / result.seconds : 0;
    out.validationLoss = result.bestLoss;
    out.peakRssBytes = peakResidentBytes();
    out.device = device;
    out.dtype = dtype;
    out.stoppedBecause = result.because;
    const std::lock_guard guard(databaseLock_);
    for (const storage::Metric& m : database_.runs().metrics(run_, "loss")) out.losses.push_back(m.value);
    for (const char* name : {"accuracy", "macro_f1", "r2"})
        for (const storage::Metric& m : database_.runs().metrics(run_, name))
            if (m.step == result.bestStep && result.bestStep > 0) out.scores.emplace_back(name, m.value);
    Json record = progress_.result;
    record["because"] = out.stoppedBecause;
    record["real_tokens"] = out.realTokens;
    record["trained_tokens"] = out.trainedTokens;
    record["real_tokens_per_second"] = out.realTokensPerSecond;
    record["peak_rss_bytes"] = out.peakRssBytes;
    database_.runs().setResult(run_, record);
    database_.runs().setState(run_, result.because == "stopped" ? "stopped" : "finished", result.because);
    const std::lock_guard jobGuard(job_.lock);
    job_.train = std::move(out);
}

void RunRecorder::discard(const std::string& folder) {
    std::error_code failed;
    const std::lock_guard guard(databaseLock_);
    database_.runs().setState(run_, "stopped", "discarded");
    database_.runs().remove(run_);
    std::filesystem::remove_all(folder, failed);
    const std::lock_guard jobGuard(job_.lock);
    job_.train.run = 0;
    job_.train.stoppedBecause = "discarded";
}

}  // namespace tunesmith
