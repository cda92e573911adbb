#include "core/data/import/xlsx_importer.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/data/import/column_names.h"
#include "core/data/import/importers.h"
#include "core/data/import/record_maker.h"
#include "core/data/import/xlsx_cells.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr std::size_t kRaw = std::size_t(64) << 10;

struct Sheet {
    std::string name, part;
};

/// The workbook: its sheets and what their cells refer to.
class Workbook {
public:
    explicit Workbook(OfficePackage& package) : package_(package), part_(package.mainPart()) {
        pugi::xml_document document;
        package.load(part_, document);
        const auto parts = package.relations(part_);
        const pugi::xml_node root = document.document_element();
        for (const pugi::xml_node sheet : childNamed(root, "sheets").children()) {
            const auto target = parts.find(std::string(attributeNamed(sheet, "id")));
            // A sheet that is a chart has no rows.
            if (target != parts.end() && target->second.find("chartsheet") == std::string::npos)
                sheets_.push_back({sheet.attribute("name").value(), target->second});
        }
        const std::string_view from1904 = childNamed(root, "workbookPr").attribute("date1904").value();
        context.from1904 = from1904 == "1" || from1904 == "true";
        for (const auto& [id, part] : parts) {
            if (part.ends_with("styles.xml")) readStyles(part);
            if (part.ends_with("sharedStrings.xml")) readStrings(part);
        }
    }

    const Sheet& choose(const std::string& name, ReadSummary& summary) const {
        std::string all;
        const Sheet* chosen = nullptr;
        for (const Sheet& sheet : sheets_) {
            all += (all.empty() ? "\"" : ", \"") + sheet.name + "\"";
            summary.sheets.push_back(sheet.name);
            if (!chosen && (name.empty() || sheet.name == name)) chosen = &sheet;
        }
        if (!chosen)
            throw Error(Code::BadInput,
                        sheets_.empty() ? "The workbook has no sheets."
                                        : "The workbook has no sheet \"" + name + "\"; there are " + all + ".",
                        package_.path());
        if (sheets_.size() > 1)
            summary.notes.push_back("The sheet \"" + chosen->name + "\" is read; the workbook has " + all + ".");
        return *chosen;
    }

    XlsxContext context;

private:
    void readStrings(const std::string& part) {
        package_.eachElement(part, "si", [&](std::string_view xml) {
            pugi::xml_document document;
            if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata))
                throw Error(Code::BadInput, "A shared string of the workbook is damaged.",
                            package_.path() + "!" + part);
            context.strings.add(richText(document.document_element()));
            return true;
        });
    }

    void readStyles(const std::string& part) {
        pugi::xml_document document;
        package_.load(part, document);
        const pugi::xml_node root = document.document_element();
        std::map<unsigned, bool> own;
        for (const pugi::xml_node format : childNamed(root, "numFmts").children())
            own[format.attribute("numFmtId").as_uint()] = isDateFormat(format.attribute("formatCode").value());
        for (const pugi::xml_node style : childNamed(root, "cellXfs").children()) {
            const unsigned id = style.attribute("numFmtId").as_uint();
            const auto found = own.find(id);
            const bool builtIn =
                (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
            context.isDate.push_back(found == own.end() ? builtIn : found->second);
        }
    }

    OfficePackage& package_;
    std::string part_;
    std::vector<Sheet> sheets_;
};

/// Makes items of the rows of one sheet.
class RowReader {
    static constexpr std::int64_t kMostRows = 1'048'576;  // of a sheet; a number beyond is none

public:
    RowReader(XlsxContext& context, const ReadOptions& options, const ItemSink& sink, ReadSummary& summary)
        : context_(context), options_(options), sink_(sink), summary_(summary) {}

    bool row(std::string_view xml) {
        ++row_;
        if (xml.size() > options_.maxItemBytes) return issue("The row is longer than one row may be.", xml);
        pugi::xml_document document;
        if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata))
            return issue("The row's XML is damaged.", xml);
        const pugi::xml_node node = document.document_element();
        if (const auto said = node.attribute("r").as_llong(); said > 0 && said <= kMostRows) row_ = said;
        std::string problem = readCells(node);
        if (problem.empty()) {
            while (!cells_.empty() && cells_.back().value.empty()) cells_.pop_back();
            if (cells_.empty()) return true;
            if (names_.empty() && !nameColumns()) return true;
            if (cells_.size() > names_.size())
                problem = "The cell " + columnLetters(cells_.size() - 1) + std::to_string(row_) +
                          " stands in a column that has no name in the first row.";
        }
        if (!problem.empty()) return issue(std::move(problem), xml, true);
        Item item;
        item.line = row_;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            item.fields.push_back(i < cells_.size() ? std::move(cells_[i]) : Field());
            item.fields.back().column = names_[i];
        }
        return sink_.item(item);
    }

