// Documents (text, Markdown, HTML, DOCX, PDF) as blocks, and how blocks become items: the text of a whole document, of
// a section, of a page, of a paragraph or of a line is one item with the column "text"; a table's rows are items with
// the table's own columns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/data/import/importer.h"

namespace tunesmith {

enum class BlockKind { Heading, Paragraph, ListItem, Table, Page };

/// A piece of a document in reading order. Its text is Markdown: "## Title", "- point". Page begins a new one and has
/// no text.
struct Block {
    BlockKind kind = BlockKind::Paragraph;
    std::string text;
    std::vector<std::vector<std::string>> cells;  // Table: its rows
    std::int64_t line = 0;                        // of the file, or the number of the page or paragraph
};

/// A table as Markdown: cells between bars, the first row set off by a rule.
std::string tableText(const std::vector<std::vector<std::string>>& cells);

/// The words that ReadOptions::unit may be. Throws Error(BadInput) for another one, naming these. `usual` where it is
/// empty.
std::string unitOf(const ReadOptions& options, const std::string& usual, const std::string& path);

/// "Each section is a row.": for ReadSummary::notes.
std::string unitNote(const std::string& unit);

/// "table" where a document is in the main a table with named columns, else `usual`.
std::string usualUnit(const std::vector<Block>& blocks, const std::string& usual);

/// Gathers blocks until they make an item. For one thread.
class DocumentRows {
public:
    /// `unit` as unitOf() gives it.
    DocumentRows(std::string unit, const ReadOptions& options, const ItemSink& sink);
    /// False where the sink had enough: nothing more may be added then.
    bool add(Block&& block);
    /// After the last block.
    bool finish();
    /// A piece that is none: an issue, in its place among the items.
    bool issue(std::int64_t line, std::string reason, std::string raw);

private:
    bool flush();
    bool addLines(const Block& block);
    bool addTable(const Block& block);

    std::string unit_;
    std::size_t maxBytes_;
    const ItemSink& sink_;
    std::string text_;  // of the item that is being gathered
    std::int64_t line_ = 0;
    bool bodyless_ = true;  // it has headings only
    bool tooLong_ = false;
    BlockKind last_ = BlockKind::Page;
    Item item_;
};

}  // namespace tunesmith
