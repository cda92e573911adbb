// DataStudio: what a project does with its data sets once they are in: versions, edits in place, cleaning, splits.
// Reached by Project::studio(). Every operation makes one version; going back is choosing another one as the current.
//
// Queries return at once and may be called from any thread. Work that takes time returns a Job beside the compute
// thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/json.h"
#include "core/data/clean/clean_report.h"
#include "core/data/record.h"
#include "core/engine/job.h"
#include "core/engine/profile_request.h"
#include "core/engine/project.h"

namespace tunesmith {

struct VersionInfo {
    std::int64_t id = 0, number = 1, parent = 0;  // parent: a version's id; 0: none
    std::string step;                             // "import", "clean", "split", "edit", "replace", "delete"
    Json settings = Json::object();               // of that step
    std::string created, actor;                   // ISO 8601, UTC; who
    std::vector<std::string> tags, runs;          // runs that were trained on it
    std::int64_t rows = 0, trainRows = 0, validationRows = 0, testRows = 0, issues = 0, flagged = 0, duplicates = 0;
    bool current = false;
};

/// How rows are ordered: "file", "question", "answer", "label", "split", "words".
struct RowSearch {
    std::string query;  // see RowQuery
    std::string order = "file";
    std::int64_t limit = 0;  // 0: all
};

struct RowDifference {
    std::string kind;                      // "added", "removed", "changed", "moved" (to another split)
    std::int64_t before = -1, after = -1;  // positions
    std::optional<Record> was, is;
    Split splitBefore = Split::Train, splitAfter = Split::Train;
};
struct VersionDifference {
    std::int64_t same = 0, added = 0, removed = 0, changed = 0, moved = 0;
    std::vector<RowDifference> rows;  // the first ones
};

/// A state that a row went through.
struct RowState {
    std::int64_t version = 0, number = 0, position = 0;
    std::string step, created, actor;
    Json settings = Json::object();  // of the step
    Record record;
};
struct RowRemark {
    std::string step, reason;
};

/// An edit in place: another content, another split, or the row taken out (no record).
struct RowChangeRequest {
    std::int64_t position = 0;
    Split split = Split::Train;
    std::optional<Record> record;
};
/// What was edited and is not yet a version.
struct DraftInfo {
    std::int64_t undoSteps = 0, redoSteps = 0;
    std::vector<RowChangeRequest> rows;  // as they would be, by position
};

struct CleanRequest {
    std::string dataset;
    Json steps = Json::array();        // see CleanList
    std::string model;                 // counts tokens; empty: words
    std::vector<std::string> against;  // data sets whose rows must not be in the training rows
    bool preview = false;              // count and show, change nothing
    std::size_t samples = 20;          // kept for each step
};

/// Which rows validate and test. By "row": the hash of the content, stable when rows are added. By "question": rows
/// with the same question stay together. By a column's name: rows with the same value in it stay together (a patient, a
/// case). "time:COLUMN": the latest rows test, the ones before validate. `stratify`: each label gets its share.
struct SplitRequest {
    std::string dataset;
    double validation = 0.1, test = 0;
    std::string by = "row";
    bool stratify = false;
    std::uint64_t seed = 0;
};

/// Takes the matching rows out, or replaces text in them. Texts of messages that do not train (`system`, ...) are
/// edited too.
struct EditRequest {
    std::string dataset;
    std::string query;       // which rows; empty: all
    bool remove = false;     // take them out
    std::string find, with;  // replace otherwise
    bool regex = false, matchCase = false;
    std::string field = "text";  // "question", "answer", "system", "text" (all)
    bool preview = false;
};

/// Which personal data the rows of a version hold.
struct PersonalDataRequest {
    std::string dataset, version = "current";
    Json settings = Json::object();  // of the cleaning step "personal_data"; what is left out has its default
    std::size_t values = 500;        // most that are listed one by one
};
/// A value that was found, however often.
struct PersonalValue {
    std::string entity, title, text;   // "EMAIL", in words, as it was first written
    bool checksum = false;             // it has a check digit, and that is right
    bool review = false;               // found by words or shape alone: a person has to look
    double score = 0;                  // 0 to 1: how sure it is
    std::int64_t count = 0, rows = 0;  // how often, in how many rows
    std::int64_t position = 0;         // of the first of these
    std::string before, after;         // what stands around it there
};
struct PersonalData {
    OrderedJson report;  // see pii::Report::toJson()
    std::vector<PersonalValue> values;
    std::int64_t distinct = 0;  // values in all
};

/// A row that was kept aside at the import and is neither mended nor dismissed yet.
struct AsideRow {
    std::string id;  // the same as long as it is kept aside
    RowIssue issue;
};
/// What becomes of a row kept aside: its text mended, or nothing where there is none: it is dismissed.
struct MendedRow {
    std::string id;
    std::optional<std::string> text;
};
/// One new version: what can be used now stands at its end, what still cannot stays aside with its new text and reason.
struct MendRequest {
    std::string dataset;
    std::vector<MendedRow> rows;
};
/// What a mended text would make.
struct MendTrial {
    std::vector<Record> rows;
    std::string problem;  // why there are none
};

/// Writes the rows of a version to a file that other programs read, and a data card beside it.
struct DataExportRequest {
    std::string dataset, version = "current";
    std::string file, format;   // format: an exporter's name; empty: by the file's extension
    std::vector<Split> splits;  // empty: all
    bool guardFormulas = true;  // CSV: cells that a spreadsheet would compute
    bool extra = true;          // columns that play no role in training too
    bool card = true;
    std::string description, licence;
};

struct ExportFormat {
    std::string name, extension;  // "messages", "jsonl"
};
/// All that this build writes.
std::vector<ExportFormat> exportFormats();

struct StudioResult {
    std::int64_t version = 0;  // 0: nothing changed, or a preview
    std::int64_t rows = 0, changed = 0, removed = 0;
    CleanReport clean;
    PersonalData personal;
    std::int64_t added = 0;  // of rows mended
    // Of an export: rows that the format cannot hold, and the file's size; of rows mended: those that stay aside.
    std::int64_t skipped = 0, bytes = 0;
    std::vector<RowIssue> skippedExamples;
    std::vector<std::string> files;      // written
    std::vector<RowDifference> samples;  // of an edit: the first rows before and after
    std::shared_ptr<const ProfileResult> profile;  // of a profile; null otherwise
};
class StudioJob : public Job {
public:
    explicit StudioJob(std::shared_ptr<JobCore> core);
    StudioResult result() const;
};

class StudioWork;

class DataStudio {
public:
    explicit DataStudio(Project::Impl& impl) : impl_(impl) {}

