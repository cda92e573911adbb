// Unigram: the best-scored way to cut a word into tokens, equal to Hugging Face `tokenizers`' Unigram model (T5,
// ALBERT, XLM-R). Immutable; any thread.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>

#include "core/tokenize/byte_trie.h"
#include "core/tokenize/word_model.h"

namespace tunesmith {

class Unigram final : public WordModel {
public:
    /// `scores` by id, one for each token. Throws Error(BadFile) naming `where` for scores that are no numbers, an
    /// unknown token that is not there, and a vocabulary that is far too large.
    Unigram(std::shared_ptr<const Vocabulary> vocabulary, std::vector<double> scores, std::optional<TokenId> unk,
            bool byteFallback, const std::string& where);

    /// Characters that no token covers become one unknown token a run, or their bytes' tokens. Throws Error(BadInput)
    /// where there is no unknown token and one is needed.
    void encode(std::string_view word, std::vector<Symbol>& out, WordScratch& scratch) const override;

private:
    void findBest(std::string_view word, std::vector<WordScratch::Best>& best) const;
    void addStretch(std::string_view text, std::vector<Symbol>& out) const;

    std::shared_ptr<const Vocabulary> vocabulary_;
    std::vector<double> scores_;
    std::optional<TokenId> unk_;
    double unkScore_ = 0;
    ByteTrie trie_;
    std::array<TokenId, 256> fallbackIds_{};  // of "<0x41>"; -1: none, or no falling back
};

}  // namespace tunesmith
