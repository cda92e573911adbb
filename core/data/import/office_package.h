// OfficePackage: the ZIP file of XML parts that XLSX and DOCX are (ECMA-376, part 2), and reading XML from it.
#pragma once

#include <functional>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/import/importer.h"
#include "core/data/import/zip_archive.h"

namespace tunesmith {

/// For one thread. All that reads throws what ZipArchive::read() throws, and Error(BadInput) for XML that cannot be
/// read or has a DOCTYPE.
class OfficePackage {
public:
    /// Throws as ZipArchive does, and Error(BadInput) for an encrypted or an old (not ZIP) document, saying so.
    explicit OfficePackage(const std::string& path);

    /// What the package's main part is called ("xl/workbook.xml"). Throws Error(BadInput) where there is none.
    std::string mainPart();
    /// The parts that `part` refers to, by relation id; those outside of the package are left out.
    std::map<std::string, std::string> relations(const std::string& part);
    const ZipEntry* find(const std::string& part) const { return archive_.find(part); }
    bool holds(std::string_view beginning) const;
    /// An empty document where the part does not exist.
    void load(const std::string& part, pugi::xml_document& document);
    /// The elements of that local name, each as its XML, one after the other; for parts that may be large. Stops where
    /// `element` returns false. `progress` follows the reading.
    void eachElement(const std::string& part, std::string_view name,
                     const std::function<bool(std::string_view)>& element, Progress* progress = nullptr);

    const std::string& path() const { return path_; }

private:
    std::string path_;
    ZipArchive archive_;
};

/// How likely the file is an Office document with that part ("xl/workbook.xml"), by its directory; an encrypted or
/// damaged one by its name. Throws nothing.
double sniffOffice(const Importer& importer, const FileHead& file, std::string_view part);

/// Whether the file is a document that Office encrypted. Throws nothing.
bool isEncryptedOffice(const std::string& path);

/// The name without its namespace prefix.
std::string_view localName(const char* name);
pugi::xml_node childNamed(const pugi::xml_node& node, std::string_view name);
/// The attribute's value whatever its prefix; empty where there is none.
std::string_view attributeNamed(const pugi::xml_node& node, std::string_view name);

}  // namespace tunesmith
