#include "core/data/import/container.h"

#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <utility>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/base/temporary_folder.h"
#include "core/data/import/zip_archive.h"
#include "core/data/text.h"

namespace fs = std::filesystem;

namespace tunesmith {

namespace {

constexpr std::uint64_t kMostUnpacked = std::uint64_t(16) << 30, kMostRatio = 100, kRatioFrom = std::uint64_t(1) << 20;
constexpr std::size_t kMostFiles = 10000, kPiece = std::size_t(256) << 10;
constexpr std::int64_t kLeftFree = std::int64_t(256) << 20;  // on the disk that is unpacked to

/// The one file that is unpacked at a time. Its name is plain but for the extension, by which kinds are told.
class UnpackedFile {
public:
    UnpackedFile(const std::string& folder, const std::string& name) : path_(folder + "/file" + extensionOf(name)) {
        file_.open(path_, std::ios::binary | std::ios::trunc);
        if (!file_) fail();
    }
    void write(std::string_view piece) {
        file_.write(piece.data(), std::streamsize(piece.size()));
        if (!file_ || ((sinceCheck_ += piece.size()) > (std::size_t(64) << 20) && tooFull())) fail();
    }
    std::string close() {
        file_.close();
        if (!file_) fail();
        return path_;
    }

private:
    static std::string extensionOf(const std::string& name) {
        std::string extension = fs::path(name).extension().string();
        const bool plain =
            extension.size() <= 12 && std::all_of(extension.begin(), extension.end(),
                                                  [](unsigned char c) { return std::isalnum(c) || c == '.'; });
        return plain ? extension : std::string();
    }
    bool tooFull() {
        sinceCheck_ = 0;
        return freeDiskBytes(path_) < kLeftFree;
    }
    [[noreturn]] void fail() const {
        throw Error(Code::DiskFull, "There is no room on the disk of temporary files to unpack this; make room there.",
                    path_);
    }

    std::string path_;
    std::ofstream file_;
    std::size_t sinceCheck_ = 0;
};

bool isHidden(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.starts_with('.') || name == "__MACOSX" || name == "Thumbs.db" || name == "desktop.ini";
}

class Folder : public Container {
public:
    explicit Folder(const std::string& path) : path_(path) {
        std::vector<std::pair<std::string, std::int64_t>> found;
        std::size_t links = 0;
        std::error_code error;
        fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, error);
        for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
            const fs::file_status status = it->symlink_status(error);
            if (isHidden(it->path())) {
                if (fs::is_directory(status)) it.disable_recursion_pending();
                continue;
            }
            links += fs::is_symlink(status);
            if (!fs::is_regular_file(status)) continue;
            found.emplace_back(it->path().lexically_relative(path).generic_string(),
                               std::int64_t(it->file_size(error)));
            if (found.size() > kMostFiles)
                throw Error(Code::BadInput, "The folder holds more than " + std::to_string(kMostFiles) + " files.",
                            path);
        }
        if (error) throw Error(Code::NotFound, "The folder cannot be read: " + error.message() + ".", path);
        std::sort(found.begin(), found.end());
        for (auto& [name, size] : found) {
            names_.push_back(std::move(name));
            bytes_.push_back(size);
        }
        if (links > 0)
            notes_.push_back(std::to_string(links) + (links == 1 ? " link" : " links") +
                             " in the folder not followed.");
        leaveOutCompanions();
    }
    std::string title() const override { return "a folder"; }
    std::string separator() const override { return "/"; }
    bool mayNest() const override { return true; }
    std::string fetch(std::size_t i, const Cancel& cancel) override {
        cancel.throwIfRequested();
        return path_ + "/" + names_.at(i);
    }

private:
    std::string path_;
};

