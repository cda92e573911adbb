// ProjectBridge: the engine's Project as a QObject, and the only object of the window that calls it. Lists are kept as
// last read and refreshed on worker threads; questions are answered through callbacks on the GUI thread, bound to a
// context object; long work comes back as a JobBridge. Nothing here blocks the GUI thread. GUI thread only.
#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "core/engine/data_studio.h"
#include "core/engine/project.h"
#include "ui/bridge/async.h"
#include "ui/bridge/job_bridge.h"

namespace tunesmith::ui {

class ProjectBridge : public QObject {
    Q_OBJECT
public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;

    explicit ProjectBridge(QObject* parent = nullptr);
    /// Waits for the project to close: a training run that goes on saves first.
    ~ProjectBridge() override;

    // ---- the project
    bool isOpen() const { return project_ != nullptr; }
    bool isOpening() const { return opening_; }
    QString name() const;
    QString folder() const;
    void open(const QString& folder);
    void create(const QString& folder);
    /// Closes on a worker thread; `closed` is said at once.
    void close();
    static bool isProject(const QString& folder);

    const std::vector<DatasetInfo>& datasets() const { return datasets_; }
    const std::vector<ModelInfo>& models() const { return models_; }
    const std::vector<RunInfo>& runs() const { return runs_; }
    const DatasetInfo* dataset(const QString& name) const;
    const ModelInfo* model(const QString& name) const;
    const RunInfo* run(std::int64_t id) const;
    const MachineReport& machine() const { return machine_; }
    bool starterAvailable() const { return starterAvailable_; }
    /// The engine's names of the ways to train, the usual one first.
    static QStringList methods();

    // ---- questions
    void previewImport(const ImportRequest& request, QObject* context, Done<ImportPreviewInfo> done);
    void rows(std::int64_t version, std::int64_t first, std::int64_t count, QObject* context,
              Done<std::vector<RowView>> done);
    void rowsAt(std::int64_t version, std::vector<std::int64_t> positions, QObject* context,
                Done<std::vector<RowView>> done);
    /// `cancel` ends it early, with a failure.
    void findRows(std::int64_t version, const RowSearch& search, std::shared_ptr<const Cancel> cancel, QObject* context,
                  Done<std::vector<std::int64_t>> done);
    void issues(std::int64_t dataset, QObject* context, Done<std::vector<RowIssue>> done);
    void fit(const QString& model, const Recipe& recipe, std::int64_t longestRow, QObject* context, Done<FitInfo> done);
    void fitReport(const QString& model, const Recipe& recipe, std::int64_t longestRow, QObject* context,
                   Done<FitReport> done);
    void render(const Record& record, const QString& model, const Recipe& recipe, QObject* context,
                Done<RenderedRow> done);
    void adapterTargets(const QString& model, QObject* context, Done<std::vector<std::string>> done);
    void chatTemplate(const QString& model, QObject* context, Done<ChatTemplateInfo> done);
    void previewTemplate(const QString& model, const QString& source, std::vector<Record> rows, bool forAnswer,
                         const Recipe& recipe, QObject* context, Done<ChatTemplatePreview> done);
    /// Token counts of many rows: total and trained, in the order of `records`.
    void countTokens(std::vector<Record> records, const QString& model, const Recipe& recipe, QObject* context,
                     Done<std::vector<std::pair<int, int>>> done);
    void metrics(std::int64_t run, QObject* context, Done<std::vector<MetricPoint>> done);
    void probes(std::int64_t run, QObject* context, Done<std::vector<ProbeAnswer>> done);

    // ---- the data studio: `work` runs on a worker thread
    template <typename T>
    void studio(std::function<T(DataStudio&)> work, QObject* context, Done<T> done) {
        ask(
            context, [work = std::move(work)](Project& p) { return work(p.studio()); }, std::move(done));
    }
    /// What changes data sets: the lists are read again before the asker hears of it.
    void changeData(std::function<void(DataStudio&)> work, QObject* context, Done<Nothing> done);
    /// The lists are read again at its end.
    void startStudio(std::function<std::shared_ptr<StudioJob>(DataStudio&)> work, QObject* context,
                     Done<StudioBridge*> done);
    /// The same for who waits for its end alone. Nothing is answered where it was cancelled.
    void runStudio(std::function<std::shared_ptr<StudioJob>(DataStudio&)> work, QObject* context,
                   Done<StudioResult> done);

