// HttpClient: requests over libcurl, one after another, with connections kept. It sends nothing while offline, speaks
// TLS and plain http to nobody but this computer and a mirror that the user named so, follows redirects itself (never
// from https to http), gives the token to the endpoint's own host alone, and never unpacks what it did not ask to be
// packed. One object belongs to one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/error.h"
#include "core/hub/hub_settings.h"
#include "core/hub/url.h"

namespace tunesmith::hub {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A request that failed on its way. `again`: another try may help; `after`: the server said when.
class TransferError : public Error {
public:
    TransferError(const std::string& message, const std::string& where, bool again, std::optional<std::chrono::seconds> after = {})
        : Error(Code::Network, message, where), again_(again), after_(after) {}
    bool again() const { return again_; }
    std::optional<std::chrono::seconds> after() const { return after_; }

private:
    bool again_;
    std::optional<std::chrono::seconds> after_;
};

struct HttpResponse {
    int status = 0;
    Url url;           // where it came from in the end
    Headers headers;   // of the last answer; names in lower case
    std::string body;  // at most HttpRequest::maxBytes; empty where a sink took it

    /// "" where there is none.
    const std::string& header(std::string_view name) const;
    bool isPage() const;  // of HTML
};

struct HttpRequest {
    std::string url;
    Headers headers;
    std::int64_t maxBytes = std::int64_t(16) << 20;  // of a body that is kept; more ends the request
    std::chrono::milliseconds deadline{0};           // for all of it; 0: none
};

class HttpClient {
public:
    /// Throws what settings.validate() does.
    explicit HttpClient(HubSettings settings);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    const HubSettings& settings() const { return settings_; }

    /// Takes a piece of the body of an answer with a status of 200 to 299. May throw: that ends the request.
    using Sink = std::function<void(const HttpResponse& head, std::string_view piece)>;
    /// Called once before the first piece, with the headers of such an answer. May throw.
    using Begin = std::function<void(const HttpResponse& head)>;

    /// GET. Every status that is no redirect is returned. Throws TransferError, Error(Network) while offline,
    /// Error(BadInput) for an address that is not spoken to, Error(Cancelled), and what `begin` and `sink` throw.
    HttpResponse get(const HttpRequest& request, const Cancel& cancel, const Sink& sink = {}, const Begin& begin = {});

private:
    struct Transfer;
    void checkAddress(const Url& url, const Url* from) const;
    void perform(Transfer& transfer, const HttpRequest& request, const Cancel& cancel);

    HubSettings settings_;
    Url endpoint_;
    void* multi_ = nullptr;  // CURLM
};

/// How long a Retry-After header asks to wait: seconds, or until a date.
std::optional<std::chrono::seconds> retryAfter(const std::string& value);

}  // namespace tunesmith::hub
