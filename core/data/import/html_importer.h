// HTML: the text that a reader sees, as Markdown; a page that is in the main a table is read as that table.
#pragma once

#include "core/data/import/document.h"
#include "core/data/import/importer.h"

namespace tunesmith {

class HtmlImporter : public Importer {
public:
    std::string name() const override { return "html"; }
    std::string title() const override { return "HTML"; }
    std::vector<std::string> extensions() const override { return {"html", "htm", "xhtml"}; }
    std::vector<std::string> units() const override { return {"document", "section", "paragraph", "line", "table"}; }
    double sniff(const FileHead& file) const override;
    ReadSummary read(const std::string& path, const ReadOptions& options, const ItemSink& sink, const Cancel& cancel,
                     Progress& progress) const override;
};

/// The page as blocks. Throws Error(BadInput) where its elements are nested beyond reason or need too much memory.
std::vector<Block> htmlBlocks(std::string_view html, const std::string& where);

/// The encoding that a page's <meta> names; empty where it names none.
std::string htmlCharset(std::string_view head);

}  // namespace tunesmith
