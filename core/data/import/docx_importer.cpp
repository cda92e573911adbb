#include "core/data/import/docx_importer.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/data/import/document.h"
#include "core/data/import/importers.h"
#include "core/data/import/office_package.h"

namespace tunesmith {

namespace {

constexpr int kMaxDepth = 100;

/// Styles of paragraphs that make a heading, with its level from 1, and of lists, with level 0.
std::map<std::string, int> blockStyles(OfficePackage& package, const std::map<std::string, std::string>& parts) {
    std::map<std::string, int> levels;
    for (const auto& [id, part] : parts) {
        if (!part.ends_with("styles.xml")) continue;
        pugi::xml_document document;
        package.load(part, document);
        for (const pugi::xml_node style : document.document_element().children()) {
            const std::string key(attributeNamed(style, "styleId"));
            std::string name(attributeNamed(childNamed(style, "name"), "val"));
            std::transform(name.begin(), name.end(), name.begin(),
                           [](unsigned char c) { return char(std::tolower(c)); });
            if (name == "title")
                levels[key] = 1;
            else if (name.size() == 9 && name.starts_with("heading ") && name[8] >= '1' && name[8] <= '6')
                levels[key] = name[8] - '0';
            else if (name.starts_with("list bullet") || name.starts_with("list number"))
                levels[key] = 0;
        }
    }
    return levels;
}

/// Walks the body in reading order.
class BodyReader {
public:
    BodyReader(std::map<std::string, int> styles, const std::string& path) : styles_(std::move(styles)), path_(path) {}

    std::vector<Block> read(const pugi::xml_node& body) {
        blocks(body, 0);
        return std::move(blocks_);
    }

private:
    /// Content controls and revisions wrap what they hold; what was deleted or moved away is passed over.
    static bool wraps(std::string_view name) {
        return name == "sdt" || name == "sdtContent" || name == "ins" || name == "moveTo" || name == "hyperlink" ||
               name == "smartTag" || name == "customXml" || name == "fldSimple" || name == "Choice";
    }

    void checkDepth(int depth) const {
        if (depth > kMaxDepth)
            throw Error(Code::BadInput, "The document nests deeper than " + std::to_string(kMaxDepth) + " levels.",
                        path_);
    }

    void blocks(const pugi::xml_node& parent, int depth) {
        checkDepth(depth);
        for (const pugi::xml_node node : parent.children()) {
            const std::string_view name = localName(node.name());
            if (name == "p")
                paragraph(node);
            else if (name == "tbl")
                table(node, depth);
            else if (name == "AlternateContent")
                blocks(childNamed(node, "Choice"), depth + 1);
            else if (wraps(name))
                blocks(node, depth + 1);
        }
    }

    void paragraph(const pugi::xml_node& node) {
        ++number_;
        std::string text;
        inlineText(node, text, 0);
        const auto end = text.find_last_not_of(" \t\n");
        if (end == std::string::npos) return;
        text.resize(end + 1);
        const pugi::xml_node properties = childNamed(node, "pPr");
        const auto level = styles_.find(std::string(attributeNamed(childNamed(properties, "pStyle"), "val")));
        const pugi::xml_node numbering = childNamed(properties, "numPr");
        Block block{BlockKind::Paragraph, {}, {}, number_};
        if (level != styles_.end() && level->second > 0) {
            block.kind = BlockKind::Heading;
            block.text = std::string(std::size_t(level->second), '#') + " ";
        } else if (numbering || level != styles_.end()) {
            const int indent = std::atoi(std::string(attributeNamed(childNamed(numbering, "ilvl"), "val")).c_str());
            block.kind = BlockKind::ListItem;
            block.text = std::string(2 * std::size_t(std::clamp(indent, 0, 9)), ' ') + "- ";
        }
        block.text += text;
        blocks_.push_back(std::move(block));
    }

    void inlineText(const pugi::xml_node& parent, std::string& text, int depth) {
        checkDepth(depth);
        for (const pugi::xml_node node : parent.children()) {
            const std::string_view name = localName(node.name());
            if (name == "t")
                text += node.text().get();
            else if (name == "tab")
                text += '\t';
            else if (name == "br" || name == "cr")
                text += '\n';
            else if (name == "noBreakHyphen")
                text += '-';
            else if (name == "AlternateContent")
                inlineText(childNamed(node, "Choice"), text, depth + 1);
            else if (name == "r" || wraps(name))
                inlineText(node, text, depth + 1);
        }
    }

    void table(const pugi::xml_node& node, int depth) {
        Block block{BlockKind::Table, {}, {}, number_ + 1};
        rows(node, block, depth + 1);
        if (!block.cells.empty()) blocks_.push_back(std::move(block));
    }

    void rows(const pugi::xml_node& parent, Block& block, int depth) {
        checkDepth(depth);
        for (const pugi::xml_node node : parent.children()) {
            const std::string_view name = localName(node.name());
            if (name == "tr") {
                block.cells.emplace_back();
                cells(node, block.cells.back(), depth + 1);
            } else if (wraps(name)) {
                rows(node, block, depth + 1);
            }
        }
    }

    void cells(const pugi::xml_node& parent, std::vector<std::string>& row, int depth) {
        checkDepth(depth);
        for (const pugi::xml_node node : parent.children()) {
            const std::string_view name = localName(node.name());
            if (name == "tc") {
                // The cell's own blocks, a table within it included, are its text.
                std::vector<Block> outer = std::exchange(blocks_, {});
                blocks(node, depth + 1);
                std::string text;
                for (const Block& inner : blocks_)
                    text += (text.empty() ? "" : "\n") +
                            (inner.kind == BlockKind::Table ? tableText(inner.cells) : inner.text);
                row.push_back(std::move(text));
                blocks_ = std::move(outer);
            } else if (wraps(name)) {
                cells(node, row, depth + 1);
            }
        }
    }

    std::map<std::string, int> styles_;
    std::string path_;
    std::vector<Block> blocks_;
    std::int64_t number_ = 0;
};

}  // namespace

double DocxImporter::sniff(const FileHead& file) const {
    return sniffOffice(*this, file, "word/document.xml");
}

ReadSummary DocxImporter::read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                               const Cancel& cancel, Progress& progress) const {
    OfficePackage package(path);
    ReadSummary summary = beginFile(path, progress);
    const std::string part = package.mainPart();
    pugi::xml_document document;
    package.load(part, document);
    cancel.throwIfRequested();
    const pugi::xml_node body = childNamed(document.document_element(), "body");
    if (!body) throw Error(Code::BadInput, "The document has no body; it is no Word document.", path);
    auto blocks = BodyReader(blockStyles(package, package.relations(part)), path).read(body);
    if (package.holds("word/vbaProject")) summary.notes.push_back("The document holds macros; they are ignored.");
    if (package.holds("word/footnotes.xml") || package.holds("word/comments.xml"))
        summary.notes.push_back("Footnotes and comments are not read.");
    const std::string unit = unitOf(options, usualUnit(blocks, "section"), path);
    summary.notes.push_back(unitNote(unit));
    DocumentRows rows(unit, options, sink);
    for (Block& block : blocks)
        if (!rows.add(std::move(block))) return summary;
    if (!rows.finish()) return summary;
    summary.sha256 = sha256File(path);
    progress.done = summary.bytes;
    return summary;
}

}  // namespace tunesmith
