#include "core/data/import/xlsx_cells.h"

#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "core/base/error.h"

namespace tunesmith {

namespace {

constexpr std::size_t kMostColumns = 16384;
constexpr std::size_t kMostStrings = std::size_t(512) << 20;

/// Appends text in which _x000D_ stands for a character that XML cannot hold.
void appendUnescaped(std::string& out, std::string_view text) {
    std::size_t from = 0;
    for (auto at = text.find("_x"); at != std::string_view::npos; at = text.find("_x", at + 1)) {
        unsigned code = 0;
        const char* digits = text.data() + at + 2;
        if (at + 7 > text.size() || text[at + 6] != '_') continue;
        const auto read = std::from_chars(digits, digits + 4, code, 16);
        if (read.ptr != digits + 4 || code == 0 || code >= 0x80) continue;
        out.append(text, from, at - from);
        out += char(code);
        from = at + 7;
    }
    out.append(text, from, text.size() - from);
}

void appendRuns(std::string& out, const pugi::xml_node& node, int depth) {
    for (const pugi::xml_node child : node.children()) {
        const std::string_view name = localName(child.name());
        if (name == "t")
            appendUnescaped(out, child.text().get());
        else if (name == "r" && depth < 4)
            appendRuns(out, child, depth + 1);
    }
}

std::string valueOf(const pugi::xml_node& cell) {
    return childNamed(cell, "v").text().get();
}

std::optional<std::string> sharedString(std::string_view number, const XlsxContext& context, Field& field) {
    std::size_t index = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), index);
    if (read.ec != std::errc() || index >= context.strings.size())
        return "names the shared string " + std::string(number.substr(0, 20)) + " where there are " +
               std::to_string(context.strings.size());
    field.value = context.strings.at(index);
    return std::nullopt;
}

/// A number as a spreadsheet shows it: 15 digits at most.
void setNumber(std::string_view text, std::string_view style, const XlsxContext& context, Field& field) {
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size() || !std::isfinite(number)) {
        field.value = text;
        return;
    }
    std::size_t index = 0;
    std::from_chars(style.data(), style.data() + style.size(), index);
    if (!style.empty() && index < context.isDate.size() && context.isDate[index]) {
        field.value = dateText(number, context.from1904);
        return;
    }
    char digits[64];
    std::snprintf(digits, sizeof digits, "%.15g", number);
    field.value = digits;
    field.isText = false;
}

}  // namespace

void SharedStrings::add(std::string_view text) {
    if (all_.size() + text.size() > kMostStrings)
        throw Error(Code::BadInput, "The workbook holds more than " + std::to_string(kMostStrings >> 20) +
                                        " MiB of text; save the sheet as CSV and import that.");
    all_ += text;
    ends_.push_back(all_.size());
}

std::optional<std::size_t> columnOf(std::string_view reference) {
    std::size_t column = 0, letters = 0;
    while (letters < reference.size() && std::isalpha(static_cast<unsigned char>(reference[letters])) && letters < 4)
        column = column * 26 + std::size_t(std::toupper(static_cast<unsigned char>(reference[letters++])) - 'A') + 1;
    if (letters == 0 || column > kMostColumns) return std::nullopt;
    return column - 1;
}

std::string columnLetters(std::size_t column) {
    std::string letters;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26) letters.insert(letters.begin(), char('A' + (n - 1) % 26));
    return letters;
}

bool isDateFormat(std::string_view code) {
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = char(std::tolower(static_cast<unsigned char>(code[i])));
        if (c == ';') return false;  // the first section is that of positive numbers
        if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const auto end = std::min(code.find(']', i), code.size());
            const std::string_view inside = code.substr(i + 1, end - i - 1);
            if (!inside.empty() && inside.find_first_not_of("hmsHMS") == std::string_view::npos) return true;
            i = end;
        } else if (c == 'y' || c == 'm' || c == 'd' || c == 'h' || c == 's') {
            return true;
        } else if (c == 'g' && code.substr(i).starts_with("General")) {
            i += 6;
        }
    }
    return false;
}

std::string dateText(double days, bool from1904) {
    if (!(days >= 0 && days < 2958466)) {  // up to the year 9999, as spreadsheets
        char digits[64];
        std::snprintf(digits, sizeof digits, "%.15g", days);
        return digits;
    }
    auto seconds = std::int64_t(std::llround(days * 86400));
    std::int64_t day = seconds / 86400;
    seconds %= 86400;
    char clock[16], text[48];
    std::snprintf(clock, sizeof clock, "%02d:%02d:%02d", int(seconds / 3600), int(seconds / 60 % 60),
                  int(seconds % 60));
    if (day == 0) return clock;
    // Day 60 of the 1900 count is a 29 February that never was; the days before it are one off.
    day += from1904 ? 1462 : day < 60 ? 1 : 0;
    // Days since 1899-12-30 to a date: the proleptic Gregorian calendar counted in eras of 400 years from 1 March.
    const std::int64_t shifted = day - 25569 + 719468;
    const std::int64_t era = shifted / 146097, ofEra = shifted % 146097;
    const std::int64_t year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
    const std::int64_t ofYear = ofEra - (365 * year + year / 4 - year / 100);
    const std::int64_t month = (5 * ofYear + 2) / 153;
    const int monthNumber = int(month < 10 ? month + 3 : month - 9);
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", int(year + era * 400 + (monthNumber <= 2 ? 1 : 0)), monthNumber,
                  int(ofYear - (153 * month + 2) / 5 + 1));
    return seconds == 0 ? std::string(text) : std::string(text) + "T" + clock;
}

std::string richText(const pugi::xml_node& node) {
    std::string text;
    appendRuns(text, node, 0);
    return text;
}

std::optional<std::string> readCell(const pugi::xml_node& cell, XlsxContext& context, Field& field) {
    const std::string_view type = cell.attribute("t").value();
    const std::string value = valueOf(cell);
    field.value.clear();
    field.isText = true;
    if (value.empty() && childNamed(cell, "f")) ++context.formulasWithoutValue;
    if (type == "s") return sharedString(value, context, field);
    if (type == "inlineStr") {
        field.value = richText(childNamed(cell, "is"));
    } else if (type == "b") {
        field.value = value == "1" || value == "true" ? "true" : "false";
        field.isText = false;
    } else if (type.empty() || type == "n") {
        setNumber(value, cell.attribute("s").value(), context, field);
    } else {
        appendUnescaped(field.value, value);  // a formula's text, an error's name, a date in ISO 8601
    }
    return std::nullopt;
}

}  // namespace tunesmith
