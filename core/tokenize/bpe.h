// Bpe: byte-pair encoding of one word, equal to Hugging Face `tokenizers`' BPE model. It reads either characters, as
// tokenizer.json spells them, or plain bytes where the vocabulary is written in the byte alphabet. Immutable; any
// thread, each with its own WordScratch.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/tokenize/word_model.h"

namespace tunesmith {

struct BpeOptions {
    std::optional<std::string> unk;
    std::string continuingPrefix, wordSuffix;
    bool fuseUnk = false, byteFallback = false, ignoreMerges = false;
};

class Bpe final : public WordModel {
public:
    /// Throws Error(BadFile) naming `where` for a merge or an unknown token that is not in the vocabulary. A pair that
    /// comes twice has its last rank, as in the reference.
    Bpe(std::shared_ptr<const Vocabulary> vocabulary,
        const std::vector<std::pair<std::string_view, std::string_view>>& merges, BpeOptions options,
        const std::string& where);

    /// Switches to plain bytes. False, and unchanged, where the options do not allow it.
    bool readPlainBytes() override;
    bool plainBytes() const override { return plainBytes_; }

    /// Appends the tokens of `word`. A character without a token, where there is no unknown token, is dropped and its
    /// length is counted nowhere, so that the lengths sum to less than the word's: the reference does so.
    void encode(std::string_view word, std::vector<Symbol>& out, WordScratch& scratch) const override;

    /// The sign before which a long text may be cut without changing any token (the visible blank; not behind another
    /// one). Empty where the vocabulary does not allow that.
    std::string_view safeCut() const override { return safeCut_; }
    bool hasByte(std::uint8_t byte) const override { return byteIds_[byte] >= 0; }

private:
    struct Pair {
        std::uint64_t key = ~0ull;
        std::uint32_t rank = 0;
        TokenId merged = 0;
    };
    std::optional<TokenId> wholeWord(std::string_view word) const;
    const Pair* findPair(TokenId left, TokenId right) const;
    void addPair(TokenId left, TokenId right, std::uint32_t rank, TokenId merged);
    void addMerges(const std::vector<std::pair<std::string_view, std::string_view>>& merges, const std::string& where);
    void findSafeCut();
    void addSymbol(TokenId id, std::uint32_t bytes, WordScratch& scratch) const;
    void readCharacters(std::string_view word, WordScratch& scratch) const;
    bool addFallbackBytes(std::string_view spelling, WordScratch& scratch) const;
    void rankPair(WordScratch& scratch, std::int32_t at) const;
    void joinWithNext(WordScratch& scratch, std::int32_t at) const;
    void mergeShort(WordScratch& scratch) const;
    void mergeLong(WordScratch& scratch) const;

    std::shared_ptr<const Vocabulary> vocabulary_;
    BpeOptions options_;
    std::optional<TokenId> unk_;
    std::vector<Pair> pairs_;
    std::vector<TokenId> mergedIds_;
    std::array<TokenId, 256> byteIds_{};      // of single bytes in the byte alphabet; -1: none
    std::array<TokenId, 256> fallbackIds_{};  // of "<0x41>"; -1: none
    bool plainBytes_ = false;
    std::string safeCut_;
};

}  // namespace tunesmith
