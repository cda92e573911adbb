// GGUF metadata as a tokenizer.json document: byte-level BPE ("gpt2") and sentencepiece-style BPE ("llama"), as
// transformers reads the same files; Unigram ("t5") and WordPiece ("bert"), as the models' own tokenizer.json has them.
#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/tokenize/byte_alphabet.h"
#include "core/tokenize/charsmap.h"
#include "core/tokenize/document_writer.h"
#include "core/tokenize/tokenizer.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

enum TokenType { kUnknown = 2, kControl = 3, kUserDefined = 4, kByte = 6 };

constexpr const char* kBlank = kVisibleBlank;

const char* const kLlama3 =
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| "
    "?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+"
    "|\\s+(?!\\S)|\\s+";
const char* const kQwen2 =
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+"
    "|\\s+(?!\\S)|\\s+";
const char* const kTekken =
    "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
    "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
    "|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
const char* const kGpt4o =
    "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|"
    "'d)?"
    "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'"
    "ll|'d)?"
    "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

/// How the words of a byte-level vocabulary are cut.
struct Cutting {
    const char* regex = nullptr;  // none: GPT-2's pattern
    bool digits = false;          // each digit alone, before GPT-2's pattern
    bool ignoreMerges = false;
    bool nfc = false;
};

const Cutting* cuttingOf(const std::string& pre) {
    static const Cutting gpt2{}, digits{nullptr, true}, llama3{kLlama3, false, true}, qwen2{kQwen2, false, false, true},
        tekken{kTekken, false, true}, gpt4o{kGpt4o};
    static const std::unordered_map<std::string, const Cutting*> known = {
        // SmolLM was trained with each digit alone, but transformers cuts what it reads from GGUF by GPT-2's pattern.
        // The two differ
        // only where blanks come before a digit in a row; equality with transformers on one file goes first.
        {"smollm", &gpt2},
        {"", &gpt2},
        {"default", &gpt2},
        {"gpt-2", &gpt2},
        {"mpt", &gpt2},
        {"olmo", &gpt2},
        {"gpt-neox", &gpt2},
        {"phi-2", &gpt2},
        {"roberta-bpe", &gpt2},
        {"gigachat", &gpt2},
        {"jais", &gpt2},
        {"starcoder", &digits},
        {"refact", &digits},
        {"command-r", &digits},
        {"codeshell", &digits},
        {"llama-bpe", &llama3},
        {"llama3", &llama3},
        {"llama-v3", &llama3},
        {"falcon3", &llama3},
        {"pixtral", &llama3},
        {"lfm2", &llama3},
        {"dbrx", &llama3},
        {"smaug-bpe", &llama3},
        {"qwen2", &qwen2},
        {"deepseek-r1-qwen", &qwen2},
        {"stablelm2", &qwen2},
        {"megrez", &qwen2},
        {"tekken", &tekken},
        {"gpt-4o", &gpt4o},
        {"llama4", &gpt4o},
    };
    const auto found = known.find(pre);
    return found == known.end() ? nullptr : found->second;
}

class Builder {
public:
    Builder(const GgufTokenizer& gguf, const std::string& where) : gguf_(gguf), where_(where), tokens_(gguf.tokens) {}

    TokenizerSpec build() {
        check();
        addBos_ = gguf_.addBos.value_or(gguf_.model == "llama") && gguf_.bos.has_value();
        addEos_ = gguf_.addEos.value_or(gguf_.model == "t5") && gguf_.eos.has_value();
        if (gguf_.model == "gpt2")
            byteLevel();
        else if (gguf_.model == "llama")
            sentencePiece();
        else if (gguf_.model == "t5")
            unigram();
        else if (gguf_.model == "bert")
            wordPiece();
        else
            refuse("The GGUF file's tokenizer is of the kind '" + gguf_.model +
                   "', which is not supported; supported are gpt2 (byte-level BPE), llama (sentencepiece BPE), t5 "
                   "(Unigram) and bert (WordPiece)");
        parts_.addedTokens = addedTokens();
        if (parts_.postProcessor.is_null()) {
            std::vector<FrameToken> before, after;
            if (addBos_) before.push_back(frameToken(gguf_.bos));
            if (addEos_) after.push_back(frameToken(gguf_.eos));
            parts_.postProcessor = frameTemplate(before, after, {}, gguf_.model == "t5" ? 0 : 1);
        }
        TokenizerSpec spec;
        spec.tokenizerJson = parts_.text();
        spec.chatTemplate = gguf_.chatTemplate;
        spec.bos = gguf_.bos;
        spec.eos = gguf_.eos;
        spec.pad = gguf_.pad;
        spec.unk = gguf_.unk;
        spec.addBos = addBos_;
        return spec;
    }

private:
    [[noreturn]] void refuse(const std::string& what) const { throw Error(Code::BadFile, what + ".", where_); }

