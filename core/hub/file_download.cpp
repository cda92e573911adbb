#include "core/hub/file_download.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/sha256.h"
#include "core/hub/git_blob.h"
#include "core/hub/retry.h"

namespace tunesmith::hub {

namespace fs = std::filesystem;

namespace {

constexpr int kMostStartsOver = 2;  // of a file that turned out wrong at its end

[[noreturn]] void failWrite(int error, const std::string& path) {
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        throw Error(Code::DiskFull,
                    "The disk is full. What has come so far is kept: free some space and start the download again, it goes on where it stopped.",
                    path);
    throw Error(Code::BadFile, std::string("What was fetched cannot be written: ") + std::strerror(error) + ".", path);
}

/// The file that grows.
class Part {
public:
    explicit Part(std::string path) : path_(std::move(path)) {
        fd_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (fd_ < 0) failWrite(errno, path_);
        struct stat info {};
        if (::fstat(fd_, &info) != 0) failWrite(errno, path_);
        size_ = info.st_size;
    }
    ~Part() { ::close(fd_); }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    std::int64_t size() const { return size_; }
    void write(std::string_view piece) {
        while (!piece.empty()) {
            const ssize_t n = ::write(fd_, piece.data(), piece.size());
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) failWrite(n < 0 ? errno : ENOSPC, path_);
            piece.remove_prefix(std::size_t(n));
            size_ += n;
        }
    }
    void clear() {
        if (::ftruncate(fd_, 0) != 0) failWrite(errno, path_);
        size_ = 0;
    }
    void sync() {
        if (::fsync(fd_) != 0) failWrite(errno, path_);
    }

private:
    std::string path_;
    int fd_ = -1;
    std::int64_t size_ = 0;
};

/// What is known of a part: which file it is of, so that it never goes on with the bytes of another.
struct PartState {
    std::string sha256, blob, address, etag;
    std::int64_t bytes = -1;

    static PartState read(const std::string& path) {
        PartState state;
        try {
            const Json json = readJsonFile(path, 64 << 10);
            state.sha256 = json.value("sha256", "");
            state.blob = json.value("blob", "");
            state.address = json.value("address", "");
            state.etag = json.value("etag", "");
            state.bytes = json.value("bytes", std::int64_t(-1));
        } catch (const std::exception&) {
            return {};  // not there, or not readable: nothing is known of the part
        }
        return state;
    }
    void write(const std::string& path) const {
        writeFileAtomically(path, dumpJson({{"sha256", sha256}, {"blob", blob}, {"address", address}, {"etag", etag}, {"bytes", bytes}}));
    }
};

std::string partOf(const std::string& target) {
    return target + ".part";
}
std::string stateOf(const std::string& target) {
    return target + ".part.json";
}

/// An ETag that stands for the very bytes; a weak one says less.
std::string strongTag(const HttpResponse& response) {
    const std::string& tag = response.header("etag");
    return tag.size() >= 2 && tag.front() == '"' && tag.size() <= 1024 ? tag : "";
}

/// A number of a Content-Range or Content-Length; -1 where it is none.
std::int64_t numberOf(std::string_view text) {
    if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string_view::npos) return -1;
    return std::stoll(std::string(text));
}

struct ContentRange {
    std::int64_t first = -1, total = -1;
};
ContentRange contentRange(const std::string& value) {  // "bytes 100-199/200"
    const auto dash = value.find('-'), slash = value.find('/');
    if (!value.starts_with("bytes ") || dash == std::string::npos || slash == std::string::npos || dash > slash) return {};
    return {numberOf(std::string_view(value).substr(6, dash - 6)), numberOf(std::string_view(value).substr(slash + 1))};
}

class Download {
public:
    Download(HttpClient& http, const FileRequest& request, const Cancel& cancel, const FileListener& listener,
             const std::function<void(const HttpResponse&)>& refuse)
        : http_(http), request_(request), cancel_(cancel), listener_(listener), refuse_(refuse), shown_(parseUrl(request.url).shown()) {}

