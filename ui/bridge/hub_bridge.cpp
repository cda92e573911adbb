#include "ui/bridge/hub_bridge.h"

#include <QUrl>

#include "ui/bridge/settings.h"

namespace tunesmith::ui {

namespace {

QString hostOf(const hub::HubSettings& settings) {
    const QUrl url(QString::fromStdString(settings.endpoint));
    return url.port() < 0 ? url.host() : QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
}

}  // namespace

HubBridge::HubBridge(QObject* parent) : QObject(parent) {
    followSettings();
}

void HubBridge::followSettings() {
    tokens_.setHost(host());
    Q_EMIT settingsChanged();
}

HubBridge::~HubBridge() {
    for (const auto& cancel : {searching_, looking_})
        if (cancel) cancel->request();
    pool_.waitForDone();
}

hub::HubSettings HubBridge::settings() const {
    hub::HubSettings settings = hub::settingsFromEnvironment();
    if (const QString endpoint = Settings::hubEndpoint(); !endpoint.isEmpty()) settings.endpoint = endpoint.toStdString();
    settings.proxy = Settings::hubProxy().toStdString();
    settings.offline = settings.offline || Settings::hubOffline();
    if (tokens_.host() == hostOf(settings)) settings.token = hub::Secret(tokens_.token().toStdString());
    return settings;
}

QString HubBridge::endpoint() const {
    return QString::fromStdString(settings().endpoint);
}
QString HubBridge::host() const {
    return hostOf(settings());
}
bool HubBridge::isOffline() const {
    return settings().offline;
}
bool HubBridge::isAllowed() const {
    return !host().isEmpty() && Settings::hubAllowedHost() == host();
}
void HubBridge::allow() {
    Settings::setHubAllowedHost(host());
    Q_EMIT settingsChanged();
}
std::int64_t HubBridge::freeBytes() const {
    const auto free = guarded([] { return Hub(hub::HubSettings{}).freeBytes(); });
    return free ? *free.value : 0;
}

void HubBridge::checkAllowed() const {
    if (!isAllowed()) throw Error(Code::Network, "Nothing was sent: this host was not allowed to be asked yet.", host().toStdString());
}

template <typename T>
void HubBridge::ask(std::shared_ptr<Cancel>& current, QObject* context, std::function<T(const Hub&, const Cancel&)> question, Done<T> done) {
    if (current) current->request();
    current = std::make_shared<Cancel>();
    const auto allowed = guarded([this] { checkAllowed(); });
    runAsync(
        &pool_, context,
        [settings = settings(), cancel = current, question = std::move(question), allowed] {
            if (!allowed) throw Error(allowed.failure->code, allowed.failure->message, allowed.failure->where);
            return question(Hub(settings), *cancel);
        },
        [cancel = current, done = std::move(done)](Result<T> result) {
            if (!cancel->requested()) done(std::move(result));
        });
}

void HubBridge::search(const hub::SearchQuery& query, QObject* context, Done<std::vector<hub::RepoSummary>> done) {
    ask<std::vector<hub::RepoSummary>>(
        searching_, context, [query](const Hub& hub, const Cancel& cancel) { return hub.search(query, cancel); }, std::move(done));
}

void HubBridge::look(const QString& repository, QObject* context, Done<HubModel> done) {
    ask<HubModel>(
        looking_, context, [id = repository.toStdString()](const Hub& hub, const Cancel& cancel) { return hub.look(id, "main", cancel); },
        std::move(done));
}

void HubBridge::localModels(QObject* context, Done<std::vector<hub::LocalModel>> done) {
    runAsync(
        &pool_, context, [] { return Hub(hub::HubSettings{}).localModels(); }, std::move(done));
}

void HubBridge::lookAtData(const QString& repository, QObject* context, Done<HubDataset> done) {
    ask<HubDataset>(
        looking_, context,
        [id = repository.toStdString()](const Hub& hub, const Cancel& cancel) { return hub.lookAtData(id, "main", cancel); }, std::move(done));
}

// ---- downloads

Result<Transfer*> HubBridge::start(hub::RepoKind kind, const QString& repository, const QString& item,
                                   std::function<std::shared_ptr<DownloadJob>(Hub&)> work) {
    if (transfer_ && transfer_->isRunning()) return {std::nullopt, Failure{Code::Busy, "Another download goes on; one is fetched at a time.", {}}};
    // Each sitting asks with the settings of its time: a mirror or a token may have been entered meanwhile.
    const auto begin = [this, work = std::move(work)] {
        return guarded([&] {
            checkAllowed();
            auto hub = std::make_shared<Hub>(settings());
            auto job = work(*hub);
            return new DownloadBridge(std::move(job), std::move(hub));
        });
    };
    auto fresh = std::make_unique<Transfer>(kind, repository, item, begin, this);
    if (fresh->failure()) return {std::nullopt, fresh->failure()};
    if (transfer_) transfer_->deleteLater();
    transfer_ = fresh.release();
    connect(transfer_, &Transfer::changed, this, &HubBridge::transferChanged);
    Q_EMIT transferChanged();
    return {transfer_.data(), std::nullopt};
}

Result<Transfer*> HubBridge::startModel(const QString& repository, const QString& revision, const QString& file) {
    return start(hub::RepoKind::Model, repository, file,
                 [id = repository.toStdString(), revision = revision.toStdString(), file = file.toStdString()](Hub& hub) {
                     return hub.downloadModel(id, revision, file);
                 });
}

Result<Transfer*> HubBridge::startData(const QString& repository, const QString& revision, const QStringList& files) {
    std::vector<std::string> names;
    for (const QString& file : files) names.push_back(file.toStdString());
    return start(hub::RepoKind::Dataset, repository, files.join(QLatin1Char('\n')),
                 [id = repository.toStdString(), revision = revision.toStdString(), names](Hub& hub) {
                     return hub.downloadDataFiles(id, revision, names);
                 });
}

}  // namespace tunesmith::ui
