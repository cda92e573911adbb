// Job: one piece of long work, seen from outside. Workers write, any thread reads; nothing here blocks but wait().
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/engine/classifier.h"
#include "core/engine/fit.h"

namespace tunesmith {

enum class JobKind { Import, Studio, Check, Train, Generate, Evaluate, Export, Measure, Classify };
enum class JobState { Queued, Running, Paused, Stopping, Done, Cancelled, Failed };

/// What went wrong, by value: the code and facts that a front end words for its user.
struct Failure {
    Code code = Code::Internal;
    std::string message, where;
};

struct Outcome {
    JobState state = JobState::Done;  // Done, Cancelled or Failed
    std::optional<Failure> failure;
};

/// One consistent look at a job. Fields that do not apply keep their defaults.
struct JobSnapshot {
    JobKind kind = JobKind::Train;
    JobState state = JobState::Queued;
    std::string title;              // "clinic-lora-3", "faq.csv"
    std::string phase;              // "loading", "tokenizing", "training", "evaluating", "saving", "paused", ...
    std::string note;               // why it paused, what it changed (a smaller micro-batch), ...
    std::int64_t done = 0, total = 0;  // rows, tokens or steps by kind; total 0: unknown
    double elapsedSeconds = 0, secondsLeft = -1;  // -1: unknown
    // training
    std::int64_t run = 0, step = 0, steps = 0, bestStep = 0;
    double epoch = 0, epochs = 0;
    double loss = 0, smoothedLoss = 0, validationLoss = -1, bestValidationLoss = -1;
    std::vector<std::pair<std::string, double>> scores;  // of the last evaluation, where there are any: "accuracy", "macro_f1", "r2"
    double learningRate = 0, gradientNorm = 0, tokensPerSecond = 0;
    std::int64_t memoryBytes = 0;
};

class JobCore;  // the worker's side

class Job {
public:
    virtual ~Job();
    JobSnapshot snapshot() const;
    bool finished() const;
    /// Asks the job to end; it ends within one micro-batch or 1,000 rows and leaves nothing half-done.
    void cancel();
    /// Blocks until the end. Never throws for the job's own failure: it is in the outcome.
    Outcome wait();
    /// The outcome of a finished job.
    Outcome outcome() const;

protected:
    explicit Job(std::shared_ptr<JobCore> core) : core_(std::move(core)) {}
    std::shared_ptr<JobCore> core_;
};

// ---- imports
struct ImportReport {
    std::int64_t dataset = 0, version = 0;
    std::int64_t rows = 0, issues = 0, duplicates = 0;
    std::string format, roles;  // "JSONL", "question, context, answer"
};
class ImportJob : public Job {
public:
    explicit ImportJob(std::shared_ptr<JobCore> core) : Job(std::move(core)) {}
    ImportReport report() const;
};

// ---- is a run ready to start?
struct Readiness {
    bool ready = false;
    std::vector<std::string> problems;   // each says what prevents the start and what to do
    std::vector<std::string> warnings;   // worth knowing, no obstacle
    std::int64_t rows = 0, validationRows = 0, tokens = 0, trainedTokens = 0, truncatedRows = 0, droppedRows = 0, untrainedRows = 0;
    std::int64_t longestRow = 0, steps = 0;
    std::int64_t trainedParameters = 0, parameters = 0;
    std::int64_t needBytes = 0, totalBytes = 0;  // memory
    Verdict memory = Verdict::Fits;
    double estimatedSeconds = -1;
    LabelsInfo labels;                           // that a classifier would tell apart
    std::vector<std::int64_t> labelCounts;       // of each in the training rows
};
class CheckJob : public Job {
public:
    explicit CheckJob(std::shared_ptr<JobCore> core) : Job(std::move(core)) {}
    Readiness readiness() const;
};

// ---- what a run takes, tried
class MeasureJob : public Job {
public:
    explicit MeasureJob(std::shared_ptr<JobCore> core) : Job(std::move(core)) {}
    MeasureResult result() const;
};

// ---- training
struct MetricPoint {
    std::int64_t step = 0;
    std::string name;  // loss, validation_loss, accuracy, macro_f1, r2, learning_rate, gradient_norm, tokens_per_second, memory_bytes
    double value = 0;
};
struct ProbeAnswer {
    std::int64_t step = 0;  // 0: before training
    std::string prompt, answer;
};
struct TrainResult {
    std::int64_t run = 0, steps = 0, bestStep = 0;
    std::vector<double> losses;  // one for each optimizer step
    std::int64_t realTokens = 0, trainedTokens = 0;
    double seconds = 0, realTokensPerSecond = 0;
    double validationLoss = -1;
    std::vector<std::pair<std::string, double>> scores;  // of a classifier at its best step: "accuracy", "macro_f1", "r2"
    std::int64_t peakRssBytes = 0;
    std::string device, dtype, stoppedBecause;  // "finished", "early stop", "stopped"
};
class TrainJob : public Job {
public:
    explicit TrainJob(std::shared_ptr<JobCore> core) : Job(std::move(core)) {}
    void pause();
    void resume();
    /// Ends the run at the next step: `keep` saves a checkpoint first, otherwise the run and its files go.
    void stop(bool keep);
    /// Points and answers since the last call, in order.
    std::vector<MetricPoint> drainMetrics();
    std::vector<ProbeAnswer> drainProbes();
    TrainResult result() const;
};

// ---- generation
struct GenerateResult {
    std::string text;
    std::int64_t promptTokens = 0, newTokens = 0;
    double promptSeconds = 0, seconds = 0;
    std::string finish;  // "stop", "length", "cancelled"
    std::vector<std::int32_t> ids;
};
class GenerateJob : public Job {
public:
    explicit GenerateJob(std::shared_ptr<JobCore> core) : Job(std::move(core)) {}
    /// Text since the last call; always whole UTF-8 characters.
    std::string drainText();
    GenerateResult result() const;
};

// ---- evaluation
struct EvaluatedRow {
    std::string question, expected, answer;
    bool right = false;
    double nll = 0;              // summed over the trained tokens, or the labels
    std::int64_t trainedTokens = 0;
    double probability = 0;      // of the answer, where it is a label
};
struct EvaluateResult {
    double loss = 0;             // summed nll / trained tokens
    std::int64_t rows = 0, right = 0;
    std::vector<EvaluatedRow> answers;
    std::optional<ClassifierReport> classifier;  // where the model gives labels
};
class EvaluateJob : public Job {
public:
    explicit EvaluateJob(std::shared_ptr<JobCore> core) : Job(std::move(core)) {}
    EvaluateResult result() const;
};

// ---- labels of texts
class ClassifyJob : public Job {
public:
    explicit ClassifyJob(std::shared_ptr<JobCore> core) : Job(std::move(core)) {}
    /// One a text, in their order.
    std::vector<Prediction> predictions() const;
};

// ---- export
struct ExportResult {
    std::string folder;
    std::int64_t bytes = 0;
    std::vector<std::string> files;
};
class ExportJob : public Job {
public:
    explicit ExportJob(std::shared_ptr<JobCore> core) : Job(std::move(core)) {}
    ExportResult result() const;
};

}  // namespace tunesmith
