#include "core/hub/repo_download.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <deque>
#include <filesystem>
#include <map>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file_lock.h"
#include "core/base/json.h"
#include "core/base/machine.h"
#include "core/base/sha256.h"
#include "core/hub/file_download.h"
#include "core/hub/url.h"

namespace tunesmith::hub {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::int64_t kReserve = std::int64_t(64) << 20;  // left free on the disk

std::string timeNow() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

void makeFolders(const fs::path& path) {
    std::error_code failed;
    fs::create_directories(path, failed);
    if (failed) throw Error(Code::BadInput, "The folder cannot be made: " + failed.message() + ".", path.string());
}

std::string inMegabytes(std::int64_t bytes) {
    return bytes >= 10'000'000'000 ? std::to_string((bytes + 500'000'000) / 1'000'000'000) + " GB"
                                   : std::to_string((bytes + 500'000) / 1'000'000) + " MB";
}

/// The whole of a download as its listener sees it: sums over files, and a rate over the last seconds.
class Meter {
public:
    Meter(const DownloadListener& listener, std::int64_t total) : listener_(listener) { state_.total = total; }

    void beginFile(const std::string& name, std::int64_t doneBefore) {
        state_.file = name;
        before_ = doneBefore;
        have(0);
    }
    void setTotal(std::int64_t total) { state_.total = total; }
    void setPhase(const char* phase) {
        state_.phase = phase;
        tell();
    }
    void setNote(const std::string& note) {
        if (state_.note == note) return;
        state_.note = note;
        tell();
    }
    /// The first figure of a file is what was there already: no speed of the network.
    void have(std::int64_t ofFile) {
        const std::int64_t done = before_ + ofFile;
        const auto now = Clock::now();
        if (done < state_.done || marks_.empty()) marks_.clear();
        state_.done = done;
        if (!marks_.empty() && now - marks_.back().first < std::chrono::milliseconds(50) && done < state_.total) return;
        marks_.emplace_back(now, done);
        while (marks_.size() > 2 && now - marks_.front().first > std::chrono::seconds(8)) marks_.pop_front();
        const double seconds = std::chrono::duration<double>(now - marks_.front().first).count();
        state_.bytesPerSecond = seconds > 0.3 ? double(done - marks_.front().second) / seconds : 0;
        state_.secondsLeft = state_.bytesPerSecond > 0 && state_.total > 0 ? double(state_.total - done) / state_.bytesPerSecond : -1;
        tell();
    }
    void forgetRate() { marks_.clear(); }

private:
    void tell() const {
        if (listener_) listener_(state_);
    }

    const DownloadListener& listener_;
    DownloadState state_;
    std::int64_t before_ = 0;
    std::deque<std::pair<Clock::time_point, std::int64_t>> marks_;
};

FileListener listenerOf(Meter& meter, std::int64_t& first) {
    FileListener listener;
    listener.have = [&meter, &first](std::int64_t have) {
        if (first < 0) {
            first = have;
            meter.forgetRate();
        }
        meter.have(have);
    };
    listener.phase = [&meter](const char* phase) { meter.setPhase(phase); };
    listener.note = [&meter](const std::string& note) { meter.setNote(note); };
    return listener;
}

Json originOf(const RepoDownload& request, const HubSettings& settings) {
    Json files = Json::array();
    for (const RepoFile& file : request.files)
        files.push_back({{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}, {"blob", file.blob}});
    return {{"kind", request.repo.kind == RepoKind::Model ? "model" : "dataset"},
            {"repository", request.repo.id},
            {"revision", request.repo.revision},
            {"commit", request.repo.commit},
            {"licence", request.repo.licence},
            {"host", parseUrl(settings.endpoint).origin()},
            {"fetched", timeNow()},
            {"files", files}};
}

/// By path, the files that a folder's origin names and that are there in that size.
std::map<std::string, RepoFile> filesThere(const fs::path& folder) {
    std::map<std::string, RepoFile> files;
    try {
        const Json origin = readJsonFile((folder / kOriginFile).string(), 64 << 20);
        for (const Json& file : origin.at("files")) {
            RepoFile known{file.at("path"), file.at("bytes"), file.at("sha256"), file.at("blob")};
            checkFileName(known.path, folder.string());
            std::error_code failed;
            if (std::int64_t(fs::file_size(folder / known.path, failed)) == known.bytes && !failed) files[known.path] = known;
        }
    } catch (const std::exception&) {
        return {};  // no origin, or a damaged one: as if nothing were there
    }
    return files;
}

bool sameContent(const RepoFile& a, const RepoFile& b) {
    return a.bytes == b.bytes && (!a.sha256.empty() ? a.sha256 == b.sha256 : !a.blob.empty() && a.blob == b.blob);
}

/// Two names that differ in case alone are one file on many systems.
void refuseClashes(const std::vector<RepoFile>& files, const std::string& where) {
    std::map<std::string, std::string> seen;
    for (const RepoFile& file : files) {
        std::string folded = file.path;
        for (char& c : folded) c = char(std::tolower(static_cast<unsigned char>(c)));
        const auto [at, added] = seen.emplace(folded, file.path);
        if (!added)
            throw Error(Code::BadFile,
                        "The repository has two files whose names differ in upper and lower case alone: " + at->second + " and " + file.path + ".",
                        where);
    }
}

class Fetch {
public:
    Fetch(HubClient& hub, const RepoDownload& request, const Cancel& cancel, const DownloadListener& listener)
        : hub_(hub),
          request_(request),
          cancel_(cancel),
          repo_(repoFolder(request.library, request.repo.kind, request.repo.id)),
          final_(repo_ / request.repo.commit),
          staging_(repo_ / (".part-" + request.repo.commit)),
          meter_(listener, totalOf(request)) {}

    DownloadedRepo run() {
        if (!isHex(request_.repo.commit, 40)) throw Error(Code::Internal, "A download needs a commit.");
        for (const RepoFile& file : request_.files) checkFileName(file.path, request_.repo.id);
        refuseClashes(request_.files, request_.repo.id);
        result_.folder = final_.string();
        for (const RepoFile& file : request_.files) result_.files.push_back(file.path);
        result_.bytes = totalOf(request_);
        meter_.setPhase("looking up");
        makeFolders(repo_);
        const FileLock lock((repo_ / ".lock").string());
        std::vector<RepoFile> missing = missingFiles();
        if (missing.empty()) {
            result_.wasThere = true;
            meter_.have(result_.bytes);
            return result_;
        }
        makeFolders(staging_);
        adoptFromOthers(missing);
        std::int64_t toCome = 0;
        for (const RepoFile& file : missing) toCome += std::max<std::int64_t>(0, file.bytes - bytesKept((staging_ / file.path).string()));
        checkRoom(staging_.string(), toCome);
        std::int64_t done = result_.bytes - bytesOf(missing);
        for (const RepoFile& file : missing) {
            fetch(file, done);
            done += file.bytes;
        }
        publish(missing);
        return result_;
    }

private:
    static std::int64_t bytesOf(const std::vector<RepoFile>& files) {
        std::int64_t bytes = 0;
        for (const RepoFile& file : files) bytes += file.bytes;
        return bytes;
    }
    static std::int64_t totalOf(const RepoDownload& request) { return bytesOf(request.files); }

    std::vector<RepoFile> missingFiles() const {
        const auto there = filesThere(final_);
        std::vector<RepoFile> missing;
        for (const RepoFile& file : request_.files) {
            const auto found = there.find(file.path);
            if (found == there.end() || !sameContent(found->second, file)) missing.push_back(file);
        }
        return missing;
    }

    /// What an older commit of the repository has already, whole or in part, is not fetched again.
    void adoptFromOthers(const std::vector<RepoFile>& missing) {
        std::error_code failed;
        for (const auto& entry : fs::directory_iterator(repo_, failed)) {
            const std::string name = entry.path().filename().string();
            if (entry.path() == staging_ || entry.path() == final_ || !entry.is_directory(failed)) continue;
            if (name.starts_with(".part-")) {
                for (const RepoFile& file : missing) adoptPart(entry.path(), file);
                fs::remove_all(entry.path(), failed);
                continue;
            }
            const auto there = filesThere(entry.path());
            for (const RepoFile& file : missing)
                for (const auto& [path, known] : there)
                    if (sameContent(known, file)) linkOrCopy(entry.path() / path, staging_ / file.path);
        }
    }
    void adoptPart(const fs::path& from, const RepoFile& file) {
        std::error_code failed;
        makeFolders((staging_ / file.path).parent_path());
        for (const char* ending : {"", ".part", ".part.json"}) {
            const fs::path source = from / (file.path + ending), target = staging_ / (file.path + ending);
            if (fs::is_regular_file(source, failed) && !fs::exists(target, failed)) fs::rename(source, target, failed);
        }
    }
    static void linkOrCopy(const fs::path& from, const fs::path& to) {
        std::error_code failed;
        if (fs::exists(to, failed)) return;
        makeFolders(to.parent_path());
        fs::create_hard_link(from, to, failed);
        if (failed) fs::copy_file(from, to, failed);
        if (failed) fs::remove(to, failed);  // it is fetched then
    }

    void fetch(const RepoFile& file, std::int64_t doneBefore) {
        const std::string target = (staging_ / file.path).string();
        makeFolders(fs::path(target).parent_path());
        meter_.beginFile(file.path, doneBefore);
        std::error_code failed;
        if (fs::exists(target, failed)) {  // from an earlier try, or from another commit
            meter_.setPhase("checking");
            if (hasContent(target, file.bytes, file.sha256, file.blob, cancel_)) {
                meter_.forgetRate();
                meter_.have(file.bytes);
                return;
            }
            fs::remove(target, failed);
        }
        FileRequest get;
        get.url = fileAddress(hub_.settings().endpoint, request_.repo.kind, request_.repo.id, request_.repo.commit, file.path);
        get.target = target;
        get.bytes = file.bytes;
        get.sha256 = file.sha256;
        get.blob = file.blob;
        const std::string name = fs::path(file.path).extension().string();
        get.mayBePage = name == ".html" || name == ".htm";
        std::int64_t first = -1;
        downloadFile(hub_.http(), get, cancel_, listenerOf(meter_, first),
                     [this](const HttpResponse& response) { throwRefusal(response, hub_.settings(), request_.repo.kind, request_.repo.id); });
        result_.fetched += file.bytes - std::max<std::int64_t>(0, first);
    }

    /// The folder gets its name when all of it is there. Files that join a folder come in one by one, the weights last, and the list of
    /// what is there is written when they all are.
    void publish(const std::vector<RepoFile>& missing) {
        std::error_code failed;
        Json origin = originOf(request_, hub_.settings());
        if (!fs::exists(final_, failed)) {
            writeFileAtomically((staging_ / kOriginFile).string(), dumpJson(origin, 1));
            fs::rename(staging_, final_, failed);
            if (failed)
                throw Error(Code::BadFile, "The folder with what was fetched could not get its name: " + failed.message() + ".", final_.string());
        } else {
            for (const auto& [path, known] : filesThere(final_)) {
                const bool named =
                    std::any_of(request_.files.begin(), request_.files.end(), [&](const RepoFile& file) { return file.path == known.path; });
                if (!named) origin["files"].push_back({{"path", known.path}, {"bytes", known.bytes}, {"sha256", known.sha256}, {"blob", known.blob}});
            }
            for (const RepoFile& file : missing) {
                makeFolders((final_ / file.path).parent_path());
                fs::rename(staging_ / file.path, final_ / file.path, failed);
                if (failed) throw Error(Code::BadFile, "A file could not get its place: " + failed.message() + ".", (final_ / file.path).string());
            }
            writeFileAtomically((final_ / kOriginFile).string(), dumpJson(origin, 1));
            fs::remove_all(staging_, failed);
        }
        syncFolder(repo_.string());
    }

    HubClient& hub_;
    const RepoDownload& request_;
    const Cancel& cancel_;
    const fs::path repo_, final_, staging_;
    Meter meter_;
    DownloadedRepo result_;
};

}  // namespace

std::string repoFolder(const std::string& library, RepoKind kind, const std::string& id) {
    return (fs::path(library) / (kind == RepoKind::Model ? "models" : "datasets") / folderName(id)).string();
}

std::string commitFolder(const std::string& library, RepoKind kind, const std::string& id, const std::string& commit) {
    return (fs::path(repoFolder(library, kind, id)) / commit).string();
}

void checkRoom(const std::string& folder, std::int64_t bytes) {
    const std::int64_t free = freeDiskBytes(folder);
    if (free >= bytes + kReserve) return;
    throw Error(Code::DiskFull,
                "The disk has " + inMegabytes(free) + " free, and " + inMegabytes(bytes + kReserve) + " are needed (" + inMegabytes(kReserve) +
                    " of them stay free). Free some space, or choose a smaller file.",
                folder);
}

DownloadedRepo downloadRepo(HubClient& hub, const RepoDownload& request, const Cancel& cancel, const DownloadListener& listener) {
    return Fetch(hub, request, cancel, listener).run();
}

std::string downloadPlainFile(HubClient& hub, const std::string& text, const std::string& library, const Cancel& cancel,
                              const DownloadListener& listener) {
    const Url url = parseUrl(text);
    std::string name = url.path.substr(url.path.rfind('/') + 1);
    if (name.empty() || name.find('%') != std::string::npos) name = "file";
    checkFileName(name, url.shown());
    std::string host = url.host;
    for (char& c : host)
        if (c == ':' || c == '[' || c == ']') c = '_';
    const fs::path folder = fs::path(library) / "datasets" / host / sha256Hex(url.text()).substr(0, 16);
    makeFolders(folder);
    const FileLock lock((folder / ".lock").string());
    const std::string target = (folder / name).string();
    Meter meter(listener, 0);
    meter.beginFile(name, 0);
    FileRequest get;
    get.url = text;
    get.target = target;
    const std::string ending = fs::path(name).extension().string();
    get.mayBePage = ending == ".html" || ending == ".htm";
    get.mostBytes = std::max<std::int64_t>(0, freeDiskBytes(folder.string()) - kReserve);
    std::int64_t first = -1;
    FileListener hears = listenerOf(meter, first);
    hears.total = [&](std::int64_t total) {
        meter.setTotal(total);
        checkRoom(folder.string(), total - std::max<std::int64_t>(0, first));
    };
    downloadFile(hub.http(), get, cancel, hears, [&hub](const HttpResponse& response) {
        if (response.status == 404) throw Error(Code::NotFound, "There is no such file on the server.", response.url.shown());
        if (response.status == 401 || response.status == 403)
            throw Error(Code::BadInput, "The server does not give this file to everyone. Fetch it with a browser and import the file.",
                        response.url.shown());
        throwRefusal(response, hub.settings(), RepoKind::Dataset, "");
    });
    return target;
}

}  // namespace tunesmith::hub
