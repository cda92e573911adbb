// The Tokenizer of tokenizer.json documents: added tokens, normalizers, pre-tokenizers, model, decoders.
#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "core/tokenize/added_tokens.h"
#include "core/tokenize/byte_alphabet.h"
#include "core/tokenize/decoder.h"
#include "core/tokenize/json_parts.h"
#include "core/tokenize/normalizer.h"
#include "core/tokenize/post_processor.h"
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
    WordScratch scratch;
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

class PipelineTokenizer final : public Tokenizer {
public:
    PipelineTokenizer(TokenizerSpec spec, const std::string& where) : Tokenizer(std::move(spec)) {
        TokenizerDocument document = readTokenizerDocument(spec_.tokenizerJson, where);
        vocabulary_ = std::move(document.vocabulary);
        model_ = std::move(document.model);
        added_ = std::move(document.added);
        normalizers_ = makeNormalizers(document.normalizer, where);
        decoders_ = makeDecoders(document.decoder, where);
        preTokenizers_ = makePreTokenizers(document.preTokenizer, false, where);
        if (preTokenizers_.endsInByteLevel && !model_->readPlainBytes())
            preTokenizers_ = makePreTokenizers(document.preTokenizer, true, where);
        post_ = makePostProcessor(document.postProcessor, where);
        indexAdded();
        checkIds(where);
    }

    std::int64_t vocabularySize() const override { return end_; }
    Encoding encode(std::string_view text, bool withSpans) const override;
    FramedInput encodeFramed(std::string_view text, std::optional<std::string_view> second, bool withSpans,
                             std::size_t most) const override;
    std::size_t frameSize(bool pair) const override {
        const std::vector<FramePart>& parts = pair ? post_.pair : post_.single;
        return std::size_t(std::count_if(parts.begin(), parts.end(), [](const FramePart& p) { return p.text < 0; }));
    }
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
    std::unique_ptr<WordModel> model_;
    std::vector<AddedToken> added_;
    std::unordered_map<std::string, std::size_t> addedByText_;
    std::unordered_map<TokenId, std::size_t> addedById_;
    std::unordered_map<TokenId, std::string> normalizedText_;  // of added tokens that normalization changes
    AddedTokens rawAdded_, normalizedAdded_;
    std::vector<std::unique_ptr<Normalizer>> normalizers_;
    PreTokenizers preTokenizers_;
    std::vector<std::unique_ptr<Decoder>> decoders_;
    PostProcessor post_;
    std::int64_t end_ = 0;
    mutable WorkspacePool pool_;
};

