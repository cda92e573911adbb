#include "core/tokenize/byte_alphabet.h"

#include <array>

#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

struct Alphabet {
    std::array<char32_t, 256> character{};
    std::array<std::int16_t, 0x200> byte{};  // -1: not of the alphabet

    Alphabet() {
        byte.fill(-1);
        char32_t next = 0x100;
        for (unsigned b = 0; b < 256; ++b) {
            const bool printable = (b >= 0x21 && b <= 0x7E) || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            character[b] = printable ? b : next++;
            byte[character[b]] = std::int16_t(b);
        }
    }
};

const Alphabet& alphabet() {
    static const Alphabet instance;
    return instance;
}

}  // namespace

char32_t characterOfByte(std::uint8_t byte) {
    return alphabet().character[byte];
}

std::uint32_t lengthInAlphabet(std::uint8_t byte) {
    return characterOfByte(byte) < 0x80 ? 1 : 2;
}

std::optional<std::string> bytesFromAlphabet(std::string_view token) {
    std::string bytes;
    bytes.reserve(token.size());
    for (std::size_t at = 0; at < token.size();) {
        const unicode::CodePoint c = unicode::decode(token.data() + at);
        const int byte = c.value < 0x200 ? alphabet().byte[c.value] : -1;
        if (byte < 0) return std::nullopt;
        bytes += char(byte);
        at += c.bytes;
    }
    return bytes;
}

std::string alphabetFromBytes(std::string_view bytes) {
    std::string token;
    for (const char b : bytes) unicode::append(token, characterOfByte(static_cast<std::uint8_t>(b)));
    return token;
}

}  // namespace tunesmith
