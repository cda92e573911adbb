#include "core/data/import/html_importer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "core/base/error.h"
#include "core/data/import/html_tree.h"
#include "core/data/import/importers.h"
#include "core/data/import/text_source.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::size_t kMostBytes = std::size_t(64) << 20;

bool isOneOf(GumboTag tag, std::initializer_list<GumboTag> tags) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

/// What no reader sees, or what is no text.
bool isUnseen(GumboTag tag) {
    return isOneOf(tag, {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_HEAD, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_IFRAME,
                         GUMBO_TAG_OBJECT, GUMBO_TAG_SVG, GUMBO_TAG_CANVAS, GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO,
                         GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOEMBED});
}

/// What stands within a line; anything else begins and ends a block.
bool isInline(GumboTag tag) {
    return isOneOf(
        tag, {GUMBO_TAG_A,    GUMBO_TAG_ABBR,  GUMBO_TAG_ACRONYM, GUMBO_TAG_B,    GUMBO_TAG_BDI,    GUMBO_TAG_BDO,
              GUMBO_TAG_BIG,  GUMBO_TAG_CITE,  GUMBO_TAG_CODE,    GUMBO_TAG_DATA, GUMBO_TAG_DEL,    GUMBO_TAG_DFN,
              GUMBO_TAG_EM,   GUMBO_TAG_FONT,  GUMBO_TAG_I,       GUMBO_TAG_IMG,  GUMBO_TAG_INS,    GUMBO_TAG_KBD,
              GUMBO_TAG_MARK, GUMBO_TAG_Q,     GUMBO_TAG_RUBY,    GUMBO_TAG_RB,   GUMBO_TAG_RT,     GUMBO_TAG_RP,
              GUMBO_TAG_S,    GUMBO_TAG_SAMP,  GUMBO_TAG_SMALL,   GUMBO_TAG_SPAN, GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,
              GUMBO_TAG_SUB,  GUMBO_TAG_SUP,   GUMBO_TAG_TIME,    GUMBO_TAG_TT,   GUMBO_TAG_U,      GUMBO_TAG_VAR,
              GUMBO_TAG_WBR,  GUMBO_TAG_LABEL, GUMBO_TAG_UNKNOWN});
}

/// 1 to 6 of a heading, else 0.
std::size_t headingLevel(GumboTag tag) {
    return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? std::size_t(tag - GUMBO_TAG_H1) + 1 : 0;
}

/// Walks the tree in reading order without recursion: a page may be deep.
class BlockWriter {
public:
    std::vector<Block> run(const GumboNode& root) {
        const GumboNode* node = &root;
        while (true) {
            const GumboVector* children = enter(*node);
            if (children && children->length > 0) {
                node = static_cast<const GumboNode*>(children->data[0]);
                continue;
            }
            const GumboNode* next = nullptr;
            while (true) {
                leave(*node);
                if (node == &root) break;
                const GumboVector& siblings = node->parent->v.element.children;
                if (node->index_within_parent + 1 < siblings.length) {
                    next = static_cast<const GumboNode*>(siblings.data[node->index_within_parent + 1]);
                    break;
                }
                node = node->parent;
            }
            if (!next) break;
            node = next;
        }
        flush();
        return std::move(blocks_);
    }

private:
    /// The children to go on with; null where there is nothing below that matters.
    const GumboVector* enter(const GumboNode& node) {
        switch (node.type) {
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_CDATA:
            case GUMBO_NODE_WHITESPACE:
                if (text_.empty() && !isSpace(node.v.text.text[0])) line_ = node.v.text.start_pos.line;
                append(node.v.text.text);
                return nullptr;
            case GUMBO_NODE_ELEMENT:
                break;
            default:
                return nullptr;
        }
        const GumboElement& element = node.v.element;
        if (isUnseen(element.tag)) return nullptr;
        if (tableDepth_ > 0)
            enterInTable(element);
        else
            enterElement(element);
        return &element.children;
    }

