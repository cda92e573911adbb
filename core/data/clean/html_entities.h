// HTML's character references: "&eacute;", "&#233;", "&#xE9;". Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tunesmith {

struct Entity {
    std::string text;     // what it stands for, UTF-8
    std::size_t end = 0;  // behind it
};

/// The reference that begins with the '&' at `at`, with its semicolon; nothing where there is none, or where it stands
/// for a character that no text should have.
std::optional<Entity> entityAt(std::string_view text, std::size_t at);

}  // namespace tunesmith
