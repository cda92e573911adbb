// What the tests of the hub share: settings without long waits, and the error that a piece of work ends with.
#pragma once

#include <QString>
#include <QTemporaryDir>
#include <QtTest>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/hub/hub_settings.h"
#include "tests/support/fake_hub.h"

namespace tunesmith::testing {

inline hub::HubSettings quickSettings(const std::string& endpoint) {
    hub::HubSettings settings;
    settings.endpoint = endpoint;
    settings.firstWait = std::chrono::milliseconds(1);
    settings.longestWait = std::chrono::milliseconds(4);
    settings.stallLimit = std::chrono::milliseconds(300);
    settings.connectLimit = std::chrono::milliseconds(2000);
    settings.tries = 3;
    return settings;
}

/// "Network: what it says (where)"; "" where nothing is thrown.
template <typename Work>
QString refusal(const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        return QString("%1: %2 (%3)").arg(codeName(error.code()), QString::fromStdString(error.what()), QString::fromStdString(error.where()));
    }
    return {};
}

/// Sets a variable of the environment as long as it lives.
class Environment {
public:
    Environment(const char* name, const QByteArray& value) : name_(name), old_(qgetenv(name)), was_(qEnvironmentVariableIsSet(name)) {
        qputenv(name, value);
    }
    ~Environment() { was_ ? (void)qputenv(name_, old_) : (void)qunsetenv(name_); }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    const char* name_;
    QByteArray old_;
    bool was_;
};

}  // namespace tunesmith::testing
