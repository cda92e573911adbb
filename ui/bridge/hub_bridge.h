// HubBridge: the Hub for the window. Questions are answered on the GUI thread; downloads are jobs. Nothing is sent before allow(), and
// nothing while the offline setting is on. GUI thread only.
#pragma once

#include <QObject>
#include <QThreadPool>
#include <functional>
#include <memory>

#include "core/engine/hub.h"
#include "ui/bridge/async.h"
#include "ui/bridge/job_bridge.h"
#include "ui/bridge/token_store.h"

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

class HubBridge : public QObject {
    Q_OBJECT
public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;

    explicit HubBridge(QObject* parent = nullptr);
    ~HubBridge() override;

    /// Who is asked: "huggingface.co", or the mirror's host.
    QString host() const;
    QString endpoint() const;
    /// Offline by the setting or by the environment.
    bool isOffline() const;
    /// After a change of settings.
    void followSettings();
    bool isAllowed() const;
    void allow();
    TokenStore& tokens() { return tokens_; }
    std::int64_t freeBytes() const;

    /// A new search ends the one before; that one is not answered.
    void search(const hub::SearchQuery& query, QObject* context, Done<std::vector<hub::RepoSummary>> done);
    /// Likewise.
    void look(const QString& repository, QObject* context, Done<HubModel> done);
    void localModels(QObject* context, Done<std::vector<hub::LocalModel>> done);
    /// The bridge belongs to this object.
    Result<DownloadBridge*> startDownload(const QString& repository, const QString& revision, const QString& file);

private:
    hub::HubSettings settings() const;
    void checkAllowed() const;
    template <typename T>
    void ask(std::shared_ptr<Cancel>& current, QObject* context, std::function<T(const Hub&, const Cancel&)> question, Done<T> done);

    TokenStore tokens_;
    std::shared_ptr<Cancel> searching_, looking_;
    QThreadPool pool_;
};

}  // namespace tunesmith::ui