private:
    /// What is wrong with them, or nothing. A cell that cannot be read keeps what stands in the file.
    std::string readCells(const pugi::xml_node& row) {
        cells_.clear();
        std::size_t next = 0;
        std::string problem;
        for (const pugi::xml_node cell : row.children()) {
            if (localName(cell.name()) != "c") continue;
            const std::string_view reference = cell.attribute("r").value();
            const auto column = reference.empty() ? std::optional(next) : columnOf(reference);
            if (!column || *column >= 16384) return "A cell stands outside of the 16,384 columns that a sheet has.";
            if (*column < next) return "Its cells are not in order.";
            next = *column + 1;
            Field field;
            if (const auto fault = readCell(cell, context_, field)) {
                field = {{}, childNamed(cell, "v").text().get(), true};
                if (problem.empty())
                    problem = "The cell " + columnLetters(*column) + std::to_string(row_) + " " + *fault + ".";
            }
            // An empty cell far to the right, kept for its colour, makes no columns.
            if (field.value.empty()) continue;
            if (cells_.size() < next) cells_.resize(next);
            cells_[*column] = std::move(field);
        }
        return problem;
    }

    /// From the row just read; true where it is a row of data as well.
    bool nameColumns() {
        std::vector<std::string> texts;
        for (const Field& cell : cells_) texts.push_back(cell.value);
        names_ = columnNames(texts, options_.header, summary_.notes);
        return !options_.header;
    }

    /// With the cells under the names of their columns, where they are known; else with the row's XML.
    bool issue(std::string reason, std::string_view xml, bool hasCells = false) {
        Item item;
        for (std::size_t i = 0; hasCells && !names_.empty() && i < std::max(cells_.size(), names_.size()); ++i) {
            if (i >= names_.size() && cells_[i].value.empty()) continue;
            item.fields.push_back(i < cells_.size() ? cells_[i] : Field());
            item.fields.back().column = i < names_.size() ? names_[i] : columnLetters(i);
        }
        return sink_.issue(RowIssue{
            {{}, row_}, std::move(reason), item.fields.empty() ? printableExcerpt(xml, kRaw) : itemToJson(item)});
    }

    XlsxContext& context_;
    const ReadOptions& options_;
    const ItemSink& sink_;
    ReadSummary& summary_;
    std::int64_t row_ = 0;
    std::vector<std::string> names_;
    std::vector<Field> cells_;
};

}  // namespace

double XlsxImporter::sniff(const FileHead& file) const {
    return sniffOffice(*this, file, "xl/workbook.xml");
}

ReadSummary XlsxImporter::read(const std::string& path, const ReadOptions& options, const ItemSink& sink,
                               const Cancel& cancel, Progress& progress) const {
    OfficePackage package(path);
    ReadSummary summary = beginFile(path, progress);
    Workbook workbook(package);
    const Sheet& sheet = workbook.choose(options.sheet, summary);
    if (package.holds("xl/vbaProject")) summary.notes.push_back("The workbook holds macros; they are ignored.");
    if (package.holds("xl/externalLinks"))
        summary.notes.push_back("The workbook refers to other files; they are not looked at.");
    RowReader reader(workbook.context, options, sink, summary);
    bool whole = true;
    std::int64_t rows = 0;
    package.eachElement(
        sheet.part, "row",
        [&](std::string_view xml) {
            if (++rows % 256 == 0) cancel.throwIfRequested();
            return whole = reader.row(xml);
        },
        &progress);
    if (const auto formulas = workbook.context.formulasWithoutValue; formulas > 0)
        summary.notes.push_back(
            std::to_string(formulas) + (formulas == 1 ? " cell has a formula" : " cells have formulas") +
            " without a result and count as empty; open and save the workbook in a spreadsheet program first.");
    if (whole) summary.sha256 = sha256File(path);
    progress.done = summary.bytes;
    return summary;
}

}  // namespace tunesmith
