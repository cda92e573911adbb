// Hub: the door to models and data sets that come from the Hugging Face Hub, a mirror or a plain address, and to models that lie on
// this computer already. It belongs to no project: the library is shared by all. Nothing is sent before a question is asked or a
// download is started, and nothing at all while HubSettings::offline is set.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/base/cancel.h"
#include "core/engine/job.h"
#include "core/hub/file_choice.h"
#include "core/hub/hub_client.h"
#include "core/hub/local_models.h"
#include "core/hub/repo_download.h"

namespace tunesmith {

/// A model as a person looks at it before it is fetched.
struct HubModel {
    hub::RepoInfo info;
    hub::ModelChoices choices;
    std::string card;  // Markdown from strangers: nothing that it names may be loaded
};

/// A data set likewise.
struct HubDataset {
    hub::RepoInfo info;
    std::vector<hub::RepoFile> files;  // that rows can be read from
    std::string card;
};

struct HubDownloadResult {
    std::string path;                         // what is opened: a folder with safetensors, a GGUF file, a file of rows
    std::vector<std::string> paths;           // of a data set: all files of rows, `path` among them
    std::string repository, commit, licence;  // empty for a plain address
    std::int64_t bytes = 0, fetched = 0;      // of all files; of those that came over the network
    bool wasThere = false;
};

/// A download is followed as an import is: it counts the bytes of its files. Its snapshot's note says why it waits.
class DownloadJob : public Job {
public:
    explicit DownloadJob(std::shared_ptr<JobCore> core);
    hub::DownloadState state() const;
    HubDownloadResult result() const;
};

class Hub {
public:
    /// Throws Error(BadInput, NotFound) for settings that cannot be used. An empty `library` is the user's own.
    explicit Hub(hub::HubSettings settings, std::string library = {});
    /// Cancels what is fetched, keeping what came, and waits for it.
    ~Hub();
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    const hub::HubSettings& settings() const { return settings_; }
    const std::string& library() const { return library_; }
    /// Free bytes on the library's disk.
    std::int64_t freeBytes() const;

    // ---- questions: they wait for the network; any thread. They throw as HubClient's do.
    std::vector<hub::RepoSummary> search(const hub::SearchQuery& query, const Cancel& cancel) const;
    HubModel look(const std::string& repository, const std::string& revision, const Cancel& cancel) const;
    HubDataset lookAtData(const std::string& repository, const std::string& revision, const Cancel& cancel) const;
    /// Files of a data set that rows can be read from.
    std::vector<hub::RepoFile> dataFiles(const std::string& repository, const std::string& revision, const Cancel& cancel) const;

    // ---- downloads
    /// `file`: which of several; empty: safetensors, or the only one.
    std::shared_ptr<DownloadJob> downloadModel(const std::string& repository, const std::string& revision, const std::string& file);
    /// hub://datasets/OWNER/NAME[@REVISION]/FILE, the address of such a file's page, or any https address of a file. Throws Error(BadInput).
    std::shared_ptr<DownloadJob> downloadData(const std::string& address);
    /// Several files of one data set.
    std::shared_ptr<DownloadJob> downloadDataFiles(const std::string& repository, const std::string& revision, const std::vector<std::string>& files);

    /// In the library and in the cache of Hugging Face's programs.
    std::vector<hub::LocalModel> localModels() const;

private:
    std::shared_ptr<DownloadJob> start(const std::string& title,
                                       std::function<HubDownloadResult(hub::HubClient&, JobCore&, const hub::DownloadListener&)> work);

    const hub::HubSettings settings_;
    const std::string library_;
    std::mutex lock_;
    std::list<std::pair<std::thread, std::shared_ptr<JobCore>>> threads_;
};

/// An address that data is fetched from, rather than a file's path.
bool isDataAddress(const std::string& text);

}  // namespace tunesmith
