#include "ui/shell/status_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include "ui/bridge/hub_bridge.h"
#include "ui/bridge/project_bridge.h"
#include "ui/bridge/settings.h"
#include "ui/bridge/transfer_words.h"
#include "ui/bridge/words.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

StatusBar::StatusBar(ProjectBridge& project, HubBridge& hub, QWidget* parent) : QFrame(parent), project_(project), hub_(hub) {
    setObjectName(QStringLiteral("statusBar"));
    setAccessibleName(tr("Status"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(space::kL, 0, space::kL, 0);
    line->setSpacing(space::kM);
    setMinimumHeight(34);
    machine_ = new ElidedLabel;
    job_ = new ElidedLabel;
    job_->setAlignment(Qt::AlignCenter);
    for (auto* label : {machine_, job_}) {
        label->setFont(fontFor(TextStyle::Caption));
        label->setProperty("tone", QByteArray("muted"));
    }
    pause_ = makeIconButton(QStringLiteral("pause"), tr("Pause the run"));
    pause_->setIconSize(QSize(14, 14));
    pause_->hide();
    offline_ = makeLabel({}, TextStyle::Caption, "muted");
    offline_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    line->addWidget(machine_, 3);
    line->addWidget(job_, 6);
    line->addWidget(pause_);
    line->addWidget(buildTransfer(), 6);
    line->addWidget(offline_, 2);
    connect(pause_, &QToolButton::clicked, this, [this] {
        auto* training = project_.training();
        if (!training || training->hasEnded()) return;
        if (training->snapshot().state == JobState::Paused)
            training->resume();
        else
            training->pause();
    });
    connect(&project, &ProjectBridge::machineChanged, this, &StatusBar::showMachine);
    connect(&project, &ProjectBridge::jobStarted, this, &StatusBar::follow);
    connect(&project, &ProjectBridge::trainingChanged, this, &StatusBar::showJob);
    connect(&hub, &HubBridge::transferChanged, this, &StatusBar::showTransfer);
    connect(&hub, &HubBridge::settingsChanged, this, &StatusBar::showOffline);
    showMachine();
    showJob();
    showTransfer();
}

QWidget* StatusBar::buildTransfer() {
    transferBox_ = new QWidget;
    transferBox_->setObjectName(QStringLiteral("statusTransfer"));
    auto* line = new QHBoxLayout(transferBox_);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kS);
    transferBar_ = new QProgressBar;
    transferBar_->setTextVisible(false);
    transferBar_->setFixedWidth(72);
    transferBar_->setAccessibleName(tr("Progress of the download"));
    transfer_ = new ElidedLabel;
    transfer_->setFont(fontFor(TextStyle::Caption));
    transfer_->setProperty("tone", QByteArray("muted"));
    pauseTransfer_ = makeIconButton(QStringLiteral("pause"), tr("Pause the download"));
    pauseTransfer_->setObjectName(QStringLiteral("statusPauseTransfer"));
    endTransfer_ = makeIconButton(QStringLiteral("close"), tr("Cancel the download"));
    endTransfer_->setObjectName(QStringLiteral("statusEndTransfer"));
    for (auto* button : {pauseTransfer_, endTransfer_}) button->setIconSize(QSize(14, 14));
    line->addWidget(transferBar_);
    line->addWidget(transfer_, 1);
    line->addWidget(pauseTransfer_);
    line->addWidget(endTransfer_);
    connect(pauseTransfer_, &QToolButton::clicked, this, [this] {
        auto* transfer = hub_.transfer();
        if (!transfer) return;
        transfer->isRunning() ? transfer->pause() : transfer->resume();
    });
    connect(endTransfer_, &QToolButton::clicked, this, [this] {
        auto* transfer = hub_.transfer();
        if (!transfer) return;
        if (transfer->state() != Transfer::Done) return transfer->cancel();
        transferBox_->hide();  // it was seen
        showJob();
    });
    return transferBox_;
}

void StatusBar::showTransfer() {
    const auto* transfer = hub_.transfer();
    transferBox_->setVisible(transfer && transfer->state() != Transfer::Cancelled);
    showJob();
    if (!transfer) return;
    const hub::DownloadState& state = transfer->progress();
    const bool done = transfer->state() == Transfer::Done, running = transfer->isRunning();
    transferBar_->setVisible(!done);
    transferBar_->setRange(0, state.total > 0 ? 1000 : running ? 0 : 1000);
    transferBar_->setValue(state.total > 0 ? int(1000.0 * double(state.done) / double(state.total)) : 0);
    transfer_->setText(tr("%1: %2", "a download and how far it is")
                           .arg(transfer->repository().section(QLatin1Char('/'), -1), transferWords(*transfer)));
    if (transfer->state() == Transfer::Failed && transfer->failure()) {
        const auto why = words::failure(*transfer->failure());
        transfer_->setToolTip(why.detail.isEmpty() ? why.title : why.detail);
    }
    pauseTransfer_->setVisible(!done);
    pauseTransfer_->setEnabled(transfer->state() != Transfer::Stopping);
    pauseTransfer_->setIcon(icon(running ? QStringLiteral("pause") : QStringLiteral("play"), Tint::Muted));
    pauseTransfer_->setAccessibleName(running ? tr("Pause the download") : tr("Go on with the download"));
    pauseTransfer_->setToolTip(pauseTransfer_->accessibleName());
    endTransfer_->setAccessibleName(done ? tr("Close") : tr("Cancel the download"));
    endTransfer_->setToolTip(endTransfer_->accessibleName());
}

QString StatusBar::transferText() const {
    return transferBox_->isVisibleTo(this) ? transfer_->fullText() : QString();
}

void StatusBar::showMachine() {
    const auto& m = project_.machine();
    QString device = QString::fromStdString(m.device).toUpper();
    if (m.device == "cpu" || m.device.empty())
        device = tr("CPU %1").arg(words::text(m.instructionSet));
    else if (!m.gpu.empty())
        device = words::text(m.gpu);
    QStringList parts{device};
    if (!m.dtype.empty()) parts << words::text(m.dtype);
    parts << words::memoryOf(m.usedBytes, m.memoryBytes);
    machine_->setText(parts.join(QStringLiteral(" · ")));
    machine_->setAccessibleDescription(words::text(m.cpu));
    showOffline();
}

void StatusBar::showOffline() {
    const QString host = Settings::hubAllowedHost();
    const bool asks = !host.isEmpty() && !Settings::hubOffline();
    offline_->setText(asks ? tr("Hub allowed") : tr("Offline"));
    offline_->setToolTip(asks ? tr("Nothing leaves this computer but what you ask of %1.").arg(host) : tr("Nothing leaves this computer."));
}

void StatusBar::follow(JobBridge* job) {
    const JobKind kind = job->snapshot().kind;
    if (kind != JobKind::Train && kind != JobKind::Generate && kind != JobKind::Classify) other_ = job;
    connect(job, &JobBridge::changed, this, &StatusBar::showJob);
    connect(job, &JobBridge::ended, this, &StatusBar::showJob);
    showJob();
}

JobBridge* StatusBar::shown() const {
    if (project_.isTraining()) return project_.training();
    return other_ && !other_->hasEnded() ? other_.data() : nullptr;
}

QString StatusBar::trainingText() const {
    const auto& s = project_.training()->snapshot();
    if (s.step == 0)
        return QStringLiteral("%1: %2").arg(words::text(s.title), words::phase(s.phase.empty() ? "loading" : s.phase));
    QStringList parts{tr("%1: step %2 of %3").arg(words::text(s.title), words::count(s.step), words::count(s.steps))};
    parts << tr("loss %1").arg(words::loss(s.smoothedLoss > 0 ? s.smoothedLoss : s.loss));
    if (s.state == JobState::Paused) {
        parts << tr("paused");
    } else {
        if (s.tokensPerSecond > 0) parts << tr("%1 tokens/s").arg(words::count(std::llround(s.tokensPerSecond)));
        if (s.secondsLeft >= 0) parts << tr("%1 left").arg(words::duration(s.secondsLeft));
    }
    return parts.join(QStringLiteral(" · "));
}

void StatusBar::showJob() {
    const auto* job = shown();
    const bool training = job && job == project_.training();
    pause_->setVisible(training);
    job_->setVisible(job || transferBox_->isHidden());  // that nothing else runs need not be said beside a download
    if (!job) {
        job_->setText(tr("Nothing is running"));
        return;
    }
    if (training) {
        const bool paused = job->snapshot().state == JobState::Paused;
        pause_->setIcon(icon(paused ? QStringLiteral("play") : QStringLiteral("pause"), Tint::Muted));
        pause_->setAccessibleName(paused ? tr("Go on with the run") : tr("Pause the run"));
        pause_->setToolTip(pause_->accessibleName());
        job_->setText(trainingText());
        return;
    }
    const auto& s = job->snapshot();
    const QString what = s.kind == JobKind::Import    ? tr("importing %1")
                         : s.kind == JobKind::Export  ? tr("exporting %1")
                         : s.kind == JobKind::Measure ? tr("measuring %1")
                                                      : tr("working on %1");
    QString text = what.arg(words::text(s.title));
    if (s.total > 0) text += QStringLiteral(" · %1 %").arg(100 * s.done / s.total);
    job_->setText(text);
}

QString StatusBar::text() const {
    return job_->fullText();
}

}  // namespace tunesmith::ui