    void run() {
        forgetForeignPart();
        for (int start = 0;; ++start) {
            say(listener_.phase, "downloading");
            withRetries(
                http_.settings(), cancel_, [this] { attempt(); }, [this] { return progressed_; },
                [this](std::chrono::milliseconds wait, const TransferError& error) {
                    say(listener_.note, std::string(error.what()) + " It is tried again in " + std::to_string((wait.count() + 999) / 1000) + " s.");
                });
            say(listener_.note, std::string());
            say(listener_.phase, "checking");
            if (isRight()) break;
            discard();
            if (start + 1 >= kMostStartsOver)
                throw Error(Code::BadFile,
                            "What came differs from what was announced (its hash is another one), twice. It was thrown away. The file may have been "
                            "changed on its way, or on a mirror; try another network or another mirror.",
                            shown_);
        }
        finish();
    }

private:
    template <typename Value>
    static void say(const std::function<void(Value)>& listener, const std::type_identity_t<Value>& value) {
        if (listener) listener(value);
    }

    void forgetForeignPart() {
        const PartState state = PartState::read(stateOf(request_.target));
        const bool same = state.sha256 == request_.sha256 && state.blob == request_.blob && state.bytes == request_.bytes &&
                          (!request_.sha256.empty() || !request_.blob.empty() || state.address == shown_);
        if (!same) discard();
        etag_ = same ? state.etag : "";
    }

    void discard() {
        std::error_code failed;
        fs::remove(partOf(request_.target), failed);
        fs::remove(stateOf(request_.target), failed);
        etag_.clear();
    }

    bool identityKnown() const { return !request_.sha256.empty() || !request_.blob.empty(); }

    void attempt() {
        progressed_ = false;
        Part part(partOf(request_.target));
        // Without a hash to check the whole by and without an ETag, nothing says that the rest belongs to what is there.
        if (part.size() > 0 && ((request_.bytes >= 0 && part.size() > request_.bytes) || (etag_.empty() && !identityKnown()))) part.clear();
        say(listener_.have, part.size());
        if (request_.bytes >= 0 && part.size() == request_.bytes) {
            part.sync();
            return;
        }
        HttpRequest get;
        get.url = request_.url;
        const std::int64_t from = part.size();
        if (from > 0) {
            get.headers.emplace_back("Range", "bytes=" + std::to_string(from) + "-");
            if (!etag_.empty()) get.headers.emplace_back("If-Range", etag_);
        }
        std::int64_t total = request_.bytes;
        const HttpResponse response = http_.get(
            get, cancel_, [&](const HttpResponse&, std::string_view piece) { take(part, piece, total); },
            [&](const HttpResponse& head) { begin(part, head, from, total); });
        if (response.status == 416) {
            part.clear();
            etag_.clear();
            throw TransferError("The server has no rest of this file; it is fetched from its beginning.", shown_, true);
        }
        if (response.status < 200 || response.status >= 300) refuse_(response);
        if (total >= 0 && part.size() != total)
            throw TransferError("Only " + std::to_string(part.size()) + " of " + std::to_string(total) + " bytes came.", shown_, true);
        part.sync();
    }

