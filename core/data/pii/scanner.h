// Scanner: finds personal data in a text. What has check digits is checked; what is ambiguous needs a word nearby, its
// usual layout or a country of the project; names and places come from lists and the words around them and are for a
// person to review.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/pii/entity.h"
#include "core/data/pii/pattern.h"

namespace tunesmith::pii {

using EntitySet = std::bitset<std::size_t(kEntities)>;
/// All of them.
EntitySet allEntities();
/// What is found without guessing: all that nobody has to review.
EntitySet certainEntities();

struct Finding {
    Entity entity = Entity::Custom;
    std::size_t begin = 0, end = 0;  // bytes of the text
    float score = 0;                 // 0 to 1: how sure it is
    std::string label;               // of Custom the pattern's name, of SpecialCategory which one; else empty

    bool review() const { return entityInfo(entity).review; }
    bool operator==(const Finding&) const = default;
};

/// A pattern that a project defines.
struct CustomPattern {
    std::string name;  // in placeholders: letters, digits and _
    Pattern pattern;
    std::vector<std::string>
        context;  // lower-case words of which one has to stand within five words; empty: none needed
};

struct ScanOptions {
    EntitySet entities = allEntities();
    std::vector<std::string>
        countries;  // ISO 3166, of the project: their numbers need no word nearby, their phone numbers no +
    std::vector<CustomPattern> patterns;
};

class Scanner {
public:
    /// Throws Error(BadInput) for a country that is none, or a pattern's name that is none.
    explicit Scanner(ScanOptions options = {});

    /// In the order of the text. Of findings that overlap, the longest stands; within a web address both do. Invalid
    /// UTF-8 hides what is in it and does no harm. Thread-safe. Throws Error(BadInput) from 4 GiB on.
    std::vector<Finding> scan(std::string_view text) const;
    const ScanOptions& options() const { return options_; }

private:
    ScanOptions options_;
};

}  // namespace tunesmith::pii
