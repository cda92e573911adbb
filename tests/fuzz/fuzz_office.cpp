// Any bytes as an XLSX, DOCX or ZIP file: rows that can be stored, issues that can be shown, or an Error about the
// input. And any bytes as the XML of a sheet or of a document, packed into a good file, since a fuzzer does not find
// its way through a checksum. The first byte chooses.
#include <zip.h>

#include "core/data/import/office_package.h"
#include "import_anything.h"
#include "memory_file.h"

using namespace tunesmith;

namespace {

/// A ZIP file of these parts, not compressed.
std::string packed(const std::vector<std::pair<std::string, std::string>>& parts) {
    zip_error_t error;
    zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    require(source != nullptr);
    zip_source_keep(source);
    zip_t* zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    require(zip != nullptr);
    for (const auto& [name, content] : parts) {
        zip_source_t* part = zip_source_buffer(zip, content.data(), content.size(), 0);
        const auto index = zip_file_add(zip, name.c_str(), part, 0);
        require(index >= 0);
        zip_set_file_compression(zip, zip_uint64_t(index), ZIP_CM_STORE, 0);
    }
    require(zip_close(zip) == 0);
    zip_stat_t stat;
    zip_source_open(source);
    zip_source_stat(source, &stat);
    std::string bytes(stat.size, '\0');
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

std::string relation(const char* type, const char* target) {
    return std::string("<r><Relationship Id=\"r1\" Type=\"x/") + type + "\" Target=\"" + target + "\"/></r>";
}

/// The fuzzed text as one part of a file whose other parts are good.
std::string wrapped(std::uint8_t choice, const std::string& text) {
    const std::string types = "<Types/>";
    if (choice & 4)
        return packed({{"[Content_Types].xml", types},
                       {"_rels/.rels", relation("officeDocument", "word/document.xml")},
                       {"word/document.xml", text}});
    const bool strings = choice & 8;
    const std::string sheet =
        "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>text</t></is></c></row>"
        "<row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    return packed(
        {{"[Content_Types].xml", types},
         {"_rels/.rels", relation("officeDocument", "xl/workbook.xml")},
         {"xl/workbook.xml", "<w><sheets><sheet name=\"a\" id=\"r1\"/></sheets></w>"},
         {"xl/_rels/workbook.xml.rels",
          "<r><Relationship Id=\"r1\" Target=\"sheet.xml\"/><Relationship Id=\"r2\" Target=\"sharedStrings.xml\"/>"
          "<Relationship Id=\"r3\" Target=\"styles.xml\"/></r>"},
         {"xl/styles.xml", "<s><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></s>"},
         {"xl/sharedStrings.xml", strings ? text : "<sst><si><t>shared</t></si></sst>"},
         {"xl/sheet.xml", strings ? sheet : text}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t bytes) {
    if (bytes == 0) return 0;
    const std::string text(reinterpret_cast<const char*>(data + 1), bytes - 1);
    const std::uint8_t choice = data[0];
    const MemoryFile file(choice & 1 ? text : wrapped(choice, text));
    ImportOptions options;
    options.format = choice & 2 ? "" : choice & 4 ? "docx" : "xlsx";
    importAnything(file.path(), options);
    return 0;
}
