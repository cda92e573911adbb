#include "core/storage/draft_repository.h"

#include "core/storage/project_database.h"
#include "core/storage/sqlite.h"

namespace tunesmith::storage {

namespace {

// The rows of the step that is first (or last) among those that were (or were not) undone; marks them.
std::vector<std::int64_t> turn(Database& database, std::int64_t version, bool undo) {
    Transaction transaction(database);
    Statement step = database.prepare(undo ? "SELECT max(sequence) FROM drafts WHERE version = ? AND undone = 0"
                                           : "SELECT min(sequence) FROM drafts WHERE version = ? AND undone = 1");
    step.bind(version).step();
    if (step.isNull(0)) return {};
    const std::int64_t sequence = step.integer(0);
    step.reset();
    database.prepare("UPDATE drafts SET undone = ? WHERE version = ? AND sequence = ?")
        .bind(undo, version, sequence)
        .run();
    std::vector<std::int64_t> positions;
    Statement row =
        database.prepare("SELECT position FROM drafts WHERE version = ? AND sequence = ? ORDER BY position");
    row.bind(version, sequence);
    while (row.step()) positions.push_back(row.integer(0));
    transaction.commit();
    return positions;
}

std::int64_t steps(Database& database, std::int64_t version, bool undone) {
    Statement row = database.prepare("SELECT count(DISTINCT sequence) FROM drafts WHERE version = ? AND undone = ?");
    row.bind(version, undone).step();
    return row.integer(0);
}

}  // namespace

void DraftRepository::add(std::int64_t version, const std::vector<RowEdit>& edits) {
    if (edits.empty()) return;
    Transaction transaction(database_);
    database_.prepare("DELETE FROM drafts WHERE version = ? AND undone = 1").bind(version).run();
    std::int64_t sequence = 0;
    {
        Statement row = database_.prepare("SELECT coalesce(max(sequence), 0) + 1 FROM drafts WHERE version = ?");
        row.bind(version).step();
        sequence = row.integer(0);
    }
    for (const RowEdit& edit : edits) {
        const auto content = edit.record ? std::optional(recordToJson(*edit.record)) : std::nullopt;
        database_.prepare("INSERT INTO drafts (version, sequence, position, content, split) VALUES (?, ?, ?, ?, ?)")
            .bind(version, sequence, edit.position, content, int(edit.split))
            .run();
    }
    transaction.commit();
}

std::int64_t DraftRepository::undoSteps(std::int64_t version) {
    return steps(database_, version, false);
}
std::int64_t DraftRepository::redoSteps(std::int64_t version) {
    return steps(database_, version, true);
}
std::vector<std::int64_t> DraftRepository::undo(std::int64_t version) {
    return turn(database_, version, true);
}
std::vector<std::int64_t> DraftRepository::redo(std::int64_t version) {
    return turn(database_, version, false);
}

std::map<std::int64_t, RowEdit> DraftRepository::pending(std::int64_t version) {
    Statement row = database_.prepare(
        "SELECT d.position, d.content, d.split, f.path, v.line FROM drafts d JOIN version_rows v ON v.version = "
        "d.version AND v.position = "
        "d.position LEFT JOIN files f ON f.id = v.file WHERE d.version = ? AND d.undone = 0 ORDER BY d.sequence");
    row.bind(version);
    std::map<std::int64_t, RowEdit> edits;
    while (row.step()) {
        RowEdit edit{row.integer(0), Split(row.integer(2)), std::nullopt};
        if (!row.isNull(1)) {
            edit.record = recordFromJson(row.text(1));
            edit.record->source = {row.text(3), row.integer(4)};
        }
        edits[edit.position] = std::move(edit);
    }
    return edits;
}

void DraftRepository::discard(std::int64_t version) {
    database_.prepare("DELETE FROM drafts WHERE version = ?").bind(version).run();
}

}  // namespace tunesmith::storage
