// TokenStore: the tokens of the Hub and of mirrors, one a host, kept in the system's keychain and nowhere else. Where there is no keychain
// they are kept until the program ends. A host never gets another's token. GUI thread only.
#pragma once

#include <QMap>
#include <QObject>
#include <QSet>
#include <QString>

namespace tunesmith::ui {

class TokenStore : public QObject {
    Q_OBJECT
public:
    /// Where the token is: nowhere, in the keychain, or in this program's memory alone.
    enum Place { None, Keychain, Session };

    explicit TokenStore(QObject* parent = nullptr);
    /// Whose token it is about from now on.
    void setHost(const QString& host);
    const QString& host() const { return host_; }
    /// Asks the keychain once a host; `changed` follows where it has a token.
    void load();
    const QString& token() const { return token_; }
    Place place() const { return place_; }
    /// Why it is in memory alone, in the system's words; empty where it is not.
    const QString& problem() const { return problem_; }
    /// Empty: forgets it, in the keychain too.
    void set(const QString& token);

Q_SIGNALS:
    void changed();

private:
    QString host_, token_, problem_;
    Place place_ = None;
    QSet<QString> asked_;             // hosts
    QMap<QString, QString> session_;  // tokens of this session, by host
};

}  // namespace tunesmith::ui
