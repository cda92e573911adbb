// Words that name groups of people, in English and German: own lists, in neutral terms, with the opposite ends of each
// family. Whole words, any case. A list of words cannot know what is meant: "old" counts only before a word for a
// person, names and hints are not seen at all. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace tunesmith {

struct PeopleGroup {
    std::string family, name;        // "age", "older people"
    std::vector<std::string> terms;  // as they are counted; "old +" needs a word for a person behind it
};
/// All of them; families stand together.
const std::vector<PeopleGroup>& peopleGroups();

/// Finds the terms of all groups in a text.
class GroupFinder {
public:
    /// A term by its number over all groups, in their order.
    struct Term {
        std::size_t group;
        std::string text;
    };

    GroupFinder();
    const std::vector<Term>& terms() const { return terms_; }
    /// The terms that occur, ascending, each once. `words`: the text's, as hashWords() gives them.
    void find(const std::vector<std::uint64_t>& words, std::vector<std::uint16_t>& found) const;

private:
    struct Entry {
        std::vector<std::uint64_t> rest;  // words after the first
        bool beforePerson;
        std::uint16_t term;
    };
    std::vector<Term> terms_;
    std::unordered_map<std::uint64_t, std::vector<Entry>> byFirst_;
    std::unordered_map<std::uint64_t, bool> persons_;
};

}  // namespace tunesmith
