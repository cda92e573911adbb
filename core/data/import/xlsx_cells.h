// What a cell of an XLSX sheet says: its place, its text, and which numbers are dates (ECMA-376, part 1, 18.3
// and 18.8).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/import/item.h"
#include "core/data/import/office_package.h"

namespace tunesmith {

/// The workbook's strings, which cells name by number.
class SharedStrings {
public:
    void add(std::string_view text);
    std::size_t size() const { return ends_.size(); }
    std::string_view at(std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
        return std::string_view(all_).substr(begin, ends_[i] - begin);
    }

private:
    std::string all_;
    std::vector<std::size_t> ends_;
};

/// What is needed to read the cells of any sheet.
struct XlsxContext {
    SharedStrings strings;
    std::vector<bool> isDate;  // by style
    bool from1904 = false;     // days are counted from 1904
    std::int64_t formulasWithoutValue = 0;
};

/// 0 for "A7", 27 for "AB7"; nothing where there are no letters or more columns than a sheet has.
std::optional<std::size_t> columnOf(std::string_view reference);
/// "A", "AB".
std::string columnLetters(std::size_t column);

/// Whether a number format shows a date or a time.
bool isDateFormat(std::string_view code);
/// "2024-03-01", "2024-03-01T14:30:00" or "14:30:00" of a number of days.
std::string dateText(double days, bool from1904);

/// The text of a <si> or <is> element: its runs, without reading aids.
std::string richText(const pugi::xml_node& node);

/// The value of a <c> element into `field`. Returns what is wrong, or nothing.
std::optional<std::string> readCell(const pugi::xml_node& cell, XlsxContext& context, Field& field);

}  // namespace tunesmith
