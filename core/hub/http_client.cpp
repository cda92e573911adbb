#include "core/hub/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <mutex>

namespace tunesmith::hub {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMostRedirects = 10;
constexpr std::size_t kMostHeaderBytes = 256 << 10;
constexpr long kLookMs = 100;                     // how soon a cancel is heard
constexpr std::int64_t kRefusalBytes = 64 << 10;  // kept of a body that explains a refusal

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = char(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? "" : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

void initialise() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw Error(Code::Internal, "The network library could not be started.");
    });
}

bool isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Another try may help.
bool isPassing(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_CONNECT:
        case CURLE_OPERATION_TIMEDOUT:
        case CURLE_PARTIAL_FILE:
        case CURLE_GOT_NOTHING:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_WEIRD_SERVER_REPLY:
            return true;
        default:
            return false;
    }
}

std::string describe(CURLcode code, const Url& url, const char* detail) {
    const std::string why = *detail ? detail : curl_easy_strerror(code);
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return "The host " + url.host + " was not found. Is the computer connected to the internet?";
        case CURLE_COULDNT_RESOLVE_PROXY:
            return "The proxy was not found. Look at the proxy setting, or at HTTPS_PROXY.";
        case CURLE_COULDNT_CONNECT:
            return url.host + " cannot be reached (" + why + "). Look at the network, and at the proxy setting where there is a proxy.";
        case CURLE_OPERATION_TIMEDOUT:
            return url.host + " did not answer in time.";
        case CURLE_PEER_FAILED_VERIFICATION:
            return "It is not certain that this is " + url.host + ": " + why +
                   ". Nothing was sent. Is this computer's clock right? Where a company looks into encrypted traffic, name its file of "
                   "certificates in SSL_CERT_FILE.";
        case CURLE_SSL_CACERT_BADFILE:
            return "The file of certificates cannot be used: " + why + ".";
        case CURLE_PARTIAL_FILE:
        case CURLE_RECV_ERROR:
        case CURLE_GOT_NOTHING:
            return url.host + " broke off in the middle (" + why + ").";
        default:
            return "The request to " + url.host + " failed: " + why + ".";
    }
}

/// The proxy for an address by the environment; libcurl looks at NO_PROXY itself.
std::string proxyOf(const Url& url, const HubSettings& settings) {
    if (!settings.proxy.empty()) return settings.proxy;
    if (url.isLoopback()) return {};
    const auto environment = [](const char* name) {
        const char* value = std::getenv(name);
        return std::string(value ? value : "");
    };
    std::string proxy = environment(url.scheme == "https" ? "https_proxy" : "http_proxy");
    if (proxy.empty() && url.scheme == "https") proxy = environment("HTTPS_PROXY");
    for (const char* name : {"all_proxy", "ALL_PROXY"})
        if (proxy.empty()) proxy = environment(name);
    return proxy;
}

struct EasyFreed {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListFreed {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void add(std::unique_ptr<curl_slist, ListFreed>& list, const std::string& line) {
    curl_slist* grown = curl_slist_append(list.get(), line.c_str());
    if (!grown) throw std::bad_alloc();
    (void)list.release();
    list.reset(grown);
}

}  // namespace

/// One request and its answer, without redirects.
struct HttpClient::Transfer {
    HttpResponse response;
    const Sink* sink = nullptr;
    const Begin* begin = nullptr;
    std::int64_t maxBytes = 0;
    std::size_t headerBytes = 0;
    bool begun = false;
    Clock::time_point lastByte = Clock::now();
    std::exception_ptr failure;  // of a callback

    bool isGood() const { return response.status >= 200 && response.status < 300; }

