#include "app/cli/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/data/text.h"

namespace tunesmith::cli {
namespace {

bool startsCharacter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

/// Numbers, percentages, sizes and times: a cell that begins with a digit or a sign before one, or says that there is
/// none.
bool looksLikeNumber(const std::string& cell) {
    if (cell == "-" || cell.empty()) return true;
    const std::size_t first = cell[0] == '-' || cell[0] == '+' ? 1 : 0;
    return cell.size() > first && cell[first] >= '0' && cell[first] <= '9';
}

std::string padded(const std::string& cell, std::size_t width, bool right) {
    const std::string space(width - std::min(width, characters(cell)), ' ');
    return right ? space + cell : cell + space;
}

std::string withoutTrailingSpaces(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

}  // namespace

std::string bytesText(std::int64_t bytes) {
    if (bytes < 0) return "-";
    if (bytes < 1000) return fmt::format("{} B", bytes);
    double value = double(bytes);
    for (const char* unit : {"kB", "MB", "GB"}) {
        value /= 1000;
        if (value < 999.5) return fmt::format("{:.{}f} {}", value, value < 9.95 ? 1 : 0, unit);
    }
    return fmt::format("{:.1f} TB", value / 1000);
}

std::string secondsText(double seconds) {
    if (!(seconds >= 0)) return "-";
    if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
    const auto whole = std::int64_t(std::llround(std::min(seconds, 1e12)));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string countText(std::int64_t count) {
    return thousands(count);
}

std::string numberText(double value, int digits) {
    return fmt::format("{:.{}f}", value, digits);
}

std::string percentText(std::int64_t part, std::int64_t whole) {
    return whole <= 0 ? "-" : fmt::format("{:.0f} %", 100.0 * double(part) / double(whole));
}

std::size_t characters(const std::string& text) {
    return std::size_t(std::count_if(text.begin(), text.end(), startsCharacter));
}

std::string withoutControls(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        // U+0080..U+009F are control characters too; in UTF-8 they are C2 80..9F.
        const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) {
            out += fmt::format("\\x{:02x}", byte);
        } else if (c1) {
            out += fmt::format("\\u00{:02x}", static_cast<unsigned char>(text[++i]));
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string oneLine(const std::string& text, std::size_t width) {
    std::string line;
    for (char c : withoutControls(text)) {
        const bool space = c == '\n' || c == '\t' || c == ' ';
        if (!space || (!line.empty() && line.back() != ' ')) line += space ? ' ' : c;
    }
    line = withoutTrailingSpaces(line);
    if (width == 0 || characters(line) <= width) return line;
    std::size_t end = 0, seen = 0;
    for (; end < line.size(); ++end)
        if (startsCharacter(line[end]) && ++seen == width) break;
    return withoutTrailingSpaces(line.substr(0, end)) + "…";
}

std::string tableText(const std::vector<std::string>& headers, const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    std::vector<bool> right;
    for (std::size_t c = 0; c < headers.size(); ++c) {
        std::size_t width = characters(headers[c]);
        for (const auto& row : rows) width = std::max(width, characters(row[c]));
        widths.push_back(width);
        right.push_back(!rows.empty() && std::all_of(rows.begin(), rows.end(),
                                                     [&](const auto& row) { return looksLikeNumber(row[c]); }));
    }
    const auto lineOf = [&](const std::vector<std::string>& cells) {
        std::string line;
        for (std::size_t c = 0; c < cells.size(); ++c) line += (c ? "  " : "") + padded(cells[c], widths[c], right[c]);
        return withoutTrailingSpaces(line) + "\n";
    };
    std::string text = lineOf(headers);
    std::vector<std::string> rules;
    for (auto width : widths) rules.emplace_back(width, '-');
    text += lineOf(rules);
    for (const auto& row : rows) text += lineOf(row);
    return text;
}

std::string fieldsText(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::size_t width = 0;
    for (const auto& [name, value] : fields) width = std::max(width, characters(name));
    std::string text;
    for (const auto& [name, value] : fields)
        if (!value.empty()) text += padded(name, width + 2, false) + value + "\n";
    return text;
}

}  // namespace tunesmith::cli
