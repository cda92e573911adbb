#include "core/tokenize/bpe.h"

#include <algorithm>
#include <bit>
#include <cstdio>

#include "core/base/error.h"
#include "core/tokenize/byte_alphabet.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

constexpr std::uint32_t kNoRank = ~0u;
constexpr std::size_t kShortWord = 48;  // symbols; up to here a scan beats a heap
constexpr const char* kBlank = "\xE2\x96\x81";

std::uint64_t pairKey(TokenId left, TokenId right) {
    return std::uint64_t(std::uint32_t(left)) << 32 | std::uint32_t(right);
}

}  // namespace

Bpe::Bpe(std::shared_ptr<const Vocabulary> vocabulary,
         const std::vector<std::pair<std::string_view, std::string_view>>& merges, BpeOptions options,
         const std::string& where)
    : vocabulary_(std::move(vocabulary)), options_(std::move(options)) {
    for (unsigned b = 0; b < 256; ++b) {
        char code[8];
        std::snprintf(code, sizeof code, "<0x%02X>", b);
        fallbackIds_[b] = vocabulary_->find(code).value_or(-1);
        byteIds_[b] = vocabulary_->find(alphabetFromBytes(std::string(1, char(b)))).value_or(-1);
    }
    if (options_.unk) {
        unk_ = vocabulary_->find(*options_.unk);
        if (!unk_) throw Error(Code::BadFile, "The tokenizer's unknown token is not in its vocabulary.", where);
    }
    addMerges(merges, where);
    findSafeCut();
}

void Bpe::addMerges(const std::vector<std::pair<std::string_view, std::string_view>>& merges,
                    const std::string& where) {
    pairs_.assign(std::bit_ceil(std::max<std::size_t>(merges.size() * 2, 64)), Pair{});
    mergedIds_.reserve(merges.size());
    std::string joined;
    for (std::size_t k = 0; k < merges.size(); ++k) {
        const auto& [left, right] = merges[k];
        const std::size_t prefix = std::min(options_.continuingPrefix.size(), right.size());
        joined.assign(left).append(right.substr(prefix));
        const auto l = vocabulary_->find(left), r = vocabulary_->find(right), m = vocabulary_->find(joined);
        if (!l || !r || !m)
            throw Error(Code::BadFile,
                        "Merge " + std::to_string(k + 1) + " of the tokenizer ('" + std::string(left) + "' and '" +
                            std::string(right) + "') uses a token that is not in its vocabulary.",
                        where);
        addPair(*l, *r, std::uint32_t(k), *m);
        mergedIds_.push_back(*m);
    }
}

void Bpe::addPair(TokenId left, TokenId right, std::uint32_t rank, TokenId merged) {
    const std::uint64_t key = pairKey(left, right);
    const std::size_t mask = pairs_.size() - 1;
    std::size_t slot = mixHash(key, key) & mask;
    while (pairs_[slot].key != ~0ull && pairs_[slot].key != key) slot = (slot + 1) & mask;
    pairs_[slot] = {key, rank, merged};
}

const Bpe::Pair* Bpe::findPair(TokenId left, TokenId right) const {
    const std::uint64_t key = pairKey(left, right);
    const std::size_t mask = pairs_.size() - 1;
    for (std::size_t slot = mixHash(key, key) & mask; pairs_[slot].key != ~0ull; slot = (slot + 1) & mask)
        if (pairs_[slot].key == key) return &pairs_[slot];
    return nullptr;
}

void Bpe::findSafeCut() {
    if (options_.ignoreMerges || !vocabulary_->find(kBlank) || !options_.continuingPrefix.empty() ||
        !options_.wordSuffix.empty())
        return;
    for (const TokenId id : mergedIds_) {
        const std::string_view token = vocabulary_->spelling(id);
        for (std::size_t at = token.find(kBlank, 1); at != std::string_view::npos; at = token.find(kBlank, at + 1))
            if (at < 3 || token.substr(at - 3, 3) != kBlank) return;
    }
    safeCut_ = kBlank;
}

bool Bpe::readPlainBytes() {
    if (unk_ || options_.byteFallback || !options_.continuingPrefix.empty() || !options_.wordSuffix.empty())
        return false;
    plainBytes_ = true;
    safeCut_.clear();
    return true;
}

std::optional<TokenId> Bpe::wholeWord(std::string_view word) const {
    if (!options_.ignoreMerges) return std::nullopt;
    if (word.size() > vocabulary_->longest()) return std::nullopt;
    return plainBytes_ ? vocabulary_->find(alphabetFromBytes(word)) : vocabulary_->find(word);
}

