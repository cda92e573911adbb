#include "core/tokenize/added_tokens.h"

#include <algorithm>

#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

bool isClass(char32_t c, std::uint16_t classes) {
    return (unicode::ClassTable::instance()(c) & classes) != 0;
}

bool wordEndsAt(std::string_view text, std::size_t at) {
    return at > 0 && isClass(unicode::decodeBefore(text.data(), text.data() + at).value, unicode::kBoundaryWord);
}

bool wordStartsAt(std::string_view text, std::size_t at) {
    return at < text.size() && isClass(unicode::decode(text.data() + at).value, unicode::kBoundaryWord);
}

}  // namespace

std::uint32_t AddedTokens::child(std::uint32_t node, unsigned char byte) const {
    const std::vector<Edge>& edges = nodes_[node].edges;
    const auto found =
        std::lower_bound(edges.begin(), edges.end(), byte, [](const Edge& e, unsigned char b) { return e.byte < b; });
    return found != edges.end() && found->byte == byte ? found->node : 0;
}

void AddedTokens::add(std::string_view pattern, const AddedToken& token, std::int32_t index) {
    if (pattern.empty()) return;
    starts_[static_cast<unsigned char>(pattern[0])] = true;
    std::uint32_t node = 0;
    for (const char c : pattern) {
        const auto byte = static_cast<unsigned char>(c);
        std::uint32_t next = child(node, byte);
        if (next == 0) {
            next = std::uint32_t(nodes_.size());
            std::vector<Edge>& edges = nodes_[node].edges;
            const auto place = std::lower_bound(edges.begin(), edges.end(), byte,
                                                [](const Edge& e, unsigned char b) { return e.byte < b; });
            edges.insert(place, {byte, next});
            nodes_.emplace_back();
        }
        node = next;
    }
    nodes_[node].token = std::int32_t(tokens_.size());
    tokens_.push_back({index, token.lstrip, token.rstrip, token.singleWord});
}

std::int32_t AddedTokens::longestAt(std::string_view text, std::size_t at, std::size_t& end) const {
    std::int32_t best = -1;
    std::uint32_t node = 0;
    for (std::size_t k = at; k < text.size(); ++k) {
        node = child(node, static_cast<unsigned char>(text[k]));
        if (node == 0) break;
        if (nodes_[node].token < 0) continue;
        best = nodes_[node].token;
        end = k + 1;
    }
    return best;
}

void AddedTokens::cut(std::string_view text, std::vector<AddedMatch>& out) const {
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t stop = at;
        const std::int32_t found = starts_[static_cast<unsigned char>(text[at])] ? longestAt(text, at, stop) : -1;
        if (found < 0) {
            ++at;
            continue;
        }
        const Entry& entry = tokens_[found];
        std::size_t start = at;
        at = stop;
        if (entry.singleWord && (wordEndsAt(text, start) || wordStartsAt(text, stop))) continue;
        if (entry.lstrip) {
            while (start > 0) {
                const unicode::CodePoint c = unicode::decodeBefore(text.data(), text.data() + start);
                if (!isClass(c.value, unicode::kSpace)) break;
                start -= c.bytes;
            }
            start = std::max(start, done);
        }
        while (entry.rstrip && stop < text.size()) {
            const unicode::CodePoint c = unicode::decode(text.data() + stop);
            if (!isClass(c.value, unicode::kSpace)) break;
            stop += c.bytes;
        }
        if (done < start) out.push_back({std::uint32_t(done), std::uint32_t(start), -1});
        out.push_back({std::uint32_t(start), std::uint32_t(stop), entry.index});
        done = stop;
    }
    if (done < text.size()) out.push_back({std::uint32_t(done), std::uint32_t(text.size()), -1});
}

}  // namespace tunesmith
