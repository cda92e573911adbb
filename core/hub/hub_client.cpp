#include "core/hub/hub_client.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/hub/retry.h"

namespace tunesmith::hub {

namespace {

constexpr std::int64_t kMostAnswerBytes = std::int64_t(32) << 20, kMostCardBytes = std::int64_t(2) << 20;
constexpr std::chrono::seconds kDeadline{60};
constexpr int kTries = 3;  // someone waits for the answer

std::string base(const HubSettings& settings) {
    std::string endpoint = settings.endpoint;
    while (endpoint.ends_with('/')) endpoint.pop_back();
    return endpoint;
}

const char* apiName(RepoKind kind) {
    return kind == RepoKind::Dataset ? "datasets" : "models";
}

/// What the server itself says: one line, short, without control characters and without the token.
std::string saidByServer(const HttpResponse& response, const HubSettings& settings) {
    std::string text;
    for (const char c : settings.token.hiddenIn(response.header("x-error-message")).substr(0, 300)) text += std::uint8_t(c) < 32 ? ' ' : c;
    return text.empty() ? "" : " The server says: " + text;
}

}  // namespace

void SearchQuery::validate() const {
    if (text.size() > 300) throw Error(Code::BadInput, "The words to search for are too long; 300 characters are enough.");
    if (limit < 1 || limit > 100) throw Error(Code::BadInput, "A search gives 1 to 100 results.");
    static const char* const kSorts[] = {"downloads", "likes", "updated", "trending", "created"};
    if (std::none_of(std::begin(kSorts), std::end(kSorts), [&](const char* name) { return sort == name; }))
        throw Error(Code::BadInput, "Results cannot be sorted by \"" + sort + "\"; they can by downloads, likes, updated, trending, created.");
    if (!format.empty() && format != "safetensors" && format != "gguf")
        throw Error(Code::BadInput, "Models are searched by the formats safetensors and gguf, not by \"" + format + "\".");
}

void throwRefusal(const HttpResponse& response, const HubSettings& settings, RepoKind kind, const std::string& id) {
    const int status = response.status;
    const std::string code = response.header("x-error-code"), said = saidByServer(response, settings), where = id.empty() ? response.url.shown() : id;
    const std::string page = pageOf(settings.endpoint, kind, id), what = id.empty() ? "This" : id;
    const std::string tokens = base(settings) + "/settings/tokens";
    // A repository that does not exist and one that is hidden look the same from outside.
    if (code == "RepoNotFound" || (status == 404 && code.empty()))
        throw Error(Code::NotFound,
                    what + " is not there, or it is private. Look at the name" +
                        (settings.token.empty() ? "; a private one needs a token." : "; a private one needs a token of its owner.") + said,
                    where);
    if (code == "RevisionNotFound") throw Error(Code::NotFound, what + " has no such branch, tag or commit." + said, where);
    if (code == "EntryNotFound") throw Error(Code::NotFound, what + " has no such file." + said, where);
    if (code == "GatedRepo" || status == 403) {
        if (settings.token.empty())
            throw Error(Code::BadInput,
                        what + " asks you to accept its terms first. Open " + page +
                            " in a browser, sign in and accept them; then make a "
                            "token with the right to read at " +
                            tokens + " and give it here (in the window's token field, or as HF_TOKEN)." + said,
                        where);
        throw Error(Code::BadInput,
                    "Your account has no access to " + what + " yet. Open " + page +
                        " in a browser, sign in with the account of your token "
                        "and accept the terms; some owners then answer by hand, which can take days." +
                        said,
                    where);
    }
    if (status == 401) {
        if (settings.token.empty())
            throw Error(Code::BadInput,
                        what +
                            " cannot be read without a token: it is private, asks for terms to be accepted, or is not there. Make a token "
                            "with the right to read at " +
                            tokens + " and give it here (in the window's token field, or as HF_TOKEN)." + said,
                        where);
        throw Error(Code::BadInput, "The token is not accepted; it may have expired. Make a new one with the right to read at " + tokens + "." + said,
                    where);
    }
    if (status == 407)
        throw Error(Code::BadInput, "The proxy asks for a name and password: write them into the proxy's address, http://name:password@host:port.",
                    where);
    if (status == 429) {
        const auto after = retryAfter(response.header("retry-after"));
        throw TransferError("The server asks to slow down" + (after ? ", for " + std::to_string(after->count()) + " s" : std::string()) +
                                (settings.token.empty() ? "; with a token it allows more." : "; try again later.") + said,
                            where, true, after);
    }
    const bool passing = status == 408 || status == 425 || status >= 500;
    throw TransferError("The server answered with the status " + std::to_string(status) + (passing ? ": it has trouble at the moment." : ".") + said,
                        where, passing, passing ? retryAfter(response.header("retry-after")) : std::nullopt);
}

HttpResponse HubClient::ask(const std::string& url, const Cancel& cancel) {
    HttpRequest request;
    request.url = url;
    request.maxBytes = kMostAnswerBytes;
    request.deadline = kDeadline;
    return http_.get(request, cancel);
}

namespace {

/// Tries again where the network or the server had trouble; a person waits, so not for long.
template <typename Work>
void askPatiently(HubSettings settings, const Cancel& cancel, const Work& work) {
    settings.tries = std::min(settings.tries, kTries);
    settings.longestAskedWait = std::min(settings.longestAskedWait, std::chrono::seconds(20));
    withRetries(settings, cancel, work);
}

void checkAnswer(const HttpResponse& response, const HubSettings& settings, RepoKind kind, const std::string& id) {
    if (response.status < 200 || response.status >= 300) throwRefusal(response, settings, kind, id);
    if (response.isPage())
        throw Error(Code::Network,
                    "A web page came instead of an answer. Is this network behind a login page? Is the address of the Hub or mirror right?",
                    response.url.shown());
}

}  // namespace

std::vector<RepoSummary> HubClient::search(const SearchQuery& query, const Cancel& cancel) {
    query.validate();
    static const std::pair<const char*, const char*> kSorts[] = {
        {"downloads", "downloads"}, {"likes", "likes"}, {"updated", "lastModified"}, {"trending", "trendingScore"}, {"created", "createdAt"}};
    std::string url = base(settings()) + "/api/" + apiName(query.kind) + "?limit=" + std::to_string(query.limit) +
                      "&direction=-1&search=" + escapeQuery(query.text);
    for (const auto& [name, word] : kSorts)
        if (query.sort == name) url += std::string("&sort=") + word;
    const auto filter = [&](const std::string& value) {
        if (!value.empty()) url += "&filter=" + escapeQuery(value);
    };
    filter(query.task);
    filter(query.format);
    if (!query.licence.empty()) filter("license:" + query.licence);
    if (query.openOnly) url += "&gated=false";
    const bool model = query.kind == RepoKind::Model;
    for (const char* field : {"downloads", "likes", "gated", "private", "tags", "lastModified", "cardData"}) url += std::string("&expand=") + field;
    if (model)
        for (const char* field : {"pipeline_tag", "safetensors", "gguf", "config"}) url += std::string("&expand=") + field;
    std::vector<RepoSummary> all;
    askPatiently(settings(), cancel, [&] {
        const HttpResponse response = ask(url, cancel);
        checkAnswer(response, settings(), query.kind, "");
        all = parseSearch(response.body, response.url.shown());
    });
    std::erase_if(all, [&](const RepoSummary& one) {
        return (query.openOnly && one.gate != Gate::Open) || (query.mostParameters > 0 && one.parameters > query.mostParameters);
    });
    return all;
}

RepoInfo HubClient::info(RepoKind kind, const std::string& id, const std::string& revision, const Cancel& cancel) {
    checkRepoId(id);
    checkRevision(revision);
    RepoInfo info;
    askPatiently(settings(), cancel, [&] {
        const HttpResponse response =
            ask(base(settings()) + "/api/" + apiName(kind) + "/" + escapePath(id) + "/revision/" + escapeQuery(revision) + "?blobs=true", cancel);
        checkAnswer(response, settings(), kind, id);
        info = parseRepo(kind, response.body, response.url.shown());
    });
    info.revision = revision;
    return info;
}

std::string HubClient::card(const RepoInfo& repo, const Cancel& cancel) {
    if (std::none_of(repo.files.begin(), repo.files.end(), [](const RepoFile& file) { return file.path == "README.md"; })) return {};
    std::string text;
    askPatiently(settings(), cancel, [&] {
        HttpRequest request;
        request.url = fileAddress(settings().endpoint, repo.kind, repo.id, repo.commit, "README.md");
        request.maxBytes = kMostCardBytes;
        request.deadline = kDeadline;
        const HttpResponse response = http_.get(request, cancel);
        if (response.status == 401 || response.status == 403 || response.status == 404) return;
        checkAnswer(response, settings(), repo.kind, repo.id);
        text = cardText(response.body);
    });
    return text;
}

}  // namespace tunesmith::hub
