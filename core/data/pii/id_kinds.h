// The table of numbers: form, check, usual layouts, and what has to speak for them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/data/pii/entity.h"
#include "core/data/pii/pattern.h"

namespace tunesmith::pii {

/// What a number needs beside its check. A country of the project serves as a word does, where there is a check digit.
enum class Need : std::uint8_t {
    Nothing,  // it may stand anywhere, bare or in its layout
    Layout,   // its layout, or a word nearby
    Word,     // a word nearby
};

/// Further demands, as bits.
enum IdDemand : std::uint8_t {
    kCapitals = 1,   // its letters are capitals in the text
    kOneWord = 2,    // no separators
    kAnyGroups = 4,  // any grouping, as the check is strong
    kNoSpaces = 8,   // separators may be - . / only, and the word must stand right before it
    kDashes = 16,    // the layout counts only with - or . between groups
};

struct IdKind {
    Entity entity;
    const char* form;  // a Pattern
    bool (*check)(std::string_view);
    Need need;
    const char* layouts;  // sizes of groups: "4 4 4 4;4 6 5"
    std::uint8_t demands = 0;
    Pattern pattern{form};
};

/// Thread-safe.
const std::vector<IdKind>& idKinds();

}  // namespace tunesmith::pii
