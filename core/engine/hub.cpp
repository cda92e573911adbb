#include "core/engine/hub.h"

#include <algorithm>
#include <any>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/engine/job_core.h"
#include "core/hub/url.h"

namespace tunesmith {

namespace fs = std::filesystem;

namespace {

constexpr const char* kScheme = "hub://";

/// What a download's job holds beside its snapshot.
struct DownloadBox {
    hub::DownloadState state;
    HubDownloadResult result;
};

DownloadBox boxOf(const JobCore& core) {
    const std::lock_guard guard(core.lock);
    const auto* box = std::any_cast<DownloadBox>(&core.other);
    return box ? *box : DownloadBox();
}

/// A file of a data set's repository.
struct DataFile {
    std::string repository, revision = "main", path;
};

[[noreturn]] void refuseAddress(const std::string& address) {
    throw Error(Code::BadInput,
                "This is no address of a data set's file; it looks like hub://datasets/OWNER/NAME/FILE, or hub://datasets/OWNER/NAME@REVISION/FILE.",
                address.substr(0, 200));
}

/// OWNER/NAME[@REVISION][/FILE]; without a file, what the data set has is named later.
DataFile parseHubAddress(const std::string& address) {
    std::string rest = address.substr(std::string_view(kScheme).size());
    if (!rest.starts_with("datasets/")) refuseAddress(address);
    rest.erase(0, 9);
    const auto owner = rest.find('/');
    if (owner == std::string::npos) refuseAddress(address);
    const auto name = rest.find('/', owner + 1);
    DataFile file;
    file.repository = rest.substr(0, name);
    if (name != std::string::npos) file.path = rest.substr(name + 1);
    if (const auto at = file.repository.find('@'); at != std::string::npos) {
        file.revision = file.repository.substr(at + 1);
        file.repository.resize(at);
    }
    hub::checkRepoId(file.repository);
    hub::checkRevision(file.revision);
    return file;
}

std::string unescaped(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto digit = [&](std::size_t at) {
            const auto found = std::string_view("0123456789abcdef").find(at < text.size() ? char(text[at] | 32) : ' ');
            return found == std::string_view::npos ? -1 : int(found);
        };
        if (text[i] == '%' && digit(i + 1) >= 0 && digit(i + 2) >= 0) {
            result += char(digit(i + 1) * 16 + digit(i + 2));
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

/// The address of a file's page or of the file itself at the Hub: /datasets/OWNER/NAME/(blob|resolve|raw)/REVISION/FILE.
bool isPageOfHub(const hub::Url& url, const std::string& endpoint, DataFile& file) {
    if (url.origin() != hub::parseUrl(endpoint).origin() || !url.path.starts_with("/datasets/")) return false;
    std::vector<std::string> parts;
    std::string rest = url.path.substr(10);
    for (int i = 0; i < 4; ++i) {
        const auto slash = rest.find('/');
        if (slash == std::string::npos) return false;
        parts.push_back(unescaped(rest.substr(0, slash)));
        rest.erase(0, slash + 1);
    }
    if (parts[2] != "blob" && parts[2] != "resolve" && parts[2] != "raw") return false;
    file = {parts[0] + "/" + parts[1], parts[3], unescaped(rest)};
    hub::checkRepoId(file.repository);
    hub::checkRevision(file.revision);
    return true;
}

HubDownloadResult resultOf(const hub::DownloadedRepo& got, const hub::RepoInfo& info, const std::string& path) {
    return {path, {}, info.id, info.commit, info.licence, got.bytes, got.fetched, got.wasThere};
}

HubDownloadResult fetchModel(hub::HubClient& client, const std::string& id, const std::string& revision, const std::string& file,
                             const std::string& library, const Cancel& cancel, const hub::DownloadListener& listener) {
    hub::RepoDownload request;
    request.repo = client.info(hub::RepoKind::Model, id, revision, cancel);
    const hub::ModelChoices choices = hub::choicesOf(request.repo);
    const hub::ModelChoice& choice = hub::chooseModel(choices, file, id);
    request.files = choice.files;
    request.library = library;
    const hub::DownloadedRepo got = hub::downloadRepo(client, request, cancel, listener);
    return resultOf(got, request.repo, choice.format == "gguf" ? (fs::path(got.folder) / choice.name).string() : got.folder);
}

std::string someNames(const std::vector<hub::RepoFile>& files) {
    std::string text;
    for (std::size_t i = 0; i < files.size() && i < 10; ++i) text += (text.empty() ? "" : ", ") + files[i].path;
    return files.size() > 10 ? text + " and " + std::to_string(files.size() - 10) + " more" : text;
}

std::vector<hub::RepoFile> rowFiles(const hub::RepoInfo& info) {
    std::vector<hub::RepoFile> files;
    for (const hub::RepoFile& file : info.files)
        if (hub::holdsRows(file.path)) files.push_back(file);
    return files;
}

HubDownloadResult fetchData(hub::HubClient& client, const std::string& id, const std::string& revision, const std::vector<std::string>& files,
                            const std::string& library, const Cancel& cancel, const hub::DownloadListener& listener) {
    hub::RepoDownload request;
    request.repo = client.info(hub::RepoKind::Dataset, id, revision, cancel);
    const std::vector<hub::RepoFile> usable = rowFiles(request.repo);
    const std::string there = usable.empty() ? "It has no file that rows can be read from." : "There are: " + someNames(usable) + ".";
    if (files.empty()) throw Error(Code::BadInput, "Name a file of the data set. " + there, id);
    for (const std::string& file : files) {
        const auto found = std::find_if(usable.begin(), usable.end(), [&](const hub::RepoFile& one) { return one.path == file; });
        if (found == usable.end())
            throw Error(Code::NotFound, "The data set has no file \"" + file + "\" that rows can be read from. " + there, id);
        request.files.push_back(*found);
    }
    request.library = library;
    const hub::DownloadedRepo got = hub::downloadRepo(client, request, cancel, listener);
    HubDownloadResult result = resultOf(got, request.repo, (fs::path(got.folder) / files.front()).string());
    for (const std::string& file : files) result.paths.push_back((fs::path(got.folder) / file).string());
    return result;
}

}  // namespace

bool isDataAddress(const std::string& text) {
    return text.starts_with(kScheme) || text.starts_with("https://") || text.starts_with("http://");
}

DownloadJob::DownloadJob(std::shared_ptr<JobCore> core) : Job(std::move(core)) {}
hub::DownloadState DownloadJob::state() const {
    return boxOf(*core_).state;
}
HubDownloadResult DownloadJob::result() const {
    return boxOf(*core_).result;
}

Hub::Hub(hub::HubSettings settings, std::string library)
    : settings_(std::move(settings)), library_(library.empty() ? hub::libraryFolder() : std::move(library)) {
    settings_.validate();
}

Hub::~Hub() {
    for (auto& [thread, core] : threads_) core->cancel.request();
    for (auto& [thread, core] : threads_) thread.join();
}

std::int64_t Hub::freeBytes() const {
    return freeDiskBytes(library_);
}

std::vector<hub::RepoSummary> Hub::search(const hub::SearchQuery& query, const Cancel& cancel) const {
    return hub::HubClient(settings_).search(query, cancel);
}

HubModel Hub::look(const std::string& repository, const std::string& revision, const Cancel& cancel) const {
    hub::HubClient client(settings_);
    HubModel model;
    model.info = client.info(hub::RepoKind::Model, repository, revision, cancel);
    model.choices = hub::choicesOf(model.info);
    model.card = client.card(model.info, cancel);
    return model;
}

HubDataset Hub::lookAtData(const std::string& repository, const std::string& revision, const Cancel& cancel) const {
    hub::HubClient client(settings_);
    HubDataset data;
    data.info = client.info(hub::RepoKind::Dataset, repository, revision, cancel);
    data.files = rowFiles(data.info);
    data.card = client.card(data.info, cancel);
    return data;
}

std::vector<hub::RepoFile> Hub::dataFiles(const std::string& repository, const std::string& revision, const Cancel& cancel) const {
    return rowFiles(hub::HubClient(settings_).info(hub::RepoKind::Dataset, repository, revision, cancel));
}

std::vector<hub::LocalModel> Hub::localModels() const {
    return hub::localModels(library_);
}

std::shared_ptr<DownloadJob> Hub::start(const std::string& title,
                                        std::function<HubDownloadResult(hub::HubClient&, JobCore&, const hub::DownloadListener&)> work) {
    auto core = std::make_shared<JobCore>(JobKind::Import, title);
    const auto body = [core = core.get(), settings = settings_, work = std::move(work)] {
        hub::HubClient client(settings);
        const auto listener = [core](const hub::DownloadState& state) {
            core->update([&](JobSnapshot& s) {
                s.phase = state.phase;
                s.note = state.note;
                s.done = state.done;
                s.total = state.total;
                s.secondsLeft = state.secondsLeft;
            });
            const std::lock_guard guard(core->lock);
            core->other = DownloadBox{state, {}};
        };
        HubDownloadResult result = work(client, *core, listener);
        const std::lock_guard guard(core->lock);
        auto* box = std::any_cast<DownloadBox>(&core->other);
        core->other = DownloadBox{box ? box->state : hub::DownloadState(), std::move(result)};
    };
    const std::lock_guard guard(lock_);
    threads_.remove_if([](auto& entry) {
        if (!entry.second->finished()) return false;
        entry.first.join();
        return true;
    });
    threads_.emplace_back(std::thread([core, body] { core->run(body); }), core);
    return std::make_shared<DownloadJob>(core);
}

std::shared_ptr<DownloadJob> Hub::downloadModel(const std::string& repository, const std::string& revision, const std::string& file) {
    hub::checkRepoId(repository);
    hub::checkRevision(revision);
    return start(repository, [=, library = library_](hub::HubClient& client, JobCore& core, const hub::DownloadListener& listener) {
        return fetchModel(client, repository, revision, file, library, core.cancel, listener);
    });
}

std::shared_ptr<DownloadJob> Hub::downloadDataFiles(const std::string& repository, const std::string& revision, const std::vector<std::string>& files) {
    hub::checkRepoId(repository);
    hub::checkRevision(revision);
    return start(repository, [=, library = library_](hub::HubClient& client, JobCore& core, const hub::DownloadListener& listener) {
        return fetchData(client, repository, revision, files, library, core.cancel, listener);
    });
}

std::shared_ptr<DownloadJob> Hub::downloadData(const std::string& address) {
    DataFile file;
    const bool named = address.starts_with(kScheme);
    if (named) file = parseHubAddress(address);
    if (named || isPageOfHub(hub::parseUrl(address), settings_.endpoint, file))
        return downloadDataFiles(file.repository, file.revision, file.path.empty() ? std::vector<std::string>() : std::vector{file.path});
    return start(hub::parseUrl(address).host, [=, library = library_](hub::HubClient& client, JobCore& core, const hub::DownloadListener& listener) {
        HubDownloadResult result;
        result.path = hub::downloadPlainFile(client, address, library, core.cancel, listener);
        result.paths = {result.path};
        std::error_code failed;
        result.bytes = result.fetched = std::int64_t(fs::file_size(result.path, failed));
        return result;
    });
}

}  // namespace tunesmith
