#include "core/storage/schema.h"

#include "core/base/error.h"
#include "core/storage/project_database.h"

namespace tunesmith::storage {

namespace {

constexpr std::int64_t kApplicationId = 0x54756E65;  // "Tune", in the file's header: what `file` and others see

constexpr const char* kFirst = R"sql(
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE datasets (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created TEXT NOT NULL);
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    dataset INTEGER NOT NULL REFERENCES datasets(id),
    number INTEGER NOT NULL,
    parent INTEGER REFERENCES versions(id),
    step TEXT NOT NULL,
    settings TEXT NOT NULL,
    created TEXT NOT NULL,
    rows INTEGER NOT NULL, train_rows INTEGER NOT NULL, validation_rows INTEGER NOT NULL, test_rows INTEGER NOT NULL,
    issues INTEGER NOT NULL, duplicates INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    UNIQUE (dataset, number));
CREATE TABLE sources (id INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES versions(id), path TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL);
CREATE INDEX sources_of_version ON sources(version);
CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);

-- The content of rows, once each; `hash` is SHA-256 of `content`, and `key` its first eight bytes: an index of small integers stays in
-- memory while a million rows are written.
CREATE TABLE rows (id INTEGER PRIMARY KEY, key INTEGER NOT NULL, hash BLOB NOT NULL, content TEXT NOT NULL);
CREATE INDEX rows_by_key ON rows(key);
CREATE TABLE version_rows (
    version INTEGER NOT NULL, position INTEGER NOT NULL,
    row INTEGER NOT NULL, split INTEGER NOT NULL,
    file INTEGER, line INTEGER NOT NULL,
    PRIMARY KEY (version, position)) WITHOUT ROWID;

CREATE TABLE issues (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, file INTEGER, line INTEGER NOT NULL, reason TEXT NOT NULL, raw TEXT NOT NULL);
CREATE INDEX issues_of_version ON issues(version);

CREATE TABLE models (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, path TEXT NOT NULL, format TEXT NOT NULL, family TEXT NOT NULL,
    storage TEXT NOT NULL, fingerprint TEXT NOT NULL, parameters INTEGER NOT NULL, bytes INTEGER NOT NULL,
    info TEXT NOT NULL, created TEXT NOT NULL);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES versions(id), model INTEGER NOT NULL REFERENCES models(id),
    recipe TEXT NOT NULL, seeds TEXT NOT NULL, hashes TEXT NOT NULL, hardware TEXT NOT NULL, result TEXT NOT NULL,
    created TEXT NOT NULL, started TEXT NOT NULL, finished TEXT NOT NULL,
    step INTEGER NOT NULL, steps INTEGER NOT NULL, best_step INTEGER NOT NULL,
    loss REAL, best_validation_loss REAL, seconds REAL NOT NULL);
CREATE TABLE metric_names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE metrics (
    run INTEGER NOT NULL REFERENCES runs(id), step INTEGER NOT NULL, name INTEGER NOT NULL REFERENCES metric_names(id), value REAL,
    PRIMARY KEY (run, step, name)) WITHOUT ROWID;
CREATE TABLE checkpoints (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), step INTEGER NOT NULL, folder TEXT NOT NULL,
    manifest_hash TEXT NOT NULL, bytes INTEGER NOT NULL, validation_loss REAL, best INTEGER NOT NULL, created TEXT NOT NULL,
    UNIQUE (run, step));
CREATE TABLE probes (
    run INTEGER NOT NULL REFERENCES runs(id), step INTEGER NOT NULL, number INTEGER NOT NULL, prompt TEXT NOT NULL, answer TEXT NOT NULL,
    PRIMARY KEY (run, step, number)) WITHOUT ROWID;

CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY, time TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
    details TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END;
)sql";