    void enterElement(const GumboElement& element) {
        if (element.tag == GUMBO_TAG_BR) return lineBreak();
        if (isInline(element.tag)) return;
        flush();
        if (const std::size_t level = headingLevel(element.tag)) {
            kind_ = BlockKind::Heading;
            prefix_ = std::string(level, '#') + " ";
        } else if (element.tag == GUMBO_TAG_UL || element.tag == GUMBO_TAG_OL) {
            lists_.push_back(element.tag == GUMBO_TAG_OL ? 1 : 0);
        } else if (element.tag == GUMBO_TAG_LI) {
            const std::size_t depth = std::min<std::size_t>(lists_.size(), 10);
            const bool numbered = !lists_.empty() && lists_.back() > 0;
            prefix_ = std::string(depth > 1 ? 2 * (depth - 1) : 0, ' ');
            prefix_ += numbered ? std::to_string(lists_.back()++) + ". " : "- ";
            kind_ = BlockKind::ListItem;
        } else if (element.tag == GUMBO_TAG_PRE) {
            ++preformatted_;
        } else if (element.tag == GUMBO_TAG_TABLE) {
            ++tableDepth_;
            table_ = {BlockKind::Table, {}, {}, element.start_pos.line};
        }
    }

    /// A table within a table is text of the cell that holds it.
    void enterInTable(const GumboElement& element) {
        if (element.tag == GUMBO_TAG_TABLE) ++tableDepth_;
        const bool row = element.tag == GUMBO_TAG_TR || element.tag == GUMBO_TAG_TD || element.tag == GUMBO_TAG_TH;
        if (tableDepth_ == 1 && row && !inCell_) flush();  // a caption
        if (tableDepth_ == 1 && element.tag == GUMBO_TAG_TR) {
            endCell();
            table_.cells.emplace_back();
        } else if (tableDepth_ == 1 && (element.tag == GUMBO_TAG_TD || element.tag == GUMBO_TAG_TH)) {
            endCell();
            if (table_.cells.empty()) table_.cells.emplace_back();
            inCell_ = true;
        } else if (!isInline(element.tag)) {
            lineBreak();
        }
    }

    void leave(const GumboNode& node) {
        if (node.type != GUMBO_NODE_ELEMENT || isUnseen(node.v.element.tag)) return;
        const GumboTag tag = node.v.element.tag;
        if (tag == GUMBO_TAG_TABLE && tableDepth_ > 0) {
            if (--tableDepth_ == 0) endTable();
            return;
        }
        if (tableDepth_ > 0) {
            if (tableDepth_ == 1 && (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH)) endCell();
            return;
        }
        if (isInline(tag) || tag == GUMBO_TAG_BR) return;
        flush();
        if (tag == GUMBO_TAG_PRE && preformatted_ > 0) --preformatted_;
        if ((tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL) && !lists_.empty()) lists_.pop_back();
    }

    static bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

    /// Runs of blanks are one blank, outside of <pre>.
    void append(const char* text) {
        if (preformatted_ > 0) {
            text_ += text;
            return;
        }
        for (; *text; ++text) {
            if (!isSpace(*text))
                text_ += *text;
            else if (!text_.empty() && !isSpace(text_.back()))
                text_ += ' ';
        }
    }

    void lineBreak() {
        trimEnd();
        if (!text_.empty()) text_ += '\n';
    }

    void trimEnd() {
        while (!text_.empty() && isSpace(text_.back())) text_.pop_back();
    }

    void flush() {
        trimEnd();
        if (preformatted_ > 0 && !text_.empty()) text_ = "```\n" + text_ + "\n```";
        if (!text_.empty()) blocks_.push_back({kind_, prefix_ + text_, {}, line_});
        // A paragraph inside an item or a heading takes the item's mark with it, once.
        if (!text_.empty() || kind_ == BlockKind::Heading) {
            kind_ = BlockKind::Paragraph;
            prefix_.clear();
        }
        text_.clear();
    }

