// XLSX (ECMA-376): one sheet of a workbook, its first row the names of the columns.
#pragma once

#include "core/data/import/importer.h"

namespace tunesmith {

class XlsxImporter : public Importer {
public:
    std::string name() const override { return "xlsx"; }
    std::string title() const override { return "Excel workbook"; }
    std::vector<std::string> extensions() const override { return {"xlsx", "xlsm"}; }
    double sniff(const FileHead& file) const override;
    /// Item::line is the sheet's row.
    ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress) const override;
};

}  // namespace tunesmith
