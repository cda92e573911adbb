// DatasetRepository: data sets, their versions, rows and issues. The content of a row is stored once, under its hash; a
// version is a list of (position, row, split), so that versions share what they have in common. Versions never change
// once they are written.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/json.h"
#include "core/data/filter/row_query.h"
#include "core/data/record.h"
#include "core/data/split/split.h"

namespace tunesmith::storage {

class Database;

struct SourceFile {
    std::string path;    // as the user named it
    std::string sha256;  // of its bytes when it was read; may be empty
    std::int64_t bytes = 0;
};

struct DatasetVersion {
    std::int64_t id = 0, dataset = 0;
    std::int64_t number = 1;             // 1, 2, ... in its data set
    std::optional<std::int64_t> parent;  // version id
    std::string step;                    // what made it: "import", "split", "clean.dedupe", ...
    Json settings = Json::object();      // of that step
    std::string created;                 // ISO 8601, UTC
    std::string actor;                   // who made it
    std::vector<std::string> tags;
    std::int64_t rows = 0, trainRows = 0, validationRows = 0, testRows = 0;
    std::int64_t issues = 0;
    std::int64_t flagged = 0;         // rows that a step flagged
    std::int64_t duplicates = 0;      // rows whose content stands earlier in the same version
    std::string contentHash;          // over row hashes and splits in order: names the exact rows a run saw
    std::vector<SourceFile> sources;  // files it was read from (an import's own; later versions: its ancestors' too)
};

struct Dataset {
    std::int64_t id = 0;
    std::string name, created;
    DatasetVersion current;  // the one that is shown, trained on and worked on; the newest unless someone went back
};

/// A row that a cleaning step left in, with something to look at.
struct RowFlag {
    std::string step, reason;
};

/// One row that differs between two versions.
struct RowChange {
    enum class Kind { Added, Removed, Changed, Moved };  // Moved: to another split
    Kind kind = Kind::Changed;
    std::int64_t before = -1, after = -1;  // positions; -1 where it does not exist
};
struct VersionDiff {
    std::int64_t same = 0, added = 0, removed = 0, changed = 0, moved = 0;
    std::vector<RowChange> changes;  // by position, the first ones
};

struct StoredRow {
    std::int64_t position = 0;  // 0-based in its version, without gaps
    Split split = Split::Train;
    Record record;  // id: the content's row id, the same in every version that holds it
};

/// In which order rows are shown.
enum class RowOrder { File, Question, Answer, Label, Split, Words };

/// Writes one version in one transaction. Destroyed before finish(), or after an exception, it leaves nothing behind.
/// One at a time on a connection; the connection's other repositories may be read and written meanwhile (within its
/// transaction).
class VersionWriter {
public:
    ~VersionWriter();
    VersionWriter(VersionWriter&&) noexcept;

    /// Appends a row. `record.id` is ignored; `record.source.file` is interned. Returns false where the same content
    /// already stands in this version (the row is appended all the same, and counted as a duplicate).
    /// `origin` is the position in the parent of the row that it was made from; -1: a new row.
    bool add(const Record& record, Split split, std::int64_t origin = -1);
    /// The same with the split that the content's hash draws (splitOf()); the hash is computed once.
    bool add(const Record& record, const SplitFractions& fractions, std::uint64_t seed = 0);
    /// Appends the row at `position` of the parent version without reading its content.
    void keep(std::int64_t position, Split split);
    /// The same in the split where it stands.
    void keep(std::int64_t position);
    /// Flags the row that was appended last.
    void flag(const std::string& step, const std::string& reason);
    /// Of an import, or of a step "mend".
    void addIssue(const RowIssue& issue);
    /// In place of those that it was begun with.
    void setSettings(const Json& settings);
    void addSource(const SourceFile& source);
    std::int64_t rows() const;
    /// Makes the version visible and durable, and writes the audit entry. Throws Error(BadInput) where it has no row.
    DatasetVersion finish();

private:
    friend class DatasetRepository;
    struct State;
    explicit VersionWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

class DatasetRepository {
public:
    explicit DatasetRepository(Database& database) : database_(database) {}

    // ---- data sets
    /// By name.
    std::vector<Dataset> list();
    std::optional<Dataset> find(const std::string& name);
    Dataset get(std::int64_t dataset);
    /// Throws Error(BadInput) where the new name is taken or empty.
    void rename(std::int64_t dataset, const std::string& name);
    /// Removes all its versions and the rows that no other version holds. Throws Error(BadInput) naming the runs that
    /// were trained on it, while there are any.
    void remove(std::int64_t dataset);

    // ---- writing
    /// A new data set and its first version. Throws Error(BadInput) where the name is taken or empty.
    VersionWriter beginDataset(const std::string& name, const std::string& step, const Json& settings);
    /// The next version of a data set, made from `parent` (a version of it).
    VersionWriter beginVersion(std::int64_t parent, const std::string& step, const Json& settings);

    // ---- versions
    std::vector<DatasetVersion> versions(std::int64_t dataset);
    DatasetVersion version(std::int64_t version);
    /// Makes a version the current one of its data set: undo and redo of whole steps.
    void setCurrent(std::int64_t version);
    /// A name for a version, one of a kind in its data set; it moves there from another version. Throws Error(BadInput)
    /// for an empty one.
    void tag(std::int64_t version, const std::string& name);
    void untag(std::int64_t version, const std::string& name);
    /// What became of the rows of `before` in `after`: by descent where `after` was made from it, otherwise by content.
    /// At most `limit` changes are listed. Throws Error(BadInput) for versions of two data sets.
    VersionDiff diff(std::int64_t before, std::int64_t after, std::int64_t limit);
    /// The states that a row went through, oldest first: (version, position).
    std::vector<std::pair<std::int64_t, std::int64_t>> history(std::int64_t version, std::int64_t position);

    // ---- rows
    /// Rows [first, first + count) by position; fewer at the end. The cost does not grow with `first`.
    std::vector<StoredRow> rows(std::int64_t version, std::int64_t first, std::int64_t count);
    StoredRow row(std::int64_t version, std::int64_t position);
    /// In the order of `positions`; those that do not exist are left out.
    std::vector<StoredRow> rowsAt(std::int64_t version, const std::vector<std::int64_t>& positions);
    /// Positions of the rows that match, in the order asked for, at most `limit` (0: all). All but the file's order of
    /// all rows reads the rows: `cancel` ends it early.
    std::vector<std::int64_t> positions(std::int64_t version, const RowQuery& query, RowOrder order = RowOrder::File,
                                        std::int64_t limit = 0, const Cancel* cancel = nullptr);
    /// Calls `visit` for each row of the split (nothing: of all), in order, one at a time; `visit` returns false to
    /// stop. It must not remove the version.
    void forEachRow(std::int64_t version, std::optional<Split> split,
                    const std::function<bool(const StoredRow&)>& visit);

    std::vector<RowFlag> flags(std::int64_t version, std::int64_t position);
    std::set<std::int64_t> flaggedRows(std::int64_t version);

    // ---- rows kept aside
    /// Those of the import or of the last step "mend" before or at the version: other steps leave them as they are.
    std::vector<RowIssue> issues(std::int64_t version, std::int64_t first, std::int64_t count);
    /// The version that an import made and this one descends from.
    DatasetVersion importOf(std::int64_t version);

private:
    Database& database_;
};

}  // namespace tunesmith::storage
