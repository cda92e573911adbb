#include "core/data/import/arrow_importer.h"

#include "core/base/error.h"
#include "core/data/import/arrow_reader.h"
#include "core/data/import/importers.h"

namespace tunesmith {

double ParquetImporter::sniff(const FileHead& file) const {
    if (file.raw.starts_with("PAR1")) return 0.98;
    return hasExtension(*this, file.path) && file.raw.starts_with("PAR") ? 0.6 : 0;
}

ReadSummary ParquetImporter::read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                                  const Cancel& cancel, Progress& progress) const {
    return readArrowFile(path, ArrowKind::Parquet, options, sink, cancel, progress);
}

double ArrowImporter::sniff(const FileHead& file) const {
    if (file.raw.starts_with("ARROW1")) return 0.98;
    // A stream begins with the mark of a message, and a message with its length.
    return file.raw.starts_with("\xFF\xFF\xFF\xFF") && hasExtension(*this, file.path) ? 0.9 : 0;
}

ReadSummary ArrowImporter::read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                                const Cancel& cancel, Progress& progress) const {
    return readArrowFile(path, ArrowKind::Ipc, options, sink, cancel, progress);
}

#ifndef TUNESMITH_HAS_ARROW

bool hasArrow() {
    return false;
}

ReadSummary readArrowFile(const std::string& path, ArrowKind, const ReadOptions&, const ItemSink&, const Cancel&,
                          Progress&) {
    throw Error(Code::BadInput,
                "Parquet and Arrow files are read with Apache Arrow, which this Tunesmith was built without. Run "
                "packaging/start, which fetches it, and build again; or save the data as JSON lines.",
                path);
}

#endif

}  // namespace tunesmith
