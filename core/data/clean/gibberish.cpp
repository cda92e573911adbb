#include "core/data/clean/gibberish.h"

#include <array>
#include <bitset>
#include <cstdint>

#include "core/base/utf8.h"

namespace tunesmith {

namespace {

/// For each letter, letters that hardly ever follow it in the languages that are written in the Latin alphabet.
constexpr std::array<std::string_view, 26> kRareAfter = {
    /* a */ "",
    /* b */ "fgqx",
    /* c */ "bfgvx",
    /* d */ "qx",
    /* e */ "",
    /* f */ "bdgjkpqvwxz",
    /* g */ "cfjkqvx",
    /* h */ "fgjkpqx",
    /* i */ "",
    /* j */ "bcdfghjklmnpqrstvwxyz",
    /* k */ "bfgjqx",
    /* l */ "jqx",
    /* m */ "jqx",
    /* n */ "",
    /* o */ "",
    /* p */ "bgjkqvx",
    /* q */ "bcdefghjklmnopqrstvwxyz",
    /* r */ "jqx",
    /* s */ "jx",
    /* t */ "jqx",
    /* u */ "",
    /* v */ "bfghjqwx",
    /* w */ "jqvx",
    /* x */ "bdfgjkmnrsvwxz",
    /* y */ "jqy",
    /* z */ "fjpqx"};

constexpr std::size_t kShortest = 5, kLongest = 30;
constexpr std::size_t kLeastLetters = 20;

bool isVowel(int letter) {
    return letter == 0 || letter == 4 || letter == 8 || letter == 14 || letter == 20 || letter == 24;
}

const std::array<std::bitset<26>, 26>& rarePairs() {
    static const auto pairs = [] {
        std::array<std::bitset<26>, 26> table;
        for (std::size_t i = 0; i < 26; ++i)
            for (const char c : kRareAfter[i]) table[i].set(std::size_t(c - 'a'));
        return table;
    }();
    return pairs;
}

/// Of a word in plain letters: no vowel, nine consonants in a row ("Angstschweiß" has eight), or two pairs of letters
/// that hardly ever meet.
bool isOdd(std::string_view word) {
    const auto& rare = rarePairs();
    int run = 0, longest = 0, vowels = 0, pairs = 0, before = -1;
    for (const char c : word) {
        const int letter = (c | 0x20) - 'a';
        run = isVowel(letter) ? 0 : run + 1;
        longest = run > longest ? run : longest;
        vowels += isVowel(letter);
        pairs += before >= 0 && rare[std::size_t(before)].test(std::size_t(letter));
        before = letter;
    }
    return vowels == 0 || longest >= 9 || pairs >= 2;
}

bool isAllCapital(std::string_view word) {
    for (const char c : word)
        if (c >= 'a') return false;
    return true;
}

}  // namespace

double gibberishShare(std::string_view text) {
    constexpr utf8::AsciiSet opening(" \t\n\r\v\f\"('"), closing(" \t\n\r\v\f.,;:!?\")'");
    std::size_t letters = 0, odd = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto isLetter = [&](std::size_t at) { return std::uint8_t((text[at] | 0x20) - 'a') < 26; };
        if (!isLetter(i)) {
            // Behind anything but a space, a quote or a bracket letters are a part of something else.
            const bool opens = opening.has(text[i]);
            ++i;
            if (!opens) i = utf8::kSpaces.find(text, i);
            continue;
        }
        const std::size_t begin = i;
        while (i < text.size() && isLetter(i)) ++i;
        const std::string_view word = text.substr(begin, i - begin);
        const bool ends = i == text.size() || closing.has(text[i]);
        if (!ends || word.size() < kShortest || word.size() > kLongest || isAllCapital(word)) continue;
        letters += word.size();
        if (isOdd(word)) odd += word.size();
    }
    return letters < kLeastLetters ? 0 : double(odd) / double(letters);
}

}  // namespace tunesmith