    // ---- changes
    void addModel(const QString& path, const QString& name, QObject* context, Done<ModelInfo> done);
    void addAdapter(const QString& path, const QString& base, const QString& name, QObject* context, Done<ModelInfo> done);
    void addStarter(QObject* context, Done<ModelInfo> done);
    void setChatTemplate(const QString& model, const QString& source, QObject* context, Done<Nothing> done);
    void removeDataset(const QString& name, QObject* context, Done<Nothing> done);
    void removeModel(const QString& name, QObject* context, Done<Nothing> done);
    void removeRun(std::int64_t run, QObject* context, Done<Nothing> done);

    // ---- work; each bridge belongs to `context`, except a training run's, which belongs to this object
    void startImport(const ImportRequest& request, QObject* context, Done<ImportBridge*> done);
    void startCheck(const TrainRequest& request, QObject* context, Done<CheckBridge*> done);
    void startMeasure(const TrainRequest& request, QObject* context, Done<MeasureBridge*> done);
    void startTrain(const TrainRequest& request, QObject* context, Done<TrainBridge*> done);
    void startResume(std::int64_t run, QObject* context, Done<TrainBridge*> done);
    void startGenerate(const GenerateRequest& request, QObject* context, Done<GenerateBridge*> done);
    void startEvaluate(const EvaluateRequest& request, QObject* context, Done<EvaluateBridge*> done);
    void startClassify(const ClassifyRequest& request, QObject* context, Done<ClassifyBridge*> done);
    void startExport(const ExportRequest& request, QObject* context, Done<ExportBridge*> done);

    /// The training run of this session, going on or ended; null where there was none.
    TrainBridge* training() const { return training_; }
    bool isTraining() const { return training_ && !training_->hasEnded(); }

    void refreshDatasets();
    void refreshModels();
    void refreshRuns();

Q_SIGNALS:
    void opened();
    void closed();
    void openFailed(const QString& folder, const tunesmith::Failure& failure);
    void openingChanged();
    void datasetsChanged();
    void modelsChanged();
    void runsChanged();
    void machineChanged();
    void trainingChanged();                          // another run, or its state
    void jobStarted(tunesmith::ui::JobBridge* job);  // any work, for the status bar

private:
    using ProjectPtr = std::shared_ptr<Project>;
    void take(const QString& folder, bool create);
    void probe();
    /// Runs work(Project&) on a worker thread; without a project, answers nothing.
    template <typename Work, typename Answer>
    void ask(QObject* context, Work work, Answer answer) {
        if (!project_) return;
        std::weak_ptr<Project> asked = project_;
        runAsync(
            &pool_, context,
            [project = project_, work = std::move(work)]() mutable { return work(*std::exchange(project, nullptr)); },
            [guard = QPointer<ProjectBridge>(this), asked, answer = std::move(answer)](auto result) mutable {
                // An answer about a project that is no longer the open one is dropped.
                if (guard && guard->project_ && guard->project_ == asked.lock()) answer(std::move(result));
            });
    }
    template <typename Bridge, typename Work>
    void start(QObject* context, Work work, Done<Bridge*> done);
    template <typename T, typename Work>
    void change(QObject* context, Work work, Done<T> done);
    void adoptTraining(TrainBridge* training);

    ProjectPtr project_;
    bool opening_ = false, starterAvailable_ = false;
    std::vector<DatasetInfo> datasets_;
    std::vector<ModelInfo> models_;
    std::vector<RunInfo> runs_;
    MachineReport machine_;
    QPointer<TrainBridge> training_;
    QTimer machineTimer_;
    QThreadPool pool_, openPool_;
};

}  // namespace tunesmith::ui
