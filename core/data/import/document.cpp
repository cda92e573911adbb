#include "core/data/import/document.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::array<const char*, 6> kUnits = {"document", "section", "page", "paragraph", "line", "table"};
constexpr std::size_t kRaw = std::size_t(64) << 10;

bool blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// The first row names the columns: two cells or more, none empty, none twice.
bool namesColumns(const std::vector<std::vector<std::string>>& cells) {
    if (cells.size() < 2 || cells[0].size() < 2) return false;
    const std::set<std::string> names(cells[0].begin(), cells[0].end());
    return names.size() == cells[0].size() && std::none_of(names.begin(), names.end(), blank);
}

}  // namespace

std::string tableText(const std::vector<std::vector<std::string>>& cells) {
    std::string text;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        if (row > 0) text += '\n';
        text += '|';
        for (const std::string& cell : cells[row]) {
            text += ' ';
            for (const char c : cell) text += c == '\n' ? ' ' : c;
            text += " |";
        }
        if (row > 0 || cells.size() < 2) continue;
        text += "\n|";
        for (std::size_t i = 0; i < cells[0].size(); ++i) text += " --- |";
    }
    return text;
}

std::string unitOf(const ReadOptions& options, const std::string& usual, const std::string& path) {
    if (options.unit.empty()) return usual;
    if (std::find(kUnits.begin(), kUnits.end(), options.unit) != kUnits.end()) return options.unit;
    std::string all;
    for (const char* unit : kUnits) all += std::string(all.empty() ? "" : ", ") + unit;
    throw Error(Code::BadInput, "A row cannot be a \"" + options.unit + "\" of the document; it can be a " + all + ".",
                path);
}

std::string unitNote(const std::string& unit) {
    if (unit == "table") return "Each row of the document's tables is a row.";
    return unit == "document" ? "The document is one row." : "Each " + unit + " is a row.";
}

std::string usualUnit(const std::vector<Block>& blocks, const std::string& usual) {
    std::size_t inTables = 0, outside = 0;
    for (const Block& block : blocks) {
        if (block.kind != BlockKind::Table) {
            outside += block.text.size();
        } else if (namesColumns(block.cells)) {
            for (const auto& row : block.cells)
                for (const std::string& cell : row) inTables += cell.size();
        } else {
            outside += tableText(block.cells).size();
        }
    }
    return inTables > outside ? "table" : usual;
}

DocumentRows::DocumentRows(std::string unit, const ReadOptions& options, const ItemSink& sink)
    : unit_(std::move(unit)), maxBytes_(options.maxItemBytes), sink_(sink) {
    item_.fields.resize(1);
    item_.fields[0].column = "text";
}

bool DocumentRows::add(Block&& block) {
    if (unit_ == "table") return block.kind != BlockKind::Table || addTable(block);
    if (block.kind == BlockKind::Table) block.text = tableText(block.cells);
    if (unit_ == "line") return blank(block.text) || addLines(block);
    if (block.kind == BlockKind::Page) return unit_ != "page" || flush();
    if (blank(block.text)) return true;

    const bool heading = block.kind == BlockKind::Heading;
    const bool sameList = block.kind == BlockKind::ListItem && last_ == BlockKind::ListItem;
    const bool begins = unit_ == "section" ? heading : unit_ == "paragraph" && !sameList;
    if (begins && !bodyless_ && !flush()) return false;
    if (text_.empty()) line_ = block.line;
    if (text_.size() + block.text.size() > maxBytes_) tooLong_ = true;
    if (!tooLong_) {
        if (!text_.empty()) text_ += sameList ? "\n" : "\n\n";
        text_ += block.text;
    }
    bodyless_ = bodyless_ && heading;
    last_ = block.kind;
    return true;
}

bool DocumentRows::finish() {
    return flush();
}

bool DocumentRows::issue(std::int64_t line, std::string reason, std::string raw) {
    return flush() && sink_.issue(RowIssue{{{}, line}, std::move(reason), printableExcerpt(raw, kRaw)});
}

bool DocumentRows::flush() {
    std::string text = std::exchange(text_, {});
    const bool tooLong = std::exchange(tooLong_, false);
    bodyless_ = true;
    last_ = BlockKind::Page;
    if (tooLong)
        return sink_.issue(RowIssue{{{}, line_},
                                    "The " + unit_ + " is longer than " + std::to_string(maxBytes_ >> 10) +
                                        " KiB, the most that one row may have; read the file in smaller pieces.",
                                    printableExcerpt(text, kRaw)});
    if (text.empty()) return true;
    item_.line = line_;
    item_.fields[0].value = std::move(text);
    return sink_.item(item_);
}

bool DocumentRows::addLines(const Block& block) {
    std::int64_t line = block.line;
    std::string_view rest = block.text;
    while (!rest.empty()) {
        const auto newline = rest.find('\n');
        text_ = rest.substr(0, newline);
        line_ = line++;
        tooLong_ = text_.size() > maxBytes_;
        if (blank(text_))
            text_.clear();
        else if (!flush())
            return false;
        rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
    }
    return true;
}

bool DocumentRows::addTable(const Block& block) {
    if (!namesColumns(block.cells)) return true;
    const auto& names = block.cells[0];
    for (std::size_t row = 1; row < block.cells.size(); ++row) {
        const auto& cells = block.cells[row];
        Item item;
        item.line = block.line + std::int64_t(row);
        for (std::size_t i = 0; i < names.size(); ++i)
            item.fields.push_back({names[i], i < cells.size() ? cells[i] : std::string(), true});
        if (cells.size() > names.size()) {
            if (!sink_.issue(RowIssue{{{}, item.line},
                                      "It has " + std::to_string(cells.size()) +
                                          " cells where the table's first row has " + std::to_string(names.size()) +
                                          ".",
                                      tableText({cells}).substr(0, kRaw)}))
                return false;
        } else if (!sink_.item(item)) {
            return false;
        }
    }
    return true;
}

}  // namespace tunesmith
