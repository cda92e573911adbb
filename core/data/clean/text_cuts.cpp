#include "core/data/clean/text_cuts.h"

#include <vector>

#include "core/base/utf8.h"

namespace tunesmith {

namespace {

bool isSpace(char32_t c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x3000;
}

bool endsSentence(char32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
           c == 0x061F || c == 0x06D4 || c == 0x0964;
}

/// Full stops of scripts that put no space behind them.
bool endsSentenceAlone(char32_t c) {
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

bool closes(char32_t c) {
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x300D;
}

struct Cuts {
    std::vector<std::size_t> sentences, words, characters;
};

/// Positions in ascending order, without the text's ends, none behind a space.
Cuts cutsOf(std::string_view text) {
    Cuts cuts;
    bool ended = false,
         alone = false;  // a sentence has ended and nothing but closing marks came since; without need of a space
    char32_t before = ' ';
    for (std::size_t i = 0; i < text.size();) {
        const utf8::CodePoint c = utf8::decode(text, i);
        if (!isSpace(before) && i > 0) {
            cuts.characters.push_back(i);
            if (isSpace(c.value)) cuts.words.push_back(i);
            if ((ended && isSpace(c.value)) || c.value == '\n' || (alone && !closes(c.value) && !endsSentence(c.value)))
                cuts.sentences.push_back(i);
        }
        if (endsSentence(c.value)) {
            ended = true;
            alone = endsSentenceAlone(c.value);
        } else if (!closes(c.value)) {
            ended = alone = false;
        }
        before = c.value;
        i += c.bytes;
    }
    return cuts;
}

}  // namespace

std::size_t longestCut(std::string_view text, const std::function<bool(std::size_t)>& fits) {
    const Cuts cuts = cutsOf(text);
    for (const auto* list : {&cuts.sentences, &cuts.words, &cuts.characters}) {
        std::size_t good = 0, bad = list->size();  // so many from the start fit; from here on none does
        while (good < bad) {
            const std::size_t middle = (good + bad) / 2;
            if (fits((*list)[middle]))
                good = middle + 1;
            else
                bad = middle;
        }
        if (good > 0) return (*list)[good - 1];
    }
    return 0;
}

}  // namespace tunesmith
