// FaultServer: an HTTP server on this computer that does what servers should not do. A handler says for each request what comes
// back and how: slowly, cut off, with a wrong length, never. One thread a connection; a connection serves one request.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tunesmith::testing {

struct ServerRequest {
    std::string method, target, path, query;     // as they were sent; path and query are parts of target
    std::map<std::string, std::string> headers;  // names in lower case
    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? "" : found->second;
    }
};

struct ServerReply {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    bool chunked = false;                // no length is announced
    std::int64_t announced = -1;         // a wrong length; -1: the true one
    std::int64_t cutAfter = -1;          // bytes of the body, then the connection is reset
    bool hang = false;                   // nothing more is sent after what cutAfter lets pass (or at all)
    std::int64_t bytesPerSecond = 0;     // 0: as fast as it goes
    std::chrono::milliseconds delay{0};  // before the first byte
};

/// A certificate for 127.0.0.1, signed by itself.
struct TlsIdentity {
    std::string certificate, key;  // PEM
    /// Valid from `fromDays` to `untilDays` from now, for `host`.
    static TlsIdentity make(int fromDays, int untilDays, const std::string& host = "127.0.0.1");
    static bool available();
};

class FaultServer {
public:
    using Handler = std::function<ServerReply(const ServerRequest&)>;
    explicit FaultServer(Handler handler);
    FaultServer(Handler handler, const TlsIdentity& identity);
    ~FaultServer();
    FaultServer(const FaultServer&) = delete;
    FaultServer& operator=(const FaultServer&) = delete;

    int port() const { return port_; }
    /// "http://127.0.0.1:PORT"
    std::string url() const;
    /// The same server by its other name.
    std::string otherName() const;
    std::vector<ServerRequest> requests() const;
    /// The last one; fails by an empty one where there is none.
    ServerRequest last() const;
    int count(const std::string& pathPart) const;

private:
    struct Connection;
    void start();
    void acceptAll();
    void serve(int socket);

    Handler handler_;
    std::shared_ptr<void> tls_;  // SSL_CTX
    int listening_ = -1, port_ = 0;
    std::atomic<bool> ended_{false};
    mutable std::mutex lock_;
    std::vector<ServerRequest> requests_;
    std::list<std::thread> threads_;
    std::thread acceptor_;
};

}  // namespace tunesmith::testing
