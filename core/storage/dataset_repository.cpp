#include "core/storage/dataset_repository.h"

#include <algorithm>
#include <tuple>

#include "core/base/error.h"
#include "core/data/clean/words.h"
#include "core/data/filter/text_search.h"
#include "core/data/text.h"
#include "core/storage/audit_trail.h"
#include "core/storage/project_database.h"
#include "core/storage/sqlite.h"

namespace tunesmith::storage {

namespace {

constexpr const char* kVersionColumns =
    "SELECT id, dataset, number, parent, step, settings, created, rows, train_rows, validation_rows, test_rows, "
    "issues, duplicates, "
    "content_hash, actor, flagged FROM versions ";

constexpr const char* kRowColumns =
    "SELECT v.position, v.split, v.row, r.content, f.path, v.line FROM version_rows v JOIN rows r ON r.id = v.row LEFT "
    "JOIN files f ON f.id = "
    "v.file ";

std::vector<SourceFile> sourcesOf(Database& database, std::int64_t version) {
    Statement row = database.prepare(
        "WITH RECURSIVE line(id, parent) AS (SELECT id, parent FROM versions WHERE id = ?"
        " UNION SELECT v.id, v.parent FROM versions v JOIN line ON v.id = line.parent)"
        " SELECT path, sha256, bytes FROM sources JOIN line ON sources.version = line.id ORDER BY sources.id");
    row.bind(version);
    std::vector<SourceFile> sources;
    while (row.step()) sources.push_back({row.text(0), row.text(1), row.integer(2)});
    return sources;
}

DatasetVersion versionAt(Database& database, const Statement& row) {
    DatasetVersion version;
    version.id = row.integer(0);
    version.dataset = row.integer(1);
    version.number = row.integer(2);
    if (!row.isNull(3)) version.parent = row.integer(3);
    version.step = row.text(4);
    version.settings = parseJson(row.view(5), "settings of version " + std::to_string(version.id));
    version.created = row.text(6);
    version.rows = row.integer(7);
    version.trainRows = row.integer(8);
    version.validationRows = row.integer(9);
    version.testRows = row.integer(10);
    version.issues = row.integer(11);
    version.duplicates = row.integer(12);
    version.contentHash = row.text(13);
    version.actor = row.text(14);
    version.flagged = row.integer(15);
    Statement tag = database.prepare("SELECT name FROM tags WHERE version = ? ORDER BY name");
    tag.bind(version.id);
    while (tag.step()) version.tags.push_back(tag.text(0));
    version.sources = sourcesOf(database, version.id);
    return version;
}

StoredRow rowAt(const Statement& row) {
    StoredRow stored;
    stored.position = row.integer(0);
    stored.split = Split(row.integer(1));
    stored.record = recordFromJson(row.text(3));
    stored.record.id = row.integer(2);
    stored.record.source = {row.text(4), row.integer(5)};
    return stored;
}

std::string inJson(const std::string& text) {
    std::string json;
    appendJsonString(json, text);
    return json.substr(1, json.size() - 2);
}

}  // namespace

// ---- data sets

std::vector<Dataset> DatasetRepository::list() {
    std::vector<Dataset> all;
    {
        Statement row = database_.prepare("SELECT id, name, created, current FROM datasets ORDER BY name");
        while (row.step()) {
            all.push_back({row.integer(0), row.text(1), row.text(2), {}});
            all.back().current.id = row.integer(3);
        }
    }
    for (Dataset& dataset : all) dataset.current = version(dataset.current.id);
    return all;
}

std::optional<Dataset> DatasetRepository::find(const std::string& name) {
    Statement row = database_.prepare("SELECT id FROM datasets WHERE name = ?");
    if (!row.bind(name).step()) return std::nullopt;
    return get(row.integer(0));
}

Dataset DatasetRepository::get(std::int64_t dataset) {
    Statement row = database_.prepare("SELECT id, name, created, current FROM datasets WHERE id = ?");
    if (!row.bind(dataset).step())
        throw Error(Code::NotFound, "There is no data set with the number " + std::to_string(dataset) + ".");
    Dataset found{row.integer(0), row.text(1), row.text(2), {}};
    if (!row.isNull(3)) found.current = version(row.integer(3));  // null while its first version is being written
    return found;
}

void DatasetRepository::rename(std::int64_t dataset, const std::string& name) {
    const std::string old = get(dataset).name;
    if (name.empty()) throw Error(Code::BadInput, "A data set needs a name.");
    if (name == old) return;
    if (find(name)) throw Error(Code::BadInput, "There is a data set named \"" + name + "\" already.");
    Transaction transaction(database_);
    database_.prepare("UPDATE datasets SET name = ? WHERE id = ?").bind(name, dataset).run();
    AuditTrail(database_).append("dataset.rename", name, {{"from", old}});
    transaction.commit();
}

void DatasetRepository::remove(std::int64_t dataset) {
    Transaction transaction(database_);
    const Dataset found = get(dataset);
    std::string runs;
    {
        Statement row = database_.prepare(
            "SELECT r.name FROM runs r JOIN versions v ON v.id = r.version WHERE v.dataset = ? ORDER BY r.id");
        row.bind(dataset);
        while (row.step()) runs += (runs.empty() ? "\"" : ", \"") + row.text(0) + "\"";
    }
    if (!runs.empty())
        throw Error(Code::BadInput,
                    "The data set \"" + found.name + "\" was used by the runs " + runs + ". Remove them first.");
    database_.prepare("UPDATE datasets SET current = NULL WHERE id = ?").bind(dataset).run();
    for (const char* table : {"version_rows", "issues", "sources", "flags", "tags", "drafts"})
        database_
            .prepare("DELETE FROM " + std::string(table) +
                     " WHERE version IN (SELECT id FROM versions WHERE dataset = ?)")
            .bind(dataset)
            .run();
    database_.prepare("UPDATE versions SET parent = NULL WHERE dataset = ?").bind(dataset).run();
    database_.prepare("DELETE FROM versions WHERE dataset = ?").bind(dataset).run();
    database_.prepare("DELETE FROM datasets WHERE id = ?").bind(dataset).run();
    database_.prepare("DELETE FROM rows WHERE id NOT IN (SELECT row FROM version_rows)").run();
    AuditTrail(database_).append("dataset.remove", found.name,
                                 {{"rows", found.current.rows}, {"contentHash", found.current.contentHash}});
    transaction.commit();
}

// ---- versions

std::vector<DatasetVersion> DatasetRepository::versions(std::int64_t dataset) {
    Statement row = database_.prepare(std::string(kVersionColumns) + "WHERE dataset = ? ORDER BY number");
    row.bind(dataset);
    std::vector<DatasetVersion> all;
    while (row.step()) all.push_back(versionAt(database_, row));
    if (all.empty())
        throw Error(Code::NotFound, "There is no data set with the number " + std::to_string(dataset) + ".");
    return all;
}

DatasetVersion DatasetRepository::version(std::int64_t version) {
    Statement row = database_.prepare(std::string(kVersionColumns) + "WHERE id = ?");
    if (!row.bind(version).step())
        throw Error(Code::NotFound, "There is no version with the number " + std::to_string(version) + ".");
    return versionAt(database_, row);
}

// ---- rows

std::vector<StoredRow> DatasetRepository::rows(std::int64_t version, std::int64_t first, std::int64_t count) {
    Statement row = database_.prepare(std::string(kRowColumns) +
                                      "WHERE v.version = ? AND v.position >= ? ORDER BY v.position LIMIT ?");
    row.bind(version, first, std::max<std::int64_t>(0, count));
    std::vector<StoredRow> rows;
    while (row.step()) rows.push_back(rowAt(row));
    return rows;
}

StoredRow DatasetRepository::row(std::int64_t version, std::int64_t position) {
    auto found = rowsAt(version, {position});
    if (found.empty())
        throw Error(Code::NotFound,
                    "There is no row " + std::to_string(position) + " in version " + std::to_string(version) + ".");
    return std::move(found[0]);
}

std::vector<StoredRow> DatasetRepository::rowsAt(std::int64_t version, const std::vector<std::int64_t>& positions) {
    Statement row = database_.prepare(std::string(kRowColumns) + "WHERE v.version = ? AND v.position = ?");
    std::vector<StoredRow> rows;
    for (const std::int64_t position : positions) {
        row.bind(version, position);
        if (row.step()) rows.push_back(rowAt(row));
        row.reset();
    }
    return rows;
}

namespace {

/// What rows are sorted by, as a text or a number.
struct SortKey {
    std::string text;
    std::int64_t number = 0, position = 0;
    bool operator<(const SortKey& other) const {
        return std::tie(number, text, position) < std::tie(other.number, other.text, other.position);
    }
};

SortKey keyOf(const QueryRow& row, RowOrder order) {
    constexpr std::size_t kEnough = 64;  // bytes of a text that decide its place
    SortKey key{{}, 0, row.position};
    switch (order) {
        case RowOrder::File:
            break;
        case RowOrder::Question:
            key.text = rowText(row.record, "question").substr(0, kEnough);
            break;
        case RowOrder::Answer:
            key.text = rowText(row.record, "answer").substr(0, kEnough);
            break;
        case RowOrder::Label:
            key.text = row.record.label;
            break;
        case RowOrder::Split:
            key.number = int(row.split);
            break;
        case RowOrder::Words:
            key.number = countWords(rowText(row.record, "text"));
            break;
    }
    key.text = lowered(key.text);
    return key;
}

}  // namespace

std::vector<std::int64_t> DatasetRepository::positions(std::int64_t version, const RowQuery& query, RowOrder order,
                                                       std::int64_t limit, const Cancel* cancel) {
    const bool sorted = order != RowOrder::File;
    std::vector<std::int64_t> found;
    if (query.empty() && !sorted) {
        Statement row =
            database_.prepare("SELECT position FROM version_rows WHERE version = ? ORDER BY position LIMIT ?");
        row.bind(version, limit > 0 ? limit : -1);
        while (row.step()) found.push_back(row.integer(0));
        return found;
    }
    const std::set<std::int64_t> flagged = flaggedRows(version);
    // The stored JSON is searched first, because that costs no parsing; what is found there may still be a key, and is
    // looked at again.
    const TextSearch stored(inJson(query.plainText()));
    std::vector<SortKey> keys;
    Statement row = database_.prepare(std::string(kRowColumns) + "WHERE v.version = ? ORDER BY v.position");
    row.bind(version);
    for (std::int64_t seen = 1; row.step(); ++seen) {
        if (cancel && seen % 1000 == 0) cancel->throwIfRequested();
        if (!stored.in(row.view(3))) continue;
        const StoredRow whole = rowAt(row);
        const QueryRow looked{whole.record, whole.position, whole.split, flagged.count(whole.position) > 0};
        if (!query.matches(looked)) continue;
        if (sorted)
            keys.push_back(keyOf(looked, order));
        else
            found.push_back(whole.position);
        if (!sorted && limit > 0 && std::int64_t(found.size()) == limit) break;
    }
    std::sort(keys.begin(), keys.end());
    for (const SortKey& key : keys) {
        if (limit > 0 && std::int64_t(found.size()) == limit) break;
        found.push_back(key.position);
    }
    return found;
}

void DatasetRepository::forEachRow(std::int64_t version, std::optional<Split> split,
                                   const std::function<bool(const StoredRow&)>& visit) {
    const int wanted = split ? int(*split) : -1;  // -1: all
    Statement row = database_.prepare(std::string(kRowColumns) +
                                      "WHERE v.version = ?1 AND (?2 < 0 OR v.split = ?2) ORDER BY v.position");
    row.bind(version, wanted);
    while (row.step())
        if (!visit(rowAt(row))) return;
}

std::vector<RowFlag> DatasetRepository::flags(std::int64_t version, std::int64_t position) {
    Statement row =
        database_.prepare("SELECT step, reason FROM flags WHERE version = ? AND position = ? ORDER BY step");
    row.bind(version, position);
    std::vector<RowFlag> flags;
    while (row.step()) flags.push_back({row.text(0), row.text(1)});
    return flags;
}

std::set<std::int64_t> DatasetRepository::flaggedRows(std::int64_t version) {
    Statement row = database_.prepare("SELECT DISTINCT position FROM flags WHERE version = ?");
    row.bind(version);
    std::set<std::int64_t> rows;
    while (row.step()) rows.insert(row.integer(0));
    return rows;
}

// ---- rows kept aside

std::vector<RowIssue> DatasetRepository::issues(std::int64_t version, std::int64_t first, std::int64_t count) {
    Statement row = database_.prepare(
        "WITH RECURSIVE line(id, parent, step) AS (SELECT id, parent, step FROM versions WHERE id = ? UNION ALL "
        "SELECT v.id, v.parent, v.step FROM versions v JOIN line l ON v.id = l.parent WHERE l.step != 'mend') "
        "SELECT f.path, i.line, i.reason, i.raw FROM issues i LEFT JOIN files f ON f.id = i.file "
        "WHERE i.version = (SELECT id FROM line WHERE step = 'mend' OR parent IS NULL) ORDER BY i.id LIMIT ? OFFSET ?");
    row.bind(version, count, first);
    std::vector<RowIssue> issues;
    while (row.step()) issues.push_back({{row.text(0), row.integer(1)}, row.text(2), row.text(3)});
    return issues;
}

DatasetVersion DatasetRepository::importOf(std::int64_t version) {
    DatasetVersion at = this->version(version);
    while (at.parent) at = this->version(*at.parent);
    return at;
}

}  // namespace tunesmith::storage
