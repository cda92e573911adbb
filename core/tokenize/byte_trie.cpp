#include "core/tokenize/byte_trie.h"

#include <algorithm>

namespace tunesmith {

ByteTrie::ByteTrie(std::vector<std::pair<std::string_view, TokenId>> keys) {
    std::sort(keys.begin(), keys.end());
    struct Range {
        std::size_t begin, end;
    };
    std::vector<Range> level{{0, keys.size()}}, next;
    nodes_.emplace_back();
    labels_.push_back(0);
    std::size_t node = 0;  // breadth first: nodes are numbered as they are visited
    for (std::size_t depth = 0; !level.empty(); ++depth) {
        next.clear();
        for (const Range& range : level) {
            std::size_t at = range.begin;
            if (depth > 0 && keys[at].first.size() == depth) nodes_[node].value = keys[at++].second;
            nodes_[node].children = std::uint32_t(nodes_.size());
            while (at < range.end) {
                const char label = keys[at].first[depth];
                const std::size_t begin = at;
                while (at < range.end && keys[at].first[depth] == label) ++at;
                next.push_back({begin, at});
                nodes_.emplace_back();
                labels_.push_back(label);
                ++nodes_[node].count;
            }
            ++node;
        }
        level.swap(next);
    }
    for (std::uint32_t k = 0; k < nodes_[0].count; ++k)
        first_[static_cast<unsigned char>(labels_[nodes_[0].children + k])] = nodes_[0].children + k;
}

}  // namespace tunesmith
