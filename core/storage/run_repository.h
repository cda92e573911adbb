// RunRepository: training runs with everything that made them, their metrics, checkpoints and probe answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace tunesmith::storage {

class Database;

struct Run {
    std::int64_t id = 0;
    std::string name;
    std::string state = "queued";  // queued, running, paused, stopped, finished, failed, interrupted
    std::string reason;            // why it paused, stopped or failed
    std::int64_t datasetVersion = 0, model = 0;
    Json recipe = Json::object();  // the whole recipe
    Json seeds = Json::object();
    Json hashes = Json::object();  // of the rows, the base weights, the tokenizer, ...
    Json hardware = Json::object();
    Json result = Json::object();            // what the run ended with
    std::string created, started, finished;  // ISO 8601, UTC; empty: not yet
    std::int64_t step = 0, steps = 0, bestStep = 0;
    double loss = -1, bestValidationLoss = -1;  // -1: none yet
    double seconds = 0;                         // of training, over all its sittings
    std::optional<std::string> chatTemplate;    // that it trains with; none: the model's own, as its files have it
    bool templateIsOwn = true;                  // it was the model's own
};

struct Metric {
    std::int64_t step = 0;
    std::string name;
    double value = 0;  // NaN and infinities are kept
};

struct Checkpoint {
    std::int64_t id = 0, run = 0, step = 0;
    std::string folder;        // relative to the project
    std::string manifestHash;  // SHA-256 of its manifest
    std::int64_t bytes = 0;
    double validationLoss = -1;  // -1: not evaluated
    bool best = false;
    std::string created;  // ISO 8601, UTC
};

struct Probe {
    std::int64_t step = 0;   // 0: before training
    std::int64_t index = 0;  // of the prompt in the recipe
    std::string prompt, answer;
};

class RunRepository {
public:
    explicit RunRepository(Database& database) : database_(database) {}

    // ---- runs
    /// Stores a run (`id` and `created` are set here) and returns it. Throws Error(NotFound) for an unknown version or
    /// model.
    Run create(const Run& run);
    /// Newest first.
    std::vector<Run> list();
    Run get(std::int64_t run);
    /// Sets state and reason; "running" sets `started` where it is empty, the end states (stopped, finished, failed)
    /// set `finished`.
    void setState(std::int64_t run, const std::string& state, const std::string& reason = {});
    /// Step, steps, bestStep, loss, bestValidationLoss and seconds of `run`.
    void setProgress(const Run& run);
    void setResult(std::int64_t run, const Json& result);
    void rename(std::int64_t run, const std::string& name);
    /// The chat template that the run trains with from now on: known once its model is open.
    void setChatTemplate(std::int64_t run, const std::string& source, bool isOwn);
    /// Marks runs that are queued, running or paused as "interrupted": their program is gone. Returns how many.
    std::int64_t markInterrupted(const std::string& reason);
    /// With its metrics, checkpoints and probes; files are the engine's to remove.
    void remove(std::int64_t run);

    // ---- metrics
    /// One transaction for the batch. A (step, name) that exists is replaced.
    void appendMetrics(std::int64_t run, const std::vector<Metric>& metrics);
    /// By step, then by name; all names where `name` is empty; only steps above `afterStep`.
    std::vector<Metric> metrics(std::int64_t run, const std::string& name = {}, std::int64_t afterStep = -1);
    std::vector<std::string> metricNames(std::int64_t run);
    /// Forgets metrics, probes and checkpoints beyond `step`: what a run does again when it resumes there.
    void forgetAfter(std::int64_t run, std::int64_t step);

    // ---- checkpoints
    /// `id` and `created` are set here. One a step: a second one replaces the first. `best` takes the mark from the
    /// others.
    Checkpoint addCheckpoint(const Checkpoint& checkpoint);
    /// By step.
    std::vector<Checkpoint> checkpoints(std::int64_t run);
    void setBestCheckpoint(std::int64_t run, std::int64_t step);
    void removeCheckpoint(std::int64_t run, std::int64_t step);

    // ---- probes
    void addProbe(std::int64_t run, const Probe& probe);
    /// By step, then by index.
    std::vector<Probe> probes(std::int64_t run);

private:
    Database& database_;
};

}  // namespace tunesmith::storage
