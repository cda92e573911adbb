#include "core/engine/studio_work.h"

#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <random>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/data/export/data_card.h"
#include "core/data/export/export_rows.h"
#include "core/engine/aside_rows.h"

namespace tunesmith {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kEditSamples = 50;

RowDifference sampleOf(const storage::StoredRow& row, const std::optional<Record>& after) {
    RowDifference sample{after ? "changed" : "removed", row.position, after ? row.position : -1, row.record, after};
    sample.splitBefore = sample.splitAfter = row.split;
    return sample;
}

Json settingsOf(const EditRequest& request) {
    Json settings = {{"query", request.query}};
    if (request.remove) return settings;
    settings.update({{"find", request.find}, {"with", request.with}, {"field", request.field}});
    if (request.regex) settings["regex"] = true;
    if (request.matchCase) settings["matchCase"] = true;
    return settings;
}

}  // namespace

void StudioWork::forEachRow(std::int64_t version, const std::function<void(const storage::StoredRow&)>& visit) {
    sets().forEachRow(version, std::nullopt, [&](const storage::StoredRow& row) {
        if (++job_.progress.done % 1000 == 0) job_.cancel.throwIfRequested();
        visit(row);
        return true;
    });
}

CleanSource StudioWork::sourceOf(storage::DatasetRepository& sets, std::int64_t version) {
    return [&sets, version](const std::function<void(CleanRow&&)>& visit) {
        sets.forEachRow(version, std::nullopt, [&](const storage::StoredRow& row) {
            visit(CleanRow{row.position, 0, row.split, row.record});
            return true;
        });
    };
}

void StudioWork::phase(const char* name) {
    job_.update([name](JobSnapshot& s) { s.phase = name; });
}

void StudioWork::keepResult(StudioResult result) {
    const std::lock_guard guard(job_.lock);
    job_.other = std::move(result);
}

// ---- edits

void StudioWork::saveDraft(std::int64_t version) {
    const std::lock_guard guard(impl_.databaseLock);  // no edit may come in between
    storage::DraftRepository& drafts = impl_.database->drafts();
    const auto edits = drafts.pending(version);
    if (edits.empty()) throw Error(Code::BadInput, "Nothing was edited: there is nothing to save.");
    storage::Transaction together = impl_.database->transaction();
    storage::DatasetRepository& sets = impl_.database->datasets();
    const storage::DatasetVersion before = sets.version(version);
    StudioResult result;
    storage::VersionWriter writer = sets.beginVersion(version, "edit", {{"rows", edits.size()}});
    job_.progress.total = before.rows;
    phase("saving");
    for (std::int64_t position = 0; position < before.rows; ++position) {
        if (++job_.progress.done % 1000 == 0) job_.cancel.throwIfRequested();
        const auto edit = edits.find(position);
        if (edit == edits.end()) {
            writer.keep(position);
        } else if (edit->second.record) {
            writer.add(*edit->second.record, edit->second.split, position);
            ++result.changed;
        } else {
            ++result.removed;
        }
    }
    result.rows = writer.rows();
    result.version = writer.finish().id;
    drafts.discard(version);
    together.commit();
    keepResult(std::move(result));
}

void StudioWork::edit(std::int64_t version, const EditRequest& request) {
    const RowEditor editor(request);
    job_.progress.total = sets().version(version).rows;
    phase(request.preview ? "looking" : "editing");
    const std::set<std::int64_t> flagged = sets().flaggedRows(version);
    std::optional<storage::VersionWriter> writer;
    StudioResult result;
    if (!request.preview)
        writer.emplace(sets().beginVersion(version, request.remove ? "delete" : "replace", settingsOf(request)));
    forEachRow(version, [&](const storage::StoredRow& row) {
        const bool concerned = editor.concerns({row.record, row.position, row.split, flagged.count(row.position) > 0});
        std::optional<Record> after;
        if (concerned && !request.remove) {
            after = row.record;
            if (!editor.replace(*after)) after.reset();
        }
        const bool gone = concerned && request.remove;
        if (!gone && !after) {
            if (writer) writer->keep(row.position);
            return;
        }
        if (result.samples.size() < kEditSamples) result.samples.push_back(sampleOf(row, after));
        ++(gone ? result.removed : result.changed);
        if (after && writer) writer->add(*after, row.split, row.position);
    });
    result.rows = job_.progress.total - result.removed;
    if (result.changed + result.removed == 0 && !request.preview)
        throw Error(Code::BadInput, request.remove ? "No row matches: nothing was taken out."
                                                   : "The text stands in no row: nothing was replaced.");
    if (writer) result.version = writer->finish().id;
    keepResult(std::move(result));
}

