#include "ui/bridge/settings.h"

#include <QDir>
#include <QSettings>
#include <memory>

namespace tunesmith::ui {

namespace {

constexpr int kMostRecent = 12;

std::unique_ptr<QSettings>& store() {
    static auto settings = std::make_unique<QSettings>(QStringLiteral("Tunesmith"), QStringLiteral("Tunesmith"));
    return settings;
}

const QString kTheme = QStringLiteral("appearance/theme");
const QString kLanguage = QStringLiteral("appearance/language");
const QString kRecent = QStringLiteral("projects/recent");
const QString kLastFolder = QStringLiteral("projects/lastFolder");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kPage = QStringLiteral("window/page");
const QString kAllSettings = QStringLiteral("train/allSettings");
const QString kHubEndpoint = QStringLiteral("hub/endpoint");
const QString kHubProxy = QStringLiteral("hub/proxy");
const QString kHubOffline = QStringLiteral("hub/offline");
const QString kHubAllowed = QStringLiteral("hub/allowedHost");

}  // namespace

void Settings::useFile(const QString& path) {
    store() = std::make_unique<QSettings>(path, QSettings::IniFormat);
}

QString Settings::theme() {
    return store()->value(kTheme, QStringLiteral("system")).toString();
}
void Settings::setTheme(const QString& word) {
    store()->setValue(kTheme, word);
}

QStringList Settings::recentProjects() {
    return store()->value(kRecent).toStringList();
}

void Settings::addRecentProject(const QString& folder) {
    auto list = recentProjects();
    list.removeAll(folder);
    list.prepend(folder);
    while (list.size() > kMostRecent) list.removeLast();
    store()->setValue(kRecent, list);
}

void Settings::removeRecentProject(const QString& folder) {
    auto list = recentProjects();
    list.removeAll(folder);
    store()->setValue(kRecent, list);
}

QByteArray Settings::windowGeometry() {
    return store()->value(kGeometry).toByteArray();
}
void Settings::setWindowGeometry(const QByteArray& geometry) {
    store()->setValue(kGeometry, geometry);
}
QString Settings::lastPage() {
    return store()->value(kPage, QStringLiteral("home")).toString();
}
void Settings::setLastPage(const QString& id) {
    store()->setValue(kPage, id);
}
bool Settings::allSettings() {
    return store()->value(kAllSettings, false).toBool();
}
void Settings::setAllSettings(bool on) {
    store()->setValue(kAllSettings, on);
}
QString Settings::lastFolder() {
    return store()->value(kLastFolder, QDir::homePath()).toString();
}
void Settings::setLastFolder(const QString& folder) {
    store()->setValue(kLastFolder, folder);
}
QString Settings::language() {
    return store()->value(kLanguage).toString();
}
void Settings::setLanguage(const QString& code) {
    store()->setValue(kLanguage, code);
}
QString Settings::hubEndpoint() {
    return store()->value(kHubEndpoint).toString();
}
void Settings::setHubEndpoint(const QString& address) {
    store()->setValue(kHubEndpoint, address);
}
QString Settings::hubProxy() {
    return store()->value(kHubProxy).toString();
}
void Settings::setHubProxy(const QString& address) {
    store()->setValue(kHubProxy, address);
}
bool Settings::hubOffline() {
    return store()->value(kHubOffline, false).toBool();
}
void Settings::setHubOffline(bool on) {
    store()->setValue(kHubOffline, on);
}
QString Settings::hubAllowedHost() {
    return store()->value(kHubAllowed).toString();
}
void Settings::setHubAllowedHost(const QString& host) {
    store()->setValue(kHubAllowed, host);
}

}  // namespace tunesmith::ui
