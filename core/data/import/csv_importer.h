// CSV (RFC 4180): commas, semicolons, tabs or bars; quoted cells with line breaks and doubled quotes.
#pragma once

#include "core/data/import/importer.h"

namespace tunesmith {

class CsvImporter : public Importer {
public:
    std::string name() const override { return "csv"; }
    std::string title() const override { return "CSV"; }
    std::vector<std::string> extensions() const override { return {"csv", "tsv", "tab"}; }
    double sniff(const FileHead& file) const override;
    ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress) const override;
};

/// The delimiter (, ; tab |) under which the records of `head` have the same number of cells; ',' where nothing tells.
char sniffDelimiter(std::string_view head);

}  // namespace tunesmith
