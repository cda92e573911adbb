// FakeHub: repositories on a FaultServer, answered as the Hugging Face Hub does: its questions under /api, files under /resolve/, large
// ones by way of a second host (CDN) with ranges and ETags. A test may answer any request otherwise.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "tests/support/fault_server.h"

namespace tunesmith::testing {

struct FakeRepo {
    std::string commit = std::string(40, 'a');
    std::map<std::string, std::string> files;
    std::string gated;  // "", "auto", "manual": without the right token nobody gets its files
    std::string licence = "apache-2.0", family = "llama", task = "text-generation";
    std::int64_t downloads = 1000, likes = 10, parameters = 0;
};

class FakeHub {
public:
    /// What a request gets instead of the usual answer; nothing: the usual one. Runs on the server's threads.
    using Fault = std::function<std::optional<ServerReply>(const ServerRequest&)>;

    FakeHub();
    std::map<std::string, FakeRepo> models, datasets;  // by id; set before the first request
    std::string token;                                 // that opens gated repositories
    Fault fault, cdnFault;                             // set before the first request

    std::string url() const { return hub_->url(); }
    FaultServer& server() { return *hub_; }
    FaultServer& cdn() { return *cdn_; }

    /// As the Hub would list it; large files are those with weights.
    static bool isLarge(const std::string& path);
    /// `body` as a whole, or the part that the request's Range asks for.
    static ServerReply fileReply(const ServerRequest& request, const std::string& body, const std::string& etag);

private:
    ServerReply answer(const ServerRequest& request);
    ServerReply search(const ServerRequest& request) const;
    ServerReply file(const ServerRequest& request, const FakeRepo& repo, const std::string& path) const;

    std::unique_ptr<FaultServer> hub_, cdn_;
};

/// Bytes that look like none of their neighbours.
std::string noise(std::size_t bytes, unsigned seed = 1);

}  // namespace tunesmith::testing
