// WordPiece: the longest token at each place of a word, equal to Hugging Face `tokenizers`' WordPiece model (BERT).
// Immutable; any thread.
#pragma once

#include <memory>
#include <string>

#include "core/tokenize/byte_trie.h"
#include "core/tokenize/word_model.h"

namespace tunesmith {

struct WordPieceOptions {
    std::string unk = "[UNK]", continuingPrefix = "##";
    std::size_t longestWord = 100;  // characters; longer words are unknown
};

class WordPiece final : public WordModel {
public:
    /// Throws Error(BadFile) naming `where` where the unknown token is not in the vocabulary, or that is far too large.
    WordPiece(std::shared_ptr<const Vocabulary> vocabulary, WordPieceOptions options, const std::string& where);

    /// A word that is too long, or that cannot be put together, is one unknown token.
    void encode(std::string_view word, std::vector<Symbol>& out, WordScratch& scratch) const override;

private:
    std::shared_ptr<const Vocabulary> vocabulary_;
    WordPieceOptions options_;
    TokenId unk_ = 0;
    ByteTrie first_, continuing_;  // tokens that begin a word; those that go on with one, without the prefix
};

}  // namespace tunesmith