    void header(std::string_view line) {
        lastByte = Clock::now();
        headerBytes += line.size();
        if (headerBytes > kMostHeaderBytes) throw TransferError("The server's answer has too many headers.", response.url.shown(), false);
        if (line.starts_with("HTTP/")) {  // also after a 100, and after a proxy's own answer
            response.headers.clear();
            const auto space = line.find(' ');
            response.status = space == std::string_view::npos ? 0 : std::atoi(std::string(line.substr(space + 1, 3)).c_str());
            return;
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return;
        response.headers.emplace_back(lower(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }

    void beginBody() {
        if (begun) return;
        begun = true;
        const std::string packed = lower(response.header("content-encoding"));
        if (isGood() && !packed.empty() && packed != "identity")
            throw TransferError("The server sent the data packed (" + packed.substr(0, 20) + "), which was not asked for; it is not unpacked.",
                                response.url.shown(), false);
        if (isGood() && begin && *begin) (*begin)(response);
    }

    void body(std::string_view piece) {
        lastByte = Clock::now();
        beginBody();
        if (isGood() && sink && *sink) {
            (*sink)(response, piece);
            return;
        }
        const std::int64_t most = isGood() ? maxBytes : kRefusalBytes;
        if (std::int64_t(response.body.size() + piece.size()) <= most) {
            response.body += piece;
            return;
        }
        if (isGood())
            throw TransferError("The answer is larger than the " + std::to_string(most >> 10) + " KiB that are taken for it.", response.url.shown(),
                                false);
        response.body.append(piece.substr(0, std::size_t(most) - response.body.size()));
    }

    /// No exception may cross libcurl: it is kept, and a wrong count ends the transfer.
    template <typename Work>
    std::size_t guarded(std::size_t bytes, const Work& work) {
        try {
            work();
            return bytes;
        } catch (...) {
            failure = std::current_exception();
            return bytes == 0 ? 1 : 0;
        }
    }
    static std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* self) {
        return static_cast<Transfer*>(self)->guarded(size * count, [&] { static_cast<Transfer*>(self)->header({data, size * count}); });
    }
    static std::size_t onBody(char* data, std::size_t size, std::size_t count, void* self) {
        return static_cast<Transfer*>(self)->guarded(size * count, [&] { static_cast<Transfer*>(self)->body({data, size * count}); });
    }
};

const std::string& HttpResponse::header(std::string_view name) const {
    static const std::string kNone;
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return kNone;
}

bool HttpResponse::isPage() const {
    return lower(header("content-type")).starts_with("text/html");
}

HttpClient::HttpClient(HubSettings settings) : settings_(std::move(settings)) {
    settings_.validate();
    endpoint_ = parseUrl(settings_.endpoint);
    initialise();
    multi_ = curl_multi_init();
    if (!multi_) throw std::bad_alloc();
}

HttpClient::~HttpClient() {
    curl_multi_cleanup(static_cast<CURLM*>(multi_));
}

void HttpClient::checkAddress(const Url& url, const Url* from) const {
    if (from && from->scheme == "https" && url.scheme != "https")
        throw TransferError("The server leads from an encrypted connection to one that is not: " + url.origin() + ". That is not followed.",
                            from->shown(), false);
    if (url.hasUser) throw Error(Code::BadInput, "An address with a name or password in it is not fetched.", url.shown());
    if (url.scheme == "https" || url.isLoopback() || url.origin() == endpoint_.origin()) return;
    throw Error(Code::BadInput, "The connection to " + url.host + " would not be encrypted. Use an address that begins with https://.", url.shown());
}

void HttpClient::perform(Transfer& transfer, const HttpRequest& request, const Cancel& cancel) {
    const Url& url = transfer.response.url;
    const std::unique_ptr<CURL, EasyFreed> easy(curl_easy_init());
    if (!easy) throw std::bad_alloc();
    char detail[CURL_ERROR_SIZE] = {};
    std::unique_ptr<curl_slist, ListFreed> headers;
    for (const auto& [name, value] : request.headers) add(headers, name + ": " + value);
    add(headers, "Accept-Encoding: identity");
    // Only to the endpoint itself, and never readable on the way.
    if (!settings_.token.empty() && url.origin() == endpoint_.origin() && (url.scheme == "https" || url.isLoopback()))
        add(headers, "Authorization: Bearer " + settings_.token.reveal());

    const std::string address = url.text(), proxy = proxyOf(url, settings_);
    CURL* c = easy.get();
    const auto set = [c](CURLoption option, auto value) {
        if (curl_easy_setopt(c, option, value) != CURLE_OK) throw Error(Code::Internal, "The network library does not know what is asked of it.");
    };
    set(CURLOPT_URL, address.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USERAGENT, "tunesmith/0.1");
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    if (!settings_.certificates.empty()) set(CURLOPT_CAINFO, settings_.certificates.c_str());
    set(CURLOPT_PROXY, proxy.c_str());
    if (!settings_.proxy.empty()) set(CURLOPT_NOPROXY, "");  // the setting stands above the environment
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_HEADEROPT, long(CURLHEADER_SEPARATE));  // a proxy hears none of the headers
    set(CURLOPT_CONNECTTIMEOUT_MS, long(settings_.connectLimit.count()));
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L);
    set(CURLOPT_BUFFERSIZE, 256L << 10);
    set(CURLOPT_ERRORBUFFER, detail);
    set(CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    set(CURLOPT_WRITEDATA, &transfer);

    auto* multi = static_cast<CURLM*>(multi_);
    if (curl_multi_add_handle(multi, c) != CURLM_OK) throw Error(Code::Internal, "The network library could not take a request.");
    struct Removed {
        CURLM* multi;
        CURL* easy;
        ~Removed() { curl_multi_remove_handle(multi, easy); }
    } removed{multi, c};

    const auto started = Clock::now();
    transfer.lastByte = started;
    CURLcode code = CURLE_OK;
    for (int running = 1; running > 0;) {
        if (curl_multi_perform(multi, &running) != CURLM_OK) throw Error(Code::Internal, "The network library failed in the middle of a request.");
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left))
            if (message->msg == CURLMSG_DONE) code = message->data.result;
        if (running == 0) break;
        cancel.throwIfRequested();
        const auto now = Clock::now();
        if (now - transfer.lastByte > settings_.stallLimit)
            throw TransferError(url.host + " has sent nothing for " + std::to_string((settings_.stallLimit.count() + 999) / 1000) + " s.",
                                url.shown(), true);
        if (request.deadline.count() > 0 && now - started > request.deadline)
            throw TransferError(url.host + " did not answer in time.", url.shown(), true);
        curl_multi_poll(multi, nullptr, 0, int(std::min<std::int64_t>(kLookMs, settings_.stallLimit.count())), nullptr);
    }
    if (transfer.failure) std::rethrow_exception(transfer.failure);
    if (code != CURLE_OK) throw TransferError(settings_.token.hiddenIn(describe(code, url, detail)), url.shown(), isPassing(code));
    transfer.beginBody();  // an empty one
}

