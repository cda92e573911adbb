// HubSettings: where models and data sets are fetched from and how. What is not set keeps the value of the environment.
#pragma once

#include <chrono>
#include <string>

#include "core/hub/secret.h"

namespace tunesmith::hub {

inline constexpr const char* kDefaultEndpoint = "https://huggingface.co";

struct HubSettings {
    std::string endpoint = kDefaultEndpoint;  // or a mirror; http only where the user names it so
    std::string proxy;                        // empty: as the environment says (HTTPS_PROXY, NO_PROXY, ...)
    std::string certificates;                 // a file of certificate authorities; empty: the system's
    bool offline = false;                     // nothing is sent
    Secret token;                             // goes to the endpoint's own host and to no other

    std::chrono::milliseconds connectLimit{15000};
    std::chrono::milliseconds stallLimit{30000};                   // without a byte
    int tries = 6;                                                 // in a row that bring nothing
    std::chrono::milliseconds firstWait{500}, longestWait{30000};  // between tries; doubled each time, with jitter
    std::chrono::seconds longestAskedWait{600};                    // of a Retry-After; longer ones end it

    /// Throws Error(BadInput) saying which setting cannot be used.
    void validate() const;
};

/// HF_ENDPOINT; TUNESMITH_OFFLINE, HF_HUB_OFFLINE; SSL_CERT_FILE, CURL_CA_BUNDLE, REQUESTS_CA_BUNDLE. Without a token.
HubSettings settingsFromEnvironment();

/// HF_TOKEN, else the file `tokenFile`, else the one that other programs keep (HF_TOKEN_PATH, HF_HOME/token,
/// ~/.cache/huggingface/token). Empty where there is none. Throws Error(NotFound, BadFile) where a file that was named
/// cannot be read or holds no token.
Secret findToken(const std::string& tokenFile = {});

/// ${XDG_DATA_HOME:-~/.local/share}/tunesmith: models/ and datasets/ are below it.
std::string libraryFolder();
/// ${HF_HOME:-${XDG_CACHE_HOME:-~/.cache}/huggingface}
std::string huggingFaceHome();

}  // namespace tunesmith::hub
