// GGUF metadata as a tokenizer.json document: byte-level BPE ("gpt2") and sentencepiece-style BPE ("llama"), as
// transformers reads the same files.
#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/tokenize/byte_alphabet.h"
#include "core/tokenize/tokenizer.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

enum TokenType { kUnknown = 2, kControl = 3, kUserDefined = 4 };

constexpr const char* kBlank = "\xE2\x96\x81";

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

void appendQuoted(std::string& out, std::string_view text) {
    static const char* digits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += digits[c >> 4];
            out += digits[c & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

std::uint32_t lengthInCharacters(std::string_view text) {
    return std::uint32_t(std::count_if(text.begin(), text.end(), [](char c) { return !unicode::continues(c); }));
}

class Builder {
public:
    Builder(const GgufTokenizer& gguf, const std::string& where) : gguf_(gguf), where_(where), tokens_(gguf.tokens) {}

    TokenizerSpec build() {
        check();
        addBos_ = gguf_.addBos.value_or(gguf_.model == "llama") && gguf_.bos.has_value();
        std::string model;
        if (gguf_.model == "gpt2")
            model = byteLevel();
        else if (gguf_.model == "llama")
            model = sentencePiece();
        else
            refuse("The GGUF file's tokenizer is of the kind '" + gguf_.model +
                   "', which is not supported; supported are gpt2 (byte-level BPE) and llama (sentencepiece BPE)");
        TokenizerSpec spec;
        spec.tokenizerJson =
            "{\"version\":\"1.0\",\"truncation\":null,\"padding\":null,\"added_tokens\":" + addedTokens() +
            ",\"normalizer\":" + dumpJson(normalizer_) + ",\"pre_tokenizer\":" + dumpJson(preTokenizer_) +
            ",\"post_processor\":" + dumpJson(postProcessor()) + ",\"decoder\":" + dumpJson(decoder_) +
            ",\"model\":" + model + "}";
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
        for (const auto& id : {gguf_.bos, gguf_.eos, gguf_.pad, gguf_.unk})
            if (id && (*id < 0 || std::size_t(*id) >= tokens_.size()))
                refuse("The GGUF file names the special token " + std::to_string(*id) + ", but has " +
                       std::to_string(tokens_.size()) + " tokens");
        for (std::size_t k = 0; k < tokens_.size(); ++k)
            if (unicode::firstInvalid(tokens_[k]) != std::string::npos)
                refuse("Token " + std::to_string(k) + " of the GGUF file is not valid UTF-8");
    }

    int typeOf(std::size_t id) const { return gguf_.types.empty() ? 1 : gguf_.types[id]; }

    std::string byteLevel() {
        const Cutting* cutting = cuttingOf(gguf_.pre);
        if (!cutting)
            refuse("The GGUF file's tokenizer cuts words in the way '" + gguf_.pre + "', which is not supported");
        spellOddTokens();
        const Json byteLevel = {
            {"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", !cutting->regex}};
        preTokenizer_ = byteLevel;
        if (cutting->digits)
            preTokenizer_ = {{"type", "Sequence"},
                             {"pretokenizers", {{{"type", "Digits"}, {"individual_digits", true}}, byteLevel}}};
        if (cutting->regex)
            preTokenizer_ = {{"type", "Sequence"},
                             {"pretokenizers",
                              {{{"type", "Split"},
                                {"pattern", {{"Regex", cutting->regex}}},
                                {"behavior", "Isolated"},
                                {"invert", false}},
                               byteLevel}}};
        if (cutting->nfc) normalizer_ = {{"type", "NFC"}};
        decoder_ = {{"type", "ByteLevel"}, {"add_prefix_space", true}, {"trim_offsets", true}, {"use_regex", true}};
        std::string merges = "[";
        for (const std::string& merge : gguf_.merges) {
            const std::size_t space = merge.find(' ');
            if (space == std::string::npos || merge.find(' ', space + 1) != std::string::npos)
                refuse("The merge '" + merge + "' of the GGUF file is not two tokens");
            appendMerge(merges, merge.substr(0, space), merge.substr(space + 1));
        }
        return model(merges + "]", nullptr, false, cutting->ignoreMerges);
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

    std::string sentencePiece() {
        if (gguf_.scores.size() != tokens_.size())
            refuse("The GGUF file has " + std::to_string(tokens_.size()) + " tokens but " +
                   std::to_string(gguf_.scores.size()) + " scores");
        std::vector<double> scores(gguf_.scores.begin(), gguf_.scores.end());
        const bool plainBlanks = spellBlanks(scores);
        const bool prefix = !plainBlanks && gguf_.addSpacePrefix.value_or(true);
        if (plainBlanks) {
            normalizer_ = {{"type", "Replace"}, {"pattern", {{"String", " "}}}, {"content", kBlank}};
        } else {
            preTokenizer_ = {{"type", "Metaspace"},
                             {"replacement", kBlank},
                             {"prepend_scheme", prefix ? "first" : "never"},
                             {"split", false}};
        }
        Json steps = {{{"type", "Replace"}, {"pattern", {{"String", kBlank}}}, {"content", " "}},
                      {{"type", "ByteFallback"}},
                      {{"type", "Fuse"}}};
        if (prefix) steps.push_back({{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}});
        decoder_ = {{"type", "Sequence"}, {"decoders", steps}};
        const Json unk = gguf_.unk ? Json(tokens_[std::size_t(*gguf_.unk)]) : Json(nullptr);
        return model(mergesByScore(scores), unk, true, false);
    }

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

    /// Every way to put a token together from two others, best token first: sentencepiece's rule as merges.
    std::string mergesByScore(const std::vector<double>& scores) const {
        struct Merge {
            double score;
            std::uint32_t left, right;          // ids
            std::uint32_t leftSize, rightSize;  // characters
        };
        std::unordered_map<std::string_view, std::uint32_t> ids;
        for (std::size_t k = 0; k < tokens_.size(); ++k) ids[tokens_[k]] = std::uint32_t(k);
        std::vector<Merge> merges;
        std::vector<Merge> local;
        for (std::size_t k = 0; k < tokens_.size(); ++k) {
            const std::string_view token = tokens_[k];
            local.clear();
            for (std::size_t cut = 1; cut < token.size(); ++cut) {
                if (unicode::continues(token[cut])) continue;
                const auto left = ids.find(token.substr(0, cut)), right = ids.find(token.substr(cut));
                if (left == ids.end() || right == ids.end()) continue;
                local.push_back({scores[k], left->second, right->second, lengthInCharacters(left->first),
                                 lengthInCharacters(right->first)});
            }
            std::sort(local.begin(), local.end(), [](const Merge& a, const Merge& b) {
                return std::pair(a.left, a.right) < std::pair(b.left, b.right);
            });
            merges.insert(merges.end(), local.begin(), local.end());
        }
        std::stable_sort(merges.begin(), merges.end(), [](const Merge& a, const Merge& b) {
            return std::tuple(a.score, a.leftSize, a.rightSize) > std::tuple(b.score, b.leftSize, b.rightSize);
        });
        std::string out = "[";
        for (const Merge& m : merges) appendMerge(out, tokens_[m.left], tokens_[m.right]);
        return out + "]";
    }

    static void appendMerge(std::string& out, std::string_view left, std::string_view right) {
        out += out.size() > 1 ? ",[" : "[";
        appendQuoted(out, left);
        out += ',';
        appendQuoted(out, right);
        out += ']';
    }

    std::string model(const std::string& merges, const Json& unk, bool sentencePiece, bool ignoreMerges) const {
        std::string out = "{\"type\":\"BPE\",\"dropout\":null,\"unk_token\":" + dumpJson(unk) +
                          ",\"continuing_subword_prefix\":null,\"end_of_word_suffix\":null,\"fuse_unk\":" +
                          (sentencePiece ? "true" : "false") +
                          ",\"byte_fallback\":" + (sentencePiece ? "true" : "false") +
                          ",\"ignore_merges\":" + (ignoreMerges ? "true" : "false") + ",\"vocab\":{";
        for (std::size_t k = 0; k < tokens_.size(); ++k) {
            if (k > 0) out += ',';
            appendQuoted(out, tokens_[k]);
            out += ':' + std::to_string(k);
        }
        return out + "},\"merges\":" + merges + "}";
    }

    std::string addedTokens() const {
        std::set<std::size_t> special;
        for (const auto& id : {gguf_.bos, gguf_.eos, gguf_.pad, gguf_.unk})
            if (id) special.insert(std::size_t(*id));
        Json list = Json::array();
        for (std::size_t k = 0; k < tokens_.size(); ++k) {
            const bool isSpecial = special.count(k) || typeOf(k) == kControl || typeOf(k) == kUnknown;
            if (!isSpecial && typeOf(k) != kUserDefined) continue;
            list.push_back({{"id", k},
                            {"content", tokens_[k]},
                            {"single_word", false},
                            {"lstrip", false},
                            {"rstrip", false},
                            {"normalized", false},
                            {"special", isSpecial}});
        }
        return dumpJson(list);
    }

    Json postProcessor() const {
        const auto sequence = [](const char* id, int type) {
            return Json{{"Sequence", {{"id", id}, {"type_id", type}}}};
        };
        Json single = Json::array(), specials = Json::object();
        if (addBos_) {
            const std::string& bos = tokens_[std::size_t(*gguf_.bos)];
            single.push_back({{"SpecialToken", {{"id", bos}, {"type_id", 0}}}});
            specials[bos] = {{"id", bos}, {"ids", {*gguf_.bos}}, {"tokens", {bos}}};
        }
        Json pair = single;
        single.push_back(sequence("A", 0));
        pair.push_back(sequence("A", 0));
        pair.push_back(sequence("B", 1));
        return {{"type", "TemplateProcessing"}, {"single", single}, {"pair", pair}, {"special_tokens", specials}};
    }

    const GgufTokenizer& gguf_;
    const std::string& where_;
    std::vector<std::string> tokens_;
    bool addBos_ = false;
    Json normalizer_, preTokenizer_, decoder_;
};

}  // namespace

TokenizerSpec tokenizerSpecFromGguf(const GgufTokenizer& gguf, const std::string& where) {
    return Builder(gguf, where).build();
}

}  // namespace tunesmith
