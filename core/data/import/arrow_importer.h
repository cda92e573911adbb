// Parquet files and Arrow IPC files and streams, through Apache Arrow where Tunesmith was built with it.
#pragma once

#include "core/data/import/importer.h"

namespace tunesmith {

/// Lists, structs and maps become JSON text; numbers, truth values and null stay what they are; dates and times are
/// ISO 8601. Item::line is the row, counted from 1.
class ParquetImporter : public Importer {
public:
    std::string name() const override { return "parquet"; }
    std::string title() const override { return "Parquet"; }
    std::vector<std::string> extensions() const override { return {"parquet", "pq"}; }
    double sniff(const FileHead& file) const override;
    ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress) const override;
};

class ArrowImporter : public Importer {
public:
    std::string name() const override { return "arrow"; }
    std::string title() const override { return "Arrow"; }
    std::vector<std::string> extensions() const override { return {"arrow", "arrows", "feather", "ipc"}; }
    double sniff(const FileHead& file) const override;
    ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress) const override;
};

/// Whether this build reads Parquet and Arrow files.
bool hasArrow();

}  // namespace tunesmith
