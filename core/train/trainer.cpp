#include "core/train/trainer.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <new>
#include <numeric>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/evaluate/loss.h"
#include "core/model/fused_transformer.h"
#include "core/model/plain_transformer.h"
#include "core/train/device.h"

namespace tunesmith {

namespace {

constexpr std::int64_t kMicroTokens = 512;   // enough rows for the full speed of fp32 products, few for their memory
constexpr std::int64_t kMicroTokensBf16 = 1024;  // products so quick that reading the weights for each micro-batch shows,
constexpr std::int64_t kMicroTokensPairs = 2048; // of an encoder-decoder: answers are a small part of them, and have products of their own,
constexpr std::int64_t kMostForSpeed = std::int64_t(1) << 30;  // as long as the buffers stay below these bytes
constexpr std::int64_t kEvaluations = 10;    // in a run, and as many checkpoints
constexpr std::int64_t kFewestEvaluations = 2;   // halfway and at the end
constexpr double kEvaluationShare = 0.25;    // of what training costs
constexpr double kForwardShare = 1.0 / 3;    // of a training token's cost: the other two thirds are its backward
constexpr std::int64_t kSkipsAllowed = 3;    // steps in a row without a finite gradient
constexpr std::int64_t kKeptCheckpoints = 2; // beside the best

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::int64_t tokensOf(const std::vector<TokenizedRow>& rows) {
    std::int64_t tokens = 0;
    for (const TokenizedRow& row : rows) tokens += row.length();
    return tokens;
}

// The interval with which something happens so many times in a run.
std::int64_t everySteps(std::int64_t steps, std::int64_t times) {
    return std::max<std::int64_t>(1, (steps + times - 1) / times);
}

std::int64_t longestOf(const std::vector<TokenizedRow>& rows) {
    std::int64_t longest = 1;
    for (const TokenizedRow& row : rows) longest = std::max(longest, row.length());
    return longest;
}

}  // namespace

struct Trainer::Parts {
    ComputePlace place;
    std::unique_ptr<Transformer> transformer;
    ParameterSet parameters;
    std::unique_ptr<Method> method;
    std::unique_ptr<Objective> objective;
    std::unique_ptr<CausalLm> model;
    std::unique_ptr<AdamW> optimizer;
};

std::int64_t Trainer::stepsOf(const Recipe& recipe, std::int64_t rows) {
    if (rows == 0) return 0;
    if (recipe.train.maxSteps > 0) return recipe.train.maxSteps;
    const std::int64_t perEpoch = (rows + recipe.train.batch - 1) / recipe.train.batch;
    return std::max<std::int64_t>(1, std::int64_t(std::ceil(recipe.train.epochs * double(perEpoch))));
}

std::int64_t Trainer::microTokensOf(const Recipe& recipe, const Transformer& model, Precision precision) {
    if (recipe.train.microTokens > 0) return recipe.train.microTokens;
    const std::int64_t wanted = model.encoder ? kMicroTokensPairs : precision == Precision::Bf16 ? kMicroTokensBf16 : kMicroTokens;
    for (std::int64_t tokens = wanted; tokens > kMicroTokens; tokens /= 2)
        if (FusedTransformer::workspaceBytes(model, tokens) <= kMostForSpeed) return tokens;
    return kMicroTokens;
}

std::int64_t Trainer::evaluationInterval(const Recipe& recipe, std::int64_t steps, std::int64_t trainingTokens, std::int64_t validationTokens) {
    if (recipe.train.evaluateEvery > 0) return recipe.train.evaluateEvery;
    const double affordable = kEvaluationShare * double(trainingTokens) / (kForwardShare * double(std::max<std::int64_t>(1, validationTokens)));
    return everySteps(steps, std::int64_t(std::clamp(affordable, double(kFewestEvaluations), double(kEvaluations))));
}

std::int64_t Trainer::savingInterval(const Recipe& recipe, std::int64_t steps) {
    return recipe.train.saveEvery > 0 ? recipe.train.saveEvery : everySteps(steps, kEvaluations);
}

Trainer::Trainer(TrainerSetup setup) : setup_(std::move(setup)), parts_(std::make_unique<Parts>()) {
    const Recipe& recipe = setup_.recipe;
    Parts& p = *parts_;
    if (setup_.rows.empty()) throw Error(Code::BadInput, "There are no rows to train on.");
    p.transformer = std::make_unique<Transformer>(setup_.base);
    p.objective = makeObjective(recipe, *p.transformer);
    p.place = chooseDevice(p.objective->deviceFor(recipe.train.device), recipe.train.dtype);
    p.method = makeMethod(recipe);
    p.method->declare(*p.transformer, p.parameters);
    p.parameters.allocate(p.place.device);
    p.method->bind(*p.transformer, p.parameters, true);
    if (p.place.device.is_cpu())
        p.model = std::make_unique<FusedTransformer>(*p.transformer, precisionOf(p.place));
    p.optimizer = std::make_unique<AdamW>(p.parameters, recipe.train);
    steps_ = stepsOf(recipe, std::int64_t(setup_.rows.size()));
    longest_ = longestOf(setup_.rows);
    microTokens_ = microTokensOf(recipe, *p.transformer, precisionOf(p.place));
}

Trainer::~Trainer() = default;

std::int64_t Trainer::stepsPerEpoch() const {
    return (std::int64_t(setup_.rows.size()) + setup_.recipe.train.batch - 1) / setup_.recipe.train.batch;
}
std::int64_t Trainer::trainedParameters() const { return parts_->parameters.count(); }
std::string Trainer::device() const { return parts_->place.deviceName; }
std::string Trainer::dtype() const { return parts_->place.dtypeName; }

Transformer& Trainer::cpuModel(TunedModel& copy) {
    if (parts_->place.device.is_cpu()) return *parts_->transformer;
    if (!copy.model) copy = tunedModelFor(setup_.base, setup_.recipe);
    copy.parameters.values().copy_(parts_->parameters.values());
    return *copy.model;
}

void Trainer::begin(const std::string& initialFile) {
    Parts& p = *parts_;
    p.method->initialise(*p.transformer, p.parameters, setup_.recipe.train.seed);
    if (!initialFile.empty()) loadParameters(p.parameters, initialFile);
    if (!p.model) p.model = std::make_unique<PlainTransformer>(*p.transformer, p.parameters, p.place.device, p.place.dtype);
}

void Trainer::resume(const CheckpointInfo& checkpoint) {
    namespace fs = std::filesystem;
    Parts& p = *parts_;
    loadParameters(p.parameters, (fs::path(checkpoint.folder) / p.method->fileName()).string());
    p.optimizer->load((fs::path(checkpoint.folder) / "optimizer.safetensors").string());
    const Json state = checkpointState(checkpoint);
    try {
        step_ = state.at("step").get<std::int64_t>();
        microTokens_ = state.at("micro_tokens").get<std::int64_t>();
        bestStep_ = state.at("best_step").get<std::int64_t>();
        bestLoss_ = state.at("best_loss").get<double>();
        sinceBest_ = state.at("since_best").get<std::int64_t>();
    } catch (const Json::exception& e) {
        throw Error(Code::BadFile, std::string("The checkpoint's state cannot be read: ") + e.what(), checkpoint.folder);
    }
    if (!p.model) p.model = std::make_unique<PlainTransformer>(*p.transformer, p.parameters, p.place.device, p.place.dtype);
}

// Each epoch is a permutation of its own, or the rows as they stand; the last step of an epoch may be smaller.
std::vector<std::int64_t> Trainer::rowsOfStep(std::int64_t step) const {
    const auto rows = std::int64_t(setup_.rows.size()), batch = setup_.recipe.train.batch;
    const std::int64_t epoch = step / stepsPerEpoch(), first = step % stepsPerEpoch() * batch;
    std::vector<std::int64_t> order(static_cast<std::size_t>(rows));
    if (setup_.recipe.train.shuffle) order = RandomStream(setup_.recipe.train.seed, "shuffle", std::uint64_t(epoch)).permutation(rows);
    else std::iota(order.begin(), order.end(), std::int64_t(0));
    return {order.begin() + first, order.begin() + std::min(rows, first + batch)};
}

double Trainer::runMicroBatches(const std::vector<std::int64_t>& rows, double normaliser, const TrainerHooks& hooks, const Cancel& cancel,
                                RunWish& wish) {
    Parts& p = *parts_;
    p.parameters.zeroGradients();
    std::vector<std::int64_t> lengths;
    for (const std::int64_t row : rows) lengths.push_back(setup_.rows[std::size_t(row)].length());
    const std::uint64_t key = RandomStream(setup_.recipe.train.seed, "dropout", std::uint64_t(step_)).key() | 1;
    double loss = 0;
    for (const std::vector<std::int64_t>& bin : packRows(lengths, microTokens_)) {
        cancel.throwIfRequested();
        wish = hooks.wish ? hooks.wish() : RunWish::GoOn;
        if (wish != RunWish::GoOn) return loss;
        PackedBatch batch;
        for (const std::int64_t i : bin) batch.add(setup_.rows[std::size_t(rows[std::size_t(i)])], rows[std::size_t(i)]);
        loss += p.objective->run(*p.model, batch, normaliser, key);
    }
    return loss;
}

// One optimizer step. A wish other than GoOn ends it before anything was updated.
RunWish Trainer::trainStep(const TrainerHooks& hooks, const Cancel& cancel, StepReport& report) {
    Parts& p = *parts_;
    const auto start = std::chrono::steady_clock::now();
    const std::vector<std::int64_t> rows = rowsOfStep(step_);
    std::vector<const TokenizedRow*> pointers;
    for (const std::int64_t row : rows) {
        pointers.push_back(&setup_.rows[std::size_t(row)]);
        report.realTokens += pointers.back()->length();
        report.trainedTokens += pointers.back()->trainedCount();
    }
    const double normaliser = p.objective->normaliser(pointers);
    RunWish wish = RunWish::GoOn;
    for (;;) {
        const char* failure = nullptr;
        try {
            report.loss = runMicroBatches(rows, normaliser, hooks, cancel, wish);
            if (wish != RunWish::GoOn) return wish;
            break;
        } catch (const Error& e) {
            if (e.code() != Code::OutOfMemory) throw;
            failure = "memory";
        } catch (const std::bad_alloc&) {
            failure = "memory";
        } catch (const c10::OutOfMemoryError&) {
            failure = "device memory";
        }
        // The loss is normalised over the whole step, so smaller micro-batches give the same gradient.
        if (microTokens_ <= longest_ / 2 || microTokens_ <= 32)
            throw Error(Code::OutOfMemory, std::string("There is not enough ") + failure + " even for one row at a time; shorten the rows "
                                           "(data.maxLength), lower the rank, or choose a smaller model.");
        microTokens_ /= 2;
        if (hooks.note)
            hooks.note(std::string("Out of ") + failure + ": micro-batches are halved to " + std::to_string(microTokens_) +
                       " tokens and accumulation doubled; the result stays the same.");
    }
    report.learningRate = learningRateAt(setup_.recipe.train, step_, steps_);
    report.gradientNorm = p.optimizer->step(report.learningRate);
    if (!std::isfinite(report.gradientNorm) || !std::isfinite(report.loss)) {
        if (++skipped_ > kSkipsAllowed)
            throw Error(Code::BadInput, "The loss or gradient was not a finite number in " + std::to_string(skipped_) + " steps in a row, the last at step " +
                                            std::to_string(step_ + 1) + ". Lower train.learningRate; the last checkpoint is kept.");
        if (hooks.note) hooks.note("Step " + std::to_string(step_ + 1) + " gave no finite gradient and changed nothing.");
    } else {
        skipped_ = 0;
    }
    ++step_;
    report.step = step_;
    report.steps = steps_;
    report.epoch = double(step_) / double(stepsPerEpoch());
    report.seconds = secondsSince(start);
    return RunWish::GoOn;
}

// True when patience is at its end.
bool Trainer::evaluate(const TrainerHooks& hooks, const Cancel& cancel) {
    bool ends = false;
    if (!setup_.validation.empty()) {
        if (hooks.phase) hooks.phase("evaluating");
        const auto evaluation = evaluateRows(*parts_->objective, *parts_->model, setup_.validation,
                                             std::max(microTokens_, longestOf(setup_.validation)), cancel);
        const double loss = evaluation->loss();
        const bool best = std::isfinite(loss) && (bestLoss_ < 0 || loss < bestLoss_);
        if (best && step_ > 0) {
            bestLoss_ = loss;
            bestStep_ = step_;
            sinceBest_ = 0;
        } else if (step_ > 0) {
            ends = ++sinceBest_ >= setup_.recipe.train.patience && setup_.recipe.train.patience > 0;
        }
        if (hooks.evaluated) hooks.evaluated(step_, loss, best && step_ > 0);
        if (hooks.scored) hooks.scored(step_, evaluation->scores());
    }
    if (hooks.probe) hooks.probe(step_);
    return ends;
}

// False where the owner gave up on a full disk.
bool Trainer::save(const TrainerHooks& hooks, TrainerResult& result) {
    namespace fs = std::filesystem;
    Parts& p = *parts_;
    const Json state = {{"step", step_}, {"micro_tokens", microTokens_}, {"best_step", bestStep_}, {"best_loss", bestLoss_}, {"since_best", sinceBest_}};
    for (;;) {
        if (hooks.phase) hooks.phase("saving");
        try {
            if (hooks.saving) hooks.saving();
            const CheckpointInfo saved = writeCheckpoint(setup_.folder, step_, state, [&](const std::string& folder) {
                saveParameters(p.parameters, (fs::path(folder) / p.method->fileName()).string());
                p.optimizer->save((fs::path(folder) / "optimizer.safetensors").string());
            });
            pruneCheckpoints(setup_.folder, kKeptCheckpoints, bestStep_);
            if (hooks.saved) hooks.saved(saved);
            return true;
        } catch (const Error& e) {
            if (e.code() != Code::DiskFull || !hooks.diskFull) throw;
            const RunWish wish = hooks.diskFull(e.fullText());
            if (wish == RunWish::GoOn) continue;
            result.because = wish == RunWish::StopDiscard ? "discarded" : "stopped";
            return false;
        }
    }
}

TrainerResult Trainer::run(const TrainerHooks& hooks, const Cancel& cancel) {
    TrainerResult result;
    const double rowsOfRun = double(steps_) * double(std::min(setup_.recipe.train.batch, std::int64_t(setup_.rows.size())));
    const auto trainingTokens = std::int64_t(double(tokensOf(setup_.rows)) / double(setup_.rows.size()) * rowsOfRun);
    const std::int64_t interval = evaluationInterval(setup_.recipe, steps_, trainingTokens, tokensOf(setup_.validation));
    const std::int64_t saving = savingInterval(setup_.recipe, steps_);
    if (step_ == 0) evaluate(hooks, cancel);
    std::int64_t savedAt = step_;
    while (step_ < steps_ && result.because.empty()) {
        if (hooks.phase) hooks.phase("training");
        StepReport report;
        const RunWish wish = trainStep(hooks, cancel, report);
        if (wish == RunWish::StopDiscard) {
            result.because = "discarded";
            break;
        }
        if (wish == RunWish::StopKeep) {
            result.because = "stopped";
            break;
        }
        result.losses.push_back(report.loss);
        result.realTokens += report.realTokens;
        result.trainedTokens += report.trainedTokens;
        result.seconds += report.seconds;
        if (hooks.step) hooks.step(report);
        const bool last = step_ == steps_;
        if (step_ % interval == 0 || last) {
            if (evaluate(hooks, cancel) && !last) result.because = "early stop";
        }
        // Steps that changed nothing are no reason to push out a checkpoint from before the numbers went wrong.
        const bool due = step_ % saving == 0 && skipped_ == 0;
        if (due || last || !result.because.empty() || bestStep_ == step_) {
            if (!save(hooks, result)) break;
            savedAt = step_;
        }
    }
    if (result.because.empty()) result.because = "finished";
    if (result.because == "stopped" && savedAt != step_) save(hooks, result);
    result.step = step_;
    result.bestStep = bestStep_;
    result.bestLoss = bestLoss_;
    return result;
}

}  // namespace tunesmith
