// Looking at text: is it UTF-8, does it hold characters that a reader does not see, how does it stand in JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunesmith {

/// The first byte that makes `text` invalid UTF-8; nothing where it is valid.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text);

/// Characters that print nothing or change how others print, counted.
struct TextCounts {
    std::int64_t nul = 0;        // U+0000
    std::int64_t control = 0;    // U+0001..U+001F without tab, line feed and carriage return; U+007F
    std::int64_t bidi = 0;       // U+061C, U+200E, U+200F, U+202A..U+202E, U+2066..U+2069
    std::int64_t zeroWidth = 0;  // U+200B..U+200D, U+2060, U+FEFF
    TextCounts& operator+=(const TextCounts& other);
    bool operator==(const TextCounts&) const = default;
};
TextCounts countUnseen(std::string_view text);

/// ASCII letters in lower case; everything else stays.
inline char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}
std::string lowered(std::string_view text);

/// "a, b, c".
std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ");

std::string thousands(std::int64_t n);  // "12,345"

/// Appends `text` as a JSON string with its quotes; only what must be escaped is.
void appendJsonString(std::string& out, std::string_view text);

/// At most `maxBytes` of `text` as valid UTF-8: bytes that are not stand as \xNN, a cut end as "...".
std::string printableExcerpt(std::string_view text, std::size_t maxBytes);

}  // namespace tunesmith