    /// The headers of the answer: where its bytes belong, and whether they are of the file that is asked for.
    void begin(Part& part, const HttpResponse& head, std::int64_t from, std::int64_t& total) {
        if (head.isPage() && !request_.mayBePage)
            throw Error(Code::Network,
                        "A web page came instead of the file. Is this network behind a login page? Open a browser, sign in, and try again.", shown_);
        std::int64_t announced = -1;
        if (head.status == 206) {
            const ContentRange range = contentRange(head.header("content-range"));
            if (range.first != from || from == 0) {
                part.clear();
                etag_.clear();
                throw TransferError("The server sent another part of the file than was asked for.", shown_, true);
            }
            const std::string tag = strongTag(head);
            if (!etag_.empty() && !tag.empty() && tag != etag_) {
                part.clear();
                etag_.clear();
                throw TransferError("The file was changed on the server in the meantime; it is fetched from its beginning.", shown_, true);
            }
            announced = range.total;
        } else {
            part.clear();  // the whole file comes: the server knows no ranges, or the file is another one now
            announced = numberOf(head.header("content-length"));
        }
        if (announced >= 0 && request_.bytes >= 0 && announced != request_.bytes)
            throw Error(Code::BadFile,
                        "The server sends a file of " + std::to_string(announced) + " bytes where " + std::to_string(request_.bytes) +
                            " were announced. It is not taken; the repository or the mirror is not in order.",
                        shown_);
        if (announced >= 0) total = announced;
        if (total >= 0) say(listener_.total, total);
        etag_ = strongTag(head);
        PartState{request_.sha256, request_.blob, shown_, etag_, request_.bytes}.write(stateOf(request_.target));
        say(listener_.have, part.size());
    }

    void take(Part& part, std::string_view piece, std::int64_t total) {
        const std::int64_t most = total >= 0 ? total : request_.mostBytes;
        if (part.size() + std::int64_t(piece.size()) > most) {
            part.clear();
            throw Error(Code::BadFile, "The server sends more than the " + std::to_string(most) + " bytes that were announced. It is not taken.",
                        shown_);
        }
        part.write(piece);
        progressed_ = true;
        say(listener_.have, part.size());
    }

    bool isRight() const { return hasContent(partOf(request_.target), request_.bytes, request_.sha256, request_.blob, cancel_); }

    void finish() {
        std::error_code failed;
        fs::rename(partOf(request_.target), request_.target, failed);
        if (failed) throw Error(Code::BadFile, "The file could not get its name: " + failed.message() + ".", request_.target);
        fs::permissions(request_.target, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::others_read, failed);
        fs::remove(stateOf(request_.target), failed);
        syncFolder(fs::path(request_.target).parent_path().string());
    }

    HttpClient& http_;
    const FileRequest& request_;
    const Cancel& cancel_;
    const FileListener& listener_;
    const std::function<void(const HttpResponse&)>& refuse_;
    const std::string shown_;
    std::string etag_;
    bool progressed_ = false;
};

}  // namespace

void downloadFile(HttpClient& http, const FileRequest& request, const Cancel& cancel, const FileListener& listener,
                  const std::function<void(const HttpResponse&)>& refuse) {
    Download(http, request, cancel, listener, refuse).run();
}

std::int64_t bytesKept(const std::string& target) {
    std::error_code failed;
    for (const std::string& path : {target, partOf(target)}) {
        const auto size = fs::file_size(path, failed);
        if (!failed) return std::int64_t(size);
    }
    return 0;
}

bool hasContent(const std::string& path, std::int64_t bytes, const std::string& sha256, const std::string& blob, const Cancel& cancel) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    struct Closed {
        int fd;
        ~Closed() { ::close(fd); }
    } closed{fd};
    struct stat info {};
    if (::fstat(fd, &info) != 0 || (bytes >= 0 && info.st_size != bytes)) return false;
    if (sha256.empty() && blob.empty()) return true;
    Sha256 large;
    Sha1 small = gitBlobHash(std::uint64_t(info.st_size));
    std::vector<char> piece(std::size_t(1) << 20);
    while (true) {
        cancel.throwIfRequested();
        const ssize_t n = ::read(fd, piece.data(), piece.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) throw Error(Code::BadFile, std::string("What was fetched cannot be read back: ") + std::strerror(errno) + ".", path);
        if (n == 0) break;
        sha256.empty() ? small.update(piece.data(), std::size_t(n)) : large.update(piece.data(), std::size_t(n));
    }
    return sha256.empty() ? small.hex() == blob : large.hex() == sha256;
}

}  // namespace tunesmith::hub