// ---- rows kept aside

void StudioWork::mend(std::int64_t version, const MendRequest& request) {
    const AsideRows aside(sets(), version);
    phase("reading");
    std::map<std::size_t, std::optional<RowIssue>> settled;  // by index; an issue: it stays aside with another text
    std::vector<Record> rows;
    StudioResult result;
    for (const MendedRow& mended : request.rows) {
        job_.cancel.throwIfRequested();
        const std::size_t index = aside.indexOf(mended.id);
        const AsideRow& row = aside.rows()[index];
        if (!settled.emplace(index, std::nullopt).second)
            throw Error(Code::BadInput, "The row \"" + mended.id + "\" is named twice.");
        if (!mended.text) continue;
        MendTrial trial = aside.tryMend(row, *mended.text);
        if (trial.problem.empty()) {
            for (Record& record : trial.rows) rows.push_back(std::move(record));
            continue;
        }
        settled[index] = RowIssue{row.issue.source, trial.problem, *mended.text};
        result.skippedExamples.push_back(*settled[index]);
        ++result.skipped;
    }
    const std::int64_t done = std::int64_t(settled.size()) - result.skipped;
    if (done == 0) throw Error(Code::BadInput, result.skippedExamples.front().reason);
    phase("saving");
    storage::VersionWriter writer = sets().beginVersion(version, "mend", {{"rows", rows.size()}, {"settled", done}});
    job_.progress.total = sets().version(version).rows;
    for (std::int64_t position = 0; position < job_.progress.total; ++position) {
        if (++job_.progress.done % 1000 == 0) job_.cancel.throwIfRequested();
        writer.keep(position);
    }
    for (const Record& record : rows) writer.add(record, aside.splitOf(record));
    for (std::size_t i = 0; i < aside.rows().size(); ++i) {
        const auto found = settled.find(i);
        if (found == settled.end())
            writer.addIssue(aside.rows()[i].issue);
        else if (found->second)
            writer.addIssue(*found->second);
    }
    result.added = std::int64_t(rows.size());
    result.rows = writer.rows();
    result.version = writer.finish().id;
    keepResult(std::move(result));
}

// ---- cleaning

// Made when it is first needed; whoever has the project's file has it too, whoever has exported rows has not.
std::string StudioWork::secret() {
    constexpr const char* kKey = "secret";
    const std::lock_guard guard(impl_.databaseLock);
    std::string secret = impl_.database->setting(kKey);
    if (!secret.empty()) return secret;
    std::random_device device;
    for (int i = 0; i < 8; ++i) secret += std::to_string(device()) + "-";
    secret = sha256Hex(secret);
    impl_.database->setSetting(kKey, secret);
    return secret;
}

std::function<std::int64_t(const Record&)> StudioWork::tokensOf(const storage::Model& model) {
    const auto tokenizer = impl_.loaded.tokenizer(model.path, model.chatTemplate);
    return [tokenizer](const Record& record) {
        RowOptions options;
        options.maxLength = std::numeric_limits<std::int32_t>::max();
        return tokenizer->tokenize(record, options).length();
    };
}

CleanContext StudioWork::contextOf(const CleanRequest& request) {
    CleanContext context;
    if (!request.model.empty()) context.tokens = tokensOf(impl_.modelByName(request.model));
    for (const std::string& name : request.against)
        forEachRow(impl_.datasetByName(name).current.id,
                   [&](const storage::StoredRow& row) { context.heldOut.push_back(rowText(row.record, "text")); });
    job_.progress.done = 0;
    context.secret = secret();
    return context;
}

void StudioWork::clean(std::int64_t version, const CleanRequest& request) {
    const CleanList list(request.steps, contextOf(request));
    CleanOptions options;
    options.samples = request.samples;
    options.rows = sets().version(version).rows;
    phase(request.preview ? "looking" : "cleaning");
    std::optional<storage::VersionWriter> writer;
    Json settings = {{"steps", list.steps()}};
    if (!request.model.empty()) settings["model"] = request.model;
    if (!request.against.empty()) settings["against"] = request.against;
    // A connection of its own reads, so that the passes see the version as it was while the next one is written.
    const std::unique_ptr<storage::ProjectDatabase> reader = impl_.anotherDatabase();
    if (!request.preview) writer.emplace(sets().beginVersion(version, "clean", settings));
    const CleanSink sink = [&](CleanedRow&& row) {
        if (!writer) return;
        if (row.action == CleanAction::Drop) return;
        if (row.action == CleanAction::Change)
            for (const Record& record : row.records) writer->add(record, row.split, row.position);
        else
            writer->keep(row.position, row.split);
        for (const CleanNote& note : row.notes)
            if (note.action == CleanAction::Flag)
                writer->flag(list.steps()[note.step].at("step").get<std::string>(), note.reason);
    };
    StudioResult result;
    result.clean = list.run(sourceOf(reader->datasets(), version), sink, job_.cancel, job_.progress, options);
    result.rows = result.clean.rowsOut;
    result.changed = result.clean.changed;
    result.removed = result.clean.dropped;
    const bool nothing = result.changed + result.removed + result.clean.flagged == 0;
    if (writer && !nothing) {
        phase("saving");
        result.version = writer->finish().id;
    }
    keepResult(std::move(result));
}

