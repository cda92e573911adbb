#include "core/hub/hub_settings.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/hub/url.h"

namespace tunesmith::hub {

namespace fs = std::filesystem;

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

bool isOn(const char* name) {
    std::string value = environment(name);
    std::transform(value.begin(), value.end(), value.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return value == "1" || value == "true" || value == "yes" || value == "on";
}

fs::path homeFolder() {
    const std::string home = environment("HOME");
    return home.empty() ? fs::path(".") : fs::path(home);
}

fs::path below(const char* variable, const char* usual) {
    const std::string named = environment(variable);
    return !named.empty() && fs::path(named).is_absolute() ? fs::path(named) : homeFolder() / usual;
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// A token goes into a header line: nothing may stand in it that ends the line.
bool isToken(const std::string& text) {
    return !text.empty() && text.size() <= 4096 && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 127; });
}

Secret tokenFromFile(const std::string& path) {
    const std::string text = trimmed(readFile(path, 64 << 10));
    if (!isToken(text)) throw Error(Code::BadFile, "The file holds no token: one line of letters and digits is expected.", path);
    return Secret(text);
}

}  // namespace

void HubSettings::validate() const {
    const Url url = parseUrl(endpoint);
    if (!url.query.empty() || url.hasUser)
        throw Error(Code::BadInput,
                    "The address of the Hub has to be a plain one, such as https://huggingface.co, without a name, password or query.", url.shown());
    if (!proxy.empty() && proxy.find_first_of(" \t\r\n") != std::string::npos)
        throw Error(Code::BadInput, "The proxy's address has spaces in it; it looks like http://proxy.example:3128.");
    if (!token.empty() && !isToken(token.reveal()))
        throw Error(Code::BadInput, "The token has characters in it that no token has. Copy it again, without spaces and line ends.");
    if (!certificates.empty() && !fs::exists(certificates)) throw Error(Code::NotFound, "The file of certificates is not there.", certificates);
}

HubSettings settingsFromEnvironment() {
    HubSettings settings;
    if (const std::string named = trimmed(environment("HF_ENDPOINT")); !named.empty()) settings.endpoint = named;
    settings.offline = isOn("TUNESMITH_OFFLINE") || isOn("HF_HUB_OFFLINE");
    for (const char* name : {"SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"})
        if (settings.certificates.empty()) settings.certificates = environment(name);
    return settings;
}

Secret findToken(const std::string& tokenFile) {
    if (!tokenFile.empty()) return tokenFromFile(tokenFile);
    const std::string given = trimmed(environment("HF_TOKEN"));
    if (!given.empty()) {
        if (!isToken(given)) throw Error(Code::BadInput, "HF_TOKEN holds characters that no token has. Copy the token again.");
        return Secret(given);
    }
    const std::string named = environment("HF_TOKEN_PATH");
    const std::string path = named.empty() ? huggingFaceHome() + "/token" : named;
    std::error_code failed;
    if (!fs::is_regular_file(path, failed)) return {};
    try {
        return tokenFromFile(path);
    } catch (const Error&) {
        return {};  // of another program, and not asked for by name: as if it were not there
    }
}

std::string libraryFolder() {
    return (below("XDG_DATA_HOME", ".local/share") / "tunesmith").string();
}

std::string huggingFaceHome() {
    const std::string named = environment("HF_HOME");
    return named.empty() ? (below("XDG_CACHE_HOME", ".cache") / "huggingface").string() : named;
}

}  // namespace tunesmith::hub
