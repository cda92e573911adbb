#include "core/data/import/office_package.h"

#include <algorithm>
#include <cstring>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/import/importers.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::size_t kMostOfAPart = std::size_t(48) << 20, kMostOfAnElement = std::size_t(16) << 20;

[[noreturn]] void refuseDoctype(const std::string& where) {
    throw Error(
        Code::BadInput,
        "The document's XML has a DOCTYPE, which Office never writes and which can be made to do harm; it is not read.",
        where);
}

std::string folderOf(const std::string& part) {
    const auto slash = part.rfind('/');
    return slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
}

/// A target of a relation, relative to the part's folder, as a name in the archive.
std::string resolved(const std::string& folder, std::string target) {
    if (target.starts_with('/')) return target.substr(1);
    std::string base = folder;
    while (target.starts_with("../")) {
        target.erase(0, 3);
        if (!base.empty()) base.pop_back();
        base = folderOf(base);
    }
    return base + target;
}

/// Cuts elements of one name out of XML that arrives in pieces.
class ElementCutter {
public:
    ElementCutter(std::string_view name, const std::string& where, const std::function<bool(std::string_view)>& element)
        : name_(name), where_(where), element_(element) {}

    /// False where the receiver had enough.
    bool feed(std::string_view piece) {
        buffer_ += piece;
        at_ = 0;
        bool goOn = true;
        while (goOn && step(goOn)) {
        }
        buffer_.erase(0, at_);
        searched_ -= std::min(searched_, at_);
        if (buffer_.size() > kMostOfAnElement)
            throw Error(
                Code::BadInput,
                "The document's XML has an element of more than " + std::to_string(kMostOfAnElement >> 20) + " MiB.",
                where_);
        return goOn;
    }

private:
    /// Goes one tag or element on; false where more of the text is needed.
    bool step(bool& goOn) {
        const auto open = buffer_.find('<', std::max(at_, closing_.empty() ? searched_ : at_));
        if (open == std::string::npos) {
            at_ = searched_ = buffer_.size();
            return false;
        }
        at_ = open;
        const bool comment = std::string_view(buffer_).substr(open).starts_with("<!--");
        auto tagEnd = comment ? buffer_.find("-->", open) : endOfTag(open);
        if (comment && tagEnd != std::string::npos) tagEnd += 2;
        if (tagEnd == std::string::npos) return false;
        const std::string_view tag(buffer_.data() + open, tagEnd - open + 1);
        if (tag.starts_with("<!D") || tag.starts_with("<!E")) refuseDoctype(where_);
        const std::string_view qualified = tag.substr(1, tag.find_first_of(" \t\r\n/>", 1) - 1);
        if (localName(std::string(qualified).c_str()) != name_) {
            at_ = tagEnd + 1;
            return true;
        }
        std::size_t end = tagEnd + 1;
        if (tag[tag.size() - 2] != '/') {
            closing_ = "</" + std::string(qualified);
            const auto close = buffer_.find(closing_, std::max(searched_, tagEnd));
            if (close == std::string::npos) {
                searched_ = std::max(tagEnd, buffer_.size() - std::min(buffer_.size(), closing_.size()));
                return false;
            }
            end = buffer_.find('>', close);
            if (end == std::string::npos) {
                searched_ = close;
                return false;
            }
            ++end;
        }
        closing_.clear();
        goOn = element_(std::string_view(buffer_).substr(open, end - open));
        at_ = searched_ = end;
        return true;
    }

    /// The '>' of the tag that begins at `from`, past those in quotes.
    std::size_t endOfTag(std::size_t from) const {
        char quote = 0;
        for (std::size_t i = from; i < buffer_.size(); ++i) {
            const char c = buffer_[i];
            if (quote != 0)
                quote = c == quote ? char(0) : quote;
            else if (c == '"' || c == '\'')
                quote = c;
            else if (c == '>')
                return i;
        }
        return std::string::npos;
    }

    std::string name_, where_;
    const std::function<bool(std::string_view)>& element_;
    std::string buffer_, closing_;       // closing_: what ends the element that has begun
    std::size_t at_ = 0, searched_ = 0;  // in buffer_: what is done with; what the closing tag is not in
};

}  // namespace

