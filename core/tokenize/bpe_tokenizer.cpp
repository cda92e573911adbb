// The Tokenizer of tokenizer.json documents with a BPE model: added tokens, normalizers, pre-tokenizers, model,
// decoders.
#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "core/tokenize/added_tokens.h"
#include "core/tokenize/byte_alphabet.h"
#include "core/tokenize/decoder.h"
#include "core/tokenize/json_parts.h"
#include "core/tokenize/normalizer.h"
#include "core/tokenize/pre_tokenizer.h"
#include "core/tokenize/tokenizer_document.h"
#include "core/tokenize/unicode_class.h"
#include "core/tokenize/word_cache.h"

namespace tunesmith {
namespace {

constexpr std::size_t kMostText = 1u << 30;
constexpr std::size_t kMostIdle = 64;  // workspaces kept for the next calls

/// What one call to encode() works with; kept between calls for its word cache.
struct Workspace {
    WordCache cache;
    BpeScratch scratch;
    AlignedText whole, part;
    std::vector<AddedMatch> raw, normalized;
    std::vector<Symbol> symbols;
};

/// Lends workspaces to threads.
class WorkspacePool {
public:
    std::unique_ptr<Workspace> take() {
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                std::unique_ptr<Workspace> workspace = std::move(idle_.back());
                idle_.pop_back();
                return workspace;
            }
        }
        return std::make_unique<Workspace>();
    }
    void giveBack(std::unique_ptr<Workspace> workspace) {
        const std::lock_guard lock(mutex_);
        if (idle_.size() < kMostIdle) idle_.push_back(std::move(workspace));
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Workspace>> idle_;
};

/// Whether each post-processing step that trims blanks off spans lets the first token keep one.
void collectTrims(const Json& part, const std::string& where, std::vector<bool>& out) {
    if (!part.is_object()) return;
    const std::string type = partType(part, "post-processor", where);
    if (type == "Sequence") {
        for (const Json& child : field<Json>(part, "processors", where)) {
            if (partType(child, "post-processor", where) != "Sequence") collectTrims(child, where, out);
        }
    } else if (type == "ByteLevel" || type == "RobertaProcessing") {
        if (field<bool>(part, "trim_offsets", true, where))
            out.push_back(field<bool>(part, "add_prefix_space", true, where));
    }
}

class BpeTokenizer final : public Tokenizer {
public:
    BpeTokenizer(TokenizerSpec spec, const std::string& where) : Tokenizer(std::move(spec)) {
        TokenizerDocument document = readTokenizerDocument(spec_.tokenizerJson, where);
        vocabulary_ = std::move(document.vocabulary);
        model_ = std::move(document.model);
        added_ = std::move(document.added);
        normalizers_ = makeNormalizers(document.normalizer, where);
        decoders_ = makeDecoders(document.decoder, where);
        preTokenizers_ = makePreTokenizers(document.preTokenizer, false, where);
        if (preTokenizers_.endsInByteLevel && !model_->readPlainBytes())
            preTokenizers_ = makePreTokenizers(document.preTokenizer, true, where);
        collectTrims(document.postProcessor, where, trims_);
        indexAdded();
        checkIds(where);
    }

    std::int64_t vocabularySize() const override { return end_; }
    Encoding encode(std::string_view text, bool withSpans) const override;
    std::string decode(const std::vector<TokenId>& ids, bool withSpecial) const override;
    std::string bytesOf(TokenId id) const override;
    std::string textOf(TokenId id) const override {
        const AddedToken* token = addedToken(id);
        return token ? token->text : std::string(vocabulary_->spelling(id));
    }
    std::optional<TokenId> idOf(std::string_view token) const override {
        const auto found = addedByText_.find(std::string(token));
        return found != addedByText_.end() ? added_[found->second].id : vocabulary_->find(token);
    }
    bool isSpecial(TokenId id) const override {
        const AddedToken* token = addedToken(id);
        return token && token->special;
    }

private:
    void indexAdded();
    void checkIds(const std::string& where) const;
    const AddedToken* addedToken(TokenId id) const {
        const auto found = addedById_.find(id);
        return found == addedById_.end() ? nullptr : &added_[found->second];
    }
    std::optional<std::string> spelling(TokenId id) const;

