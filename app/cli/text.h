// How the command line writes numbers, times, sizes and tables for people.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tunesmith::cli {

std::string bytesText(std::int64_t bytes);  // "1.1 GB" (powers of 1000), "-" below 0
std::string secondsText(double seconds);    // "45 s", "3 min 20 s", "2 h 5 min"; "-" below 0
std::string countText(std::int64_t count);  // "134,515,008"
std::string numberText(double value, int digits = 4);
std::string percentText(std::int64_t part, std::int64_t whole);  // "92 %"

/// One line of at most `width` characters: line ends become spaces, and what is cut off leaves an ellipsis. `width` 0:
/// not cut.
std::string oneLine(const std::string& text, std::size_t width = 0);

/// Control characters made visible, so that a text from a file or a model cannot steer the terminal. Line ends and tabs
/// stay.
std::string withoutControls(const std::string& text);

/// Characters (code points) of a UTF-8 text: what a column's width is counted in.
std::size_t characters(const std::string& text);

/// Columns with a header line and a rule, numbers to the right. Every row has as many cells as there are headers.
std::string tableText(const std::vector<std::string>& headers, const std::vector<std::vector<std::string>>& rows);

/// "a: 1" lines with the values under one another.
std::string fieldsText(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace tunesmith::cli
