// Files of a repository into the library: models/owner--name/commit/ appears whole or not at all. Until then everything stands
// in models/owner--name/.part-commit/ and is taken up again by the next try, also after a restart of the program.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/hub/hub_client.h"
#include "core/hub/repo.h"

namespace tunesmith::hub {

struct DownloadState {
    std::string phase;                 // "looking up", "downloading", "checking"
    std::string file;                  // that comes now
    std::string note;                  // why it waits; empty while it does not
    std::int64_t done = 0, total = 0;  // bytes of all files
    double bytesPerSecond = 0;         // of the last seconds
    double secondsLeft = -1;           // -1: unknown
};
using DownloadListener = std::function<void(const DownloadState&)>;  // called on the download's thread

struct RepoDownload {
    RepoInfo repo;
    std::vector<RepoFile> files;  // of repo.files
    std::string library;          // the folder that holds models/ and datasets/
};

struct DownloadedRepo {
    std::string folder;              // .../models/owner--name/commit
    std::vector<std::string> files;  // in it
    std::int64_t bytes = 0;          // of all
    std::int64_t fetched = 0;        // that came over the network
    bool wasThere = false;           // nothing had to be fetched
};

/// Throws Error(DiskFull) before anything is fetched where there is no room, Error(Busy) where another program fetches the same, and
/// what downloadFile() throws; what came is kept except after a wrong hash.
DownloadedRepo downloadRepo(HubClient& hub, const RepoDownload& request, const Cancel& cancel, const DownloadListener& listener);

/// A plain file into datasets/HOST/KEY/NAME of the library, where KEY stands for the whole address. Returns its path.
std::string downloadPlainFile(HubClient& hub, const std::string& url, const std::string& library, const Cancel& cancel,
                              const DownloadListener& listener);

/// Where a repository's files are, or would be.
std::string repoFolder(const std::string& library, RepoKind kind, const std::string& id);
std::string commitFolder(const std::string& library, RepoKind kind, const std::string& id, const std::string& commit);

/// What a download leaves beside its files: where they came from. Json null where there is nothing of the kind.
inline constexpr const char* kOriginFile = ".tunesmith-origin.json";

/// Throws Error(DiskFull) with the figures where `bytes` more do not fit beside a reserve.
void checkRoom(const std::string& folder, std::int64_t bytes);

}  // namespace tunesmith::hub
