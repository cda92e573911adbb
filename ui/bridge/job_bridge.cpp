#include "ui/bridge/job_bridge.h"

namespace tunesmith::ui {

namespace {
constexpr int kLookMs = 100;
}

JobBridge::JobBridge(std::shared_ptr<Job> job, QObject* parent) : QObject(parent), job_(std::move(job)) {
    snapshot_ = job_->snapshot();
    connect(&timer_, &QTimer::timeout, this, &JobBridge::look);
    timer_.start(kLookMs);
}

void JobBridge::look() {
    const bool finished = job_->finished();  // before draining, so that nothing that came before the end is missed
    drain();
    snapshot_ = job_->snapshot();
    if (finished) {
        timer_.stop();
        outcome_ = job_->outcome();
        ended_ = true;
    }
    Q_EMIT changed();
    if (finished) Q_EMIT ended();
}

ImportBridge::ImportBridge(std::shared_ptr<ImportJob> job, QObject* parent)
    : JobBridge(job, parent), import_(std::move(job)) {}
StudioBridge::StudioBridge(std::shared_ptr<StudioJob> job, QObject* parent)
    : JobBridge(job, parent), studio_(std::move(job)) {}
CheckBridge::CheckBridge(std::shared_ptr<CheckJob> job, QObject* parent)
    : JobBridge(job, parent), check_(std::move(job)) {}
MeasureBridge::MeasureBridge(std::shared_ptr<MeasureJob> job, QObject* parent)
    : JobBridge(job, parent), measure_(std::move(job)) {}
TrainBridge::TrainBridge(std::shared_ptr<TrainJob> job, QObject* parent)
    : JobBridge(job, parent), train_(std::move(job)) {}
GenerateBridge::GenerateBridge(std::shared_ptr<GenerateJob> job, QObject* parent)
    : JobBridge(job, parent), generate_(std::move(job)) {}
EvaluateBridge::EvaluateBridge(std::shared_ptr<EvaluateJob> job, QObject* parent)
    : JobBridge(job, parent), evaluate_(std::move(job)) {}
ClassifyBridge::ClassifyBridge(std::shared_ptr<ClassifyJob> job, QObject* parent)
    : JobBridge(job, parent), classify_(std::move(job)) {}
ExportBridge::ExportBridge(std::shared_ptr<ExportJob> job, QObject* parent)
    : JobBridge(job, parent), export_(std::move(job)) {}

void TrainBridge::drain() {
    const std::size_t firstMetric = metrics_.size(), firstProbe = probes_.size();
    for (auto& point : train_->drainMetrics()) metrics_.push_back(std::move(point));
    for (auto& answer : train_->drainProbes()) probes_.push_back(std::move(answer));
    if (metrics_.size() > firstMetric) Q_EMIT metricsAdded(firstMetric);
    if (probes_.size() > firstProbe) Q_EMIT probesAdded(firstProbe);
}

void GenerateBridge::drain() {
    const auto text = generate_->drainText();
    if (!text.empty()) Q_EMIT textAdded(QString::fromStdString(text));
}

}  // namespace tunesmith::ui