    void endCell() {
        if (!inCell_) return;
        trimEnd();
        table_.cells.back().push_back(std::exchange(text_, {}));
        inCell_ = false;
    }

    void endTable() {
        endCell();
        trimEnd();
        if (!text_.empty()) flush();  // a caption
        std::erase_if(table_.cells, [](const auto& row) { return row.empty(); });
        if (!table_.cells.empty()) blocks_.push_back(std::move(table_));
        table_ = {};
    }

    std::vector<Block> blocks_;
    std::string text_, prefix_;
    BlockKind kind_ = BlockKind::Paragraph;
    std::int64_t line_ = 1;
    std::vector<int> lists_;  // of each open list the next number; 0 where it has none
    int preformatted_ = 0, tableDepth_ = 0;
    bool inCell_ = false;
    Block table_;
};

/// The whole of the file as UTF-8, in the encoding that the page names where its bytes do not tell.
std::string wholePage(const std::string& path, const ReadOptions& options, const Cancel& cancel, Progress& progress,
                      ReadSummary& summary) {
    std::string encoding = options.encoding;
    if (encoding.empty()) {
        TextSource look(path, {});
        look.fill();
        if (look.guessed()) encoding = htmlCharset(look.window().substr(0, 4096));
        if (encoding == "iso-8859-1" || encoding == "us-ascii") encoding = "windows-1252";
    }
    const auto read = [&](const std::string& as) {
        TextSource source(path, as, &cancel, &progress);
        while (source.window().size() <= kMostBytes && source.fill()) {
        }
        if (source.window().size() > kMostBytes)
            throw Error(Code::BadInput, "The page is larger than " + std::to_string(kMostBytes >> 20) + " MiB.", path);
        const std::string_view text = source.window();
        if (const auto bad = firstInvalidUtf8(text))
            throw Error(Code::BadInput, source.describeInvalid(text, *bad), path);
        summary = source.summary(true);
        return std::string(text);
    };
    try {
        return read(encoding);
    } catch (const Error& error) {
        // The page may name an encoding that does not exist or is not its own; the guess is better then.
        if (!options.encoding.empty() || encoding.empty() || error.code() != Code::BadInput) throw;
        return read({});
    }
}

}  // namespace

std::string htmlCharset(std::string_view head) {
    const std::string lower = lowered(head);
    for (auto at = lower.find("charset"); at != std::string::npos; at = lower.find("charset", at + 1)) {
        auto from = lower.find_first_not_of(" \t\r\n", at + 7);
        if (from == std::string::npos || lower[from] != '=') continue;
        from = lower.find_first_not_of(" \t\r\n\"'", from + 1);
        if (from == std::string::npos) return {};
        const auto end = lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_:.", from);
        return lower.substr(from, end - from);
    }
    return {};
}

std::vector<Block> htmlBlocks(std::string_view html, const std::string& where) {
    const HtmlTree tree(html, where);
    return BlockWriter().run(tree.root());
}

double HtmlImporter::sniff(const FileHead& file) const {
    const auto first = file.text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return hasExtension(*this, file.path) ? 0.3 : 0;
    const std::string begin = lowered(file.text.substr(first, 64));
    if (begin.starts_with("<!doctype html") || begin.starts_with("<html")) return 0.95;
    return hasExtension(*this, file.path) ? 0.8 : 0;
}

ReadSummary HtmlImporter::read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                               const Cancel& cancel, Progress& progress) const {
    ReadSummary summary;
    std::vector<Block> blocks = htmlBlocks(wholePage(path, options, cancel, progress, summary), path);
    const std::string unit = unitOf(options, usualUnit(blocks, "section"), path);
    summary.notes.push_back(unitNote(unit));
    DocumentRows rows(unit, options, sink);
    for (Block& block : blocks)
        if (!rows.add(std::move(block))) return summary;
    rows.finish();
    return summary;
}

}  // namespace tunesmith
