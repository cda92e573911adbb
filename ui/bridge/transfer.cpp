#include "ui/bridge/transfer.h"

#include <utility>

namespace tunesmith::ui {

DownloadBridge::DownloadBridge(std::shared_ptr<DownloadJob> job, std::shared_ptr<Hub> hub, QObject* parent)
    : JobBridge(job, parent), hub_(std::move(hub)), download_(std::move(job)) {}

Transfer::Transfer(hub::RepoKind kind, QString repository, QString item, Begin begin, QObject* parent)
    : QObject(parent),
      kind_(kind),
      repository_(std::move(repository)),
      item_(std::move(item)),
      begin_(std::move(begin)) {
    this->begin();
}

void Transfer::begin() {
    failure_.reset();
    const auto started = begin_();
    if (!started) {
        failure_ = started.failure;
        return setState(Failed);
    }
    sitting_ = *started.value;
    sitting_->setParent(this);
    connect(sitting_, &JobBridge::changed, this, &Transfer::look);
    connect(sitting_, &JobBridge::ended, this, &Transfer::ended);
    setState(Running);
}

void Transfer::look() {
    const hub::DownloadState now = sitting_->state();
    // A sitting that has only begun to ask knows of no bytes: what came before still counts.
    if (now.total > 0 || progress_.total == 0) {
        progress_ = now;
    } else {
        progress_.phase = now.phase;
        progress_.note = now.note;
        progress_.bytesPerSecond = 0;
    }
    Q_EMIT changed();
}

void Transfer::ended() {
    auto* over = std::exchange(sitting_, nullptr);
    over->deleteLater();
    const Outcome& outcome = over->outcome();
    if (outcome.state == JobState::Done) {
        result_ = over->result();
        return setState(Done);
    }
    if (outcome.state == JobState::Failed) {
        failure_ = outcome.failure;
        return setState(Failed);
    }
    setState(wanted_);
}

void Transfer::setState(State state) {
    state_ = state;
    Q_EMIT changed();
}

void Transfer::pause() {
    if (state_ != Running) return;
    wanted_ = Paused;
    state_ = Stopping;
    sitting_->cancel();
    Q_EMIT changed();
}

void Transfer::resume() {
    if (state_ == Paused || state_ == Failed) begin();
}

void Transfer::cancel() {
    wanted_ = Cancelled;
    if (state_ == Running) {
        state_ = Stopping;
        sitting_->cancel();
        Q_EMIT changed();
    } else if (state_ == Paused || state_ == Failed) {
        setState(Cancelled);
    }
}

}  // namespace tunesmith::ui
