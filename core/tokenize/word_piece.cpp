#include "core/tokenize/word_piece.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

std::vector<std::pair<std::string_view, TokenId>> keysOf(const Vocabulary& vocabulary, const std::string& prefix,
                                                         const std::string& where) {
    std::vector<std::pair<std::string_view, TokenId>> keys;
    std::size_t bytes = 0;
    for (TokenId id = 0; id < vocabulary.end(); ++id) {
        const std::string_view token = vocabulary.spelling(id);
        if (token.size() <= prefix.size() || token.substr(0, prefix.size()) != prefix) continue;
        keys.emplace_back(token.substr(prefix.size()), id);
        bytes += token.size();
    }
    if (bytes > ByteTrie::kMostBytes)
        throw Error(Code::BadFile, "The tokenizer's vocabulary is larger than 64 MiB.", where);
    return keys;
}

}  // namespace

WordPiece::WordPiece(std::shared_ptr<const Vocabulary> vocabulary, WordPieceOptions options, const std::string& where)
    : vocabulary_(std::move(vocabulary)),
      options_(std::move(options)),
      first_(keysOf(*vocabulary_, "", where)),
      continuing_(keysOf(*vocabulary_, options_.continuingPrefix, where)) {
    const auto unk = vocabulary_->find(options_.unk);
    if (!unk) throw Error(Code::BadFile, "The tokenizer's unknown token is not in its vocabulary.", where);
    unk_ = *unk;
}

void WordPiece::encode(std::string_view word, std::vector<Symbol>& out, WordScratch&) const {
    const std::size_t before = out.size();
    const auto unknown = [&] {
        out.resize(before);
        out.push_back({unk_, std::uint32_t(word.size())});
    };
    const auto characters = std::count_if(word.begin(), word.end(), [](char c) { return !unicode::continues(c); });
    if (std::size_t(characters) > options_.longestWord) return unknown();
    for (std::size_t at = 0; at < word.size();) {
        const ByteTrie& trie = at == 0 ? first_ : continuing_;
        std::uint32_t node = ByteTrie::kRoot;
        std::size_t end = at;
        TokenId longest = -1;
        for (std::size_t k = at; k < word.size(); ++k) {
            node = trie.child(node, word[k]);
            if (node == ByteTrie::kRoot) break;
            if (trie.value(node) < 0) continue;
            longest = trie.value(node);
            end = k + 1;
        }
        if (longest < 0) return unknown();
        out.push_back({longest, std::uint32_t(end - at)});
        at = end;
    }
}

}  // namespace tunesmith
