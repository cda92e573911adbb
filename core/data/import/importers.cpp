#include "core/data/import/importers.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/error.h"
#include "core/data/import/csv_importer.h"
#include "core/data/import/json_importer.h"
#include "core/data/import/jsonl_importer.h"
#include "core/data/import/text_source.h"

namespace tunesmith {

namespace {

struct Magic {
    std::string_view bytes;
    const char* kind;
};
/// Files that are no text, by how they begin.
constexpr std::array<Magic, 8> kNoText = {{{"PK\x03\x04", "a ZIP archive or an Office document"},
                                           {"%PDF", "a PDF"},
                                           {"\x1F\x8B", "packed with gzip"},
                                           {"\x28\xB5\x2F\xFD", "packed with Zstandard"},
                                           {"PAR1", "a Parquet file"},
                                           {"ARROW1", "an Arrow file"},
                                           {"\xD0\xCF\x11\xE0", "an old Office document"},
                                           {"SQLite format 3", "a SQLite database"}}};

}  // namespace

const std::vector<const Importer*>& importers() {
    static const JsonlImporter jsonl;
    static const JsonImporter json;
    static const CsvImporter csv;
    static const std::vector<const Importer*> all = {&jsonl, &json, &csv};
    return all;
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
    source.fill();
    const std::string_view head = source.window().substr(0, std::size_t(64) << 10);
    for (const Magic& magic : kNoText)
        if (head.starts_with(magic.bytes))
            throw Error(Code::BadInput,
                        std::string("This file is ") + magic.kind +
                            ", which cannot be read here; formats that can be read are " + names + ".",
                        path);
    const Importer* best = nullptr;
    double confidence = 0.15;  // below it, a guess is worse than a question
    for (const Importer* importer : importers()) {
        const double found = importer->sniff(head, path);
        if (found > confidence) {
            confidence = found;
            best = importer;
        }
    }
    if (!best)
        throw Error(Code::BadInput,
                    "What kind of file this is cannot be told from its content or name; formats that can be read are " +
                        names + ".",
                    path);
    return *best;
}

}  // namespace tunesmith