std::string_view localName(const char* name) {
    const char* colon = std::strrchr(name, ':');
    return colon ? colon + 1 : name;
}

pugi::xml_node childNamed(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_node child : node.children())
        if (localName(child.name()) == name) return child;
    return {};
}

std::string_view attributeNamed(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_attribute attribute : node.attributes())
        if (localName(attribute.name()) == name) return attribute.value();
    return {};
}

bool isEncryptedOffice(const std::string& path) {
    try {
        const MappedFile file(path);
        const std::string_view bytes(reinterpret_cast<const char*>(file.data()), file.size());
        std::string name;
        for (const char c : std::string_view("EncryptedPackage")) name += {c, '\0'};
        return bytes.starts_with("\xD0\xCF\x11\xE0") && bytes.find(name) != std::string_view::npos;
    } catch (const Error&) {
        return false;
    }
}

double sniffOffice(const Importer& importer, const FileHead& file, std::string_view part) {
    try {
        if (file.raw.starts_with("PK\x03\x04") && ZipArchive(file.path).find(part)) return 0.98;
    } catch (const Error&) {
        // what reads it says what is wrong
    }
    const bool packed = file.raw.starts_with("PK") || file.raw.starts_with("\xD0\xCF\x11\xE0");
    return hasExtension(importer, file.path) && packed ? 0.6 : 0;
}

namespace {
const std::string& checkedPath(const std::string& path) {
    if (isEncryptedOffice(path))
        throw Error(Code::BadInput,
                    "A password is needed to open this document; save a copy without one and import that.", path);
    return path;
}
}  // namespace

OfficePackage::OfficePackage(const std::string& path) : path_(path), archive_(checkedPath(path)) {}

std::string OfficePackage::mainPart() {
    pugi::xml_document document;
    load("_rels/.rels", document);
    for (const pugi::xml_node relation : document.document_element().children())
        if (attributeNamed(relation, "Type").ends_with("/officeDocument"))
            return resolved({}, std::string(attributeNamed(relation, "Target")));
    throw Error(Code::BadInput,
                "The file is a ZIP archive, but no Office document: it does not say what its main part is.", path_);
}

std::map<std::string, std::string> OfficePackage::relations(const std::string& part) {
    const std::string folder = folderOf(part);
    pugi::xml_document document;
    load(folder + "_rels/" + part.substr(folder.size()) + ".rels", document);
    std::map<std::string, std::string> targets;
    for (const pugi::xml_node relation : document.document_element().children())
        if (attributeNamed(relation, "TargetMode") != "External")
            targets.emplace(attributeNamed(relation, "Id"),
                            resolved(folder, std::string(attributeNamed(relation, "Target"))));
    return targets;
}

bool OfficePackage::holds(std::string_view beginning) const {
    return std::any_of(archive_.entries().begin(), archive_.entries().end(),
                       [&](const ZipEntry& entry) { return entry.name.starts_with(beginning); });
}

void OfficePackage::load(const std::string& part, pugi::xml_document& document) {
    const ZipEntry* entry = archive_.find(part);
    if (!entry) return document.reset();
    const std::string xml = archive_.readWhole(*entry, kMostOfAPart);
    const std::string where = path_ + "!" + part;
    if (xml.find("<!DOCTYPE") != std::string::npos) refuseDoctype(where);
    const auto result = document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!result)
        throw Error(Code::BadInput,
                    "The document's XML is damaged at byte " + std::to_string(result.offset) + ": " +
                        result.description() + ".",
                    where);
}

void OfficePackage::eachElement(const std::string& part, std::string_view name,
                                const std::function<bool(std::string_view)>& element, Progress* progress) {
    const ZipEntry* entry = archive_.find(part);
    if (!entry) return;
    ElementCutter cutter(name, path_ + "!" + part, element);
    std::uint64_t bytes = 0;
    archive_.read(*entry, [&](std::string_view piece) {
        bytes += piece.size();
        if (progress && entry->saidBytes > 0)
            progress->done =
                std::int64_t(double(progress->total) * std::min(1.0, double(bytes) / double(entry->saidBytes)));
        return cutter.feed(piece);
    });
}

}  // namespace tunesmith
