// Writing one version of a data set: see VersionWriter in dataset_repository.h.
#include <array>
#include <cstring>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/data/clean/hash_map.h"
#include "core/storage/audit_trail.h"
#include "core/storage/dataset_repository.h"
#include "core/storage/project_database.h"
#include "core/storage/sqlite.h"

namespace tunesmith::storage {

namespace {

std::int64_t numberOfNewest(Database& database, std::int64_t dataset) {
    Statement row = database.prepare("SELECT max(number) FROM versions WHERE dataset = ?");
    row.bind(dataset).step();
    return row.integer(0);
}

}  // namespace

struct VersionWriter::State {
    Database& database;
    Transaction transaction;
    DatasetVersion version;
    std::string datasetName;
    Sha256 content;
    std::array<std::int64_t, 3> bySplit{};
    HashMap<char> said;  // by the heads of the hashes of what this version's rows say
    std::unordered_map<std::string, std::int64_t> files;
    std::int64_t flaggedLast = -1;

    explicit State(Database& db) : database(db), transaction(db) {}

    std::optional<std::int64_t> fileId(const std::string& path) {
        if (path.empty()) return std::nullopt;
        if (const auto found = files.find(path); found != files.end()) return found->second;
        database.prepare("INSERT INTO files (path) VALUES (?) ON CONFLICT DO NOTHING").bind(path).run();
        Statement row = database.prepare("SELECT id FROM files WHERE path = ?");
        row.bind(path).step();
        return files[path] = row.integer(0);
    }

    std::int64_t rowId(const std::string& hash, const std::string& said, const std::string& json) {
        std::uint64_t head = 0;
        for (int i = 0; i < 8; ++i) head = head << 8 | std::uint8_t(hash[std::size_t(i)]);
        const auto key = std::int64_t(head);
        Statement row = database.prepare("SELECT id, hash FROM rows WHERE key = ?");
        row.bind(key);
        while (row.step())
            if (row.view(1) == hash) return row.integer(0);
        const auto apart = said == hash ? std::nullopt : std::optional(Blob{said});
        database.prepare("INSERT INTO rows (key, hash, content, said) VALUES (?, ?, ?, ?)")
            .bind(key, Blob{hash}, json, apart)
            .run();
        return database.lastId();
    }

    /// Whether a row that says this stands in the version already; its extra columns aside.
    bool saidBefore(const std::string& hash) {
        std::uint64_t head = 0;
        std::memcpy(&head, hash.data(), sizeof head);
        return std::exchange(said[head], 1) == 1;
    }

    bool append(std::int64_t row, const std::string& hash, Split split, std::optional<std::int64_t> file,
                std::int64_t line, std::int64_t origin, const std::string& saidHash) {
        Statement insert = database.prepare(
            "INSERT INTO version_rows (version, position, row, split, file, line, origin) VALUES (?, ?, ?, ?, ?, ?, "
            "?)");
        if (origin < 0)
            insert.bind(version.id, version.rows, row, int(split), file, line, nullptr).run();
        else
            insert.bind(version.id, version.rows, row, int(split), file, line, origin).run();
        content.update(hash.data(), hash.size());
        const auto mark = char(split);
        content.update(&mark, 1);
        ++version.rows;
        ++bySplit[std::size_t(split)];
        const bool isNew = !saidBefore(saidHash);
        version.duplicates += !isNew;
        return isNew;
    }

    bool add(const Record& record, const RecordContent& content, Split split, std::int64_t origin) {
        const std::string hash = bytesOfHex(content.hash), said = bytesOfHex(content.said);
        return append(rowId(hash, said, content.json), hash, split, fileId(record.source.file), record.source.line,
                      origin, said);
    }

    void keep(std::int64_t position, std::optional<Split> split) {
        Statement row = database.prepare(
            "SELECT v.row, r.hash, v.file, v.line, r.said, v.split FROM version_rows v JOIN rows r ON r.id = v.row "
            "WHERE v.version = ? AND v.position = ?");
        row.bind(version.parent, position);
        if (!version.parent || !row.step())
            throw Error(Code::NotFound,
                        "The version that this one is made from has no row " + std::to_string(position) + ".");
        const std::optional<std::int64_t> file = row.isNull(2) ? std::nullopt : std::optional(row.integer(2));
        append(row.integer(0), row.text(1), split.value_or(Split(row.integer(5))), file, row.integer(3), position,
               row.text(row.isNull(4) ? 1 : 4));
    }

