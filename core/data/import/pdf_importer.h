// PDF files with a text layer, read by the helper program tunesmith-pdftext in a process of its own.
#pragma once

#include "core/data/import/importer.h"

namespace tunesmith {

class PdfImporter : public Importer {
public:
    std::string name() const override { return "pdf"; }
    std::string title() const override { return "PDF"; }
    std::vector<std::string> extensions() const override { return {"pdf"}; }
    std::vector<std::string> units() const override { return {"document", "page", "paragraph", "line"}; }
    double sniff(const FileHead& file) const override;
    /// Usually a row is a page. Item::line is the page's number.
    ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress) const override;
};

}  // namespace tunesmith
