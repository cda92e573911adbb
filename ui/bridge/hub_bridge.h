// HubBridge: the Hub for the window. Questions are answered on the GUI thread; what is downloaded goes on whatever dialog is open. Nothing is
// sent before allow(), and nothing while the offline setting is on. GUI thread only.
#pragma once

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QThreadPool>
#include <functional>
#include <memory>

#include "core/engine/hub.h"
#include "ui/bridge/async.h"
#include "ui/bridge/token_store.h"
#include "ui/bridge/transfer.h"

namespace tunesmith::ui {

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

    /// A new search ends the one before; that one is not answered. `context` goes before this object does.
    void search(const hub::SearchQuery& query, QObject* context, Done<std::vector<hub::RepoSummary>> done);
    /// Likewise.
    void look(const QString& repository, QObject* context, Done<HubModel> done);
    void lookAtData(const QString& repository, QObject* context, Done<HubDataset> done);
    void localModels(QObject* context, Done<std::vector<hub::LocalModel>> done);

    /// The newest download, going on or not; null before the first. There is one at a time: a new one takes the place of one that is paused
    /// or over, and is refused while one goes on.
    Transfer* transfer() const { return transfer_; }
    Result<Transfer*> startModel(const QString& repository, const QString& revision, const QString& file);
    Result<Transfer*> startData(const QString& repository, const QString& revision, const QStringList& files);

Q_SIGNALS:
    /// Another download, or more of it.
    void transferChanged();
    /// Whom it asks, or whether it may.
    void settingsChanged();

private:
    hub::HubSettings settings() const;
    void checkAllowed() const;
    template <typename T>
    void ask(std::shared_ptr<Cancel>& current, QObject* context, std::function<T(const Hub&, const Cancel&)> question, Done<T> done);
    Result<Transfer*> start(hub::RepoKind kind, const QString& repository, const QString& item,
                            std::function<std::shared_ptr<DownloadJob>(Hub&)> work);

    TokenStore tokens_;
    std::shared_ptr<Cancel> searching_, looking_;
    QPointer<Transfer> transfer_;
    QThreadPool pool_;
};

}  // namespace tunesmith::ui
