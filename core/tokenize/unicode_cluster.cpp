// Look-ups in the tables of unicode_marks.cpp and unicode_scripts.cpp, and grapheme clusters by the rules GB1 to GB999
// of Unicode annex 29.
#include <algorithm>
#include <array>

#include "core/tokenize/unicode_class.h"
#include "core/tokenize/unicode_marks.h"

namespace tunesmith::unicode {
namespace {

/// A table of runs (first code point << Shift | value), spread out for code points that texts are made of; the others
/// are searched for.
template <unsigned Shift>
class Spread {
public:
    Spread(const std::uint32_t* runs, std::size_t count) : runs_(runs), count_(count) {
        std::size_t run = 0;
        for (std::uint32_t c = 0; c < near_.size(); ++c) {
            while (run + 1 < count && (runs[run + 1] >> Shift) <= c) ++run;
            near_[c] = std::uint8_t(runs[run] & kMask);
        }
    }
    std::uint8_t operator()(char32_t c) const {
        if (c < near_.size()) return near_[c];
        const std::uint32_t key = std::uint32_t(std::min<char32_t>(c, 0x10FFFF)) << Shift | kMask;
        return std::uint8_t(*(std::upper_bound(runs_, runs_ + count_, key) - 1) & kMask);
    }

private:
    static constexpr std::uint32_t kMask = (1u << Shift) - 1;
    const std::uint32_t* runs_;
    std::size_t count_;
    std::array<std::uint8_t, 0x3100> near_{};
};

/// Whether the next code point belongs to the cluster, from what the cluster's end looks like.
class Joins {
public:
    explicit Joins(char32_t first, Break kind) { step(first, kind); }

    bool operator()(char32_t next, Break kind) const {
        if (last_ == Break::Control) return lastValue_ == '\r' && next == '\n';
        switch (kind) {
            case Break::Control:
                return false;
            case Break::Extend:
            case Break::Spread:
            case Break::Linker:
            case Break::Joiner:
            case Break::Spacing:
                return true;
            case Break::Flag:
                return last_ == Break::Prepend || (last_ == Break::Flag && flags_ % 2 == 1);
            case Break::Picture:
                return last_ == Break::Prepend || (last_ == Break::Joiner && picture_);
            case Break::Consonant:
                return last_ == Break::Prepend || (conjunct_ && linked_);
            case Break::Lead:
            case Break::LeadVowel:
            case Break::Syllable:
                return last_ == Break::Prepend || last_ == Break::Lead;
            case Break::Vowel:
                return last_ == Break::Prepend || last_ == Break::Lead || last_ == Break::LeadVowel ||
                       last_ == Break::Vowel;
            case Break::Tail:
                return last_ == Break::Prepend || last_ == Break::LeadVowel || last_ == Break::Vowel ||
                       last_ == Break::Syllable || last_ == Break::Tail;
            default:
                return last_ == Break::Prepend;
        }
    }

    void step(char32_t value, Break kind) {
        const bool extends = kind == Break::Extend || kind == Break::Spread || kind == Break::Linker;
        if (kind == Break::Picture)
            picture_ = true;
        else if (last_ == Break::Joiner || (!extends && kind != Break::Joiner))
            picture_ = false;
        if (kind == Break::Consonant) {
            conjunct_ = true;
            linked_ = false;
        } else if (kind == Break::Linker) {
            linked_ = conjunct_;
        } else if (kind != Break::Spread && kind != Break::Joiner) {
            conjunct_ = false;
        }
        flags_ = kind == Break::Flag ? flags_ + 1 : 0;
        last_ = kind;
        lastValue_ = value;
    }

private:
    Break last_ = Break::Other;
    char32_t lastValue_ = 0;
    bool picture_ = false, conjunct_ = false, linked_ = false;
    int flags_ = 0;
};

}  // namespace

std::uint8_t marksOf(char32_t c) {
    static const Spread<4> table(kMarks, kMarksCount);
    return table(c);
}

Break breakOf(char32_t c) {
    static const Spread<4> table(kBreaks, kBreaksCount);
    return Break(table(c));
}

std::uint8_t scriptOf(char32_t c) {
    static const Spread<8> table(kScripts, kScriptsCount);
    return table(c);
}

char32_t lowerCase(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    const LowerRun* run =
        std::upper_bound(kLower, kLower + kLowerCount, c, [](char32_t v, const LowerRun& r) { return v < r.first; });
    if (run == kLower) return c;
    --run;
    return c <= run->last && (c - run->first) % run->step == 0 ? char32_t(std::int32_t(c) + run->difference) : c;
}

std::size_t clusterAt(std::string_view text, std::size_t at) {
    const CodePoint first = decode(text.data() + at);
    Joins joins(first.value, breakOf(first.value));
    std::size_t end = at + first.bytes;
    while (end < text.size()) {
        const CodePoint next = decode(text.data() + end);
        const Break kind = breakOf(next.value);
        if (!joins(next.value, kind)) break;
        joins.step(next.value, kind);
        end += next.bytes;
    }
    return end - at;
}

}  // namespace tunesmith::unicode
