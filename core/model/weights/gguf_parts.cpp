// A GGUF model that was split: NAME-00001-of-00003.gguf and its like, each a whole GGUF file whose keys split.no (from
// 0), split.count and split.tensors.count say which one it is. Only the first has the model's metadata.
#include <cstdio>
#include <filesystem>

#include "core/model/weights/format_text.h"
#include "core/model/weights/gguf.h"

namespace fs = std::filesystem;

namespace tunesmith {

namespace {

constexpr std::int64_t kMaxParts = 1024, kMaxTensors = 65'536;

std::string endingOf(std::int64_t part, std::int64_t count) {
    char text[64];
    std::snprintf(text, sizeof text, "-%05lld-of-%05lld.gguf", static_cast<long long>(part + 1),
                  static_cast<long long>(count));
    return text;
}

[[noreturn]] void refuse(const std::string& why, const std::string& where) {
    throw Error(Code::BadFile, "This GGUF file cannot be used: " + why + ".", where);
}

/// What comes before the ending in the names of all parts.
std::string commonName(const std::string& path, std::int64_t part, std::int64_t count) {
    if (count > kMaxParts) refuse("it claims to be one of " + std::to_string(count) + " parts, more than 1,024", path);
    const std::string ending = endingOf(part, count);
    if (part < 0 || part >= count || !path.ends_with(ending))
        refuse("it is one of " + std::to_string(count) + " parts of a split model, and its name does not end with " +
                   (part >= 0 && part < count ? ending : endingOf(0, count)) +
                   " as split files do; give all parts their names back",
               path);
    return path.substr(0, path.size() - ending.size());
}

}  // namespace

GgufFile::GgufFile(const std::string& path) : file_(path) {
    parse(file_.data(), file_.size(), path);
    if (integer("split.count").value_or(1) > 1) openParts(path);
}

void GgufFile::openParts(const std::string& path) {
    const std::int64_t count = *integer("split.count"), chosen = integer("split.no").value_or(-1);
    const std::string name = commonName(path, chosen, count);
    const auto mapped = [&](std::int64_t part) {
        const std::string at = name + endingOf(part, count);
        std::error_code failed;
        if (!fs::exists(at, failed))
            throw Error(Code::NotFound,
                        "Part " + std::to_string(part + 1) + " of " + std::to_string(count) + " of the split model, " +
                            quotedName(fs::path(at).filename().string()) +
                            ", is missing: download it into the same folder.",
                        path);
        return MappedFile(at);
    };
    if (chosen != 0) {
        MappedFile first = mapped(0);
        tensors_.clear(), index_.clear(), metadata_.clear();
        file_ = std::move(first);
        parse(file_.data(), file_.size(), file_.path());
        if (integer("split.no") != 0 || integer("split.count") != count)
            refuse("it is not the first of the " + std::to_string(count) +
                       " parts that its name says; the parts do not belong together",
                   where_);
    }
    const auto total = integer("split.tensors.count");
    for (std::int64_t part = 1; part < count; ++part) {
        parts_.push_back(std::unique_ptr<GgufFile>(new GgufFile));
        GgufFile& other = *parts_.back();
        other.file_ = mapped(part);
        other.parse(other.file_.data(), other.file_.size(), other.file_.path());
        if (other.integer("split.no") != part || other.integer("split.count") != count)
            refuse("it is not part " + std::to_string(part + 1) + " of " + std::to_string(count) +
                       ", as its name says; the parts do not belong together",
                   other.where_);
        addTensors(other);
    }
    if (total && *total != std::int64_t(tensors_.size()))
        refuse("its parts have " + std::to_string(tensors_.size()) + " tensors, and the whole model has " +
                   std::to_string(*total) + "; the parts do not belong together",
               where_);
}

void GgufFile::addTensors(const GgufFile& part) {
    for (const StoredTensor& tensor : part.tensors_) {
        if (!index_.emplace(tensor.name, tensors_.size()).second)
            refuse("the tensor " + quotedName(tensor.name) +
                       " stands in another part too; the parts do not belong together",
                   part.where_);
        tensors_.push_back(tensor);
        if (std::int64_t(tensors_.size()) > kMaxTensors) refuse("its parts have more than 65,536 tensors", part.where_);
    }
}

std::vector<const MappedFile*> GgufFile::files() const {
    std::vector<const MappedFile*> all{&file_};
    for (const auto& part : parts_) all.push_back(&part->file_);
    return all;
}

const MappedFile& GgufFile::fileOf(const StoredTensor& tensor) const {
    for (const auto& part : parts_)
        if (tensor.data >= part->file_.data() && tensor.data < part->file_.data() + part->file_.size())
            return part->file_;
    return file_;
}

}  // namespace tunesmith
