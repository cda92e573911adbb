#include "core/data/pii/document.h"

#include <algorithm>
#include <array>

#include "core/data/pii/context_words.h"
#include "core/data/text.h"

namespace tunesmith::pii {

namespace {

enum Class : std::uint8_t { Other, Digit, Lower, Upper, Wide };

constexpr std::array<Class, 256> kClasses = [] {
    std::array<Class, 256> classes{};
    for (int c = '0'; c <= '9'; ++c) classes[std::size_t(c)] = Digit;
    for (int c = 'a'; c <= 'z'; ++c) classes[std::size_t(c)] = Lower;
    for (int c = 'A'; c <= 'Z'; ++c) classes[std::size_t(c)] = Upper;
    for (int c = 0x80; c < 256; ++c) classes[std::size_t(c)] = Wide;
    return classes;
}();

/// A capital letter beyond ASCII: Latin-1, Greek, Cyrillic, and Latin Extended-A by its rule of pairs.
bool isWideCapital(std::string_view text) {
    const auto lead = std::uint8_t(text[0]);
    const auto next = text.size() > 1 ? std::uint8_t(text[1]) : std::uint8_t(0);
    if (lead == 0xC3) return next >= 0x80 && next <= 0x9E && next != 0x97;
    if (lead == 0xC4) return (next < 0xB8) == (next % 2 == 0);
    if (lead == 0xC5) return (next >= 0x8A && next < 0xB8) == (next % 2 == 0);
    if (lead == 0xCE) return next >= 0x86 && next <= 0xA9;
    return lead == 0xD0 && next >= 0x80 && next <= 0xAF;
}

/// Letters and then six or more digits, nothing else: where the digits begin, else 0.
std::size_t digitTail(std::string_view word, const Word& w) {
    const std::size_t letters = std::size_t(w.lower) + w.upper;
    if (w.wide || letters < 2 || w.digits < 6) return 0;
    for (std::size_t i = 0; i < letters; ++i)
        if (kClasses[std::uint8_t(word[i])] == Digit) return 0;
    return letters;
}

/// Length of what redaction put in a value's place, [EMAIL_1] or [EMAIL_0b1f...]: nothing in it announces anything. 1
/// where it is none.
std::size_t placeholderLength(std::string_view text) {
    std::size_t at = 1;
    while (at < text.size() && at < 64 &&
           (kClasses[std::uint8_t(text[at])] == Upper || kClasses[std::uint8_t(text[at])] == Digit || text[at] == '_'))
        ++at;
    while (at < text.size() && at < 80 &&
           ((text[at] >= 'a' && text[at] <= 'f') || kClasses[std::uint8_t(text[at])] == Digit))
        ++at;
    const bool closed = at < text.size() && text[at] == ']' && at > 3;
    return closed && text.substr(0, at).find('_') != std::string_view::npos ? at + 1 : 1;
}

}  // namespace

Document::Document(std::string_view original) : folded_(original) {
    const std::string_view text = folded_.text();
    words_.reserve(text.size() / 6 + 1);
    for (std::size_t i = 0; i < text.size();) {
        Class c = kClasses[std::uint8_t(text[i])];
        if (c == Other) {
            i += text[i] == '[' ? placeholderLength(text.substr(i)) : 1;
            continue;
        }
        Word word;
        word.begin = std::uint32_t(i);
        word.capital = c == Upper || (c == Wide && isWideCapital(text.substr(i, 2)));
        Class previous = c;
        for (; i < text.size() && (c = kClasses[std::uint8_t(text[i])]) != Other; ++i) {
            if ((c == Wide && previous == Digit) || (c == Digit && previous == Wide)) break;
            word.digits = std::uint16_t(word.digits + (c == Digit));
            word.lower = std::uint16_t(word.lower + (c == Lower));
            word.upper = std::uint16_t(word.upper + (c == Upper));
            word.wide = word.wide || c == Wide;
            previous = c;
        }
        word.end = std::uint32_t(i);
        const std::size_t tail = digitTail(text.substr(word.begin, word.size()), word);
        if (tail > 0) {
            Word head = word;
            head.end = word.begin = std::uint32_t(head.begin + tail);
            head.digits = word.lower = word.upper = 0;
            word.capital = false;
            words_.push_back(head);
        }
        words_.push_back(word);
    }
}

std::size_t Document::wordAt(std::size_t at) const {
    const auto found =
        std::lower_bound(words_.begin(), words_.end(), at, [](const Word& w, std::size_t v) { return w.end < v; });
    return std::size_t(found - words_.begin());
}

Gap Document::gapAfter(std::size_t i) const {
    if (i + 1 >= words_.size()) return Gap::Wide;
    const std::string_view between = text().substr(words_[i].end, words_[i + 1].begin - words_[i].end);
    if (between.empty()) return Gap::None;
    if (between.size() > 4) return Gap::Wide;
    char sign = 0;
    std::size_t lines = 0, spaces = 0;
    for (const char c : between) {
        if (c == '\n')
            ++lines;
        else if (c == ' ' || c == '\r' || c == '\t')
            ++spaces;
        else if (sign != 0)
            return Gap::Wide;
        else
            sign = c;
    }
    if (lines > 1 || (sign != 0 && sign != '-' && (lines > 0 || spaces > 0))) return Gap::Wide;
    if (lines == 1) return Gap::Line;
    switch (sign) {
        case 0:
            return spaces <= 2 ? Gap::Space : Gap::Wide;
        case '-':
            return Gap::Dash;
        case '.':
            return Gap::Dot;
        case '/':
            return Gap::Slash;
        default:
            return Gap::Wide;
    }
}

const Document::Entities& Document::spokenOf(std::size_t i) const {
    if (spokenAt_.empty()) {
        spokenAt_.assign(words_.size(), -1);
        spoken_.emplace_back();  // 0: of nothing
    }
    if (spokenAt_[i] < 0) {
        const Entities found = words_[i].size() < 2 || words_[i].digits == words_[i].size()
                                   ? Entities()
                                   : entitiesOfWord(lowered(word(i)), words_[i].wide);
        spokenAt_[i] = found.none() ? 0 : std::int32_t(spoken_.size());
        if (found.any()) spoken_.push_back(found);
    }
    return spoken_[std::size_t(spokenAt_[i])];
}

int Document::contextOf(Entity entity, std::size_t first, std::size_t last, std::size_t before) const {
    for (std::size_t distance = 1; distance <= before; ++distance) {
        if (distance <= first && spokenOf(first - distance)[std::size_t(entity)]) return int(distance);
        if (distance <= 2 && last + distance < words_.size() && spokenOf(last + distance)[std::size_t(entity)])
            return int(distance);
    }
    return 0;
}

}  // namespace tunesmith::pii
