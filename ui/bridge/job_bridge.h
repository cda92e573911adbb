// JobBridge: a Job as a QObject. Looks at the job ten times a second on the GUI thread and says what changed; says
// `ended` once, after everything the job left has been drained. Destroying a bridge does not end its job: cancel()
// does.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>
#include <vector>

#include "core/engine/data_studio.h"
#include "core/engine/job.h"

namespace tunesmith::ui {

class JobBridge : public QObject {
    Q_OBJECT
public:
    explicit JobBridge(std::shared_ptr<Job> job, QObject* parent = nullptr);

    /// As last looked at.
    const JobSnapshot& snapshot() const { return snapshot_; }
    bool hasEnded() const { return ended_; }
    /// Of a job that has ended.
    const Outcome& outcome() const { return outcome_; }
    bool succeeded() const { return ended_ && outcome_.state == JobState::Done; }
    void cancel() { job_->cancel(); }

Q_SIGNALS:
    void changed();
    void ended();

protected:
    /// Takes what came since the last look.
    virtual void drain() {}
    void look();

    std::shared_ptr<Job> job_;

private:
    QTimer timer_;
    JobSnapshot snapshot_;
    Outcome outcome_;
    bool ended_ = false;
};

class ImportBridge : public JobBridge {
    Q_OBJECT
public:
    explicit ImportBridge(std::shared_ptr<ImportJob> job, QObject* parent = nullptr);
    ImportReport report() const { return import_->report(); }

private:
    std::shared_ptr<ImportJob> import_;
};

class StudioBridge : public JobBridge {
    Q_OBJECT
public:
    explicit StudioBridge(std::shared_ptr<StudioJob> job, QObject* parent = nullptr);
    StudioResult result() const { return studio_->result(); }

private:
    std::shared_ptr<StudioJob> studio_;
};

class CheckBridge : public JobBridge {
    Q_OBJECT
public:
    explicit CheckBridge(std::shared_ptr<CheckJob> job, QObject* parent = nullptr);
    Readiness readiness() const { return check_->readiness(); }

private:
    std::shared_ptr<CheckJob> check_;
};

class MeasureBridge : public JobBridge {
    Q_OBJECT
public:
    explicit MeasureBridge(std::shared_ptr<MeasureJob> job, QObject* parent = nullptr);
    MeasureResult result() const { return measure_->result(); }

private:
    std::shared_ptr<MeasureJob> measure_;
};

class TrainBridge : public JobBridge {
    Q_OBJECT
public:
    explicit TrainBridge(std::shared_ptr<TrainJob> job, QObject* parent = nullptr);
    std::int64_t run() const { return snapshot().run; }
    void pause() { train_->pause(); }
    void resume() { train_->resume(); }
    void stop(bool keep) { train_->stop(keep); }
    TrainResult result() const { return train_->result(); }
    /// Everything since the job began, in order.
    const std::vector<MetricPoint>& metrics() const { return metrics_; }
    const std::vector<ProbeAnswer>& probes() const { return probes_; }

Q_SIGNALS:
    /// From index `first` of metrics() and probes() on, there is more.
    void metricsAdded(std::size_t first);
    void probesAdded(std::size_t first);

protected:
    void drain() override;

private:
    std::shared_ptr<TrainJob> train_;
    std::vector<MetricPoint> metrics_;
    std::vector<ProbeAnswer> probes_;
};

class GenerateBridge : public JobBridge {
    Q_OBJECT
public:
    explicit GenerateBridge(std::shared_ptr<GenerateJob> job, QObject* parent = nullptr);
    GenerateResult result() const { return generate_->result(); }

Q_SIGNALS:
    void textAdded(const QString& text);

protected:
    void drain() override;

private:
    std::shared_ptr<GenerateJob> generate_;
};

class EvaluateBridge : public JobBridge {
    Q_OBJECT
public:
    explicit EvaluateBridge(std::shared_ptr<EvaluateJob> job, QObject* parent = nullptr);
    EvaluateResult result() const { return evaluate_->result(); }

private:
    std::shared_ptr<EvaluateJob> evaluate_;
};

class ClassifyBridge : public JobBridge {
    Q_OBJECT
public:
    explicit ClassifyBridge(std::shared_ptr<ClassifyJob> job, QObject* parent = nullptr);
    std::vector<Prediction> predictions() const { return classify_->predictions(); }

private:
    std::shared_ptr<ClassifyJob> classify_;
};

class ExportBridge : public JobBridge {
    Q_OBJECT
public:
    explicit ExportBridge(std::shared_ptr<ExportJob> job, QObject* parent = nullptr);
    ExportResult result() const { return export_->result(); }

private:
    std::shared_ptr<ExportJob> export_;
};

}  // namespace tunesmith::ui