    void check() const {
        if (tokens_.empty()) refuse("The GGUF file has no tokens");
        if (!gguf_.types.empty() && gguf_.types.size() != tokens_.size())
            refuse("The GGUF file has " + std::to_string(tokens_.size()) + " tokens but " +
                   std::to_string(gguf_.types.size()) + " token types");
        for (const auto& id : {gguf_.bos, gguf_.eos, gguf_.pad, gguf_.unk, gguf_.cls, gguf_.sep, gguf_.mask})
            if (id && (*id < 0 || std::size_t(*id) >= tokens_.size()))
                refuse("The GGUF file names the special token " + std::to_string(*id) + ", but has " +
                       std::to_string(tokens_.size()) + " tokens");
        for (std::size_t k = 0; k < tokens_.size(); ++k)
            if (unicode::firstInvalid(tokens_[k]) != std::string::npos)
                refuse("Token " + std::to_string(k) + " of the GGUF file is not valid UTF-8");
    }

    int typeOf(std::size_t id) const { return gguf_.types.empty() ? 1 : gguf_.types[id]; }

    void byteLevel() {
        const Cutting* cutting = cuttingOf(gguf_.pre);
        if (!cutting)
            refuse("The GGUF file's tokenizer cuts words in the way '" + gguf_.pre + "', which is not supported");
        spellOddTokens();
        const Json byteLevel = {
            {"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", !cutting->regex}};
        parts_.preTokenizer = byteLevel;
        if (cutting->digits)
            parts_.preTokenizer = {{"type", "Sequence"},
                                   {"pretokenizers", {{{"type", "Digits"}, {"individual_digits", true}}, byteLevel}}};
        if (cutting->regex)
            parts_.preTokenizer = {{"type", "Sequence"},
                                   {"pretokenizers",
                                    {{{"type", "Split"},
                                      {"pattern", {{"Regex", cutting->regex}}},
                                      {"behavior", "Isolated"},
                                      {"invert", false}},
                                     byteLevel}}};
        if (cutting->nfc) parts_.normalizer = {{"type", "NFC"}};
        parts_.decoder = {
            {"type", "ByteLevel"}, {"add_prefix_space", true}, {"trim_offsets", true}, {"use_regex", true}};
        std::string merges = "[";
        for (const std::string& merge : gguf_.merges) {
            const std::size_t space = merge.find(' ');
            if (space == std::string::npos || merge.find(' ', space + 1) != std::string::npos)
                refuse("The merge '" + merge + "' of the GGUF file is not two tokens");
            appendMerge(merges, merge.substr(0, space), merge.substr(space + 1));
        }
        parts_.model = bpeModel(tokens_, merges + "]", nullptr, false, cutting->ignoreMerges);
    }

    /// Ordinary tokens that are not written in the byte alphabet are spelled in it, unless that would double another
    /// token.
    void spellOddTokens() {
        std::unordered_set<std::string> known(tokens_.begin(), tokens_.end());
        for (std::size_t k = 0; k < tokens_.size(); ++k) {
            if (typeOf(k) == kControl || typeOf(k) == kUserDefined || bytesFromAlphabet(tokens_[k])) continue;
            std::string spelled = alphabetFromBytes(tokens_[k]);
            if (known.insert(spelled).second) tokens_[k] = std::move(spelled);
        }
    }

    void checkScores() const {
        if (gguf_.scores.size() != tokens_.size())
            refuse("The GGUF file has " + std::to_string(tokens_.size()) + " tokens but " +
                   std::to_string(gguf_.scores.size()) + " scores");
        for (const float score : gguf_.scores)
            if (!std::isfinite(score)) refuse("A score of the tokenizer is not a number");
    }

    /// Replacements, and where the model asks for it, no blanks at the ends and single ones between words. A blank that
    /// begins a text may stay where one would be put there anyway.
    Json cleaning(bool removeSpaces, bool prefix) const {
        Json steps = Json::array();
        if (!gguf_.charsmap.empty())
            steps.push_back({{"type", "Precompiled"}, {"precompiled_charsmap", base64FromBytes(gguf_.charsmap)}});
        if (removeSpaces) {
            steps.push_back(
                {{"type", "Replace"}, {"pattern", {{"Regex", prefix ? " +\\z" : "\\A +| +\\z"}}}, {"content", ""}});
            steps.push_back({{"type", "Replace"}, {"pattern", {{"Regex", " {2,}"}}}, {"content", " "}});
        }
        return steps.empty() ? Json() : Json{{"type", "Sequence"}, {"normalizers", steps}};
    }

    void sentencePiece() {
        checkScores();
        std::vector<double> scores(gguf_.scores.begin(), gguf_.scores.end());
        const bool plainBlanks = spellBlanks(scores);
        const bool prefix = !plainBlanks && gguf_.addSpacePrefix.value_or(true);
        if (plainBlanks) {
            parts_.normalizer = {{"type", "Replace"}, {"pattern", {{"String", " "}}}, {"content", kBlank}};
        } else {
            parts_.normalizer = cleaning(gguf_.removeExtraSpaces.value_or(false), prefix);
            parts_.preTokenizer = metaspace(prefix, false);
        }
        parts_.decoder = sentencePieceDecoder(prefix);
        const Json unk = gguf_.unk ? Json(tokens_[std::size_t(*gguf_.unk)]) : Json(nullptr);
        parts_.model = bpeModel(tokens_, mergesByScore(tokens_, scores), unk, true, false);
    }

