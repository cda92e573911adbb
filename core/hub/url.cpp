#include "core/hub/url.h"

#include <curl/curl.h>

#include <memory>

#include "core/base/error.h"

namespace tunesmith::hub {

namespace {

struct Freed {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Parts = std::unique_ptr<CURLU, Freed>;

std::string part(const Parts& url, CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, 0) != CURLUE_OK || !text) return {};
    std::string result(text);
    curl_free(text);
    return result;
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return text;
}

/// Without what may be secret in it.
std::string excerpt(const std::string& text) {
    std::string shown = text.substr(0, text.find_first_of("?#"));
    const auto at = shown.find('@');
    if (at != std::string::npos) shown = "…" + shown.substr(at);
    return shown.size() > 200 ? shown.substr(0, 200) : shown;
}

Url taken(const Parts& parts, const std::string& text) {
    Url url;
    url.scheme = lower(part(parts, CURLUPART_SCHEME));
    url.host = lower(part(parts, CURLUPART_HOST));
    url.path = part(parts, CURLUPART_PATH);
    url.query = part(parts, CURLUPART_QUERY);
    url.hasUser = !part(parts, CURLUPART_USER).empty() || !part(parts, CURLUPART_PASSWORD).empty();
    const std::string port = part(parts, CURLUPART_PORT);
    url.port = !port.empty() ? std::stoi(port) : url.scheme == "http" ? 80 : 443;
    if (url.path.empty()) url.path = "/";
    if ((url.scheme != "https" && url.scheme != "http") || url.host.empty())
        throw Error(Code::BadInput, "This is no address that can be fetched: it has to begin with https:// and name a host.", excerpt(text));
    return url;
}

std::string escaped(std::string_view text, std::string_view kept) {
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kept.find(c) != std::string_view::npos;
        if (plain)
            result += c;
        else
            result += {'%', kHex[std::uint8_t(c) >> 4], kHex[std::uint8_t(c) & 15]};
    }
    return result;
}

}  // namespace

std::string Url::origin() const {
    const bool usual = port == (scheme == "http" ? 80 : 443);
    return scheme + "://" + host + (usual ? "" : ":" + std::to_string(port));
}

std::string Url::text() const {
    return origin() + path + (query.empty() ? "" : "?" + query);
}

bool Url::isLoopback() const {
    return host == "localhost" || host == "[::1]" || (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

Url parseUrl(const std::string& text) {
    const Parts parts(curl_url());
    if (!parts) throw std::bad_alloc();
    if (curl_url_set(parts.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
        throw Error(Code::BadInput, "This is no address that can be fetched: it has to begin with https:// and name a host.", excerpt(text));
    return taken(parts, text);
}

Url resolveUrl(const Url& base, const std::string& reference) {
    const Parts parts(curl_url());
    if (!parts) throw std::bad_alloc();
    if (curl_url_set(parts.get(), CURLUPART_URL, base.text().c_str(), 0) != CURLUE_OK ||
        curl_url_set(parts.get(), CURLUPART_URL, reference.c_str(), CURLU_URLENCODE) != CURLUE_OK)
        throw Error(Code::BadInput, "The server leads on to something that is no address.", base.shown());
    return taken(parts, reference);
}

std::string escapePath(std::string_view path) {
    return escaped(path, "-._~/");
}

std::string escapeQuery(std::string_view value) {
    return escaped(value, "-._~");
}

}  // namespace tunesmith::hub
