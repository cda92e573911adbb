#include "core/tokenize/unigram.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/base/error.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

constexpr double kUnknownPenalty = 10;  // below the worst token, per unknown character
constexpr std::uint32_t kNoPath = ~0u;

std::vector<std::pair<std::string_view, TokenId>> keysOf(const Vocabulary& vocabulary, const std::string& where) {
    std::vector<std::pair<std::string_view, TokenId>> keys;
    std::size_t bytes = 0;
    for (TokenId id = 0; id < vocabulary.end(); ++id) {
        const std::string_view token = vocabulary.spelling(id);
        if (token.empty()) continue;
        keys.emplace_back(token, id);
        bytes += token.size();
    }
    if (bytes > ByteTrie::kMostBytes)
        throw Error(Code::BadFile, "The tokenizer's vocabulary is larger than 64 MiB.", where);
    return keys;
}

}  // namespace

Unigram::Unigram(std::shared_ptr<const Vocabulary> vocabulary, std::vector<double> scores, std::optional<TokenId> unk,
                 bool byteFallback, const std::string& where)
    : vocabulary_(std::move(vocabulary)), scores_(std::move(scores)), unk_(unk), trie_(keysOf(*vocabulary_, where)) {
    if (unk_ && !vocabulary_->contains(*unk_))
        throw Error(Code::BadFile, "The tokenizer's unknown token is not in its vocabulary.", where);
    double least = std::numeric_limits<double>::infinity();
    for (const double score : scores_) {
        if (!std::isfinite(score)) throw Error(Code::BadFile, "A score of the tokenizer is not a number.", where);
        least = std::min(least, score);
    }
    unkScore_ = least - kUnknownPenalty;
    fallbackIds_.fill(-1);
    for (unsigned b = 0; byteFallback && b < 256; ++b) {
        char code[8];
        std::snprintf(code, sizeof code, "<0x%02X>", b);
        fallbackIds_[b] = vocabulary_->find(code).value_or(-1);
    }
}

void Unigram::findBest(std::string_view word, std::vector<WordScratch::Best>& best) const {
    best.assign(word.size() + 1, {0, 0, kNoPath});
    const auto reach = [&](std::size_t end, std::size_t start, double score, TokenId id) {
        WordScratch::Best& target = best[end];
        if (target.start == kNoPath || score > target.score) target = {score, id, std::uint32_t(start)};
    };
    for (std::size_t at = 0; at < word.size();) {
        const double here = best[at].score;
        const std::size_t character = at + unicode::decode(word.data() + at).bytes;
        bool known = false;
        std::uint32_t node = ByteTrie::kRoot;
        for (std::size_t k = at; k < word.size(); ++k) {
            node = trie_.child(node, word[k]);
            if (node == ByteTrie::kRoot) break;
            const TokenId id = trie_.value(node);
            if (id < 0) continue;
            reach(k + 1, at, scores_[std::size_t(id)] + here, id);
            known = known || k + 1 == character;
        }
        if (!known) {
            if (!unk_)
                throw Error(Code::BadInput, "The tokenizer has no token for '" +
                                                std::string(word.substr(at, character - at)) +
                                                "' and no unknown token. Choose a model whose tokenizer has one.");
            reach(character, at, unkScore_ + here, *unk_);
        }
        at = character;
    }
}

void Unigram::encode(std::string_view word, std::vector<Symbol>& out, WordScratch& scratch) const {
    findBest(word, scratch.best);
    // The path is walked from its end: the tokens are found last one first.
    const std::size_t first = out.size();
    std::vector<Symbol> reversed;
    std::size_t unknownEnd = 0;  // of a run of unknown characters that goes on to the left; 0: none
    const auto flush = [&](std::size_t start) {
        if (unknownEnd == 0) return;
        reversed.clear();
        addStretch(word.substr(start, unknownEnd - start), reversed);
        out.insert(out.end(), reversed.rbegin(), reversed.rend());
        unknownEnd = 0;
    };
    for (std::size_t end = word.size(); end > 0;) {
        const WordScratch::Best& node = scratch.best[end];
        if (unk_ && node.id == *unk_) {
            if (unknownEnd == 0) unknownEnd = end;
        } else {
            flush(end);
            out.push_back({node.id, std::uint32_t(end - node.start)});
        }
        end = node.start;
    }
    flush(0);
    std::reverse(out.begin() + std::ptrdiff_t(first), out.end());
}

/// A run of unknown characters: a token that happens to be spelled so, the tokens of its bytes, or the unknown token.
void Unigram::addStretch(std::string_view text, std::vector<Symbol>& out) const {
    const std::uint32_t bytes = std::uint32_t(text.size());
    const auto byteId = [&](char b) { return fallbackIds_[static_cast<unsigned char>(b)]; };
    if (const std::optional<TokenId> id = vocabulary_->find(text)) {
        out.push_back({*id, bytes});
    } else if (std::all_of(text.begin(), text.end(), [&](char b) { return byteId(b) >= 0; })) {
        for (std::size_t k = 0; k < text.size(); ++k)
            out.push_back({byteId(text[k]), k + 1 == text.size() ? bytes : 0});
    } else {
        out.push_back({*unk_, bytes});
    }
}

}  // namespace tunesmith
