#include "ui/bridge/project_bridge.h"

#include <QThread>

#include "ui/bridge/settings.h"

namespace tunesmith::ui {

namespace {

constexpr int kWorkers = 3;
constexpr int kMachineMs = 2000;

/// Waits until no worker holds the project, then ends it: jobs are cancelled, a training run saves.
void finish(std::shared_ptr<Project> project) {
    while (project && project.use_count() > 1) QThread::msleep(2);
    project.reset();
}

template <typename T, typename Match>
const T* find(const std::vector<T>& list, Match match) {
    for (const auto& item : list)
        if (match(item)) return &item;
    return nullptr;
}

}  // namespace

ProjectBridge::ProjectBridge(QObject* parent) : QObject(parent) {
    pool_.setMaxThreadCount(kWorkers);
    openPool_.setMaxThreadCount(1);
    machine_ = quickMachineReport();
    connect(&machineTimer_, &QTimer::timeout, this, [this] {
        const auto now = quickMachineReport();
        machine_.usedBytes = now.usedBytes;
        machine_.availableBytes = now.availableBytes;
        Q_EMIT machineChanged();
    });
    machineTimer_.start(kMachineMs);
    QTimer::singleShot(0, this, &ProjectBridge::probe);
}

ProjectBridge::~ProjectBridge() {
    delete training_;
    pool_.waitForDone();
    openPool_.waitForDone();
    finish(std::move(project_));
}

void ProjectBridge::probe() {
    runAsync(
        &openPool_, this, [] { return Project::starterAvailable(); },
        [this](Result<bool> available) {
            starterAvailable_ = available && *available;
            Q_EMIT modelsChanged();
        });
    runAsync(
        &pool_, this, [] { return probeMachine(); },
        [this](Result<MachineReport> report) {
            if (!report) return;  // the quick report stays
            machine_ = *report;
            Q_EMIT machineChanged();
        });
}

QString ProjectBridge::name() const {
    return project_ ? QString::fromStdString(project_->name()) : QString();
}
QString ProjectBridge::folder() const {
    return project_ ? QString::fromStdString(project_->folder()) : QString();
}
bool ProjectBridge::isProject(const QString& folder) {
    return isProjectFolder(folder.toStdString());
}

const DatasetInfo* ProjectBridge::dataset(const QString& name) const {
    return find(datasets_, [&](const auto& d) { return d.name == name.toStdString(); });
}
const ModelInfo* ProjectBridge::model(const QString& name) const {
    return find(models_, [&](const auto& m) { return m.name == name.toStdString(); });
}
const RunInfo* ProjectBridge::run(std::int64_t id) const {
    return find(runs_, [&](const auto& r) { return r.id == id; });
}

// ---- opening and closing

void ProjectBridge::open(const QString& folder) {
    take(folder, false);
}
void ProjectBridge::create(const QString& folder) {
    take(folder, true);
}

void ProjectBridge::take(const QString& folder, bool create) {
    if (opening_) return;
    opening_ = true;
    Q_EMIT openingChanged();
    close();
    runAsync(
        &openPool_, this,
        [path = folder.toStdString(), create]() -> ProjectPtr {
            return create ? Project::create(path) : Project::open(path);
        },
        [this, folder](Result<ProjectPtr> result) {
            opening_ = false;
            if (!result) {
                Q_EMIT openingChanged();
                Q_EMIT openFailed(folder, *result.failure);
                return;
            }
            project_ = std::move(*result);
            Settings::addRecentProject(folder);
            Q_EMIT openingChanged();
            Q_EMIT opened();
            refreshDatasets();
            refreshModels();
            refreshRuns();
        });
}

void ProjectBridge::close() {
    if (!project_) return;
    delete training_;
    auto project = std::exchange(project_, nullptr);
    openPool_.start([project = std::move(project)]() mutable { finish(std::move(project)); });
    datasets_.clear();
    models_.clear();
    runs_.clear();
    Q_EMIT trainingChanged();
    Q_EMIT closed();
    Q_EMIT datasetsChanged();
    Q_EMIT modelsChanged();
    Q_EMIT runsChanged();
}

// ---- questions

void ProjectBridge::previewImport(const ImportRequest& request, QObject* context, Done<ImportPreviewInfo> done) {
    ask(
        context, [request](Project& p) { return p.previewImport(request); }, std::move(done));
}

void ProjectBridge::rows(std::int64_t version, std::int64_t first, std::int64_t count, QObject* context,
                         Done<std::vector<RowView>> done) {
    ask(
        context, [=](Project& p) { return p.rows(version, first, count); }, std::move(done));
}

void ProjectBridge::rowsAt(std::int64_t version, std::vector<std::int64_t> positions, QObject* context,
                           Done<std::vector<RowView>> done) {
    ask(
        context,
        [version, positions = std::move(positions)](Project& p) {
            std::vector<RowView> out;
            for (std::size_t i = 0; i < positions.size();) {
                std::size_t end = i + 1;  // neighbours are read together
                while (end < positions.size() && positions[end] == positions[end - 1] + 1) ++end;
                for (auto& row : p.rows(version, positions[i], std::int64_t(end - i))) out.push_back(std::move(row));
                i = end;
            }
            return out;
        },
        std::move(done));
}

void ProjectBridge::findRows(std::int64_t version, const RowSearch& search, std::shared_ptr<const Cancel> cancel,
                             QObject* context, Done<std::vector<std::int64_t>> done) {
    studio<std::vector<std::int64_t>>(
        [version, search, cancel](DataStudio& studio) { return studio.search(version, search, cancel.get()); }, context,
        std::move(done));
}

void ProjectBridge::issues(std::int64_t dataset, QObject* context, Done<std::vector<RowIssue>> done) {
    ask(
        context, [dataset](Project& p) { return p.issues(dataset); }, std::move(done));
}

QStringList ProjectBridge::methods() {
    QStringList names;
    for (const std::string& name : Project::methods()) names << QString::fromStdString(name);
    return names;
}

void ProjectBridge::fit(const QString& model, const Recipe& recipe, std::int64_t longestRow, QObject* context,
                        Done<FitInfo> done) {
    ask(
        context,
        [name = model.toStdString(), recipe, longestRow](Project& p) { return p.fit(name, recipe, longestRow); },
        std::move(done));
}

void ProjectBridge::fitReport(const QString& model, const Recipe& recipe, std::int64_t longestRow, QObject* context,
                              Done<FitReport> done) {
    ask(
        context,
        [name = model.toStdString(), recipe, longestRow](Project& p) { return p.fitReport(name, recipe, longestRow); },
        std::move(done));
}

void ProjectBridge::render(const Record& record, const QString& model, const Recipe& recipe, QObject* context,
                           Done<RenderedRow> done) {
    ask(
        context, [record, name = model.toStdString(), recipe](Project& p) { return p.renderRow(record, name, recipe); },
        std::move(done));
}

void ProjectBridge::adapterTargets(const QString& model, QObject* context, Done<std::vector<std::string>> done) {
    ask(
        context, [name = model.toStdString()](Project& p) { return p.adapterTargets(name); }, std::move(done));
}

void ProjectBridge::chatTemplate(const QString& model, QObject* context, Done<ChatTemplateInfo> done) {
    ask(
        context, [name = model.toStdString()](Project& p) { return p.chatTemplate(name); }, std::move(done));
}

void ProjectBridge::previewTemplate(const QString& model, const QString& source, std::vector<Record> rows,
                                    bool forAnswer, const Recipe& recipe, QObject* context,
                                    Done<ChatTemplatePreview> done) {
    ask(
        context,
        [name = model.toStdString(), source = source.toStdString(), rows = std::move(rows), forAnswer,
         recipe](Project& p) { return p.previewTemplate(name, source, rows, forAnswer, recipe); },
        std::move(done));
}

void ProjectBridge::countTokens(std::vector<Record> records, const QString& model, const Recipe& recipe,
                                QObject* context, Done<std::vector<std::pair<int, int>>> done) {
    ask(
        context,
        [records = std::move(records), name = model.toStdString(), recipe](Project& p) {
            std::vector<std::pair<int, int>> counts;
            counts.reserve(records.size());
            for (const auto& record : records) {
                const auto row = guarded([&] { return p.renderRow(record, name, recipe); });
                counts.emplace_back(row.value ? int(row.value->tokens.size()) : -1,
                                    row.value ? int(row.value->trainedTokens) : -1);
            }
            return counts;
        },
        std::move(done));
}

void ProjectBridge::metrics(std::int64_t run, QObject* context, Done<std::vector<MetricPoint>> done) {
    ask(
        context, [run](Project& p) { return p.metrics(run); }, std::move(done));
}

void ProjectBridge::probes(std::int64_t run, QObject* context, Done<std::vector<ProbeAnswer>> done) {
    ask(
        context, [run](Project& p) { return p.probes(run); }, std::move(done));
}

// ---- lists

void ProjectBridge::refreshDatasets() {
    ask(
        this, [](Project& p) { return p.datasets(); },
        [this](Result<std::vector<DatasetInfo>> result) {
            if (result) datasets_ = std::move(*result);
            Q_EMIT datasetsChanged();
        });
}

void ProjectBridge::refreshModels() {
    ask(
        this, [](Project& p) { return p.models(); },
        [this](Result<std::vector<ModelInfo>> result) {
            if (result) models_ = std::move(*result);
            Q_EMIT modelsChanged();
        });
}

void ProjectBridge::refreshRuns() {
    ask(
        this, [](Project& p) { return p.runs(); },
        [this](Result<std::vector<RunInfo>> result) {
            if (result) runs_ = std::move(*result);
            Q_EMIT runsChanged();
        });
}

// ---- changes: the lists are read again before the asker hears of it, so that it finds what it made

namespace {

template <typename T>
struct Changed {
    T value;
    std::vector<DatasetInfo> datasets;
    std::vector<ModelInfo> models;
    std::vector<RunInfo> runs;
};

template <typename Work>
auto andLists(Project& project, Work work) {
    using Raw = std::invoke_result_t<Work, Project&>;
    using T = std::conditional_t<std::is_void_v<Raw>, Nothing, Raw>;
    Changed<T> changed;
    if constexpr (std::is_void_v<Raw>)
        work(project);
    else
        changed.value = work(project);
    changed.datasets = project.datasets();
    changed.models = project.models();
    changed.runs = project.runs();
    return changed;
}

}  // namespace

template <typename T, typename Work>
void ProjectBridge::change(QObject* context, Work work, Done<T> done) {
    QPointer<QObject> asker = context;
    ask(
        this, [work](Project& p) { return andLists(p, work); },
        [this, asker, done = std::move(done)](Result<Changed<T>> result) {
            if (!result) {
                if (asker) done({std::nullopt, result.failure});
                return;
            }
            datasets_ = std::move(result->datasets);
            models_ = std::move(result->models);
            runs_ = std::move(result->runs);
            Q_EMIT datasetsChanged();
            Q_EMIT modelsChanged();
            Q_EMIT runsChanged();
            if (asker) done({std::move(result->value), std::nullopt});
        });
}

void ProjectBridge::addModel(const QString& path, const QString& name, QObject* context, Done<ModelInfo> done) {
    change<ModelInfo>(
        context, [path = path.toStdString(), name = name.toStdString()](Project& p) { return p.addModel(path, name); },
        std::move(done));
}
void ProjectBridge::addAdapter(const QString& path, const QString& base, const QString& name, QObject* context,
                               Done<ModelInfo> done) {
    change<ModelInfo>(
        context,
        [path = path.toStdString(), base = base.toStdString(), name = name.toStdString()](Project& p) {
            return p.addAdapter(path, base, name);
        },
        std::move(done));
}
void ProjectBridge::addStarter(QObject* context, Done<ModelInfo> done) {
    change<ModelInfo>(
        context, [](Project& p) { return p.addStarter(); }, std::move(done));
}
void ProjectBridge::changeData(std::function<void(DataStudio&)> work, QObject* context, Done<Nothing> done) {
    change<Nothing>(
        context, [work = std::move(work)](Project& p) { work(p.studio()); }, std::move(done));
}
void ProjectBridge::setChatTemplate(const QString& model, const QString& source, QObject* context, Done<Nothing> done) {
    change<Nothing>(
        context,
        [name = model.toStdString(), source = source.toStdString()](Project& p) { p.setChatTemplate(name, source); },
        std::move(done));
}
void ProjectBridge::removeDataset(const QString& name, QObject* context, Done<Nothing> done) {
    change<Nothing>(
        context, [name = name.toStdString()](Project& p) { p.removeDataset(name); }, std::move(done));
}
void ProjectBridge::removeModel(const QString& name, QObject* context, Done<Nothing> done) {
    change<Nothing>(
        context, [name = name.toStdString()](Project& p) { p.removeModel(name); }, std::move(done));
}
void ProjectBridge::removeRun(std::int64_t run, QObject* context, Done<Nothing> done) {
    if (training_ && training_->hasEnded() && training_->run() == run) {
        delete training_;
        Q_EMIT trainingChanged();
    }
    change<Nothing>(
        context, [run](Project& p) { p.removeRun(run); }, std::move(done));
}

// ---- work

template <typename Bridge, typename Work>
void ProjectBridge::start(QObject* context, Work work, Done<Bridge*> done) {
    QPointer<QObject> owner = context;
    ask(this, std::move(work), [this, owner, done = std::move(done)](auto job) {
        if (!job) {
            if (owner) done({std::nullopt, job.failure});
            return;
        }
        if (!owner) {  // nobody waits for it any more
            (*job)->cancel();
            return;
        }
        auto* bridge = new Bridge(std::move(*job), owner);
        Q_EMIT jobStarted(bridge);
        done({bridge, std::nullopt});
    });
}

void ProjectBridge::startImport(const ImportRequest& request, QObject* context, Done<ImportBridge*> done) {
    start<ImportBridge>(
        context, [request](Project& p) { return p.import(request); },
        [this, done = std::move(done)](Result<ImportBridge*> result) {
            if (result) connect(*result, &JobBridge::ended, this, &ProjectBridge::refreshDatasets);
            done(result);
        });
}

void ProjectBridge::startStudio(std::function<std::shared_ptr<StudioJob>(DataStudio&)> work, QObject* context,
                                Done<StudioBridge*> done) {
    start<StudioBridge>(
        context, [work = std::move(work)](Project& p) { return work(p.studio()); },
        [this, done = std::move(done)](Result<StudioBridge*> result) {
            if (result) connect(*result, &JobBridge::ended, this, &ProjectBridge::refreshDatasets);
            done(result);
        });
}

void ProjectBridge::runStudio(std::function<std::shared_ptr<StudioJob>(DataStudio&)> work, QObject* context,
                              Done<StudioResult> done) {
    startStudio(std::move(work), context, [done = std::move(done)](Result<StudioBridge*> job) {
        if (!job) return done({std::nullopt, job.failure});
        StudioBridge* bridge = *job;
        connect(bridge, &JobBridge::ended, bridge, [bridge, done] {
            bridge->deleteLater();
            if (bridge->succeeded())
                done({bridge->result(), std::nullopt});
            else if (bridge->outcome().failure)
                done({std::nullopt, bridge->outcome().failure});
        });
    });
}

void ProjectBridge::startCheck(const TrainRequest& request, QObject* context, Done<CheckBridge*> done) {
    QPointer<QObject> owner = context;
    ask(
        this, [request](Project& p) { return p.check(request); },
        [owner, done = std::move(done)](Result<std::shared_ptr<CheckJob>> job) {
            if (!owner) {
                if (job) (*job)->cancel();
                return;
            }
            if (job)
                done({new CheckBridge(std::move(*job), owner), std::nullopt});
            else
                done({std::nullopt, job.failure});
        });
}

void ProjectBridge::adoptTraining(TrainBridge* training) {
    if (training_ && training_ != training) training_->deleteLater();
    training_ = training;
    connect(training, &JobBridge::ended, this, [this] {
        refreshRuns();
        Q_EMIT trainingChanged();
    });
    refreshRuns();
    Q_EMIT trainingChanged();
}

void ProjectBridge::startTrain(const TrainRequest& request, QObject* context, Done<TrainBridge*> done) {
    start<TrainBridge>(
        this, [request](Project& p) { return p.train(request); },
        [this, asker = QPointer<QObject>(context), done = std::move(done)](Result<TrainBridge*> result) {
            if (result) adoptTraining(*result);
            if (asker) done(result);
        });
}

void ProjectBridge::startResume(std::int64_t run, QObject* context, Done<TrainBridge*> done) {
    start<TrainBridge>(
        this, [run](Project& p) { return p.resume(run); },
        [this, asker = QPointer<QObject>(context), done = std::move(done)](Result<TrainBridge*> result) {
            if (result) adoptTraining(*result);
            if (asker) done(result);
        });
}

void ProjectBridge::startGenerate(const GenerateRequest& request, QObject* context, Done<GenerateBridge*> done) {
    start<GenerateBridge>(
        context, [request](Project& p) { return p.generate(request); }, std::move(done));
}
void ProjectBridge::startEvaluate(const EvaluateRequest& request, QObject* context, Done<EvaluateBridge*> done) {
    start<EvaluateBridge>(
        context, [request](Project& p) { return p.evaluate(request); }, std::move(done));
}
void ProjectBridge::startClassify(const ClassifyRequest& request, QObject* context, Done<ClassifyBridge*> done) {
    start<ClassifyBridge>(
        context, [request](Project& p) { return p.classify(request); }, std::move(done));
}
void ProjectBridge::startMeasure(const TrainRequest& request, QObject* context, Done<MeasureBridge*> done) {
    start<MeasureBridge>(
        context, [request](Project& p) { return p.measure(request); }, std::move(done));
}
void ProjectBridge::startExport(const ExportRequest& request, QObject* context, Done<ExportBridge*> done) {
    start<ExportBridge>(
        context, [request](Project& p) { return p.exportModel(request); }, std::move(done));
}

}  // namespace tunesmith::ui
