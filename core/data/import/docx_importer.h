// DOCX (ECMA-376): paragraphs, headings, lists and tables of a Word document.
#pragma once

#include "core/data/import/importer.h"

namespace tunesmith {

class DocxImporter : public Importer {
public:
    std::string name() const override { return "docx"; }
    std::string title() const override { return "Word document"; }
    std::vector<std::string> extensions() const override { return {"docx", "docm"}; }
    std::vector<std::string> units() const override { return {"document", "section", "paragraph", "line", "table"}; }
    double sniff(const FileHead& file) const override;
    /// Usually a row is a section, or a table's row where the document is in the main a table. Item::line is the number
    /// of the paragraph.
    ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress) const override;
};

}  // namespace tunesmith
