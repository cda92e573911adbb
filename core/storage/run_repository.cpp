#include "core/storage/run_repository.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "core/base/error.h"
#include "core/storage/audit_trail.h"
#include "core/storage/project_database.h"
#include "core/storage/sqlite.h"

namespace tunesmith::storage {

namespace {

constexpr std::array<std::string_view, 7> kStates = {"queued",   "running", "paused",     "stopped",
                                                     "finished", "failed",  "interrupted"};

constexpr const char* kColumns =
    "SELECT id, name, state, reason, version, model, recipe, seeds, hashes, hardware, result, created, started, "
    "finished, step, steps, "
    "best_step, loss, best_validation_loss, seconds, chat_template, template_is_own FROM runs ";

Run runAt(const Statement& row) {
    const auto json = [&](int column) { return parseJson(row.view(column), "run " + std::to_string(row.integer(0))); };
    Run run;
    run.id = row.integer(0);
    run.name = row.text(1);
    run.state = row.text(2);
    run.reason = row.text(3);
    run.datasetVersion = row.integer(4);
    run.model = row.integer(5);
    run.recipe = json(6);
    run.seeds = json(7);
    run.hashes = json(8);
    run.hardware = json(9);
    run.result = json(10);
    run.created = row.text(11);
    run.started = row.text(12);
    run.finished = row.text(13);
    run.step = row.integer(14);
    run.steps = row.integer(15);
    run.bestStep = row.integer(16);
    run.loss = row.real(17);
    run.bestValidationLoss = row.real(18);
    run.seconds = row.real(19);
    if (!row.isNull(20)) run.chatTemplate = row.text(20);
    run.templateIsOwn = row.integer(21) != 0;
    return run;
}

Checkpoint checkpointAt(const Statement& row) {
    return {row.integer(0), row.integer(1), row.integer(2),      row.text(3), row.text(4),
            row.integer(5), row.real(6),    row.integer(7) != 0, row.text(8)};
}

std::string subjectOf(const Run& run) {
    return "run " + std::to_string(run.id) + " (" + run.name + ")";
}

void requireState(const std::string& state) {
    TS_CHECK(std::find(kStates.begin(), kStates.end(), state) != kStates.end());
}

}  // namespace

// ---- runs

Run RunRepository::create(const Run& run) {
    requireState(run.state);
    Transaction transaction(database_);
    const auto exists = [&](const char* sql, std::int64_t id, const char* what) {
        Statement row = database_.prepare(sql);
        if (!row.bind(id).step())
            throw Error(Code::NotFound,
                        std::string("There is no ") + what + " with the number " + std::to_string(id) + ".");
    };
    exists("SELECT 1 FROM versions WHERE id = ?", run.datasetVersion, "version of a data set");
    exists("SELECT 1 FROM models WHERE id = ?", run.model, "model");
    database_
        .prepare(
            "INSERT INTO runs (name, state, reason, version, model, recipe, seeds, hashes, hardware, result, created, "
            "started, finished,"
            " step, steps, best_step, loss, best_validation_loss, seconds, chat_template, template_is_own) VALUES (?, "
            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(run.name, run.state, run.reason, run.datasetVersion, run.model, dumpJson(run.recipe), dumpJson(run.seeds),
              dumpJson(run.hashes), dumpJson(run.hardware), dumpJson(run.result), timeNow(), run.step, run.steps,
              run.bestStep, run.loss, run.bestValidationLoss, run.seconds, run.chatTemplate, run.templateIsOwn)
        .run();
    const Run made = get(database_.lastId());
    AuditTrail(database_).append(
        "run.create", subjectOf(made),
        {{"version", run.datasetVersion}, {"model", run.model}, {"recipe", run.recipe}, {"hashes", run.hashes}});
    transaction.commit();
    return made;
}

std::vector<Run> RunRepository::list() {
    Statement row = database_.prepare(std::string(kColumns) + "ORDER BY id DESC");
    std::vector<Run> all;
    while (row.step()) all.push_back(runAt(row));
    return all;
}

Run RunRepository::get(std::int64_t run) {
    Statement row = database_.prepare(std::string(kColumns) + "WHERE id = ?");
    if (!row.bind(run).step())
        throw Error(Code::NotFound, "There is no run with the number " + std::to_string(run) + ".");
    return runAt(row);
}

void RunRepository::setState(std::int64_t run, const std::string& state, const std::string& reason) {
    requireState(state);
    Transaction transaction(database_);
    const Run found = get(run);
    const bool starts = state == "running" && found.started.empty();
    const bool ends = state == "stopped" || state == "finished" || state == "failed";
    database_.prepare("UPDATE runs SET state = ?, reason = ?, started = ?, finished = ? WHERE id = ?")
        .bind(state, reason, starts ? timeNow() : found.started, ends ? timeNow() : std::string(), run)
        .run();
    AuditTrail(database_).append("run." + state, subjectOf(found),
                                 reason.empty() ? Json::object() : Json{{"reason", reason}});
    transaction.commit();
}

void RunRepository::setProgress(const Run& run) {
    database_
        .prepare(
            "UPDATE runs SET step = ?, steps = ?, best_step = ?, loss = ?, best_validation_loss = ?, seconds = ? WHERE "
            "id = ?")
        .bind(run.step, run.steps, run.bestStep, run.loss, run.bestValidationLoss, run.seconds, run.id)
        .run();
    if (database_.changes() == 0)
        throw Error(Code::NotFound, "There is no run with the number " + std::to_string(run.id) + ".");
}

void RunRepository::setChatTemplate(std::int64_t run, const std::string& source, bool isOwn) {
    database_.prepare("UPDATE runs SET chat_template = ?, template_is_own = ? WHERE id = ?")
        .bind(source, isOwn, run)
        .run();
    if (database_.changes() == 0)
        throw Error(Code::NotFound, "There is no run with the number " + std::to_string(run) + ".");
}

void RunRepository::setResult(std::int64_t run, const Json& result) {
    database_.prepare("UPDATE runs SET result = ? WHERE id = ?").bind(dumpJson(result), run).run();
    if (database_.changes() == 0)
        throw Error(Code::NotFound, "There is no run with the number " + std::to_string(run) + ".");
}

void RunRepository::rename(std::int64_t run, const std::string& name) {
    if (name.empty()) throw Error(Code::BadInput, "A run needs a name.");
    Transaction transaction(database_);
    const Run found = get(run);
    database_.prepare("UPDATE runs SET name = ? WHERE id = ?").bind(name, run).run();
    AuditTrail(database_).append("run.rename", subjectOf(found), {{"to", name}});
    transaction.commit();
}

std::int64_t RunRepository::markInterrupted(const std::string& reason) {
    Transaction transaction(database_);
    std::vector<std::int64_t> cutOff;
    {
        Statement row = database_.prepare("SELECT id FROM runs WHERE state IN ('queued', 'running', 'paused')");
        while (row.step()) cutOff.push_back(row.integer(0));
    }
    for (const std::int64_t run : cutOff) setState(run, "interrupted", reason);
    transaction.commit();
    return std::int64_t(cutOff.size());
}

void RunRepository::remove(std::int64_t run) {
    Transaction transaction(database_);
    const Run found = get(run);
    for (const char* table : {"metrics", "checkpoints", "probes"})
        database_.prepare("DELETE FROM " + std::string(table) + " WHERE run = ?").bind(run).run();
    database_.prepare("DELETE FROM runs WHERE id = ?").bind(run).run();
    AuditTrail(database_).append("run.remove", subjectOf(found));
    transaction.commit();
}

// ---- metrics

void RunRepository::appendMetrics(std::int64_t run, const std::vector<Metric>& metrics) {
    if (metrics.empty()) return;
    Transaction transaction(database_);
    for (const Metric& metric : metrics) {
        std::int64_t name = 0;
        {
            Statement row = database_.prepare("SELECT id FROM metric_names WHERE name = ?");
            if (row.bind(metric.name).step()) name = row.integer(0);
        }
        if (name == 0) {
            database_.prepare("INSERT INTO metric_names (name) VALUES (?)").bind(metric.name).run();
            name = database_.lastId();
        }
        database_
            .prepare(
                "INSERT INTO metrics (run, step, name, value) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = "
                "excluded.value")
            .bind(run, metric.step, name, metric.value)
            .run();
    }
    transaction.commit();
}

std::vector<Metric> RunRepository::metrics(std::int64_t run, const std::string& name, std::int64_t afterStep) {
    Statement row = database_.prepare(
        "SELECT m.step, n.name, m.value FROM metrics m JOIN metric_names n ON n.id = m.name"
        " WHERE m.run = ?1 AND m.step > ?2 AND (?3 = '' OR n.name = ?3) ORDER BY m.step, n.name");
    row.bind(run, afterStep, name);
    std::vector<Metric> found;
    while (row.step()) found.push_back({row.integer(0), row.text(1), row.real(2)});
    return found;
}

std::vector<std::string> RunRepository::metricNames(std::int64_t run) {
    Statement row = database_.prepare(
        "SELECT DISTINCT n.name FROM metrics m JOIN metric_names n ON n.id = m.name WHERE m.run = ? ORDER BY n.name");
    row.bind(run);
    std::vector<std::string> names;
    while (row.step()) names.push_back(row.text(0));
    return names;
}

void RunRepository::forgetAfter(std::int64_t run, std::int64_t step) {
    Transaction transaction(database_);
    for (const char* table : {"metrics", "checkpoints", "probes"})
        database_.prepare("DELETE FROM " + std::string(table) + " WHERE run = ? AND step > ?").bind(run, step).run();
    transaction.commit();
}

// ---- checkpoints

Checkpoint RunRepository::addCheckpoint(const Checkpoint& checkpoint) {
    Transaction transaction(database_);
    database_
        .prepare(
            "INSERT OR REPLACE INTO checkpoints (run, step, folder, manifest_hash, bytes, validation_loss, best, "
            "created) VALUES (?, ?, ?, ?, ?, ?, 0, ?)")
        .bind(checkpoint.run, checkpoint.step, checkpoint.folder, checkpoint.manifestHash, checkpoint.bytes,
              checkpoint.validationLoss, timeNow())
        .run();
    const std::int64_t id = database_.lastId();
    if (checkpoint.best) setBestCheckpoint(checkpoint.run, checkpoint.step);
    transaction.commit();
    const auto all = checkpoints(checkpoint.run);
    return *std::find_if(all.begin(), all.end(), [&](const Checkpoint& one) { return one.id == id; });
}

std::vector<Checkpoint> RunRepository::checkpoints(std::int64_t run) {
    Statement row = database_.prepare(
        "SELECT id, run, step, folder, manifest_hash, bytes, validation_loss, best, created FROM checkpoints WHERE run "
        "= ? ORDER BY step");
    row.bind(run);
    std::vector<Checkpoint> all;
    while (row.step()) all.push_back(checkpointAt(row));
    return all;
}

void RunRepository::setBestCheckpoint(std::int64_t run, std::int64_t step) {
    database_.prepare("UPDATE checkpoints SET best = (step = ?) WHERE run = ?").bind(step, run).run();
}

void RunRepository::removeCheckpoint(std::int64_t run, std::int64_t step) {
    database_.prepare("DELETE FROM checkpoints WHERE run = ? AND step = ?").bind(run, step).run();
}

// ---- probes

void RunRepository::addProbe(std::int64_t run, const Probe& probe) {
    database_.prepare("INSERT OR REPLACE INTO probes (run, step, number, prompt, answer) VALUES (?, ?, ?, ?, ?)")
        .bind(run, probe.step, probe.index, probe.prompt, probe.answer)
        .run();
}

std::vector<Probe> RunRepository::probes(std::int64_t run) {
    Statement row =
        database_.prepare("SELECT step, number, prompt, answer FROM probes WHERE run = ? ORDER BY step, number");
    row.bind(run);
    std::vector<Probe> all;
    while (row.step()) all.push_back({row.integer(0), row.integer(1), row.text(2), row.text(3)});
    return all;
}

}  // namespace tunesmith::storage
