// Trainer: the one loop. It knows rows, a model, an objective and an optimizer; which method, objective, family or device they are is no
// concern of it. Everything it draws depends on the seed and the step, so a run that goes on from a checkpoint is the run that was never cut off.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/adapt/method.h"
#include "core/base/cancel.h"
#include "core/base/progress.h"
#include "core/data/recipe.h"
#include "core/objective/objective.h"
#include "core/train/checkpoint.h"
#include "core/train/optimizer.h"

namespace tunesmith {

/// What the owner of a run wants of it now; looked at before every micro-batch.
enum class RunWish { GoOn, Pause, StopKeep, StopDiscard };

struct StepReport {
    std::int64_t step = 0, steps = 0;   // step: how many are done
    double epoch = 0, loss = 0, learningRate = 0, gradientNorm = 0;
    std::int64_t realTokens = 0, trainedTokens = 0;  // of this step
    double seconds = 0;                 // of this step, without evaluation and saving
};

/// All called on the training thread. The owner may block in `wish` to hold the run.
struct TrainerHooks {
    std::function<RunWish()> wish;
    std::function<void(const std::string& phase)> phase;
    std::function<void(const std::string& note)> note;            // what the engine changed by itself, and why
    std::function<void(const StepReport&)> step;
    std::function<void(std::int64_t step, double loss, bool best)> evaluated;
    /// Right after `evaluated`: how good the answers to the held-out rows are, where the objective can say it ("accuracy", "macro_f1").
    std::function<void(std::int64_t step, const std::vector<std::pair<std::string, double>>& scores)> scored;
    /// Answers the probe prompts with the model as it is.
    std::function<void(std::int64_t step)> probe;
    /// A checkpoint is about to be written: what the steps until here left has to be on the disk before it, as a run that is cut off after
    /// it goes on from it.
    std::function<void()> saving;
    std::function<void(const CheckpointInfo&)> saved;
    /// A checkpoint could not be written for want of space: the owner holds the run until there is some. Returns what it wants then.
    std::function<RunWish(const std::string& reason)> diskFull;
};

struct TrainerSetup {
    std::shared_ptr<const BaseModel> base;
    Recipe recipe;
    std::vector<TokenizedRow> rows, validation;   // rows without trained tokens are left out by the caller
    std::string folder;                           // of the run; checkpoints/ goes there
};

/// How a run ended. Losses are those of the steps made since this trainer began.
struct TrainerResult {
    std::int64_t step = 0, bestStep = 0;
    double bestLoss = -1;
    std::string because;   // "finished", "early stop", "stopped", "discarded"
    std::vector<double> losses;
    std::int64_t realTokens = 0, trainedTokens = 0;
    double seconds = 0;    // training itself: optimizer steps without evaluation, probes and saving
};

class Trainer {
public:
    /// Builds model and optimizer. Throws Error(BadInput, Device, OutOfMemory).
    explicit Trainer(TrainerSetup setup);
    ~Trainer();

    /// Starts values from `seed`, or from another adapter's or model's file of the same shape.
    void begin(const std::string& initialFile = {});
    /// Takes up a checkpoint of this run. Throws Error(BadFile) where it belongs to another one.
    void resume(const CheckpointInfo& checkpoint);
    /// Trains to the end. Throws Error; what was saved stays.
    TrainerResult run(const TrainerHooks& hooks, const Cancel& cancel);

    std::int64_t steps() const { return steps_; }
    std::int64_t stepsPerEpoch() const;
    std::int64_t trainedParameters() const;
    std::string device() const;
    std::string dtype() const;
    /// The model as it is now, for probes, on the CPU: the one that trains, or `copy` filled from it where that lies on another device.
    Transformer& cpuModel(TunedModel& copy);

    /// Tokens computed at once: the recipe's, else as many as give the products of that precision their full speed without much memory.
    static std::int64_t microTokensOf(const Recipe& recipe, const Transformer& model, Precision precision);
    static std::int64_t stepsOf(const Recipe& recipe, std::int64_t rows);
    /// Evaluations happen every so many steps: the recipe's number, else ten times in a run, and seldomer (down to twice) where the
    /// validation rows would cost more than a quarter of what training costs. Tokens: those of the whole run, and of one evaluation.
    static std::int64_t evaluationInterval(const Recipe& recipe, std::int64_t steps, std::int64_t trainingTokens, std::int64_t validationTokens);
    /// Checkpoints are written every so many steps, and at each evaluation that is the best so far.
    static std::int64_t savingInterval(const Recipe& recipe, std::int64_t steps);

private:
    struct Parts;
    struct Outcome;
    std::vector<std::int64_t> rowsOfStep(std::int64_t step) const;
    RunWish trainStep(const TrainerHooks& hooks, const Cancel& cancel, StepReport& report);
    double runMicroBatches(const std::vector<std::int64_t>& rows, double normaliser, const TrainerHooks& hooks, const Cancel& cancel, RunWish& wish);
    bool evaluate(const TrainerHooks& hooks, const Cancel& cancel);
    bool save(const TrainerHooks& hooks, TrainerResult& result);

    TrainerSetup setup_;
    std::unique_ptr<Parts> parts_;
    std::int64_t steps_ = 0, step_ = 0, microTokens_ = 0, longest_ = 0;
    std::int64_t bestStep_ = 0, sinceBest_ = 0, skipped_ = 0;
    double bestLoss_ = -1;
};

}  // namespace tunesmith
