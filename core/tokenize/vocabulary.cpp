#include "core/tokenize/vocabulary.h"

#include <algorithm>
#include <bit>

namespace tunesmith {

void Vocabulary::reserve(std::size_t tokens, std::size_t bytes) {
    bytes_.reserve(bytes);
    places_.reserve(tokens);
    if (tokens * 2 > slots_.size()) {
        slots_.assign(std::bit_ceil(std::max<std::size_t>(tokens * 2, 64)), -1);
    }
}

void Vocabulary::grow() {
    slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), -1);
    const std::size_t mask = slots_.size() - 1;
    for (TokenId id = 0; id < end(); ++id) {
        if (!contains(id)) continue;
        std::size_t slot = hashBytes(spelling(id)) & mask;
        while (slots_[slot] >= 0) slot = (slot + 1) & mask;
        slots_[slot] = id;
    }
}

bool Vocabulary::add(std::string_view spelling, TokenId id) {
    if (id < 0 || id > kLargestId || contains(id) || bytes_.size() + spelling.size() >= kNone) return false;
    if ((count_ + 1) * 2 > slots_.size()) grow();
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hashBytes(spelling) & mask;
    for (; slots_[slot] >= 0; slot = (slot + 1) & mask)
        if (this->spelling(slots_[slot]) == spelling) return false;
    slots_[slot] = id;
    if (std::size_t(id) >= places_.size()) places_.resize(std::size_t(id) + 1);
    places_[id] = {std::uint32_t(bytes_.size()), std::uint32_t(spelling.size())};
    bytes_ += spelling;
    ++count_;
    longest_ = std::max(longest_, spelling.size());
    return true;
}

std::optional<TokenId> Vocabulary::find(std::string_view spelling) const {
    if (slots_.empty()) return std::nullopt;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hashBytes(spelling) & mask; slots_[slot] >= 0; slot = (slot + 1) & mask)
        if (this->spelling(slots_[slot]) == spelling) return slots_[slot];
    return std::nullopt;
}

std::string_view Vocabulary::spelling(TokenId id) const {
    if (!contains(id)) return {};
    return std::string_view(bytes_).substr(places_[id].begin, places_[id].size);
}

}  // namespace tunesmith
