#include "tests/support/fake_hub.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/base/sha256.h"
#include "core/hub/git_blob.h"

namespace tunesmith::testing {

namespace {

std::string blobOf(const std::string& text) {
    hub::Sha1 hash = hub::gitBlobHash(text.size());
    hash.update(text.data(), text.size());
    return hash.hex();
}

ServerReply refusal(int status, const std::string& code, const std::string& message) {
    ServerReply reply;
    reply.status = status;
    if (!code.empty()) reply.headers.emplace_back("X-Error-Code", code);
    reply.headers.emplace_back("X-Error-Message", message);
    reply.headers.emplace_back("Content-Type", "application/json");
    reply.body = "{\"error\": \"" + message + "\"}";
    return reply;
}

ServerReply jsonReply(const Json& json) {
    ServerReply reply;
    reply.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    reply.body = dumpJson(json);
    return reply;
}

Json gatedValue(const FakeRepo& repo) {
    return repo.gated.empty() ? Json(false) : Json(repo.gated);
}

Json summaryOf(const std::string& id, const FakeRepo& repo) {
    Json tags = Json::array({"license:" + repo.licence});
    for (const auto& [path, content] : repo.files) {
        if (path.ends_with(".safetensors")) tags.push_back("safetensors");
        if (path.ends_with(".gguf")) tags.push_back("gguf");
    }
    return {{"id", id},
            {"modelId", id},
            {"sha", repo.commit},
            {"private", false},
            {"gated", gatedValue(repo)},
            {"downloads", repo.downloads},
            {"likes", repo.likes},
            {"tags", tags},
            {"pipeline_tag", repo.task},
            {"lastModified", "2026-05-04T10:00:00.000Z"},
            {"cardData", {{"license", repo.licence}, {"language", Json::array({"en"})}}},
            {"config", {{"model_type", repo.family}}},
            {"safetensors", {{"total", repo.parameters}}}};
}

Json infoOf(const std::string& id, const FakeRepo& repo) {
    Json json = summaryOf(id, repo);
    json["siblings"] = Json::array();
    for (const auto& [path, content] : repo.files) {
        Json file = {{"rfilename", path}, {"size", content.size()}, {"blobId", blobOf(content)}};
        if (FakeHub::isLarge(path)) file["lfs"] = {{"sha256", sha256Hex(content)}, {"size", content.size()}, {"pointerSize", 134}};
        json["siblings"].push_back(file);
    }
    return json;
}

std::string decoded(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            result += char(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

}  // namespace

FakeHub::FakeHub() {
    hub_ = std::make_unique<FaultServer>([this](const ServerRequest& request) {
        if (fault)
            if (auto reply = fault(request)) return *reply;
        return answer(request);
    });
    cdn_ = std::make_unique<FaultServer>([this](const ServerRequest& request) {
        if (cdnFault)
            if (auto reply = cdnFault(request)) return *reply;
        const std::string sha256 = request.path.substr(request.path.rfind('/') + 1);
        for (const auto* repos : {&models, &datasets})
            for (const auto& [id, repo] : *repos)
                for (const auto& [path, content] : repo.files)
                    if (isLarge(path) && sha256Hex(content) == sha256) return fileReply(request, content, sha256);
        return refusal(404, "", "no such object");
    });
}

bool FakeHub::isLarge(const std::string& path) {
    return path.ends_with(".safetensors") || path.ends_with(".gguf") || path.ends_with(".parquet") || path.ends_with(".bin");
}

ServerReply FakeHub::fileReply(const ServerRequest& request, const std::string& body, const std::string& etag) {
    ServerReply reply;
    reply.headers.emplace_back("Content-Type", "application/octet-stream");
    reply.headers.emplace_back("ETag", "\"" + etag + "\"");
    reply.headers.emplace_back("Accept-Ranges", "bytes");
    const std::string range = request.header("range"), condition = request.header("if-range");
    if (!range.starts_with("bytes=") || (!condition.empty() && condition != "\"" + etag + "\"")) {
        reply.body = body;
        return reply;
    }
    const auto first = std::size_t(std::stoull(range.substr(6)));
    if (first >= body.size()) {
        reply.status = 416;
        reply.headers.emplace_back("Content-Range", "bytes */" + std::to_string(body.size()));
        return reply;
    }
    reply.status = 206;
    reply.headers.emplace_back("Content-Range",
                               "bytes " + std::to_string(first) + "-" + std::to_string(body.size() - 1) + "/" + std::to_string(body.size()));
    reply.body = body.substr(first);
    return reply;
}

ServerReply FakeHub::search(const ServerRequest& request) const {
    std::string words;
    std::size_t limit = 30;
    for (std::size_t at = 0; at <= request.query.size();) {
        const auto end = std::min(request.query.find('&', at), request.query.size());
        const std::string pair = request.query.substr(at, end - at);
        if (pair.starts_with("search=")) words = decoded(pair.substr(7));
        if (pair.starts_with("limit=")) limit = std::stoul(pair.substr(6));
        at = end + 1;
    }
    const auto folded = [](std::string text) {
        std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
        return text;
    };
    std::vector<std::pair<std::string, const FakeRepo*>> found;
    for (const auto& [id, repo] : request.path == "/api/datasets" ? datasets : models)
        if (folded(id).find(folded(words)) != std::string::npos) found.emplace_back(id, &repo);
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second->downloads > b.second->downloads; });
    Json list = Json::array();
    for (std::size_t i = 0; i < found.size() && i < limit; ++i) list.push_back(summaryOf(found[i].first, *found[i].second));
    return jsonReply(list);
}

ServerReply FakeHub::file(const ServerRequest& request, const FakeRepo& repo, const std::string& path) const {
    const auto found = repo.files.find(path);
    if (found == repo.files.end()) return refusal(404, "EntryNotFound", "Entry not found");
    const std::string given = request.header("authorization");
    if (!repo.gated.empty() && (token.empty() || given != "Bearer " + token))
        return given.empty() ? refusal(401, "GatedRepo", "Access to this model is restricted. You must have access to it and be authenticated.")
                             : refusal(403, "GatedRepo", "Access to this model is restricted and you are not in the authorized list.");
    if (!isLarge(path)) return fileReply(request, found->second, blobOf(found->second));
    ServerReply reply;
    reply.status = 302;
    reply.headers.emplace_back("Location", cdn_->url() + "/objects/" + sha256Hex(found->second) + "?Signature=verysecret");
    reply.headers.emplace_back("X-Linked-Etag", "\"" + sha256Hex(found->second) + "\"");
    return reply;
}

ServerReply FakeHub::answer(const ServerRequest& request) {
    std::string path = request.path;
    if (path == "/api/models" || path == "/api/datasets") return search(request);
    const bool api = path.starts_with("/api/");
    if (api) path.erase(0, 4);
    bool dataset = path.starts_with("/datasets/");
    if (dataset) path.erase(0, 9);
    if (api && path.starts_with("/models/")) path.erase(0, 7);
    const std::string middle = api ? "/revision/" : "/resolve/";
    const auto at = path.find(middle);
    if (at == std::string::npos) return refusal(404, "", "no such page");
    const auto& repos = dataset ? datasets : models;
    const auto repo = repos.find(path.substr(1, at - 1));
    if (repo == repos.end()) return refusal(401, "RepoNotFound", "Repository not found");
    std::string rest = path.substr(at + middle.size());
    const std::string revision = decoded(rest.substr(0, rest.find('/')));
    if (revision != "main" && revision != repo->second.commit) return refusal(404, "RevisionNotFound", "Invalid rev id");
    if (api) return jsonReply(infoOf(repo->first, repo->second));
    return file(request, repo->second, decoded(rest.substr(rest.find('/') + 1)));
}

std::string noise(std::size_t bytes, unsigned seed) {
    std::string text(bytes, 0);
    std::uint64_t state = seed * 0x9E3779B97F4A7C15ull + 1;
    for (char& c : text) {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        c = char(state >> 56);
    }
    return text;
}

}  // namespace tunesmith::testing
