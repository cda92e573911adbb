// Settings: what the window remembers between starts. Every key and its default stands here, and nowhere else. GUI
// thread only.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace tunesmith::ui {

class Settings {
public:
    static QString theme();  // "system", "light", "dark"
    static void setTheme(const QString& word);

    /// Folders of projects, last used first, at most twelve.
    static QStringList recentProjects();
    static void addRecentProject(const QString& folder);
    static void removeRecentProject(const QString& folder);

    static QByteArray windowGeometry();
    static void setWindowGeometry(const QByteArray& geometry);
    static QString lastPage();
    static void setLastPage(const QString& id);
    static bool allSettings();  // the Train page shows every setting
    static void setAllSettings(bool on);
    static QString lastFolder();  // where files were last chosen
    static void setLastFolder(const QString& folder);
    static QString language();  // "de"; empty: the system's
    static void setLanguage(const QString& code);

    // The Hub: empty where the environment or the default holds.
    static QString hubEndpoint();
    static void setHubEndpoint(const QString& address);
    static QString hubProxy();
    static void setHubProxy(const QString& address);
    static bool hubOffline();
    static void setHubOffline(bool on);
    /// The host that the user allowed to be asked; empty: none yet.
    static QString hubAllowedHost();
    static void setHubAllowedHost(const QString& host);

    /// Tests: another file instead of the user's.
    static void useFile(const QString& path);
};

}  // namespace tunesmith::ui