    void insertVersion() {
        version.created = timeNow();
        database
            .prepare(
                "INSERT INTO versions (dataset, number, parent, step, settings, created, actor, rows, train_rows, "
                "validation_rows, test_rows,"
                " issues, duplicates, content_hash) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, '')")
            .bind(version.dataset, version.number, version.parent, version.step, dumpJson(version.settings),
                  version.created, userName())
            .run();
        version.id = database.lastId();
    }
};

VersionWriter::VersionWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
VersionWriter::~VersionWriter() = default;
VersionWriter::VersionWriter(VersionWriter&&) noexcept = default;

bool VersionWriter::add(const Record& record, Split split, std::int64_t origin) {
    return state_->add(record, contentOf(record), split, origin);
}

bool VersionWriter::add(const Record& record, const SplitFractions& fractions, std::uint64_t seed) {
    const RecordContent content = contentOf(record);
    return state_->add(record, content, splitOf(content.said, fractions, seed), -1);
}

void VersionWriter::keep(std::int64_t position, Split split) {
    state_->keep(position, split);
}

void VersionWriter::keep(std::int64_t position) {
    state_->keep(position, std::nullopt);
}

void VersionWriter::flag(const std::string& step, const std::string& reason) {
    DatasetVersion& version = state_->version;
    const std::int64_t position = version.rows - 1;
    state_->database.prepare("INSERT OR REPLACE INTO flags (version, position, step, reason) VALUES (?, ?, ?, ?)")
        .bind(version.id, position, step, reason)
        .run();
    if (state_->flaggedLast != position) ++version.flagged;
    state_->flaggedLast = position;
}

void VersionWriter::addIssue(const RowIssue& issue) {
    state_->database.prepare("INSERT INTO issues (version, file, line, reason, raw) VALUES (?, ?, ?, ?, ?)")
        .bind(state_->version.id, state_->fileId(issue.source.file), issue.source.line, issue.reason, issue.raw)
        .run();
    ++state_->version.issues;
}

void VersionWriter::setSettings(const Json& settings) {
    state_->version.settings = settings;
    state_->database.prepare("UPDATE versions SET settings = ? WHERE id = ?")
        .bind(dumpJson(settings), state_->version.id)
        .run();
}

void VersionWriter::addSource(const SourceFile& source) {
    state_->database.prepare("INSERT INTO sources (version, path, sha256, bytes) VALUES (?, ?, ?, ?)")
        .bind(state_->version.id, source.path, source.sha256, source.bytes)
        .run();
    state_->version.sources.push_back(source);
}

std::int64_t VersionWriter::rows() const {
    return state_->version.rows;
}

DatasetVersion VersionWriter::finish() {
    State& state = *state_;
    DatasetVersion& version = state.version;
    if (version.rows == 0) throw Error(Code::BadInput, "The data set \"" + state.datasetName + "\" would have no row.");
    version.trainRows = state.bySplit[std::size_t(Split::Train)];
    version.validationRows = state.bySplit[std::size_t(Split::Validation)];
    version.testRows = state.bySplit[std::size_t(Split::Test)];
    version.contentHash = state.content.hex();
    state.database
        .prepare(
            "UPDATE versions SET rows = ?, train_rows = ?, validation_rows = ?, test_rows = ?, issues = ?, flagged = "
            "?, "
            "duplicates = ?, content_hash = ? WHERE id = ?")
        .bind(version.rows, version.trainRows, version.validationRows, version.testRows, version.issues,
              version.flagged, version.duplicates, version.contentHash, version.id)
        .run();
    state.database.prepare("UPDATE datasets SET current = ? WHERE id = ?").bind(version.id, version.dataset).run();
    Json files = Json::array();
    for (const SourceFile& source : version.sources)
        files.push_back({{"path", source.path}, {"sha256", source.sha256}});
    AuditTrail(state.database)
        .append("dataset." + version.step, state.datasetName,
                {{"version", version.number},
                 {"rows", version.rows},
                 {"issues", version.issues},
                 {"contentHash", version.contentHash},
                 {"files", files}});
    state.transaction.commit();
    const std::int64_t id = version.id;
    Database& database = state.database;
    state_.reset();
    return DatasetRepository(database).version(id);
}

VersionWriter DatasetRepository::beginDataset(const std::string& name, const std::string& step, const Json& settings) {
    if (name.empty()) throw Error(Code::BadInput, "A data set needs a name.");
    auto state = std::make_unique<VersionWriter::State>(database_);
    if (find(name))
        throw Error(Code::BadInput,
                    "There is a data set named \"" + name + "\" already. Choose another name, or remove it first.");
    database_.prepare("INSERT INTO datasets (name, created) VALUES (?, ?)").bind(name, timeNow()).run();
    state->datasetName = name;
    state->version.dataset = database_.lastId();
    state->version.step = step;
    state->version.settings = settings;
    state->insertVersion();
    return VersionWriter(std::move(state));
}

VersionWriter DatasetRepository::beginVersion(std::int64_t parent, const std::string& step, const Json& settings) {
    auto state = std::make_unique<VersionWriter::State>(database_);
    const DatasetVersion before = version(parent);
    const Dataset dataset = get(before.dataset);
    state->datasetName = dataset.name;
    state->version.dataset = before.dataset;
    state->version.number = numberOfNewest(database_, before.dataset) + 1;
    state->version.parent = parent;
    state->version.step = step;
    if (step != "mend") state->version.issues = before.issues;  // see DatasetRepository::issues()
    state->version.settings = settings;
    state->insertVersion();
    return VersionWriter(std::move(state));
}

}  // namespace tunesmith::storage
