// ByteTrie: tokens by their bytes, for finding all those that begin at a place. The children of a node lie side by
// side, so that it is built in one pass and as large as the bytes of its keys at most. Immutable; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "core/tokenize/tokenizer.h"

namespace tunesmith {

class ByteTrie {
public:
    /// Keys together may have this many bytes.
    static constexpr std::size_t kMostBytes = 64u << 20;

    /// Keys (not empty, no two alike) with their values >= 0. The keys may go afterwards.
    explicit ByteTrie(std::vector<std::pair<std::string_view, TokenId>> keys);

    static constexpr std::uint32_t kRoot = 0;
    /// The node one byte further; kRoot where there is none.
    std::uint32_t child(std::uint32_t node, char byte) const {
        if (node == kRoot) return first_[static_cast<unsigned char>(byte)];
        const Node& n = nodes_[node];
        if (n.count == 0) return kRoot;
        const char* labels = labels_.data() + n.children;
        const void* found = std::memchr(labels, byte, n.count);
        return found ? n.children + std::uint32_t(static_cast<const char*>(found) - labels) : kRoot;
    }
    /// The value of the key that ends at the node; -1 where none does.
    TokenId value(std::uint32_t node) const { return nodes_[node].value; }

private:
    struct Node {
        std::uint32_t children = 0, count = 0;
        TokenId value = -1;
    };
    std::vector<Node> nodes_;
    std::vector<char> labels_;  // of each node, the byte that leads to it
    std::array<std::uint32_t, 256> first_{};
};

}  // namespace tunesmith
