// Transfer: one download of the Hub from its start to its end, whatever pauses it: each sitting is a job of its own, and
// what has come is kept between them. GUI thread only.
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <optional>

#include "core/engine/hub.h"
#include "ui/bridge/async.h"
#include "ui/bridge/job_bridge.h"

namespace tunesmith::ui {

class DownloadBridge : public JobBridge {
    Q_OBJECT
public:
    /// `hub` lives as long as its download.
    DownloadBridge(std::shared_ptr<DownloadJob> job, std::shared_ptr<Hub> hub, QObject* parent = nullptr);
    hub::DownloadState state() const { return download_->state(); }
    HubDownloadResult result() const { return download_->result(); }

private:
    std::shared_ptr<Hub> hub_;
    std::shared_ptr<DownloadJob> download_;
};

class Transfer : public QObject {
    Q_OBJECT
public:
    enum State { Running, Stopping, Paused, Done, Failed, Cancelled };
    /// Begins a sitting; the bridge belongs to the Transfer.
    using Begin = std::function<Result<DownloadBridge*>()>;

    /// `item`: which of the repository's files, for who asks whether it is theirs.
    Transfer(hub::RepoKind kind, QString repository, QString item, Begin begin, QObject* parent);

    hub::RepoKind kind() const { return kind_; }
    const QString& repository() const { return repository_; }
    const QString& item() const { return item_; }
    State state() const { return state_; }
    bool isRunning() const { return state_ == Running || state_ == Stopping; }
    /// As last heard, also when it is paused.
    const hub::DownloadState& progress() const { return progress_; }
    /// Of one that is done.
    const HubDownloadResult& result() const { return result_; }
    /// Of one that failed.
    const std::optional<Failure>& failure() const { return failure_; }

    void pause();
    /// Of one that is paused or failed; of another, nothing.
    void resume();
    /// Ends it. What has come stays on the disk for another try.
    void cancel();

Q_SIGNALS:
    void changed();

private:
    void begin();
    void look();
    void ended();
    void setState(State state);

    const hub::RepoKind kind_;
    const QString repository_, item_;
    const Begin begin_;
    State state_ = Running, wanted_ = Paused;  // wanted: what Stopping leads to
    DownloadBridge* sitting_ = nullptr;
    hub::DownloadState progress_;
    HubDownloadResult result_;
    std::optional<Failure> failure_;
};

}  // namespace tunesmith::ui
