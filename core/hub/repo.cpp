#include "core/hub/repo.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/hub/url.h"

namespace tunesmith::hub {

namespace {

constexpr std::size_t kMostFiles = 100000;

std::string lower(std::string text) {
    for (char& c : text) c = char(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool isNamePart(std::string_view part) {
    return !part.empty() && part.size() <= 96 && part.front() != '.' && part.front() != '-' && part.back() != '.' &&
           part.find("..") == std::string_view::npos && part.find("--") == std::string_view::npos &&
           std::all_of(part.begin(), part.end(), [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.'; });
}

std::string textOf(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

std::int64_t numberOf(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end()) return 0;
    if (found->is_number_unsigned()) return std::int64_t(std::min<std::uint64_t>(found->get<std::uint64_t>(), std::uint64_t(INT64_MAX)));
    return found->is_number_integer() ? std::max<std::int64_t>(0, found->get<std::int64_t>()) : 0;
}

const Json& objectOf(const Json& json, const char* key) {
    static const Json kNone = Json::object();
    const auto found = json.find(key);
    return found != json.end() && found->is_object() ? *found : kNone;
}

Gate gateOf(const Json& json) {
    const auto found = json.find("gated");
    if (found == json.end() || found->is_null()) return Gate::Open;
    if (found->is_boolean()) return found->get<bool>() ? Gate::Asks : Gate::Open;
    return found->is_string() && *found == "manual" ? Gate::Manual : Gate::Asks;
}

std::vector<std::string> tagsOf(const Json& json) {
    std::vector<std::string> tags;
    const auto found = json.find("tags");
    if (found != json.end() && found->is_array())
        for (const Json& tag : *found)
            if (tag.is_string()) tags.push_back(tag.get<std::string>());
    return tags;
}

std::string licenceOf(const Json& json, const std::vector<std::string>& tags) {
    const Json& card = objectOf(json, "cardData");
    std::string licence = textOf(card, "license");
    if (licence.empty() || licence == "other") {
        const std::string name = textOf(card, "license_name");
        if (!name.empty()) licence = name;
    }
    for (const std::string& tag : tags)
        if (licence.empty() && tag.starts_with("license:")) licence = tag.substr(8);
    return licence;
}

std::int64_t parametersOf(const Json& json) {
    const std::int64_t safetensors = numberOf(objectOf(json, "safetensors"), "total");
    return safetensors > 0 ? safetensors : numberOf(objectOf(json, "gguf"), "total");
}

std::string familyOf(const Json& json) {
    const std::string family = textOf(objectOf(json, "config"), "model_type");
    return family.empty() ? textOf(objectOf(json, "gguf"), "architecture") : family;
}

std::string idOf(const Json& json) {
    const std::string id = textOf(json, "id");
    return id.empty() ? textOf(json, "modelId") : id;
}

RepoFile fileFrom(const Json& json, const std::string& where) {
    RepoFile file;
    file.path = textOf(json, "rfilename");
    checkFileName(file.path, where);
    file.bytes = numberOf(json, "size");
    const auto lfs = json.find("lfs");
    if (lfs != json.end() && lfs->is_object()) {
        file.sha256 = lower(textOf(*lfs, "sha256"));
        if (file.sha256.empty()) file.sha256 = lower(textOf(*lfs, "oid"));
        file.bytes = std::max(file.bytes, numberOf(*lfs, "size"));
        if (!isHex(file.sha256, 64))
            throw Error(Code::BadFile, "The server names no proper SHA-256 for the file " + file.path + "; what is fetched could not be checked.",
                        where);
        return file;
    }
    file.blob = lower(textOf(json, "blobId"));
    if (!file.blob.empty() && !isHex(file.blob, 40))
        throw Error(Code::BadFile, "The server names no proper hash for the file " + file.path + "; what is fetched could not be checked.", where);
    return file;
}

}  // namespace

bool isHex(std::string_view text, std::size_t digits) {
    return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void checkRepoId(const std::string& id) {
    const auto slash = id.find('/');
    const std::string_view all(id), owner = all.substr(0, slash), name = slash == std::string::npos ? owner : all.substr(slash + 1);
    if (!isNamePart(owner) || !isNamePart(name))
        throw Error(Code::BadInput, "This is no name of a repository: it looks like owner/name, with letters, digits, '-', '_' and '.'.",
                    id.substr(0, 200));
}

void checkRevision(const std::string& revision) {
    const bool fine = !revision.empty() && revision.size() <= 200 && revision.front() != '/' && revision.find("..") == std::string::npos &&
                      std::all_of(revision.begin(), revision.end(),
                                  [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.' || c == '/'; });
    if (!fine) throw Error(Code::BadInput, "This is no revision: name a branch, a tag or a commit, such as main.", revision.substr(0, 200));
}

void checkFileName(const std::string& path, const std::string& where) {
    static const std::set<std::string> kDevices = {"con",  "prn",  "aux",  "nul",  "com1", "com2", "com3", "com4", "com5", "com6", "com7",
                                                   "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"};
    const auto refuse = [&] {
        std::string shown;
        for (const char c : path.substr(0, 80)) shown += std::uint8_t(c) < 32 || c == 127 ? '?' : c;
        throw Error(Code::BadFile,
                    "The repository has a file with a name that could lead out of its folder or that no system keeps: \"" + shown +
                        "\". Nothing of it is fetched.",
                    where);
    };
    if (path.empty() || path.size() > 1024) refuse();
    for (const char c : path)
        if (std::uint8_t(c) < 32 || c == 127 || c == '\\' || c == ':' || c == '*' || c == '?' || c == '"' || c == '<' || c == '>' || c == '|')
            refuse();
    std::string_view rest(path);
    while (true) {
        const auto slash = rest.find('/');
        const std::string_view part = rest.substr(0, slash);
        if (part.empty() || part.size() > 255 || part == "." || part == ".." || part.back() == '.' || part.back() == ' ') refuse();
        if (kDevices.count(lower(std::string(part.substr(0, part.find('.')))))) refuse();
        if (slash == std::string_view::npos) return;
        rest.remove_prefix(slash + 1);
    }
}

std::string folderName(const std::string& id) {
    std::string name = id;
    if (const auto slash = name.find('/'); slash != std::string::npos) name.replace(slash, 1, "--");
    return name;
}

std::string pageOf(const std::string& endpoint, RepoKind kind, const std::string& id) {
    std::string base = endpoint;
    while (base.ends_with('/')) base.pop_back();
    return base + (kind == RepoKind::Dataset ? "/datasets/" : "/") + escapePath(id);
}

std::string fileAddress(const std::string& endpoint, RepoKind kind, const std::string& id, const std::string& revision, const std::string& path) {
    return pageOf(endpoint, kind, id) + "/resolve/" + escapeQuery(revision) + "/" + escapePath(path);
}

RepoInfo parseRepo(RepoKind kind, std::string_view text, const std::string& where) {
    const Json json = parseJson(text, where);
    if (!json.is_object())
        throw Error(Code::BadFile, "The answer is no description of a repository. Is this the address of the Hub or of a mirror?", where);
    const std::vector<std::string> tags = tagsOf(json);
    RepoInfo info;
    info.kind = kind;
    info.id = idOf(json);
    checkRepoId(info.id);
    info.commit = lower(textOf(json, "sha"));
    if (!isHex(info.commit, 40))
        throw Error(Code::BadFile, "The server does not say which commit this is, so that nothing can be fetched safely.", where);
    info.licence = licenceOf(json, tags);
    info.task = textOf(json, "pipeline_tag");
    info.family = familyOf(json);
    info.updated = textOf(json, "lastModified");
    info.gate = gateOf(json);
    info.isPrivate = json.value("private", Json(false)) == true;
    info.downloads = numberOf(json, "downloads");
    info.likes = numberOf(json, "likes");
    info.parameters = parametersOf(json);
    const Json& language = objectOf(json, "cardData").value("language", Json());
    if (language.is_string()) info.languages.push_back(language.get<std::string>());
    if (language.is_array())
        for (const Json& one : language)
            if (one.is_string()) info.languages.push_back(one.get<std::string>());
    const auto files = json.find("siblings");
    if (files == json.end() || !files->is_array()) throw Error(Code::BadFile, "The server does not list the repository's files.", where);
    if (files->size() > kMostFiles) throw Error(Code::BadFile, "The repository has more than " + std::to_string(kMostFiles) + " files.", where);
    std::set<std::string> names;
    for (const Json& file : *files) {
        if (!file.is_object()) throw Error(Code::BadFile, "The server's list of files is broken.", where);
        info.files.push_back(fileFrom(file, where));
        if (!names.insert(info.files.back().path).second)
            throw Error(Code::BadFile, "The server lists the file " + info.files.back().path + " twice.", where);
    }
    return info;
}

std::vector<RepoSummary> parseSearch(std::string_view text, const std::string& where) {
    const Json json = parseJson(text, where);
    if (!json.is_array()) throw Error(Code::BadFile, "The answer is no list of models. Is this the address of the Hub or of a mirror?", where);
    std::vector<RepoSummary> all;
    for (const Json& entry : json) {
        if (!entry.is_object()) continue;
        const std::vector<std::string> tags = tagsOf(entry);
        RepoSummary summary;
        summary.id = idOf(entry);
        try {
            checkRepoId(summary.id);
        } catch (const Error&) {
            continue;  // it could not be fetched
        }
        summary.licence = licenceOf(entry, tags);
        summary.task = textOf(entry, "pipeline_tag");
        summary.family = familyOf(entry);
        summary.updated = textOf(entry, "lastModified");
        summary.gate = gateOf(entry);
        summary.isPrivate = entry.value("private", Json(false)) == true;
        summary.downloads = numberOf(entry, "downloads");
        summary.likes = numberOf(entry, "likes");
        summary.parameters = parametersOf(entry);
        for (const std::string& tag : tags) {
            summary.hasSafetensors = summary.hasSafetensors || tag == "safetensors";
            summary.hasGguf = summary.hasGguf || tag == "gguf";
        }
        all.push_back(std::move(summary));
    }
    return all;
}

std::string cardText(const std::string& readme) {
    if (!readme.starts_with("---\n") && !readme.starts_with("---\r\n")) return readme;
    for (std::size_t line = readme.find('\n'); line != std::string::npos; line = readme.find('\n', line + 1)) {
        const std::string_view rest = std::string_view(readme).substr(line + 1);
        if (!rest.starts_with("---\n") && !rest.starts_with("---\r\n") && rest != "---") continue;
        const auto end = rest.find('\n');
        return end == std::string_view::npos ? "" : std::string(rest.substr(end + 1));
    }
    return readme;
}

}  // namespace tunesmith::hub
