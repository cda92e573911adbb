// Made-up documents with names of people and places in them: what the detectors of names and places are measured on.
//
// People come from thirty countries and more, the fewer with common and the more with rare names, written down by
// country and not by the detector's lists; places are capitals, cities, towns and villages. Half of the names stand
// behind a title, a role, a greeting or the like, of which the detector knows some and others not; the other half
// stands bare. Among them lie sentences with capital words that are nobody: firms, products, headings, streets, wards,
// and German nouns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pii_test {

enum class Told { NameWithCue, NameBare, Place, Street };

struct Marked {
    Told told;
    std::size_t begin, end;  // bytes of the text
};

struct NamePage {
    std::string text;
    std::vector<Marked> marked;
};

NamePage makeNamePage(std::uint64_t seed);

}  // namespace pii_test
