// What the Hub says about a repository: its files, licence, gate and numbers. Names that come from a server are checked
// before anything is done with them. Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tunesmith::hub {

enum class RepoKind { Model, Dataset };

struct RepoFile {
    std::string path;  // in the repository, checked by checkFileName()
    std::int64_t bytes = 0;
    std::string sha256;  // of large files; 64 hexadecimal digits
    std::string blob;    // git's name of small ones; 40 digits
};

/// Open: anyone may fetch it. Asks: its terms have to be accepted first. Manual: a person looks at each request.
enum class Gate { Open, Asks, Manual };

struct RepoInfo {
    RepoKind kind = RepoKind::Model;
    std::string id;                     // "owner/name"
    std::string revision, commit;       // as asked for; 40 hexadecimal digits
    std::string licence;                // "apache-2.0"; empty where none is named
    std::string task, family, updated;  // "text-generation", "llama", ISO 8601
    std::vector<std::string> languages;
    Gate gate = Gate::Open;
    bool isPrivate = false;
    std::int64_t downloads = 0, likes = 0;
    std::int64_t parameters = 0;  // 0: unknown
    std::vector<RepoFile> files;
};

/// One line of a search.
struct RepoSummary {
    std::string id, licence, task, family, updated;
    Gate gate = Gate::Open;
    bool isPrivate = false;
    std::int64_t downloads = 0, likes = 0, parameters = 0;
    bool hasSafetensors = false, hasGguf = false;
};

/// "owner/name" (or the "name" that old repositories have). Throws Error(BadInput).
void checkRepoId(const std::string& id);
/// A branch, tag or commit. Throws Error(BadInput).
void checkRevision(const std::string& revision);
/// A path below a folder on any system: relative, without "..", drive letters, backslashes, control characters and names that Windows
/// keeps for devices. Throws Error(BadFile) naming `where`.
void checkFileName(const std::string& path, const std::string& where);
bool isHex(std::string_view text, std::size_t digits);

/// "owner--name": the repository's folder in the library.
std::string folderName(const std::string& id);
/// "https://huggingface.co/owner/name", for people.
std::string pageOf(const std::string& endpoint, RepoKind kind, const std::string& id);
/// Where a file is fetched.
std::string fileAddress(const std::string& endpoint, RepoKind kind, const std::string& id, const std::string& revision, const std::string& path);

/// From the Hub's answers. Throw Error(BadFile) naming `where`; what is left out has its default.
RepoInfo parseRepo(RepoKind kind, std::string_view json, const std::string& where);
std::vector<RepoSummary> parseSearch(std::string_view json, const std::string& where);

/// The text of a card (README.md) without the settings at its head.
std::string cardText(const std::string& readme);

}  // namespace tunesmith::hub
