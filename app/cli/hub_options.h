// --endpoint, --proxy, --offline, --token-file: how the commands that fetch reach the Hub.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/cli/session.h"
#include "core/engine/hub.h"

namespace tunesmith::cli {

class HubOptions {
public:
    void add(CLI::App& command);
    /// On top of the environment; the token is HF_TOKEN's, or the one that Hugging Face's own programs keep. Throws Error.
    std::unique_ptr<Hub> open() const;

private:
    std::string endpoint_, proxy_, tokenFile_;
    bool offline_ = false;
};

/// Fetches a file of data to the library and returns its path.
std::string fetchData(Hub& hub, const std::string& address, const Session& session);

/// "gated", "asks for terms" or nothing, for a list.
const char* gateWord(hub::Gate gate);

}  // namespace tunesmith::cli