void PipelineTokenizer::indexAdded() {
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

void PipelineTokenizer::checkIds(const std::string& where) const {
    for (const auto& [name, id] :
         {std::pair{"beginning", spec_.bos}, {"end", spec_.eos}, {"padding", spec_.pad}, {"unknown", spec_.unk}})
        if (id && (*id < 0 || *id >= end_))
            throw Error(Code::BadFile,
                        std::string("The tokenizer's ") + name + " token has the id " + std::to_string(*id) +
                            ", but there are only " + std::to_string(end_) + " tokens.",
                        where);
}

Encoding PipelineTokenizer::encode(std::string_view text, bool withSpans) const {
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
        for (const bool keepFirst : post_.trims) trimSpans(call, keepFirst);
    pool_.giveBack(std::move(work));
    return out;
}

FramedInput PipelineTokenizer::encodeFramed(std::string_view text, std::optional<std::string_view> second,
                                            bool withSpans, std::size_t most) const {
    if (!post_.problem.empty())
        throw Error(Code::BadFile, post_.problem + ". Download the model's tokenizer again.", "tokenizer");
    const Encoding encodings[2] = {encode(text, withSpans), second ? encode(*second, withSpans) : Encoding{}};
    std::size_t sizes[2] = {encodings[0].ids.size(), encodings[1].ids.size()};
    const std::size_t frame = frameSize(second.has_value());
    if (most > 0) cutLongest(most > frame ? most - frame : 0, sizes[0], sizes[1]);
    FramedInput out;
    for (const FramePart& part : second ? post_.pair : post_.single) {
        if (part.text < 0) {
            if (part.id < 0 || part.id >= end_)
                throw Error(Code::BadFile, "The tokenizer frames its inputs with a token that it does not have.",
                            "tokenizer");
            out.ids.push_back(part.id);
            if (withSpans) out.spans.emplace_back();
        } else {
            const Encoding& from = encodings[part.text];
            const auto size = std::ptrdiff_t(sizes[part.text]);
            out.ids.insert(out.ids.end(), from.ids.begin(), from.ids.begin() + size);
            if (withSpans) out.spans.insert(out.spans.end(), from.spans.begin(), from.spans.begin() + size);
        }
        out.types.resize(out.ids.size(), part.type);
        out.texts.resize(out.ids.size(), std::int8_t(part.text));
    }
    return out;
}

void PipelineTokenizer::addToken(Call& call, const AddedToken& token, Span place) const {
    call.out.ids.push_back(token.id);
    if (call.withSpans) call.out.spans.push_back(place);
}

void PipelineTokenizer::encodeStretch(Call& call, std::uint32_t begin, std::uint32_t end) const {
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

void PipelineTokenizer::encodePieces(Call& call, AlignedText& text, std::uint32_t base) const {
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

WordTokens PipelineTokenizer::tokensOf(std::string_view word, Workspace& work) const {
    WordTokens tokens;
    const std::uint64_t hash = WordCache::hash(word);
    if (word.size() <= WordCache::kLongestWord && work.cache.find(word, hash, tokens)) return tokens;
    work.symbols.clear();
    model_->encode(word, work.symbols, work.scratch);
    work.cache.insert(word, hash, work.symbols.data(), work.symbols.size());
    return {work.symbols.data(), std::uint32_t(work.symbols.size())};
}

void PipelineTokenizer::encodeWord(Call& call, const AlignedText& text, Piece word, std::uint32_t base) const {
    const WordTokens tokens = tokensOf(text.text().substr(word.begin, word.end - word.begin), call.work);
    for (std::uint32_t k = 0; k < tokens.count; ++k) call.out.ids.push_back(tokens.symbols[k].id);
    if (call.withSpans) addSpans(call, text, word, base, tokens);
}

void PipelineTokenizer::addSpans(Call& call, const AlignedText& text, Piece word, std::uint32_t base,
                                 const WordTokens& tokens) const {
    std::uint32_t total = 0;
    for (std::uint32_t k = 0; k < tokens.count; ++k) total += tokens.symbols[k].bytes;
    if (model_->plainBytes() && total != word.end - word.begin)
        return addSpansAfterLoss(call, text, word, base, tokens);
    std::uint32_t at = word.begin;
    std::uint32_t waiting = 1;  // this token and those before it that stand at the same place
    for (std::uint32_t k = 0; k < tokens.count; ++k) {
        if (tokens.symbols[k].bytes == 0) {
            ++waiting;
            continue;
        }
        // Bytes of a marked word end count too where they become byte tokens, so that lengths may exceed the word.
        const std::uint32_t begin = std::min(at, word.end - 1), end = std::min(at + tokens.symbols[k].bytes, word.end);
        const Span place = text.place(begin, std::max(end, begin + 1));
        call.out.spans.insert(call.out.spans.end(), waiting, {base + place.begin, base + place.end});
        at += tokens.symbols[k].bytes;
        waiting = 1;
    }
}

/// Bytes that have no token were dropped. The reference counts the lengths of the others in the byte alphabet's
/// spelling from the word's start, so that tokens behind a dropped byte slide to the left; spans are to be equal to its
/// spans.
void PipelineTokenizer::addSpansAfterLoss(Call& call, const AlignedText& text, Piece word, std::uint32_t base,
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

void PipelineTokenizer::trimSpans(Call& call, bool keepFirst) const {
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

std::optional<std::string> PipelineTokenizer::spelling(TokenId id) const {
    if (const auto found = normalizedText_.find(id); found != normalizedText_.end()) return found->second;
    if (const AddedToken* token = addedToken(id)) return token->text;
    if (!vocabulary_->contains(id)) return std::nullopt;
    return std::string(vocabulary_->spelling(id));
}

std::string PipelineTokenizer::decode(const std::vector<TokenId>& ids, bool withSpecial) const {
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

std::string PipelineTokenizer::bytesOf(TokenId id) const {
    std::string bytes = spelling(id).value_or(std::string());
    for (const auto& step : decoders_) bytes = step->bytes(std::move(bytes));
    return bytes;
}

}  // namespace

std::shared_ptr<const Tokenizer> Tokenizer::make(TokenizerSpec spec, const std::string& where) {
    return std::make_shared<PipelineTokenizer>(std::move(spec), where);
}

}  // namespace tunesmith
