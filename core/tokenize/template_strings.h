// Python's string functions on Text, with origins kept where bytes stay what they were. Positions are code points where
// Python's are.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/tokenize/template_text.h"

namespace tunesmith::jinja {

/// Without the characters of `set` (blanks where it is nothing) at the chosen ends.
Text strip(const Text& text, const std::optional<std::string>& set, bool left, bool right);
/// At most `most` replacements (all where it is negative).
Text replace(const Text& text, const std::string& from, const Text& to, std::int64_t most);
/// Occurrences that replace() would replace.
std::size_t count(const std::string& text, const std::string& part);
/// str.split / str.rsplit; blanks where the separator is nothing; at most `most` cuts (all where it is negative).
std::vector<Text> split(const Text& text, const std::optional<std::string>& separator, std::int64_t most,
                        bool fromRight);
std::vector<Text> splitLines(const Text& text);

Text upper(const Text& text);
Text lower(const Text& text);
/// First letter large, the rest small.
Text capitalize(const Text& text);
/// str.title(): every run of letters capitalized.
Text title(const Text& text);

std::size_t lengthOf(const std::string& bytes);  // code points
bool isBlank(char32_t c);                        // str.isspace

}  // namespace tunesmith::jinja
