#include "core/engine/data_studio.h"

#include <algorithm>
#include <filesystem>

#include "core/base/error.h"
#include "core/data/filter/row_query.h"
#include "core/data/split/split_plan.h"
#include "core/engine/aside_rows.h"
#include "core/engine/project_impl.h"
#include "core/engine/studio_work.h"

namespace tunesmith {

namespace {

constexpr std::pair<const char*, storage::RowOrder> kOrders[] = {
    {"file", storage::RowOrder::File},     {"question", storage::RowOrder::Question},
    {"answer", storage::RowOrder::Answer}, {"label", storage::RowOrder::Label},
    {"split", storage::RowOrder::Split},   {"words", storage::RowOrder::Words}};

storage::RowOrder orderOf(const std::string& name) {
    std::string all;
    for (const auto& [known, order] : kOrders) {
        if (name == known) return order;
        all += (all.empty() ? "" : ", ") + std::string(known);
    }
    throw Error(Code::BadInput, "Rows cannot be ordered by \"" + name + "\"; they can by " + all + ".");
}

const char* kindName(storage::RowChange::Kind kind) {
    switch (kind) {
        case storage::RowChange::Kind::Added:
            return "added";
        case storage::RowChange::Kind::Removed:
            return "removed";
        case storage::RowChange::Kind::Changed:
            return "changed";
        case storage::RowChange::Kind::Moved:
            return "moved";
    }
    return "";
}

VersionInfo infoOf(const storage::DatasetVersion& version, std::int64_t current,
                   const std::vector<storage::Run>& runs) {
    VersionInfo info;
    info.id = version.id;
    info.number = version.number;
    info.parent = version.parent.value_or(0);
    info.step = version.step;
    info.settings = version.settings;
    info.created = version.created;
    info.actor = version.actor;
    info.tags = version.tags;
    info.rows = version.rows;
    info.trainRows = version.trainRows;
    info.validationRows = version.validationRows;
    info.testRows = version.testRows;
    info.issues = version.issues;
    info.flagged = version.flagged;
    info.duplicates = version.duplicates;
    info.current = version.id == current;
    for (const storage::Run& run : runs)
        if (run.datasetVersion == version.id) info.runs.push_back(run.name);
    return info;
}

RowChangeRequest changeOf(const storage::RowEdit& edit) {
    return {edit.position, edit.split, edit.record};
}

}  // namespace

StudioJob::StudioJob(std::shared_ptr<JobCore> core) : Job(std::move(core)) {}

StudioResult StudioJob::result() const {
    const std::lock_guard guard(core_->lock);
    return std::any_cast<StudioResult>(core_->other);
}

// ---- versions

std::vector<VersionInfo> DataStudio::versions(const std::string& dataset) const {
    const storage::Dataset set = impl_.datasetByName(dataset);
    const std::lock_guard guard(impl_.databaseLock);
    const std::vector<storage::Run> runs = impl_.database->runs().list();
    std::vector<VersionInfo> all;
    for (const auto& version : impl_.database->datasets().versions(set.id))
        all.push_back(infoOf(version, set.current.id, runs));
    return all;
}

VersionInfo DataStudio::version(const std::string& dataset, const std::string& name) const {
    const std::vector<VersionInfo> all = versions(dataset);
    std::string names;
    for (const VersionInfo& version : all) {
        if (name == std::to_string(version.number) || (name == "current" && version.current)) return version;
        if (std::find(version.tags.begin(), version.tags.end(), name) != version.tags.end()) return version;
        names += (names.empty() ? "" : ", ") + std::to_string(version.number);
        for (const std::string& tag : version.tags) names += " (" + tag + ")";
    }
    throw Error(Code::NotFound, "The data set \"" + dataset + "\" has no version \"" + name + "\"; there are " + names +
                                    " and current.");
}

void DataStudio::goTo(const std::string& dataset, const std::string& version) {
    const std::int64_t id = this->version(dataset, version).id;
    const std::lock_guard guard(impl_.databaseLock);
    impl_.database->datasets().setCurrent(id);
}

void DataStudio::tag(const std::string& dataset, const std::string& version, const std::string& name) {
    const std::int64_t id = this->version(dataset, version).id;
    if (name == "current" || (!name.empty() && name.find_first_not_of("0123456789") == std::string::npos))
        throw Error(Code::BadInput, "A tag cannot be a number or \"current\": those name versions already.");
    const std::lock_guard guard(impl_.databaseLock);
    impl_.database->datasets().tag(id, name);
}

void DataStudio::untag(const std::string& dataset, const std::string& version, const std::string& name) {
    const std::int64_t id = this->version(dataset, version).id;
    const std::lock_guard guard(impl_.databaseLock);
    impl_.database->datasets().untag(id, name);
}

VersionDifference DataStudio::diff(const std::string& dataset, const std::string& before, const std::string& after,
                                   std::int64_t limit) const {
    const std::int64_t from = version(dataset, before).id, to = version(dataset, after).id;
    const std::unique_ptr<storage::ProjectDatabase> own = impl_.anotherDatabase();
    storage::DatasetRepository& sets = own->datasets();
    const storage::VersionDiff diff = sets.diff(from, to, limit);
    VersionDifference result{diff.same, diff.added, diff.removed, diff.changed, diff.moved, {}};
    for (const storage::RowChange& change : diff.changes) {
        RowDifference row{kindName(change.kind), change.before, change.after, {}, {}};
        if (change.before >= 0) {
            auto stored = sets.row(from, change.before);
            row.was = std::move(stored.record);
            row.splitBefore = stored.split;
        }
        if (change.after >= 0) {
            auto stored = sets.row(to, change.after);
            row.is = std::move(stored.record);
            row.splitAfter = stored.split;
        }
        result.rows.push_back(std::move(row));
    }
    return result;
}

// ---- rows

std::vector<std::int64_t> DataStudio::search(std::int64_t version, const RowSearch& search,
                                             const Cancel* cancel) const {
    const RowQuery query(search.query);
    return impl_.anotherDatabase()->datasets().positions(version, query, orderOf(search.order), search.limit, cancel);
}

std::vector<RowRemark> DataStudio::remarks(std::int64_t version, std::int64_t position) const {
    const std::lock_guard guard(impl_.databaseLock);
    std::vector<RowRemark> remarks;
    for (const auto& flag : impl_.database->datasets().flags(version, position))
        remarks.push_back({flag.step, flag.reason});
    return remarks;
}

std::vector<RowState> DataStudio::history(std::int64_t version, std::int64_t position) const {
    const std::lock_guard guard(impl_.databaseLock);
    storage::DatasetRepository& sets = impl_.database->datasets();
    std::vector<RowState> states;
    std::int64_t content = 0;
    for (const auto& [id, place] : sets.history(version, position)) {
        const storage::DatasetVersion info = sets.version(id);
        auto row = sets.row(id, place);
        if (row.record.id == content) continue;  // the step left the row as it was
        content = row.record.id;
        states.push_back(
            {id, info.number, place, info.step, info.created, info.actor, info.settings, std::move(row.record)});
    }
    return states;
}

// ---- rows kept aside

std::vector<AsideRow> DataStudio::aside(const std::string& dataset) const {
    const std::int64_t version = impl_.datasetByName(dataset).current.id;
    return AsideRows(impl_.anotherDatabase()->datasets(), version).rows();
}

MendTrial DataStudio::tryMend(const std::string& dataset, const MendedRow& row) const {
    const std::int64_t version = impl_.datasetByName(dataset).current.id;
    const AsideRows aside(impl_.anotherDatabase()->datasets(), version);
    return aside.tryMend(aside.rows()[aside.indexOf(row.id)], row.text.value_or(""));
}

std::shared_ptr<StudioJob> DataStudio::mend(const MendRequest& request) {
    const std::int64_t version = currentWithoutDraft(request.dataset);
    if (request.rows.empty()) throw Error(Code::BadInput, "Name at least one row that was kept aside.");
    const AsideRows aside(impl_.anotherDatabase()->datasets(), version);
    for (const MendedRow& row : request.rows) aside.indexOf(row.id);
    return start(request.dataset, [version, request](StudioWork& work) { work.mend(version, request); });
}

// ---- edits in place

void DataStudio::edit(std::int64_t version, const std::vector<RowChangeRequest>& rows) {
    const std::lock_guard guard(impl_.databaseLock);
    std::vector<storage::RowEdit> edits;
    for (const RowChangeRequest& row : rows) {
        impl_.database->datasets().row(version, row.position);  // throws where there is none
        edits.push_back({row.position, row.split, row.record});
    }
    impl_.database->drafts().add(version, edits);
}

DraftInfo DataStudio::draft(std::int64_t version) const {
    const std::lock_guard guard(impl_.databaseLock);
    storage::DraftRepository& drafts = impl_.database->drafts();
    DraftInfo info{drafts.undoSteps(version), drafts.redoSteps(version), {}};
    for (const auto& [position, edit] : drafts.pending(version)) info.rows.push_back(changeOf(edit));
    return info;
}

std::vector<std::int64_t> DataStudio::undo(std::int64_t version) {
    const std::lock_guard guard(impl_.databaseLock);
    return impl_.database->drafts().undo(version);
}

std::vector<std::int64_t> DataStudio::redo(std::int64_t version) {
    const std::lock_guard guard(impl_.databaseLock);
    return impl_.database->drafts().redo(version);
}

void DataStudio::discardDraft(std::int64_t version) {
    const std::lock_guard guard(impl_.databaseLock);
    impl_.database->drafts().discard(version);
}

// ---- steps over all rows

std::shared_ptr<StudioJob> DataStudio::start(const std::string& title, std::function<void(StudioWork&)> work) {
    auto core = std::make_shared<JobCore>(JobKind::Studio, title);
    core->other = StudioResult{};
    impl_.startThread(core, [impl = &impl_, core = core.get(), work = std::move(work)] {
        StudioWork studio(*impl, *core);
        work(studio);
    });
    return std::make_shared<StudioJob>(core);
}

std::shared_ptr<StudioJob> DataStudio::saveDraft(std::int64_t version) {
    return start("edits", [version](StudioWork& work) { work.saveDraft(version); });
}

std::shared_ptr<StudioJob> DataStudio::clean(const CleanRequest& request) {
    const std::int64_t version = currentWithoutDraft(request.dataset);
    CleanContext asking;
    asking.secret = "any";
    CleanList(request.steps, asking);  // its faults at once
    if (request.steps.empty()) throw Error(Code::BadInput, "The list has no step. Choose at least one.");
    if (!request.model.empty()) impl_.modelByName(request.model);
    for (const std::string& other : request.against) impl_.datasetByName(other);
    return start(request.dataset, [version, request](StudioWork& work) { work.clean(version, request); });
}

std::shared_ptr<StudioJob> DataStudio::split(const SplitRequest& request) {
    const std::int64_t version = currentWithoutDraft(request.dataset);
    const SplitRule rule{{request.validation, request.test}, request.by, request.stratify, request.seed};
    rule.validate();
    return start(request.dataset, [version, rule](StudioWork& work) { work.split(version, rule); });
}

std::shared_ptr<StudioJob> DataStudio::edit(const EditRequest& request) {
    const std::int64_t version = currentWithoutDraft(request.dataset);
    RowEditor check(request);
    return start(request.dataset, [version, request](StudioWork& work) { work.edit(version, request); });
}

std::shared_ptr<StudioJob> DataStudio::write(const DataExportRequest& request) {
    const std::int64_t version = this->version(request.dataset, request.version).id;
    if (request.file.empty()) throw Error(Code::BadInput, "Say which file the rows go to.");
    StudioWork::exporterOf(request);  // its faults at once
    return start(request.dataset, [version, request](StudioWork& work) { work.write(version, request); });
}

std::shared_ptr<StudioJob> DataStudio::findPersonalData(const PersonalDataRequest& request) {
    const std::int64_t version = this->version(request.dataset, request.version).id;
    StudioWork::personalDataSettings(request);  // its faults at once
    return start(request.dataset, [version, request](StudioWork& work) { work.findPersonalData(version, request); });
}

std::int64_t DataStudio::currentWithoutDraft(const std::string& dataset) const {
    const std::int64_t version = impl_.datasetByName(dataset).current.id;
    const std::lock_guard guard(impl_.databaseLock);
    if (!impl_.database->drafts().pending(version).empty())
        throw Error(Code::BadInput,
                    "The data set \"" + dataset +
                        "\" has edits that are not saved. Save them as a version or discard them first.");
    return version;
}

}  // namespace tunesmith
