// WordModel: what turns one word into tokens (BPE, Unigram, WordPiece). Immutable; any thread, each with its own
// WordScratch.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/tokenize/vocabulary.h"

namespace tunesmith {

/// One token of a word. `bytes` is how much of the word it takes, as the reference counts it (see Bpe::encode). A token
/// of no bytes stands at the same place as the next one that has some: several bytes of one unknown stretch do.
struct Symbol {
    TokenId id = 0;
    std::uint32_t bytes = 0;
};

/// What the models work with; kept between calls.
struct WordScratch {
    struct Link {
        TokenId id;
        std::uint32_t bytes;
        std::int32_t before, after;  // -1: none
        std::uint32_t rank;          // of the pair with the next one
        TokenId merged;              // what the pair becomes
    };
    struct Candidate {
        std::uint32_t rank;
        std::int32_t at;
        TokenId merged;
    };
    struct Best {
        double score;
        TokenId id;
        std::uint32_t start;  // of the token that ends here; ~0: no path leads here
    };
    std::vector<Link> links;      // Bpe
    std::vector<Candidate> heap;  // Bpe
    std::string text;             // Bpe
    std::vector<Best> best;       // Unigram
};

class WordModel {
public:
    virtual ~WordModel() = default;

    /// Appends the tokens of `word` (valid UTF-8, not empty).
    virtual void encode(std::string_view word, std::vector<Symbol>& out, WordScratch& scratch) const = 0;

    /// Switches to plain bytes in place of the byte alphabet's characters. False, and unchanged, where the model
    /// cannot.
    virtual bool readPlainBytes() { return false; }
    virtual bool plainBytes() const { return false; }
    virtual bool hasByte(std::uint8_t) const { return true; }

    /// The sign before which a long text may be cut without changing any token (not behind another one). Empty where
    /// the vocabulary does not allow that.
    virtual std::string_view safeCut() const { return {}; }
};

}  // namespace tunesmith