void Bpe::encode(std::string_view word, std::vector<Symbol>& out, WordScratch& scratch) const {
    if (const std::optional<TokenId> whole = wholeWord(word)) {
        out.push_back({*whole, std::uint32_t(word.size())});
        return;
    }
    scratch.links.clear();
    if (plainBytes_) {
        for (const char b : word) {
            const TokenId id = byteIds_[static_cast<std::uint8_t>(b)];
            if (id >= 0) addSymbol(id, 1, scratch);
        }
    } else {
        readCharacters(word, scratch);
    }
    if (scratch.links.empty()) return;
    scratch.links.back().after = -1;
    if (scratch.links.size() <= kShortWord)
        mergeShort(scratch);
    else
        mergeLong(scratch);
    for (std::int32_t at = 0; at >= 0; at = scratch.links[at].after)
        out.push_back({scratch.links[at].id, scratch.links[at].bytes});
}

void Bpe::addSymbol(TokenId id, std::uint32_t bytes, WordScratch& scratch) const {
    const std::int32_t at = std::int32_t(scratch.links.size());
    scratch.links.push_back({id, bytes, at - 1, at + 1, kNoRank, 0});
}

bool Bpe::addFallbackBytes(std::string_view spelling, WordScratch& scratch) const {
    for (const char b : spelling)
        if (fallbackIds_[static_cast<std::uint8_t>(b)] < 0) return false;
    for (const char b : spelling) addSymbol(fallbackIds_[static_cast<std::uint8_t>(b)], 1, scratch);
    return true;
}

void Bpe::readCharacters(std::string_view word, WordScratch& scratch) const {
    std::uint32_t unknown = 0;  // bytes of unknown characters that still wait for their token
    const auto flush = [&] {
        if (unknown > 0) addSymbol(*unk_, unknown, scratch);
        unknown = 0;
    };
    for (std::size_t at = 0; at < word.size();) {
        const std::uint32_t bytes = unicode::decode(word.data() + at).bytes;
        const bool first = at == 0, last = at + bytes == word.size();
        std::string_view spelling = word.substr(at, bytes);
        if ((!first && !options_.continuingPrefix.empty()) || (last && !options_.wordSuffix.empty())) {
            scratch.text = first ? "" : options_.continuingPrefix;
            scratch.text.append(word.substr(at, bytes)).append(last ? options_.wordSuffix : "");
            spelling = scratch.text;
        }
        at += bytes;
        if (const std::optional<TokenId> id = vocabulary_->find(spelling)) {
            flush();
            addSymbol(*id, bytes, scratch);
        } else if (!(options_.byteFallback && addFallbackBytes(spelling, scratch)) && unk_) {
            if (!options_.fuseUnk) flush();
            unknown += bytes;
        }
    }
    flush();
}

void Bpe::rankPair(WordScratch& scratch, std::int32_t at) const {
    WordScratch::Link& link = scratch.links[at];
    const Pair* pair = link.after < 0 ? nullptr : findPair(link.id, scratch.links[link.after].id);
    link.rank = pair ? pair->rank : kNoRank;
    link.merged = pair ? pair->merged : 0;
}

void Bpe::joinWithNext(WordScratch& scratch, std::int32_t at) const {
    WordScratch::Link& link = scratch.links[at];
    WordScratch::Link& next = scratch.links[link.after];
    link.id = link.merged;
    link.bytes += next.bytes;
    link.after = next.after;
    next.bytes = 0;
    if (link.after >= 0) scratch.links[link.after].before = at;
    rankPair(scratch, at);
    if (link.before >= 0) rankPair(scratch, link.before);
}

void Bpe::mergeShort(WordScratch& scratch) const {
    for (std::size_t k = 0; k < scratch.links.size(); ++k) rankPair(scratch, std::int32_t(k));
    for (;;) {
        std::int32_t best = -1;
        std::uint32_t rank = kNoRank;
        for (std::int32_t at = 0; at >= 0; at = scratch.links[at].after) {
            if (scratch.links[at].rank >= rank) continue;
            rank = scratch.links[at].rank;
            best = at;
        }
        if (best < 0) return;
        joinWithNext(scratch, best);
    }
}

void Bpe::mergeLong(WordScratch& scratch) const {
    const auto later = [](const WordScratch::Candidate& a, const WordScratch::Candidate& b) {
        return a.rank != b.rank ? a.rank > b.rank : a.at > b.at;
    };
    std::vector<WordScratch::Candidate>& heap = scratch.heap;
    heap.clear();
    const auto push = [&](std::int32_t at) {
        if (scratch.links[at].rank == kNoRank) return;
        heap.push_back({scratch.links[at].rank, at, scratch.links[at].merged});
        std::push_heap(heap.begin(), heap.end(), later);
    };
    for (std::size_t k = 0; k < scratch.links.size(); ++k) {
        rankPair(scratch, std::int32_t(k));
        push(std::int32_t(k));
    }
    while (!heap.empty()) {
        const WordScratch::Candidate top = heap.front();
        std::pop_heap(heap.begin(), heap.end(), later);
        heap.pop_back();
        const WordScratch::Link& link = scratch.links[top.at];
        // What was pushed before a neighbour merged is stale.
        if (link.bytes == 0 || link.rank != top.rank || link.merged != top.merged) continue;
        joinWithNext(scratch, top.at);
        push(top.at);
        if (link.before >= 0) push(link.before);
    }
}

}  // namespace tunesmith
