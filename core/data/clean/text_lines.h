// Lines of a text for the steps that rewrite them: what is code stays as it is. Any thread.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace tunesmith {

/// Calls visit(line, code) for each line of `text` without its line feed; `code` inside a fenced block (``` or ~~~) and
/// on its fences.
template <class Visit>
void forEachLine(std::string_view text, Visit&& visit) {
    std::string_view fence;  // that opened the block at hand
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        const std::size_t first = line.find_first_not_of(" \t");
        const std::string_view start = first == std::string_view::npos ? std::string_view() : line.substr(first, 3);
        const bool marks = start == "```" || start == "~~~";
        const bool code = marks || !fence.empty();
        if (marks && fence.empty())
            fence = start;
        else if (marks && start == fence)
            fence = {};
        visit(line, code);
        begin = end + 1;
    }
}

}  // namespace tunesmith