// Working on data: going back to a version, where each row comes from, flags, tags, edits that are not yet a version.
constexpr const char* kSecond = R"sql(
ALTER TABLE datasets ADD COLUMN current INTEGER REFERENCES versions(id);
UPDATE datasets SET current = (SELECT id FROM versions WHERE versions.dataset = datasets.id ORDER BY number DESC LIMIT 1);
ALTER TABLE versions ADD COLUMN actor TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0;

-- The hash of what a row says, where extra columns make `hash` another one.
ALTER TABLE rows ADD COLUMN said BLOB;

-- The position in the parent version; NULL: the row is new.
ALTER TABLE version_rows ADD COLUMN origin INTEGER;

CREATE TABLE flags (
    version INTEGER NOT NULL, position INTEGER NOT NULL, step TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (version, position, step)) WITHOUT ROWID;
CREATE TABLE tags (
    dataset INTEGER NOT NULL REFERENCES datasets(id), name TEXT NOT NULL, version INTEGER NOT NULL REFERENCES versions(id),
    PRIMARY KEY (dataset, name)) WITHOUT ROWID;

-- Edits in place, in their order; those from `undone` on can be done again. content NULL: the row is taken out.
CREATE TABLE drafts (
    version INTEGER NOT NULL REFERENCES versions(id), sequence INTEGER NOT NULL, position INTEGER NOT NULL, content TEXT, split INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (version, sequence, position)) WITHOUT ROWID;
)sql";

// Versions that were made before they counted the rows that stay aside in them say 0: count what
// DatasetRepository::issues() lists.
constexpr const char* kThird = R"sql(
UPDATE versions SET issues = (
    WITH RECURSIVE line(id, parent, step) AS (
        SELECT v.id, v.parent, v.step FROM versions v WHERE v.id = versions.id
        UNION ALL SELECT v.id, v.parent, v.step FROM versions v JOIN line l ON v.id = l.parent WHERE l.step != 'mend')
    SELECT count(*) FROM issues i WHERE i.version = (SELECT id FROM line WHERE step = 'mend' OR parent IS NULL))
WHERE issues = 0 AND parent IS NOT NULL AND step != 'mend';
)sql";

// Chat templates. Of a model: the one that takes the place of its own; NULL: its own. Of a run: the one that it trains
// with, and whether that was the model's own; NULL: the model's own, whatever its files say now.
constexpr const char* kFourth = R"sql(
ALTER TABLE models ADD COLUMN chat_template TEXT;
ALTER TABLE runs ADD COLUMN chat_template TEXT;
ALTER TABLE runs ADD COLUMN template_is_own INTEGER NOT NULL DEFAULT 1;
)sql";

}  // namespace

const std::vector<std::string>& migrations() {
    static const std::vector<std::string> steps = {kFirst, kSecond, kThird, kFourth};
    return steps;
}

int schemaVersionOf(Database& database) {
    return int(database.scalar("PRAGMA user_version"));
}

void migrate(Database& database, const std::vector<std::string>& steps) {
    Transaction transaction(database);
    const int version = schemaVersionOf(database);
    const std::int64_t owner = database.scalar("PRAGMA application_id");
    if (owner != kApplicationId && (version != 0 || database.scalar("SELECT count(*) FROM sqlite_schema") > 0))
        throw Error(Code::BadFile, "This is a database of another program.", database.path());
    if (version > int(steps.size()))
        throw Error(Code::BadFile,
                    "The project was made by a newer version of Tunesmith (its database has version " +
                        std::to_string(version) + "; this program knows up to " + std::to_string(steps.size()) +
                        "). Update Tunesmith to open it.",
                    database.path());
    for (std::size_t i = std::size_t(version); i < steps.size(); ++i) database.execute(steps[i]);
    if (version < int(steps.size())) {
        database.execute("PRAGMA application_id = " + std::to_string(kApplicationId));
        database.execute("PRAGMA user_version = " + std::to_string(steps.size()));
    }
    transaction.commit();
}

}  // namespace tunesmith::storage
