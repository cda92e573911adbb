// Phrases: a list of words and phrases that is looked for in texts, whole words only, in any case and with any spacing.
// Any thread.
#pragma once

#include <bitset>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tunesmith {

class Phrases {
public:
    explicit Phrases(const std::vector<std::string_view>& phrases);

    /// The first of them that begins among the first `words` words of `text`, as it was given; empty where there is
    /// none.
    std::string_view find(std::string_view text, std::size_t words = std::numeric_limits<std::size_t>::max()) const;

private:
    struct Phrase {
        std::vector<std::uint64_t> rest;  // hashes of the words after the first
        std::string text;
    };
    std::bitset<4096> maybe_;  // by the first word's hash: almost all words are passed by here
    std::unordered_map<std::uint64_t, std::vector<Phrase>> byFirst_;
};

}  // namespace tunesmith