    // ---- versions
    /// By number.
    std::vector<VersionInfo> versions(const std::string& dataset) const;
    /// By number ("3"), tag or "current". Throws Error(NotFound) listing what there is.
    VersionInfo version(const std::string& dataset, const std::string& name) const;
    void goTo(const std::string& dataset, const std::string& version);
    void tag(const std::string& dataset, const std::string& version, const std::string& name);
    void untag(const std::string& dataset, const std::string& version, const std::string& name);
    VersionDifference diff(const std::string& dataset, const std::string& before, const std::string& after,
                           std::int64_t limit) const;

    // ---- rows
    /// Positions. Reads every row where there is a query or an order: not for the window's own thread. `cancel` may be
    /// null.
    std::vector<std::int64_t> search(std::int64_t version, const RowSearch& search,
                                     const Cancel* cancel = nullptr) const;
    std::vector<RowRemark> remarks(std::int64_t version, std::int64_t position) const;
    std::vector<RowState> history(std::int64_t version, std::int64_t position) const;

    // ---- rows kept aside, of the current version
    std::vector<AsideRow> aside(const std::string& dataset) const;
    /// Throws Error(NotFound) where no such row is kept aside.
    MendTrial tryMend(const std::string& dataset, const MendedRow& row) const;
    /// Throws Error(NotFound) as tryMend(); the job fails with BadInput where none of the rows can be used.
    std::shared_ptr<StudioJob> mend(const MendRequest& request);

    // ---- edits in place; kept in the project until they are saved as a version or discarded
    void edit(std::int64_t version, const std::vector<RowChangeRequest>& rows);
    DraftInfo draft(std::int64_t version) const;
    /// The positions that changed.
    std::vector<std::int64_t> undo(std::int64_t version);
    std::vector<std::int64_t> redo(std::int64_t version);
    void discardDraft(std::int64_t version);
    std::shared_ptr<StudioJob> saveDraft(std::int64_t version);

    // ---- steps over all rows. Each throws Error(BadInput) at once for settings that cannot be used.
    std::shared_ptr<StudioJob> clean(const CleanRequest& request);
    std::shared_ptr<StudioJob> split(const SplitRequest& request);
    std::shared_ptr<StudioJob> edit(const EditRequest& request);
    std::shared_ptr<StudioJob> write(const DataExportRequest& request);

    // ---- looks at all rows and changes nothing
    std::shared_ptr<StudioJob> findPersonalData(const PersonalDataRequest& request);
    std::shared_ptr<StudioJob> profile(const ProfileRequest& request);

private:
    std::shared_ptr<StudioJob> start(const std::string& title, std::function<void(StudioWork&)> work);
    /// The version that a step starts from. Throws Error(BadInput) while it has edits that are not saved.
    std::int64_t currentWithoutDraft(const std::string& dataset) const;

    Project::Impl& impl_;
};

}  // namespace tunesmith
