// Vocabulary: the spellings of tokens by id, and ids by spelling. One arena, one flat hash table. Immutable once built;
// any thread.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/tokenize/tokenizer.h"

namespace tunesmith {

inline std::uint64_t mixHash(std::uint64_t a, std::uint64_t b) {
    std::uint64_t hash = (a ^ b * 0x9E3779B97F4A7C15ull) * 0xD6E8FEB86659FD93ull;
    hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93ull;
    return hash ^ hash >> 32;
}

/// A quick hash of bytes; not against attackers, so tables that use it bound their probes by their size.
inline std::uint64_t hashBytes(std::string_view bytes) {
    std::uint64_t hash = bytes.size();
    const char* p = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 8; left -= 8, p += 8) {
        std::uint64_t word;
        std::memcpy(&word, p, 8);
        hash = mixHash(hash, word);
    }
    std::uint64_t word = 0;
    std::memcpy(&word, p, left);
    return mixHash(hash, word ^ std::uint64_t(left) << 56);
}

class Vocabulary {
public:
    void reserve(std::size_t tokens, std::size_t bytes);
    /// False where the spelling or the id is taken already, or the id is negative or beyond kLargestId.
    bool add(std::string_view spelling, TokenId id);

    std::optional<TokenId> find(std::string_view spelling) const;
    /// Empty view where no token has the id.
    std::string_view spelling(TokenId id) const;
    bool contains(TokenId id) const { return id >= 0 && std::size_t(id) < places_.size() && places_[id].size != kNone; }
    std::size_t size() const { return count_; }
    /// Largest id + 1.
    TokenId end() const { return TokenId(places_.size()); }
    std::size_t longest() const { return longest_; }

    static constexpr TokenId kLargestId = 16'000'000;

private:
    static constexpr std::uint32_t kNone = ~0u;
    struct Place {
        std::uint32_t begin = 0, size = kNone;
    };
    void grow();

    std::string bytes_;
    std::vector<Place> places_;   // by id
    std::vector<TokenId> slots_;  // -1: free
    std::size_t count_ = 0, longest_ = 0;
};

}  // namespace tunesmith
