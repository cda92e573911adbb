// What the finders read: a folded text cut into words, and which words around a place speak of an entity.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/pii/entity.h"
#include "core/data/pii/folded.h"
#include "core/data/text.h"

namespace tunesmith::pii {

/// A run of letters and digits. Where letters are followed by six or more digits (BSN123456782), and where letters
/// other than ASCII meet digits, it is cut in two.
struct Word {
    std::uint32_t begin = 0, end = 0;  // bytes of the folded text
    std::uint16_t digits = 0, lower = 0, upper = 0;
    bool wide = false;     // holds letters other than ASCII
    bool capital = false;  // begins with a capital letter (ASCII, Latin, Greek or Cyrillic)
    std::size_t size() const { return end - begin; }
};

/// What stands between two words, as far as it may be a part of a number.
enum class Gap : std::uint8_t { None, Space, Dash, Dot, Slash, Line, Wide };

class Document {
public:
    explicit Document(std::string_view original);

    const Folded& folded() const { return folded_; }
    std::string_view text() const { return folded_.text(); }
    const std::vector<Word>& words() const { return words_; }
    std::string_view word(std::size_t i) const { return text().substr(words_[i].begin, words_[i].size()); }
    /// The word that ends at or after byte `at`; words().size() where there is none.
    std::size_t wordAt(std::size_t at) const;
    /// Between the words i and i + 1.
    Gap gapAfter(std::size_t i) const;

    bool speaksOf(Entity entity, std::size_t word) const { return spokenOf(word)[std::size_t(entity)]; }
    /// How far the nearest word that speaks of `entity` is from the words first..last: 1 is next to them; 0 where there
    /// is none among `before` words before and two behind.
    int contextOf(Entity entity, std::size_t first, std::size_t last, std::size_t before = 5) const;

private:
    using Entities = std::bitset<128>;
    const Entities& spokenOf(std::size_t i) const;

    Folded folded_;
    std::vector<Word> words_;
    mutable std::vector<std::int32_t> spokenAt_;  // of each word: index into spoken_, -1 where not yet looked up
    mutable std::vector<Entities> spoken_;
};

}  // namespace tunesmith::pii