    struct Call {
        std::string_view text;
        Workspace& work;
        Encoding& out;
        bool withSpans;
    };
    void encodeStretch(Call& call, std::uint32_t begin, std::uint32_t end) const;
    void encodePieces(Call& call, AlignedText& text, std::uint32_t base) const;
    void encodeWord(Call& call, const AlignedText& text, Piece word, std::uint32_t base) const;
    WordTokens tokensOf(std::string_view word, Workspace& work) const;
    void addSpans(Call& call, const AlignedText& text, Piece word, std::uint32_t base, const WordTokens& tokens) const;
    void addSpansAfterLoss(Call& call, const AlignedText& text, Piece word, std::uint32_t base,
                           const WordTokens& tokens) const;
    void addToken(Call& call, const AddedToken& token, Span place) const;
    void trimSpans(Call& call, bool keepFirst) const;

    std::shared_ptr<const Vocabulary> vocabulary_;
    std::unique_ptr<Bpe> model_;
    std::vector<AddedToken> added_;
    std::unordered_map<std::string, std::size_t> addedByText_;
    std::unordered_map<TokenId, std::size_t> addedById_;
    std::unordered_map<TokenId, std::string> normalizedText_;  // of added tokens that normalization changes
    AddedTokens rawAdded_, normalizedAdded_;
    std::vector<std::unique_ptr<Normalizer>> normalizers_;
    PreTokenizers preTokenizers_;
    std::vector<std::unique_ptr<Decoder>> decoders_;
    std::vector<bool> trims_;
    std::int64_t end_ = 0;
    mutable WorkspacePool pool_;
};

void BpeTokenizer::indexAdded() {
    end_ = vocabulary_->end();
    for (std::size_t k = 0; k < added_.size(); ++k) {
        const AddedToken& token = added_[k];
        addedByText_[token.text] = k;
        addedById_[token.id] = k;
        end_ = std::max<std::int64_t>(end_, std::int64_t(token.id) + 1);
        if (!token.normalized) {
            rawAdded_.add(token.text, token, std::int32_t(k));
            continue;
        }
        AlignedText text;
        text.reset(token.text, true, true);
        for (const auto& step : normalizers_) step->apply(text);
        if (text.text() != token.text) normalizedText_[token.id] = std::string(text.text());
        normalizedAdded_.add(text.text(), token, std::int32_t(k));
    }
}

void BpeTokenizer::checkIds(const std::string& where) const {
    for (const auto& [name, id] :
         {std::pair{"beginning", spec_.bos}, {"end", spec_.eos}, {"padding", spec_.pad}, {"unknown", spec_.unk}})
        if (id && (*id < 0 || *id >= end_))
            throw Error(Code::BadFile,
                        std::string("The tokenizer's ") + name + " token has the id " + std::to_string(*id) +
                            ", but there are only " + std::to_string(end_) + " tokens.",
                        where);
}

Encoding BpeTokenizer::encode(std::string_view text, bool withSpans) const {
    if (text.size() > kMostText)
        throw Error(Code::BadInput, "A text is longer than 1 GiB and cannot be tokenized as one.");
    if (const std::size_t bad = unicode::firstInvalid(text); bad != std::string_view::npos)
        throw Error(Code::BadInput, "The text is not valid UTF-8 at byte " + std::to_string(bad) + ".");
    Encoding out;
    std::unique_ptr<Workspace> work = pool_.take();
    Call call{text, *work, out, withSpans};
    out.ids.reserve(text.size() / 4 + 8);
    work->raw.clear();
    rawAdded_.cut(text, work->raw);
    for (const AddedMatch& stretch : work->raw) {
        if (stretch.index >= 0)
            addToken(call, added_[stretch.index], {stretch.begin, stretch.end});
        else
            encodeStretch(call, stretch.begin, stretch.end);
    }
    if (withSpans)
        for (const bool keepFirst : trims_) trimSpans(call, keepFirst);
    pool_.giveBack(std::move(work));
    return out;
}

void BpeTokenizer::addToken(Call& call, const AddedToken& token, Span place) const {
    call.out.ids.push_back(token.id);
    if (call.withSpans) call.out.spans.push_back(place);
}

void BpeTokenizer::encodeStretch(Call& call, std::uint32_t begin, std::uint32_t end) const {
    AlignedText& whole = call.work.whole;
    whole.reset(call.text.substr(begin, end - begin), begin == 0, call.withSpans || preTokenizers_.needsPlaces);
    for (const auto& step : normalizers_) step->apply(whole);
    if (normalizedAdded_.empty()) return encodePieces(call, whole, begin);
    call.work.normalized.clear();
    normalizedAdded_.cut(whole.text(), call.work.normalized);
    for (const AddedMatch& stretch : call.work.normalized) {
        if (stretch.index >= 0) {
            const Span place = call.withSpans ? whole.place(stretch.begin, stretch.end) : Span{};
            addToken(call, added_[stretch.index], {begin + place.begin, begin + place.end});
        } else {
            const std::uint32_t shift = call.work.part.resetToPart(whole, stretch.begin, stretch.end);
            encodePieces(call, call.work.part, begin + shift);
        }
    }
}

void BpeTokenizer::encodePieces(Call& call, AlignedText& text, std::uint32_t base) const {
    if (text.text().empty()) return;
    for (const auto& step : preTokenizers_.steps) step->apply(text);
    const std::string_view cut = model_->safeCut();
    for (const Piece& piece : text.pieces()) {
        std::uint32_t begin = piece.begin;
        if (!cut.empty()) {
            const std::string_view all = text.text().substr(0, piece.end);
            for (std::size_t at = all.find(cut, begin + 1); at != all.npos; at = all.find(cut, at + 1)) {
                if (at >= begin + cut.size() && all.substr(at - cut.size(), cut.size()) == cut) continue;
                encodeWord(call, text, {begin, std::uint32_t(at)}, base);
                begin = std::uint32_t(at);
            }
        }
        encodeWord(call, text, {begin, piece.end}, base);
    }
}

WordTokens BpeTokenizer::tokensOf(std::string_view word, Workspace& work) const {
    WordTokens tokens;
    const std::uint64_t hash = WordCache::hash(word);
    if (word.size() <= WordCache::kLongestWord && work.cache.find(word, hash, tokens)) return tokens;
    work.symbols.clear();
    model_->encode(word, work.symbols, work.scratch);
    work.cache.insert(word, hash, work.symbols.data(), work.symbols.size());
    return {work.symbols.data(), std::uint32_t(work.symbols.size())};
}

void BpeTokenizer::encodeWord(Call& call, const AlignedText& text, Piece word, std::uint32_t base) const {
    const WordTokens tokens = tokensOf(text.text().substr(word.begin, word.end - word.begin), call.work);
    for (std::uint32_t k = 0; k < tokens.count; ++k) call.out.ids.push_back(tokens.symbols[k].id);
    if (call.withSpans) addSpans(call, text, word, base, tokens);
}

void BpeTokenizer::addSpans(Call& call, const AlignedText& text, Piece word, std::uint32_t base,
                            const WordTokens& tokens) const {
    std::uint32_t total = 0;
    for (std::uint32_t k = 0; k < tokens.count; ++k) total += tokens.symbols[k].bytes;
    if (model_->plainBytes() && total != word.end - word.begin)
        return addSpansAfterLoss(call, text, word, base, tokens);
    std::uint32_t at = word.begin;
    for (std::uint32_t k = 0; k < tokens.count; ++k) {
        const Span place = text.place(at, at + tokens.symbols[k].bytes);
        call.out.spans.push_back({base + place.begin, base + place.end});
        at += tokens.symbols[k].bytes;
    }
}

/// Bytes that have no token were dropped. The reference counts the lengths of the others in the byte alphabet's
/// spelling from the word's start, so that tokens behind a dropped byte slide to the left; spans are to be equal to its
/// spans.
void BpeTokenizer::addSpansAfterLoss(Call& call, const AlignedText& text, Piece word, std::uint32_t base,
                                     const WordTokens& tokens) const {
    std::vector<std::uint32_t> byteOf, lengths;  // of each byte of the spelling; of each byte that was kept
    for (std::uint32_t at = word.begin; at < word.end; ++at) {
        const auto byte = static_cast<std::uint8_t>(text.text()[at]);
        byteOf.insert(byteOf.end(), lengthInAlphabet(byte), at);
        if (model_->hasByte(byte)) lengths.push_back(lengthInAlphabet(byte));
    }
    std::size_t spelled = 0, kept = 0;
    for (std::uint32_t k = 0; k < tokens.count; ++k) {
        const std::size_t first = spelled;
        for (std::uint32_t b = 0; b < tokens.symbols[k].bytes; ++b) spelled += lengths[kept++];
        const Span place = text.place(byteOf[first], byteOf[spelled - 1] + 1);
        call.out.spans.push_back({base + place.begin, base + place.end});
    }
}

void BpeTokenizer::trimSpans(Call& call, bool keepFirst) const {
    const std::string_view source = call.text;
    const auto blank = [](char32_t c) {
        return c == characterOfByte(' ') || (unicode::ClassTable::instance()(c) & unicode::kSpace) != 0;
    };
    for (std::size_t k = 0; k < call.out.ids.size(); ++k) {
        Span& span = call.out.spans[k];
        const TokenId id = call.out.ids[k];
        const std::string_view token =
            addedToken(id) ? source.substr(span.begin, span.end - span.begin) : vocabulary_->spelling(id);
        std::size_t leading = 0, trailing = 0;
        for (std::size_t at = 0; at < token.size(); ++leading) {
            const unicode::CodePoint c = unicode::decode(token.data() + at);
            if (!blank(c.value)) break;
            at += c.bytes;
        }
        for (std::size_t at = token.size(); at > 0; ++trailing) {
            const unicode::CodePoint c = unicode::decodeBefore(token.data(), token.data() + at);
            if (!blank(c.value)) break;
            at -= c.bytes;
        }
        if (leading == 1 && keepFirst && (k == 0 || span.begin == 0)) leading = 0;
        for (; leading > 0 && span.begin < span.end; --leading)
            span.begin += unicode::decode(source.data() + span.begin).bytes;
        for (; trailing > 0 && span.end > span.begin; --trailing)
            span.end -= unicode::decodeBefore(source.data(), source.data() + span.end).bytes;
    }
}

std::optional<std::string> BpeTokenizer::spelling(TokenId id) const {
    if (const auto found = normalizedText_.find(id); found != normalizedText_.end()) return found->second;
    if (const AddedToken* token = addedToken(id)) return token->text;
    if (!vocabulary_->contains(id)) return std::nullopt;
    return std::string(vocabulary_->spelling(id));
}

std::string BpeTokenizer::decode(const std::vector<TokenId>& ids, bool withSpecial) const {
    std::vector<std::string> tokens;
    for (const TokenId id : ids) {
        if (!withSpecial && isSpecial(id)) continue;
        if (std::optional<std::string> token = spelling(id)) tokens.push_back(std::move(*token));
    }
    for (const auto& step : decoders_) step->apply(tokens);
    std::string text;
    for (std::size_t k = 0; k < tokens.size(); ++k) text += (k > 0 && decoders_.empty() ? " " : "") + tokens[k];
    return text;
}

std::string BpeTokenizer::bytesOf(TokenId id) const {
    std::string bytes = spelling(id).value_or(std::string());
    for (const auto& step : decoders_) bytes = step->bytes(std::move(bytes));
    return bytes;
}

}  // namespace

std::shared_ptr<const Tokenizer> Tokenizer::make(TokenizerSpec spec, const std::string& where) {
    return std::make_shared<BpeTokenizer>(std::move(spec), where);
}

}  // namespace tunesmith
