// The 256 printable characters that byte-level vocabularies write bytes with (GPT-2's table): printable Latin-1 stands
// for itself, every other byte for U+0100 and on, in order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tunesmith {

/// The character of a byte, and its length in UTF-8 (1 or 2).
char32_t characterOfByte(std::uint8_t byte);
std::uint32_t lengthInAlphabet(std::uint8_t byte);

/// The bytes that `token` spells; empty where a character is not of the alphabet.
std::optional<std::string> bytesFromAlphabet(std::string_view token);
std::string alphabetFromBytes(std::string_view bytes);

}  // namespace tunesmith