    void unigram() {
        checkScores();
        const bool prefix = gguf_.addSpacePrefix.value_or(true);
        bool bytes = false, blanksInside = false;
        for (std::size_t k = 0; k < tokens_.size(); ++k) {
            bytes = bytes || typeOf(k) == kByte;
            blanksInside = blanksInside || (typeOf(k) == 1 && tokens_[k].find(kBlank, 1) != std::string::npos);
        }
        parts_.normalizer = cleaning(gguf_.removeExtraSpaces.value_or(true), prefix);
        parts_.preTokenizer = metaspace(prefix, !blanksInside);
        if (bytes)
            parts_.decoder = sentencePieceDecoder(prefix);
        else
            parts_.decoder = metaspace(prefix, true);
        parts_.model = unigramModel(tokens_, {gguf_.scores.begin(), gguf_.scores.end()}, gguf_.unk, bytes);
    }

    /// A visible blank begins the tokens that begin a word; those that go on with one are bare.
    void wordPiece() {
        bool upper = false;
        for (std::size_t k = 0; k < tokens_.size(); ++k) {
            std::string& token = tokens_[k];
            const bool bracketed = token.size() > 2 && token.front() == '[' && token.back() == ']';
            if (typeOf(k) == kControl || typeOf(k) == kUnknown || bracketed) continue;
            if (token.rfind(kBlank, 0) == 0)
                token.erase(0, 3);
            else
                token.insert(0, "##");
            upper = upper || std::any_of(token.begin(), token.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        }
        std::optional<TokenId> unk = gguf_.unk;
        for (std::size_t k = 0; !unk && k < tokens_.size(); ++k)
            if (tokens_[k] == "[UNK]") unk = TokenId(k);
        if (!unk) refuse("The GGUF file's tokenizer has no unknown token");
        // Nothing in the file says whether the model knows capital letters; its vocabulary does.
        parts_.normalizer = {{"type", "BertNormalizer"},
                             {"clean_text", true},
                             {"handle_chinese_chars", true},
                             {"strip_accents", nullptr},
                             {"lowercase", !upper}};
        parts_.preTokenizer = {{"type", "BertPreTokenizer"}};
        parts_.decoder = {{"type", "WordPiece"}, {"prefix", "##"}, {"cleanup", true}};
        parts_.model = wordPieceModel(tokens_, tokens_[std::size_t(*unk)]);
        const std::optional<TokenId> cls = gguf_.cls ? gguf_.cls : gguf_.bos, sep = gguf_.sep ? gguf_.sep : gguf_.eos;
        if (cls && sep) parts_.postProcessor = frameTemplate({frameToken(cls)}, {frameToken(sep)}, {}, 1);
    }

    FrameToken frameToken(const std::optional<TokenId>& id) const { return {tokens_[std::size_t(*id)], *id}; }

    /// Gemma writes runs of blanks as blanks, begins no text with one, and merges in the order of the ids, not of the
    /// scores.
    bool spellBlanks(std::vector<double>& scores) {
        bool found = false;
        for (std::string& token : tokens_) {
            if (token.find(' ') == std::string::npos || token.find_first_not_of(" \t\n\r\f\v") != std::string::npos)
                continue;
            std::string spelled;
            for (std::size_t k = 0; k < token.size(); ++k) spelled += kBlank;
            token = std::move(spelled);
            found = true;
        }
        for (std::size_t k = 0; found && k < scores.size(); ++k) scores[k] = -double(k);
        return found;
    }

    Json addedTokens() const {
        std::set<std::size_t> special;
        for (const auto& id : {gguf_.bos, gguf_.eos, gguf_.pad, gguf_.unk, gguf_.cls, gguf_.sep, gguf_.mask})
            if (id) special.insert(std::size_t(*id));
        Json list = Json::array();
        for (std::size_t k = 0; k < tokens_.size(); ++k) {
            const bool isSpecial = special.count(k) || typeOf(k) == kControl || typeOf(k) == kUnknown;
            if (!isSpecial && typeOf(k) != kUserDefined) continue;
            list.push_back(addedToken(TokenId(k), tokens_[k], isSpecial, gguf_.mask == TokenId(k)));
        }
        return list;
    }

    const GgufTokenizer& gguf_;
    const std::string& where_;
    std::vector<std::string> tokens_;
    bool addBos_ = false, addEos_ = false;
    DocumentParts parts_;
};

}  // namespace

TokenizerSpec tokenizerSpecFromGguf(const GgufTokenizer& gguf, const std::string& where) {
    return Builder(gguf, where).build();
}

}  // namespace tunesmith
