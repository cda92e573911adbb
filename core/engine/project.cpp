#include "core/engine/project.h"

#include <algorithm>
#include <filesystem>

#include "core/base/error.h"
#include "core/data/import/import_files.h"
#include "core/engine/data_studio.h"
#include "core/engine/project_impl.h"

namespace tunesmith {

namespace fs = std::filesystem;

namespace {

// What exists, for a message about a name that does not.
template <typename List>
std::string namesOf(const List& list) {
    std::string names;
    for (const auto& item : list) names += (names.empty() ? "" : ", ") + item.name;
    return names.empty() ? "there is none yet" : "there are: " + names;
}

DatasetInfo datasetInfo(const storage::Dataset& set) {
    const storage::DatasetVersion& v = set.current;
    DatasetInfo info{set.id, v.id, set.name, set.created, {}, v.rows, v.trainRows, v.validationRows, v.testRows, v.issues, v.number};
    for (const storage::SourceFile& source : v.sources)
        info.source += (info.source.empty() ? "" : ", ") + fs::path(source.path).filename().string();
    return info;
}

RowView rowView(storage::StoredRow&& row) { return {row.position, std::move(row.record), row.split}; }

}  // namespace

Project::Impl::~Impl() {
    {
        const std::lock_guard guard(threadsLock);
        for (auto& [thread, core] : threads) core->cancel.request();
    }
    compute.reset();
    for (auto& [thread, core] : threads)
        if (thread.joinable()) thread.join();
}

void Project::Impl::startThread(std::shared_ptr<JobCore> core, std::function<void()> work) {
    const std::lock_guard guard(threadsLock);
    threads.remove_if([](auto& entry) {
        if (!entry.second->finished()) return false;
        entry.first.join();
        return true;
    });
    threads.emplace_back(std::thread([core, work = std::move(work)] { core->run(work); }), core);
}

std::unique_ptr<storage::ProjectDatabase> Project::Impl::anotherDatabase() const {
    const std::lock_guard guard(databaseLock);
    return database->another();
}

storage::Model Project::Impl::modelByName(const std::string& name) const {
    const std::lock_guard guard(databaseLock);
    if (auto model = database->models().find(name)) return *model;
    throw Error(Code::NotFound, "There is no model \"" + name + "\"; " + namesOf(database->models().list()) + ".");
}

storage::Dataset Project::Impl::datasetByName(const std::string& name) const {
    const std::lock_guard guard(databaseLock);
    if (auto set = database->datasets().find(name)) return *set;
    throw Error(Code::NotFound, "There is no data set \"" + name + "\"; " + namesOf(database->datasets().list()) + ".");
}

std::string Project::Impl::runFolder(std::int64_t run) const { return (fs::path(folder) / "runs" / std::to_string(run)).string(); }

bool isProjectFolder(const std::string& folder) { return storage::ProjectDatabase::exists(folder); }

Project::Project(std::unique_ptr<Impl> impl) : impl_(std::move(impl)), studio_(std::make_unique<DataStudio>(*impl_)) {}
Project::~Project() = default;

std::unique_ptr<Project> Project::create(const std::string& folder) {
    std::error_code failed;
    if (isProjectFolder(folder)) throw Error(Code::BadInput, "There is a project in this folder already; open it, or choose another folder.", folder);
    fs::create_directories(folder, failed);
    if (failed || !fs::is_directory(folder)) throw Error(Code::BadInput, "The folder cannot be made: " + failed.message() + ".", folder);
    if (!fs::is_empty(folder, failed)) throw Error(Code::BadInput, "The folder is not empty; a project gets a folder of its own.", folder);
    fs::permissions(folder, fs::perms::owner_all, failed);
    storage::ProjectDatabase::create(folder)->setSetting("name", fs::path(folder).lexically_normal().filename().string());
    return open(folder);
}

std::unique_ptr<Project> Project::open(const std::string& folder) {
    if (!isProjectFolder(folder)) throw Error(Code::NotFound, "There is no project in this folder; make one with init, or choose another folder.", folder);
    auto impl = std::make_unique<Impl>();
    impl->folder = fs::absolute(folder).lexically_normal().string();
    impl->ownership = std::make_unique<FileLock>((fs::path(folder) / "project.lock").string());
    impl->database = storage::ProjectDatabase::open(folder);
    impl->database->runs().markInterrupted("The program ended while it ran.");
    impl->compute = std::make_unique<ComputeThread>();
    return std::unique_ptr<Project>(new Project(std::move(impl)));
}

const std::string& Project::folder() const { return impl_->folder; }

std::string Project::name() const {
    const std::lock_guard guard(impl_->databaseLock);
    const std::string name = impl_->database->setting("name");
    return name.empty() ? fs::path(impl_->folder).filename().string() : name;
}

// ---- data

ImportPreviewInfo Project::previewImport(const ImportRequest& request) const {
    if (request.files.empty()) throw Error(Code::BadInput, "Name at least one file.");
    ImportPreview preview = previewFile(request.files.front(), importOptions(request, request.files.front()));
    ImportPreviewInfo info;
    info.format = preview.title;
    info.encodingNote = preview.encodingNote;
    info.delimiter = preview.delimiter;
    info.columns = std::move(preview.columns);
    info.mapping.assign(preview.mapping.columns.begin(), preview.mapping.columns.end());
    info.confidence = preview.mapping.confidence;
    info.rows = std::move(preview.rows);
    info.issues = std::move(preview.issues);
    info.units = std::move(preview.units);
    info.sheets = std::move(preview.sheets);
    info.problem = std::move(preview.problem);
    return info;
}

std::shared_ptr<ImportJob> Project::import(const ImportRequest& request) {
    if (request.files.empty()) throw Error(Code::BadInput, "Name at least one file.");
    if (request.name.empty()) throw Error(Code::BadInput, "The data set needs a name.");
    auto core = std::make_shared<JobCore>(JobKind::Import, fs::path(request.files.front()).filename().string());
    impl_->startThread(core, [impl = impl_.get(), core = core.get(), request] { impl->importFiles(*core, request); });
    return std::make_shared<ImportJob>(core);
}

std::vector<DatasetInfo> Project::datasets() const {
    const std::lock_guard guard(impl_->databaseLock);
    std::vector<DatasetInfo> all;
    for (const storage::Dataset& set : impl_->database->datasets().list()) all.push_back(datasetInfo(set));
    return all;
}

DatasetInfo Project::dataset(const std::string& name) const { return datasetInfo(impl_->datasetByName(name)); }

std::vector<RowView> Project::rows(std::int64_t version, std::int64_t first, std::int64_t count) const {
    const std::lock_guard guard(impl_->databaseLock);
    std::vector<RowView> views;
    for (storage::StoredRow& row : impl_->database->datasets().rows(version, first, count)) views.push_back(rowView(std::move(row)));
    return views;
}

std::vector<RowIssue> Project::issues(std::int64_t dataset) const {
    const std::lock_guard guard(impl_->databaseLock);
    return impl_->database->datasets().issues(impl_->database->datasets().get(dataset).current.id, 0, 100000);
}

void Project::removeDataset(const std::string& name) {
    const storage::Dataset set = impl_->datasetByName(name);
    const std::lock_guard guard(impl_->databaseLock);
    impl_->database->datasets().remove(set.id);
}

DataStudio& Project::studio() const { return *studio_; }

// ---- runs

RunInfo Project::Impl::runInfo(const storage::Run& run) const {
    RunInfo info;
    info.id = run.id;
    info.name = run.name;
    info.state = run.state;
    info.reason = run.reason;
    info.created = run.created;
    const storage::DatasetVersion version = database->datasets().version(run.datasetVersion);
    info.datasetId = version.dataset;
    info.dataset = database->datasets().get(version.dataset).name;
    info.modelId = run.model;
    const storage::Model model = database->models().get(run.model);
    info.model = model.name;
    info.otherTemplate = run.templateIsOwn ? model.chatTemplate && model.chatTemplate != run.chatTemplate : model.chatTemplate != run.chatTemplate;
    info.step = run.step;
    info.steps = run.steps;
    info.bestStep = run.bestStep;
    info.loss = run.loss;
    info.bestValidationLoss = run.bestValidationLoss;
    info.seconds = run.seconds;
    info.usable = !database->runs().checkpoints(run.id).empty();
    // Also after its last step: what was cut off then is the last evaluation and checkpoint.
    info.resumable = run.state == "interrupted" || run.state == "stopped" || run.state == "failed";
    info.recipe = Recipe::fromJson(run.recipe);
    if (run.result.contains("classifier")) info.gives = labelsInfo(LabelSet::fromJson(run.result["classifier"]));
    return info;
}

std::vector<RunInfo> Project::runs() const {
    const std::lock_guard guard(impl_->databaseLock);
    std::vector<RunInfo> all;
    for (const storage::Run& run : impl_->database->runs().list()) all.push_back(impl_->runInfo(run));
    return all;
}

RunInfo Project::run(std::int64_t id) const {
    const std::lock_guard guard(impl_->databaseLock);
    return impl_->runInfo(impl_->database->runs().get(id));
}

std::vector<MetricPoint> Project::metrics(std::int64_t run) const {
    const std::lock_guard guard(impl_->databaseLock);
    std::vector<MetricPoint> points;
    for (const storage::Metric& m : impl_->database->runs().metrics(run)) points.push_back({m.step, m.name, m.value});
    return points;
}

std::vector<ProbeAnswer> Project::probes(std::int64_t run) const {
    const std::lock_guard guard(impl_->databaseLock);
    std::vector<ProbeAnswer> answers;
    for (const storage::Probe& p : impl_->database->runs().probes(run)) answers.push_back({p.step, p.prompt, p.answer});
    return answers;
}

void Project::removeRun(std::int64_t run) {
    const std::lock_guard guard(impl_->databaseLock);
    const std::string state = impl_->database->runs().get(run).state;
    if (state == "running" || state == "paused" || state == "queued") throw Error(Code::BadInput, "The run is going on; stop it first.");
    impl_->database->runs().remove(run);
    std::error_code failed;
    fs::remove_all(impl_->runFolder(run), failed);
}

}  // namespace tunesmith
