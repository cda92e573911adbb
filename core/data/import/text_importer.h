// Plain text and Markdown: the document, its sections, its paragraphs or its lines are the rows.
#pragma once

#include "core/data/import/importer.h"

namespace tunesmith {

class TextImporter : public Importer {
public:
    std::string name() const override { return "txt"; }
    std::string title() const override { return "Text"; }
    std::vector<std::string> extensions() const override { return {"txt", "text"}; }
    std::vector<std::string> units() const override { return {"document", "paragraph", "line"}; }
    double sniff(const FileHead& file) const override;
    /// Usually a row is a paragraph, or a line where the file has no empty lines.
    ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress) const override;
};

class MarkdownImporter : public Importer {
public:
    std::string name() const override { return "markdown"; }
    std::string title() const override { return "Markdown"; }
    std::vector<std::string> extensions() const override { return {"md", "markdown", "mdown"}; }
    std::vector<std::string> units() const override { return {"document", "section", "paragraph", "line", "table"}; }
    double sniff(const FileHead& file) const override;
    /// Usually a row is a section: a heading and what follows it.
    ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress) const override;
};

}  // namespace tunesmith
