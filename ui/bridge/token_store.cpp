#include "ui/bridge/token_store.h"

#ifdef TUNESMITH_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace tunesmith::ui {

namespace {
#ifdef TUNESMITH_KEYCHAIN
const QString kService = QStringLiteral("Tunesmith");

QString keyOf(const QString& host) {
    return QStringLiteral("hub-token ") + host;
}
#endif
}  // namespace

TokenStore::TokenStore(QObject* parent) : QObject(parent) {}

void TokenStore::setHost(const QString& host) {
    if (host == host_) return;
    host_ = host;
    token_ = session_.value(host);
    place_ = token_.isEmpty() ? None : Session;
    problem_.clear();
    asked_.remove(host);
    Q_EMIT changed();
}

#ifdef TUNESMITH_KEYCHAIN

void TokenStore::load() {
    if (host_.isEmpty() || asked_.contains(host_)) return;
    asked_.insert(host_);
    auto* job = new QKeychain::ReadPasswordJob(kService, this);
    job->setInsecureFallback(false);
    job->setKey(keyOf(host_));
    connect(job, &QKeychain::Job::finished, this, [this, job, host = host_] {
        if (job->error() != QKeychain::NoError || job->textData().isEmpty() || place_ != None || host != host_) return;
        token_ = job->textData();
        place_ = Keychain;
        Q_EMIT changed();
    });
    job->start();
}

void TokenStore::set(const QString& token) {
    token_ = session_[host_] = token;
    problem_.clear();
    place_ = token.isEmpty() ? None : Session;  // until the keychain says that it has it
    if (token.isEmpty()) {
        auto* job = new QKeychain::DeletePasswordJob(kService, this);
        job->setInsecureFallback(false);
        job->setKey(keyOf(host_));
        job->start();
    } else {
        auto* job = new QKeychain::WritePasswordJob(kService, this);
        job->setInsecureFallback(false);
        job->setKey(keyOf(host_));
        job->setTextData(token);
        connect(job, &QKeychain::Job::finished, this, [this, job, token, host = host_] {
            if (token_ != token || host_ != host) return;
            if (job->error() == QKeychain::NoError)
                place_ = Keychain;
            else
                problem_ = job->errorString();
            Q_EMIT changed();
        });
        job->start();
    }
    Q_EMIT changed();
}

#else

void TokenStore::load() {
    asked_.insert(host_);
}

void TokenStore::set(const QString& token) {
    token_ = session_[host_] = token;
    place_ = token.isEmpty() ? None : Session;
    problem_ = token.isEmpty() ? QString() : tr("This program was built without access to a keychain.");
    Q_EMIT changed();
}

#endif

}  // namespace tunesmith::ui
