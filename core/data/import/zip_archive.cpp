#include "core/data/import/zip_archive.h"

#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <map>

#include "core/base/error.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::uint64_t kRatioFrom = std::uint64_t(1) << 20;
constexpr std::size_t kPiece = std::size_t(64) << 10;

std::string inQuotes(std::string_view name) {
    return "\"" + printableExcerpt(name, 120) + "\"";
}

/// CON, NUL, COM1 and so on, with any extension: devices on Windows.
bool isReserved(std::string_view part) {
    const std::string stem = lowered(part.substr(0, part.find('.')));
    for (const char* name : {"con", "prn", "aux", "nul"})
        if (stem == name) return true;
    return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
}

std::string unsafePart(std::string_view part) {
    if (part == "..") return "leads out of the folder";
    if (part.empty() || part == ".") return "has an empty part";
    if (part.size() > 255) return "is longer than 255 bytes";
    if (part.back() == '.' || part.back() == ' ') return "ends in a dot or a blank";
    if (part.find_first_of(":*?\"<>|") != std::string_view::npos)
        return "holds a character that Windows does not allow";
    if (std::any_of(part.begin(), part.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }))
        return "holds a control character";
    return isReserved(part) ? "is the name of a device" : "";
}

std::string unsafeName(std::string_view name) {
    if (name.empty()) return "is empty";
    if (name.size() > 4096) return "is longer than 4096 bytes";
    if (name[0] == '/' || name[0] == '\\') return "is absolute";
    if (name.size() > 1 && name[1] == ':') return "begins with a drive letter";
    if (firstInvalidUtf8(name)) return "is not valid UTF-8";
    while (!name.empty()) {
        const auto slash = name.find_first_of("/\\");
        const std::string why = unsafePart(name.substr(0, slash));
        if (!why.empty()) return why;
        name.remove_prefix(slash == std::string_view::npos ? name.size() : slash + 1);
    }
    return {};
}

}  // namespace

struct ZipArchive::State {
    zip_t* zip = nullptr;
    ~State() {
        if (zip) zip_discard(zip);
    }
};

ZipArchive::ZipArchive(const std::string& path, const ZipLimits& limits)
    : path_(path), limits_(limits), state_(std::make_unique<State>()) {
    int code = 0;
    state_->zip = zip_open(path.c_str(), ZIP_RDONLY, &code);
    if (!state_->zip) {
        if (::access(path.c_str(), R_OK) != 0) throw Error(Code::NotFound, "The file cannot be read.", path);
        throw Error(Code::BadInput, "The ZIP archive is damaged or cut off: its directory cannot be read.", path);
    }
    const auto count = std::uint64_t(std::max<zip_int64_t>(0, zip_get_num_entries(state_->zip, 0)));
    if (count > limits.entries)
        throw Error(Code::BadInput,
                    "The ZIP archive has " + std::to_string(count) + " entries; at most " +
                        std::to_string(limits.entries) + " are read.",
                    path);
    std::uint64_t packed = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        ZipEntry& entry = entries_.emplace_back();
        // Names that are not UTF-8 are in the code page of old DOS.
        const char* name = zip_get_name(state_->zip, i, ZIP_FL_ENC_RAW);
        if (name && firstInvalidUtf8(name)) name = zip_get_name(state_->zip, i, ZIP_FL_ENC_GUESS);
        entry.name = name ? name : "";
        if (zip_stat_index(state_->zip, i, 0, &stat) == 0) {
            entry.packedBytes = stat.comp_size;
            entry.saidBytes = stat.size;
            entry.encrypted = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE;
        }
        entry.folder = entry.name.ends_with('/');
        zip_uint8_t system = 0;
        zip_uint32_t attributes = 0;
        if (zip_file_get_external_attributes(state_->zip, i, 0, &system, &attributes) == 0) {
            const auto type = (attributes >> 16) & S_IFMT;
            entry.plainFile = type == 0 || type == S_IFREG || (type == S_IFDIR && entry.folder);
        }
        packed += entry.packedBytes;
    }
    std::error_code absent;
    const auto size = std::filesystem::file_size(path, absent);
    if (!absent && packed > size)
        throw Error(Code::BadInput,
                    "The entries of the ZIP archive lie over one another; such a file is made to do harm.", path);
}

ZipArchive::~ZipArchive() = default;

const ZipEntry* ZipArchive::find(std::string_view name) const {
    for (const ZipEntry& entry : entries_)
        if (entry.name == name) return &entry;
    return nullptr;
}

void ZipArchive::read(const ZipEntry& entry, const std::function<bool(std::string_view)>& piece) {
    const std::string where = path_ + "!" + printableExcerpt(entry.name, 200);
    if (entry.encrypted)
        throw Error(Code::BadInput,
                    "A password is needed to read this; unpack the archive first, or save it without one.", where);
    const auto index = std::uint64_t(&entry - entries_.data());
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(state_->zip, index, 0), zip_fclose);
    if (!file)
        throw Error(Code::BadInput, "It cannot be unpacked: " + std::string(zip_strerror(state_->zip)) + ".", where);
    std::vector<char> buffer(kPiece);
    std::uint64_t unpacked = 0;
    while (true) {
        const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
        if (got < 0)
            throw Error(Code::BadInput, "It is damaged: " + std::string(zip_file_strerror(file.get())) + ".", where);
        if (got == 0) return;
        unpacked += std::uint64_t(got);
        bytesRead_ += std::uint64_t(got);
        const bool dense = unpacked > kRatioFrom && unpacked / limits_.ratio > entry.packedBytes;
        if (bytesRead_ > limits_.bytes || dense)
            throw Error(Code::BadInput,
                        dense ? "It unpacks to more than " + std::to_string(limits_.ratio) +
                                    " times its size, as archives do that are made to fill a disk."
                              : "The archive unpacks to more than " + std::to_string(limits_.bytes >> 20) + " MiB.",
                        where);
        if (!piece({buffer.data(), std::size_t(got)})) return;
    }
}

std::string ZipArchive::readWhole(const ZipEntry& entry, std::size_t maxBytes) {
    std::string all;
    read(entry, [&](std::string_view piece) {
        if (all.size() + piece.size() > maxBytes)
            throw Error(Code::BadInput, "It is larger than " + std::to_string(maxBytes >> 20) + " MiB.",
                        path_ + "!" + entry.name);
        all += piece;
        return true;
    });
    return all;
}

std::string unsafeEntry(const std::vector<ZipEntry>& entries) {
    std::map<std::string, std::string_view> seen;
    for (const ZipEntry& entry : entries) {
        const std::string why = entry.plainFile ? unsafeName(entry.name) : "is a link or a device";
        if (!why.empty())
            return (entry.plainFile ? "The name " : "The entry ") + inQuotes(entry.name) + " " + why + ".";
        const auto [other, isNew] = seen.emplace(lowered(entry.name), entry.name);
        if (!isNew)
            return "The names " + inQuotes(other->second) + " and " + inQuotes(entry.name) +
                   (other->second == entry.name ? " are the same." : " differ in upper and lower case only.");
    }
    return {};
}

}  // namespace tunesmith
