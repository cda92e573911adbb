// HubClient: questions to the Hugging Face Hub, or to a mirror that answers like it. One object belongs to one thread.
#pragma once

#include <string>
#include <vector>

#include "core/hub/http_client.h"
#include "core/hub/repo.h"

namespace tunesmith::hub {

struct SearchQuery {
    RepoKind kind = RepoKind::Model;
    std::string text;
    std::string task;                 // "text-generation"; empty: any
    std::string licence;              // "apache-2.0"; empty: any
    std::string format;               // "safetensors", "gguf"; empty: any
    std::string sort = "downloads";   // "downloads", "likes", "updated", "trending", "created"
    std::int64_t mostParameters = 0;  // 0: any; those of unknown size stay
    bool openOnly = false;            // none that asks for terms to be accepted
    int limit = 30;                   // 1 to 100
    /// Throws Error(BadInput) naming what is wrong.
    void validate() const;
};

class HubClient {
public:
    explicit HubClient(HubSettings settings) : http_(std::move(settings)) {}

    /// All questions throw Error(Network) where the Hub cannot be reached, Error(NotFound) where there is no such repository,
    /// Error(BadInput) where a token or accepted terms are missing (the message says where to get them), Error(BadFile) for an answer that
    /// cannot be used, Error(Cancelled).
    std::vector<RepoSummary> search(const SearchQuery& query, const Cancel& cancel);
    /// With the commit that `revision` is now, and all files at that commit.
    RepoInfo info(RepoKind kind, const std::string& id, const std::string& revision, const Cancel& cancel);
    /// The card as Markdown, without the settings at its head; empty where there is none, or where it cannot be read without a token.
    std::string card(const RepoInfo& repo, const Cancel& cancel);

    HttpClient& http() { return http_; }
    const HubSettings& settings() const { return http_.settings(); }

private:
    HttpResponse ask(const std::string& url, const Cancel& cancel);

    HttpClient http_;
};

/// What an answer that is no success means, in words; `id` may be empty. Never returns.
[[noreturn]] void throwRefusal(const HttpResponse& response, const HubSettings& settings, RepoKind kind, const std::string& id);

}  // namespace tunesmith::hub