HttpResponse HttpClient::get(const HttpRequest& request, const Cancel& cancel, const Sink& sink, const Begin& begin) {
    if (settings_.offline)
        throw Error(Code::Network,
                    "Offline is switched on: nothing was sent. Switch it off (the setting, TUNESMITH_OFFLINE or HF_HUB_OFFLINE) to fetch "
                    "from the network.",
                    parseUrl(request.url).shown());
    Url url = parseUrl(request.url);
    checkAddress(url, nullptr);
    for (int hop = 0;; ++hop) {
        Transfer transfer;
        transfer.response.url = url;
        transfer.sink = &sink;
        transfer.begin = &begin;
        transfer.maxBytes = request.maxBytes;
        perform(transfer, request, cancel);
        if (!isRedirect(transfer.response.status)) return std::move(transfer.response);
        const std::string location = transfer.response.header("location");
        if (location.empty()) throw TransferError("The server leads on to another address without saying which.", url.shown(), false);
        if (hop + 1 >= kMostRedirects)
            throw TransferError(
                "The server leads from one address to the next without end; after " + std::to_string(kMostRedirects) + " this was given up.",
                url.shown(), false);
        const Url next = resolveUrl(url, location);
        checkAddress(next, &url);
        url = next;
    }
}

std::optional<std::chrono::seconds> retryAfter(const std::string& value) {
    if (value.empty()) return std::nullopt;
    if (value.size() <= 9 && value.find_first_not_of("0123456789") == std::string::npos) return std::chrono::seconds(std::stol(value));
    const time_t at = curl_getdate(value.c_str(), nullptr);
    if (at < 0) return std::nullopt;
    return std::chrono::seconds(std::max<std::int64_t>(0, std::int64_t(at) - std::int64_t(std::time(nullptr))));
}

}  // namespace tunesmith::hub
