#include "core/data/import/importers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>

#include "core/base/error.h"
#include "core/data/import/arrow_importer.h"
#include "core/data/import/csv_importer.h"
#include "core/data/import/docx_importer.h"
#include "core/data/import/html_importer.h"
#include "core/data/import/json_importer.h"
#include "core/data/import/jsonl_importer.h"
#include "core/data/import/office_package.h"
#include "core/data/import/pdf_importer.h"
#include "core/data/import/text_importer.h"
#include "core/data/import/text_source.h"
#include "core/data/import/xlsx_importer.h"

namespace tunesmith {

namespace {

struct Magic {
    std::string_view bytes;
    const char* kind;
};
constexpr std::size_t kHead = std::size_t(64) << 10;

/// Files that are no text, by how they begin.
constexpr std::array<Magic, 9> kNoText = {{{"PK\x03\x04", "a ZIP archive or an Office document of another kind"},
                                           {"PK\x05\x06", "an empty ZIP archive"},
                                           {"%PDF", "a PDF"},
                                           {"\x1F\x8B", "packed with gzip"},
                                           {"\x28\xB5\x2F\xFD", "packed with Zstandard"},
                                           {"PAR1", "a Parquet file"},
                                           {"ARROW1", "an Arrow file"},
                                           {"\xD0\xCF\x11\xE0", "an old Office document"},
                                           {"SQLite format 3", "a SQLite database"}}};

/// What is known of a file that is no text; null where it may be text.
const char* kindOfBinary(std::string_view raw) {
    for (const Magic& magic : kNoText)
        if (raw.starts_with(magic.bytes)) return magic.kind;
    return raw.size() > 262 && raw.substr(257).starts_with("ustar") ? "a tar archive" : nullptr;
}

std::string beginningOf(const std::string& path) {
    std::string raw(kHead, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(raw.data(), std::streamsize(raw.size()));
    raw.resize(std::size_t(file.gcount()));
    return raw;
}

}  // namespace

const std::vector<const Importer*>& importers() {
    static const JsonlImporter jsonl;
    static const JsonImporter json;
    static const CsvImporter csv;
    static const ParquetImporter parquet;
    static const ArrowImporter arrow;
    static const XlsxImporter xlsx;
    static const DocxImporter docx;
    static const PdfImporter pdf;
    static const HtmlImporter html;
    static const MarkdownImporter markdown;
    static const TextImporter text;
    static const std::vector<const Importer*> all = {&jsonl, &json, &csv,  &parquet,  &arrow, &xlsx,
                                                     &docx,  &pdf,  &html, &markdown, &text};
    return all;
}

ReadSummary beginFile(const std::string& path, Progress& progress) {
    ReadSummary summary;
    std::error_code absent;
    summary.bytes = std::int64_t(std::filesystem::file_size(path, absent));
    progress.done = 0;
    progress.total = summary.bytes;
    return summary;
}

bool hasExtension(const Importer& importer, const std::string& filename) {
    std::string lower = filename;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    const auto extensions = importer.extensions();
    return std::any_of(extensions.begin(), extensions.end(),
                       [&](const std::string& ext) { return lower.ends_with("." + ext); });
}

const Importer& importerFor(const std::string& path, const std::string& format, const ReadOptions& options) {
    std::string names;
    for (const Importer* importer : importers()) {
        if (importer->name() == format) return *importer;
        names += (names.empty() ? "" : ", ") + importer->name();
    }
    if (!format.empty())
        throw Error(Code::BadInput, "The format \"" + format + "\" is not known; there are " + names + ".", path);

    TextSource source(path, options.encoding);
    const std::string raw = beginningOf(path);
    const char* binary = kindOfBinary(raw);
    if (!binary) source.fill();
    const FileHead head{path, raw, source.window().substr(0, kHead)};
    const Importer* best = nullptr;
    double confidence = 0.15;  // below it, a guess is worse than a question
    for (const Importer* importer : importers()) {
        const double found = importer->sniff(head);
        if (found > confidence) {
            confidence = found;
            best = importer;
        }
    }
    if (!best && binary)
        throw Error(Code::BadInput,
                    isEncryptedOffice(path)
                        ? "A password is needed to open this document; save a copy without one and import that."
                        : std::string("This file is ") + binary +
                              ", which cannot be read here; formats that can be read are " + names + ".",
                    path);
    if (!best)
        throw Error(Code::BadInput,
                    "What kind of file this is cannot be told from its content or name; formats that can be read are " +
                        names + ".",
                    path);
    return *best;
}

}  // namespace tunesmith
