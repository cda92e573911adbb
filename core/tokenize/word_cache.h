// WordCache: tokens of words seen before. Bounded: when it is full it starts afresh. One thread at a time.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "core/tokenize/word_model.h"

namespace tunesmith {

/// Tokens of one word, valid until the next insert().
struct WordTokens {
    const Symbol* symbols = nullptr;
    std::uint32_t count = 0;
};

class WordCache {
public:
    /// Words beyond this are not kept.
    static constexpr std::size_t kLongestWord = 255;

    WordCache() { clear(); }

    /// Hash of a word for find() and insert().
    static std::uint64_t hash(std::string_view word) { return hashBytes(word); }

    bool find(std::string_view word, std::uint64_t hash, WordTokens& out) const {
        for (std::size_t slot = hash & kMask;; slot = (slot + 1) & kMask) {
            const Entry& e = entries_[slot];
            if (e.size == 0) return false;
            if (e.tag != std::uint32_t(hash >> 32) || e.size != word.size()) continue;
            if (std::memcmp(words_.data() + e.word, word.data(), word.size()) != 0) continue;
            out = {symbols_.data() + e.symbols, e.count};
            return true;
        }
    }

    /// Keeps a word that find() did not know, if it is short enough (and not empty).
    void insert(std::string_view word, std::uint64_t hash, const Symbol* symbols, std::size_t count) {
        if (word.empty() || word.size() > kLongestWord || count > kLongestWord) return;
        if (used_ >= kMost || words_.size() + word.size() > kMostBytes || symbols_.size() + count > kMostSymbols)
            clear();
        std::size_t slot = hash & kMask;
        while (entries_[slot].size != 0) slot = (slot + 1) & kMask;
        entries_[slot] = {std::uint32_t(hash >> 32), std::uint32_t(words_.size()), std::uint32_t(symbols_.size()),
                          std::uint16_t(word.size()), std::uint16_t(count)};
        words_.append(word);
        symbols_.insert(symbols_.end(), symbols, symbols + count);
        ++used_;
    }

private:
    static constexpr std::size_t kSlots = 1 << 16, kMask = kSlots - 1, kMost = kSlots / 2;
    static constexpr std::size_t kMostBytes = 1 << 20, kMostSymbols = 1 << 18;
    struct Entry {
        std::uint32_t tag, word, symbols;
        std::uint16_t size, count;  // size 0: free
    };

    void clear() {
        entries_.assign(kSlots, Entry{});
        words_.clear();
        symbols_.clear();
        used_ = 0;
    }

    std::vector<Entry> entries_;
    std::string words_;
    std::vector<Symbol> symbols_;
    std::size_t used_ = 0;
};

}  // namespace tunesmith