// ---- splits

void StudioWork::split(std::int64_t version, const SplitRule& rule) {
    SplitPlan plan(rule);
    job_.progress.total = 2 * sets().version(version).rows;
    phase("splitting");
    std::vector<Split> before;
    forEachRow(version, [&](const storage::StoredRow& row) {
        plan.observe(row.position, row.record);
        before.push_back(row.split);
    });
    const std::vector<Split> splits = plan.splits();
    Json settings = {
        {"by", rule.by}, {"validation", rule.fractions.validation}, {"test", rule.fractions.test}, {"seed", rule.seed}};
    if (rule.stratify) settings["stratify"] = true;
    storage::VersionWriter writer = sets().beginVersion(version, "split", settings);
    StudioResult result;
    for (std::size_t i = 0; i < splits.size(); ++i) {
        if (++job_.progress.done % 1000 == 0) job_.cancel.throwIfRequested();
        writer.keep(std::int64_t(i), splits[i]);
        result.changed += splits[i] != before[i];
    }
    result.rows = writer.rows();
    result.version = writer.finish().id;
    keepResult(std::move(result));
}

// ---- writing out

std::vector<ExportFormat> exportFormats() {
    std::vector<ExportFormat> formats;
    for (const Exporter* exporter : exporters()) formats.push_back({exporter->name(), exporter->extension()});
    return formats;
}

const Exporter& StudioWork::exporterOf(const DataExportRequest& request) {
    if (!request.format.empty()) return exporterNamed(request.format);
    std::string endings;
    for (const Exporter* exporter : exporters()) {
        if (fs::path(request.file).extension() == "." + exporter->extension()) return *exporter;
        if (endings.find("." + exporter->extension()) == std::string::npos)
            endings += (endings.empty() ? "." : ", .") + exporter->extension();
    }
    throw Error(Code::BadInput,
                "The file's name does not say its format. Let it end in " + endings + ", or name the format.",
                request.file);
}

void StudioWork::write(std::int64_t version, const DataExportRequest& request) {
    const Exporter& exporter = exporterOf(request);
    const storage::DatasetVersion info = sets().version(version);
    ExportOptions options;
    options.splits = request.splits;
    options.guardFormulas = request.guardFormulas;
    options.extra = request.extra;
    phase("writing");
    job_.progress.total = info.rows;
    const RowWalk walk = [&](const std::function<bool(const Record&, Split)>& visit) {
        sets().forEachRow(version, std::nullopt,
                          [&](const storage::StoredRow& row) { return visit(row.record, row.split); });
    };
    DataCard card;
    card.result = exportRows(request.file, exporter.name(), walk, options, job_.cancel, job_.progress);
    StudioResult result;
    result.rows = card.result.rows;
    result.skipped = card.result.skipped;
    result.skippedExamples = card.result.examples;
    result.bytes = card.result.bytes;
    result.files.push_back(request.file);
    if (request.card) {
        card.name = sets().get(info.dataset).name;
        card.description = request.description;
        card.licence = request.licence;
        card.version = std::to_string(info.number);
        card.created = info.created;
        card.format = exporter.title();
        card.extra = request.extra;
        card.file = fs::path(request.file).filename().string();
        for (const storage::SourceFile& source : info.sources)
            card.sources.push_back({fs::path(source.path).filename().string(), source.sha256, source.bytes});
        card.steps = stepsUntil(info);
        const fs::path beside = fs::path(request.file).replace_extension(".card.md");
        writeFileAtomically(beside.string(), dataCardText(card));
        result.files.push_back(beside.string());
    }
    keepResult(std::move(result));
}

// What was done to the rows, from the import on.
std::vector<std::string> StudioWork::stepsUntil(storage::DatasetVersion version) {
    std::vector<std::string> steps;
    for (;;) {
        steps.insert(steps.begin(), "version " + std::to_string(version.number) + ": " + version.step + " " +
                                        dumpJson(version.settings));
        if (!version.parent) return steps;
        version = sets().version(*version.parent);
    }
}

}  // namespace tunesmith
