// AddedTokens: the tokens that stand outside the vocabulary's merges and are recognised in the text first, the longest
// at each place. Immutable once built; any thread.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "core/tokenize/tokenizer.h"

namespace tunesmith {

/// A stretch of text: one added token, or plain text (index -1).
struct AddedMatch {
    std::uint32_t begin = 0, end = 0;
    std::int32_t index = -1;
};

class AddedTokens {
public:
    /// `pattern` is what is looked for: the token's text, or its normalized form.
    void add(std::string_view pattern, const AddedToken& token, std::int32_t index);
    bool empty() const { return tokens_.empty(); }
    /// Cuts `text` (valid UTF-8): tokens and what lies between them, in order. A token that takes the blanks around it
    /// may overlap the one before, as in the reference.
    void cut(std::string_view text, std::vector<AddedMatch>& out) const;

private:
    struct Edge {
        unsigned char byte;
        std::uint32_t node;
    };
    struct Node {
        std::vector<Edge> edges;  // sorted by byte
        std::int32_t token = -1;  // index into tokens_
    };
    struct Entry {
        std::int32_t index;
        bool lstrip, rstrip, singleWord;
    };
    std::uint32_t child(std::uint32_t node, unsigned char byte) const;
    /// The longest token at `at`: its entry, or -1; `end` is where it ends.
    std::int32_t longestAt(std::string_view text, std::size_t at, std::size_t& end) const;

    std::vector<Node> nodes_{1};
    std::vector<Entry> tokens_;
    std::array<bool, 256> starts_{};
};

}  // namespace tunesmith