class Zip : public Container {
public:
    explicit Zip(const std::string& path) : archive_(path, {kMostFiles, kMostUnpacked, kMostRatio}) {
        const std::string unsafe = unsafeEntry(archive_.entries());
        if (!unsafe.empty())
            throw Error(Code::BadInput, "The archive is not unpacked: " + unsafe + " Nothing of it was read.", path);
        for (const ZipEntry& entry : archive_.entries()) {
            if (entry.folder || entry.name.starts_with("__MACOSX/") || isHidden(entry.name)) continue;
            names_.push_back(entry.name);
        }
        std::sort(names_.begin(), names_.end());
        leaveOutCompanions();
        for (const std::string& name : names_) bytes_.push_back(std::int64_t(archive_.find(name)->packedBytes));
    }
    std::string title() const override { return "a ZIP archive"; }
    std::string separator() const override { return "!"; }
    std::string fetch(std::size_t i, const Cancel& cancel) override {
        UnpackedFile file(folder_.path(), names_.at(i));
        archive_.read(*archive_.find(names_.at(i)), [&](std::string_view piece) {
            cancel.throwIfRequested();
            file.write(piece);
            return true;
        });
        return file.close();
    }

private:
    ZipArchive archive_;
    TemporaryFolder folder_;
};

class Gzip : public Container {
public:
    explicit Gzip(const std::string& path) : path_(path) {
        std::string name = fs::path(path).filename().string();
        if (lowered(name).ends_with(".gz")) name.resize(name.size() - 3);
        if (lowered(name).ends_with(".tgz")) name = name.substr(0, name.size() - 4) + ".tar";
        names_ = {name.empty() ? std::string("data") : name};
        std::error_code absent;
        bytes_ = {std::int64_t(fs::file_size(path, absent))};
    }
    std::string title() const override { return "a gzip file"; }
    std::string separator() const override { return "!"; }
    std::string fetch(std::size_t, const Cancel& cancel) override {
        const std::unique_ptr<gzFile_s, int (*)(gzFile)> packed(gzopen(path_.c_str(), "rb"), gzclose);
        if (!packed) throw Error(Code::NotFound, "The file cannot be read.", path_);
        gzbuffer(packed.get(), unsigned(kPiece));
        UnpackedFile file(folder_.path(), names_[0]);
        std::vector<char> piece(kPiece);
        std::uint64_t unpacked = 0;
        while (true) {
            cancel.throwIfRequested();
            const int got = gzread(packed.get(), piece.data(), unsigned(piece.size()));
            int code = Z_OK;
            const std::string words = gzerror(packed.get(), &code);
            if (got < 0 || (code != Z_OK && code != Z_STREAM_END))
                throw Error(
                    Code::BadInput,
                    "The gzip file is damaged or cut off after " + std::to_string(unpacked) + " bytes of its content.",
                    path_);
            if (got == 0) break;
            unpacked += std::uint64_t(got);
            const bool dense = unpacked > kRatioFrom && unpacked / kMostRatio > std::uint64_t(bytes_[0]);
            if (unpacked > kMostUnpacked || dense)
                throw Error(Code::BadInput,
                            "The gzip file unpacks to more than " + std::to_string(kMostRatio) +
                                " times its size, or to more than 16 GiB.",
                            path_);
            file.write({piece.data(), std::size_t(got)});
        }
        return file.close();
    }

private:
    std::string path_;
    TemporaryFolder folder_;
};

}  // namespace

/// A README or a licence beside data is no data.
void Container::leaveOutCompanions() {
    const auto isCompanion = [](const std::string& name) {
        const std::string stem = lowered(fs::path(name).stem().string());
        return stem == "readme" || stem == "license" || stem == "licence" || stem == "copying";
    };
    const auto companions = std::size_t(std::count_if(names_.begin(), names_.end(), isCompanion));
    if (companions == 0 || companions == names_.size()) return;
    for (std::size_t i = names_.size(); i-- > 0;) {
        if (!isCompanion(names_[i])) continue;
        notes_.push_back("\"" + printableExcerpt(names_[i], 200) + "\" was not read.");
        names_.erase(names_.begin() + std::ptrdiff_t(i));
        if (i < bytes_.size()) bytes_.erase(bytes_.begin() + std::ptrdiff_t(i));
    }
}

std::unique_ptr<Container> Container::open(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) return std::make_unique<Folder>(path);
    char head[4] = {};
    std::ifstream file(path, std::ios::binary);
    if (!file.read(head, 4)) return nullptr;
    const std::string_view magic(head, 4);
    if (magic.starts_with("\x1F\x8B")) return std::make_unique<Gzip>(path);
    if (magic != "PK\x03\x04" && magic != "PK\x05\x06") return nullptr;
    if (ZipArchive(path, {kMostFiles}).find("[Content_Types].xml")) return nullptr;
    return std::make_unique<Zip>(path);
}

}  // namespace tunesmith
