#include "core/data/profile/terms.h"

namespace tunesmith {

std::string foldedText(std::string_view word) {
    std::string folded;
    for (std::size_t i = 0; i < word.size();) {
        const auto byte = std::uint8_t(word[i]);
        const utf8::CodePoint c = byte < 0x80 ? utf8::CodePoint{byte, 1} : utf8::decode(word, i);
        const words::Folded one = byte < 0x80 ? words::kAscii[byte] : words::foldWide(c.value);
        if (one.kind != words::Kind::Unseen) utf8::append(folded, one.value);
        i += c.bytes;
    }
    return folded;
}

bool isTermWord(const Word& word) {
    constexpr std::size_t longest = 40;
    if (word.text.size() < 2 || word.text.size() > longest) return false;
    bool letters = false;
    for (const char c : word.text) {
        if (c == '<' || c == '>' || c == '=' || c == '/' || c == '\\' || c == '@') return false;
        letters = letters || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::uint8_t(c) >= 0xC3;
    }
    return letters && !isStopWord(word.hash);
}

}  // namespace tunesmith
