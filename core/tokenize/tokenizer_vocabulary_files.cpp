#include "core/tokenize/tokenizer_vocabulary_files.h"

#include <filesystem>
#include <map>
#include <unordered_map>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/tokenize/document_writer.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostVocabulary = 64u << 20, kMostTokens = 2'000'000;

class FolderReader {
public:
    FolderReader(const std::string& folder, const Json& config, const Json& map)
        : root_(folder), folder_(folder), config_(config), map_(map) {
        const fs::path path = root_ / "config.json";
        if (fs::exists(path)) {
            const Json model = readJsonFile(path.string());
            if (model.is_object())
                kind_ = model.value("model_type", Json("")).is_string() ? model.value("model_type", "") : "";
        }
        if (const auto found = config.find("tokenizer_class"); found != config.end() && found->is_string())
            class_ = found->get<std::string>();
    }

    std::optional<TokenizerSpec> read() {
        for (const char* name : {"tokenizer.model", "spiece.model", "spm.model"})
            if (fs::exists(root_ / name)) return fromSentencePiece(name);
        if (fs::exists(root_ / "sentencepiece.bpe.model")) return fromFairseq();
        if (fs::exists(root_ / "vocab.json") && fs::exists(root_ / "merges.txt")) return fromMerges();
        if (fs::exists(root_ / "vocab.txt")) return fromWordList();
        return std::nullopt;
    }

private:
    [[noreturn]] void refuse(const std::string& what, const char* name) const {
        throw Error(Code::BadFile, what + ". Download the model again.", (root_ / name).string());
    }

    bool isKind(const char* family) const {
        const auto lower = [](std::string text) {
            for (char& c : text) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
            return text;
        };
        return lower(kind_).find(family) != std::string::npos || lower(class_).find(family) != std::string::npos;
    }
    bool flag(const char* name, bool fallback) const {
        const auto found = config_.find(name);
        return found != config_.end() && found->is_boolean() ? found->get<bool>() : fallback;
    }

    TokenizerSpec fromSentencePiece(const char* name) {
        const std::string path = (root_ / name).string();
        TokenizerSpec spec = tokenizerSpecFromSentencePiece(readFile(path, kMostVocabulary * 2), path);
        if (!isKind("t5") && !isKind("albert")) return spec;
        Json document = parseJson(spec.tokenizerJson, path);
        if (isKind("albert"))
            asAlbert(document);
        else
            addSentinels(document);
        spec.tokenizerJson = textOf(document);
        return spec;
    }

    /// A changed document, with the scores of a Unigram model as exact as they were: sentencepiece has floats.
    static std::string textOf(const Json& document) {
        const Json& model = document["model"];
        if (model["type"] != "Unigram") return dumpJson(document);
        std::vector<std::string> tokens;
        std::vector<double> scores;
        for (const Json& entry : model["vocab"]) {
            tokens.push_back(entry[0].get<std::string>());
            scores.push_back(double(float(entry[1].get<double>())));
        }
        DocumentParts parts;
        parts.addedTokens = document["added_tokens"];
        parts.normalizer = document["normalizer"];
        parts.preTokenizer = document["pre_tokenizer"];
        parts.postProcessor = document["post_processor"];
        parts.decoder = document["decoder"];
        const Json& unk = model["unk_id"];
        parts.model = unigramModel(tokens, scores, unk.is_null() ? std::nullopt : std::optional(unk.get<TokenId>()),
                                   model["byte_fallback"].get<bool>());
        return parts.text();
    }

    /// XLM-RoBERTa and CamemBERT number their own special tokens first, as fairseq did, and the pieces behind them.
    TokenizerSpec fromFairseq() {
        const bool camembert = isKind("camembert");
        if (!camembert && !isKind("xlm-roberta") && !isKind("xlmroberta"))
            throw Error(Code::BadFile,
                        "The folder has only a sentencepiece.bpe.model, whose ids depend on the program that trained "
                        "the model. Choose a copy of the model with tokenizer.json.",
                        folder_);
        const char* name = "sentencepiece.bpe.model";
        const std::string path = (root_ / name).string();
        TokenizerSpec spec = tokenizerSpecFromSentencePiece(readFile(path, kMostVocabulary * 2), path);
        Json document = parseJson(spec.tokenizerJson, path);
        Json& model = document["model"];
        const Json pieces = model["vocab"];
        // The pieces begin with <unk>, <s> and </s>; what stands in their places here is never found in a text.
        const std::vector<std::string> first =
            camembert ? std::vector<std::string>{"<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>", "<unk>NOTUSED"}
                      : std::vector<std::string>{"<s>", "<pad>", "</s>", "<unk>"};
        const std::size_t dropped = camembert ? 1 : 3;
        if (model["type"] != "Unigram" || pieces.size() <= 3 || pieces[0][0] != "<unk>" || pieces[1][0] != "<s>" ||
            pieces[2][0] != "</s>")
            refuse("The sentencepiece model does not begin with the pieces <unk>, <s> and </s>", name);
        Json& vocabulary = model["vocab"] = Json::array();
        for (const std::string& text : first) vocabulary.push_back({text, text == "<unk>NOTUSED" ? -100.0 : 0.0});
        for (std::size_t k = dropped; k < pieces.size(); ++k) vocabulary.push_back(pieces[k]);
        vocabulary.push_back({"<mask>", 0.0});
        const TokenId bos = camembert ? 5 : 0, eos = camembert ? 6 : 2, pad = 1, unk = 3;
        model["unk_id"] = unk;
        model["byte_fallback"] = false;
        document["added_tokens"] = {addedToken(bos, "<s>", true), addedToken(pad, "<pad>", true),
                                    addedToken(eos, "</s>", true), addedToken(unk, "<unk>", true),
                                    addedToken(TokenId(vocabulary.size() - 1), "<mask>", true, true)};
        Json charsmap;
        if (document["normalizer"].is_object())
            for (const Json& step : document["normalizer"]["normalizers"])
                if (step["type"] == "Precompiled") charsmap = step;
        document["normalizer"] = charsmap;
        Json blanks = metaspace(true, true);
        blanks["prepend_scheme"] = "always";
        document["pre_tokenizer"] = {{"type", "Sequence"}, {"pretokenizers", {{{"type", "WhitespaceSplit"}}, blanks}}};
        document["decoder"] = blanks;
        const FrameToken begin{"<s>", bos}, end{"</s>", eos};
        document["post_processor"] = frameTemplate({begin}, {end}, {end}, 0);
        spec.tokenizerJson = textOf(document);
        spec.bos = bos;
        spec.eos = eos;
        spec.pad = pad;
        spec.unk = unk;
        spec.addBos = true;
        return spec;
    }

    /// T5's blanks to fill in: a hundred tokens behind the pieces, the last one first.
    void addSentinels(Json& document) const {
        Json& vocabulary = document["model"]["vocab"];
        for (const Json& entry : vocabulary)
            if (entry[0] == "<extra_id_0>") return;
        const auto stated = config_.find("extra_ids");
        const int count =
            stated != config_.end() && stated->is_number_integer() ? std::min(stated->get<int>(), 10000) : 100;
        for (int k = count - 1; k >= 0; --k) {
            const std::string text = "<extra_id_" + std::to_string(k) + ">";
            document["added_tokens"].push_back(addedToken(TokenId(vocabulary.size()), text, true));
            vocabulary.push_back({text, 0.0});
        }
    }

    /// ALBERT writes quotes in one way, without accents and in lower case where it says so, and frames as BERT does.
    void asAlbert(Json& document) const {
        const auto replace = [](const char* from) {
            return Json{{"type", "Replace"}, {"pattern", {{"String", from}}}, {"content", "\""}};
        };
        Json steps = {replace("``"), replace("''")};
        if (!flag("keep_accents", false)) {
            steps.push_back({{"type", "NFKD"}});
            steps.push_back({{"type", "StripAccents"}});
        }
        if (flag("do_lower_case", true)) steps.push_back({{"type", "Lowercase"}});
        if (document["normalizer"].is_object())
            for (const Json& step : document["normalizer"]["normalizers"]) steps.push_back(step);
        document["normalizer"] = {{"type", "Sequence"}, {"normalizers", steps}};
        std::vector<FrameToken> cls, sep;
        for (Json& token : document["added_tokens"]) {
            const FrameToken found{token["content"].get<std::string>(), token["id"].get<TokenId>()};
            if (found.text == "[CLS]") cls.push_back(found);
            if (found.text == "[SEP]") sep.push_back(found);
            if (found.text == "[MASK]") token["lstrip"] = true;
        }
        document["post_processor"] = frameTemplate(cls, sep, {}, 1);
    }

    std::vector<std::string> linesOf(const char* name) const {
        const std::string text = readFile((root_ / name).string(), kMostVocabulary);
        if (unicode::firstInvalid(text) != std::string::npos) refuse("The vocabulary is not valid UTF-8", name);
        std::vector<std::string> lines;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            const std::size_t stop = end > at && text[end - 1] == '\r' ? end - 1 : end;
            lines.push_back(text.substr(at, stop - at));
            at = end + 1;
            if (lines.size() > kMostTokens) refuse("The vocabulary has more than two million lines", name);
        }
        return lines;
    }

    /// The text of a special token, or `fallback`; its id in `ids`, or nothing.
    std::optional<FrameToken> special(const char* name, const char* fallback,
                                      const std::unordered_map<std::string, TokenId>& ids) const {
        std::string text = specialTokenText(config_, name);
        if (text.empty()) text = specialTokenText(map_, name);
        if (text.empty()) text = fallback;
        const auto found = ids.find(text);
        if (found == ids.end()) return std::nullopt;
        return FrameToken{text, found->second};
    }

    static std::unordered_map<std::string, TokenId> idsOf(const std::vector<std::string>& tokens) {
        std::unordered_map<std::string, TokenId> ids;
        for (std::size_t k = 0; k < tokens.size(); ++k) ids.emplace(tokens[k], TokenId(k));
        return ids;
    }

    /// BERT's list of words, one a line, its line number the id.
    TokenizerSpec fromWordList() {
        const std::vector<std::string> tokens = linesOf("vocab.txt");
        const auto ids = idsOf(tokens);
        const auto unk = special("unk_token", "[UNK]", ids);
        if (!unk) refuse("The vocabulary has no unknown token", "vocab.txt");
        DocumentParts parts;
        TokenizerSpec spec;
        const auto cls = special("cls_token", "[CLS]", ids), sep = special("sep_token", "[SEP]", ids);
        const auto pad = special("pad_token", "[PAD]", ids), mask = special("mask_token", "[MASK]", ids);
        for (const auto& token : {pad, unk, cls, sep, mask})
            if (token) parts.addedTokens.push_back(addedToken(token->id, token->text, true));
        if (cls && sep) parts.postProcessor = frameTemplate({*cls}, {*sep}, {}, 1);
        const auto accents = config_.find("strip_accents");
        parts.normalizer = {{"type", "BertNormalizer"},
                            {"clean_text", true},
                            {"handle_chinese_chars", flag("tokenize_chinese_chars", true)},
                            {"strip_accents", accents == config_.end() ? Json() : *accents},
                            {"lowercase", flag("do_lower_case", true)}};
        parts.preTokenizer = {{"type", "BertPreTokenizer"}};
        parts.decoder = {{"type", "WordPiece"}, {"prefix", "##"}, {"cleanup", true}};
        parts.model = wordPieceModel(tokens, unk->text);
        spec.tokenizerJson = parts.text();
        return spec;
    }

    /// GPT-2's byte-level BPE; RoBERTa's and BART's with their frames.
    TokenizerSpec fromMerges() {
        const Json vocabulary = readJsonFile((root_ / "vocab.json").string(), kMostVocabulary);
        if (!vocabulary.is_object() || vocabulary.size() > kMostTokens)
            refuse("The vocabulary is no list of tokens", "vocab.json");
        std::vector<std::string> tokens(vocabulary.size());
        std::vector<bool> taken(tokens.size());
        for (const auto& [token, id] : vocabulary.items()) {
            if (!id.is_number_integer() || id < 0 || id >= tokens.size() || taken[id.get<std::size_t>()])
                refuse("The token '" + token + "' has no id of its own", "vocab.json");
            tokens[id.get<std::size_t>()] = token;
            taken[id.get<std::size_t>()] = true;
        }
        std::string merges = "[";
        for (const std::string& line : linesOf("merges.txt")) {
            if (line.empty() || line.rfind("#version", 0) == 0) continue;
            const std::size_t space = line.find(' ');
            if (space == std::string::npos || line.find(' ', space + 1) != std::string::npos)
                refuse("The merge '" + line + "' is not two tokens", "merges.txt");
            appendMerge(merges, std::string_view(line).substr(0, space), std::string_view(line).substr(space + 1));
        }
        const auto ids = idsOf(tokens);
        const bool framed = isKind("roberta") || isKind("bart") || isKind("longformer");
        const bool prefix = flag("add_prefix_space", false);
        DocumentParts parts;
        std::vector<std::optional<FrameToken>> specials;
        const auto bos = special("bos_token", framed ? "<s>" : "<|endoftext|>", ids);
        const auto eos = special("eos_token", framed ? "</s>" : "<|endoftext|>", ids);
        const auto mask = special("mask_token", framed ? "<mask>" : "", ids);
        specials = {bos, special("pad_token", framed ? "<pad>" : "", ids), eos,
                    special("unk_token", framed ? "<unk>" : "", ids)};
        if (mask) parts.addedTokens.push_back(addedToken(mask->id, mask->text, true, true));
        for (const auto& token : specials) {
            if (!token) continue;
            const Json entry = addedToken(token->id, token->text, true);
            if (std::find(parts.addedTokens.begin(), parts.addedTokens.end(), entry) == parts.addedTokens.end())
                parts.addedTokens.push_back(entry);
        }
        const auto byteLevel = [&](bool trim) {
            return Json{
                {"type", "ByteLevel"}, {"add_prefix_space", prefix}, {"trim_offsets", trim}, {"use_regex", true}};
        };
        parts.preTokenizer = byteLevel(false);
        parts.decoder = byteLevel(false);
        parts.postProcessor = byteLevel(false);
        if (framed && bos && eos)
            parts.postProcessor = {{"type", "RobertaProcessing"},
                                   {"sep", {eos->text, eos->id}},
                                   {"cls", {bos->text, bos->id}},
                                   {"trim_offsets", true},
                                   {"add_prefix_space", prefix}};
        parts.model = bpeModel(tokens, merges + "]", nullptr, false, false);
        TokenizerSpec spec;
        spec.tokenizerJson = parts.text();
        if (bos) spec.bos = bos->id;
        if (eos) spec.eos = eos->id;
        return spec;
    }

    fs::path root_;
    const std::string& folder_;
    const Json& config_;
    const Json& map_;
    std::string kind_, class_;
};

/// added_tokens.json: tokens behind the vocabulary, with the ids that they must get.
void addListed(TokenizerSpec& spec, const Json& list, const std::string& where) {
    std::map<TokenId, std::string> byId;
    const auto base = Tokenizer::make(spec, where);
    if (!list.is_object()) throw Error(Code::BadFile, "The added tokens are no list. Download the model again.", where);
    for (const auto& [text, id] : list.items()) {
        if (!id.is_number_integer() || id < 0 || id > 16'000'000 || !byId.emplace(id.get<TokenId>(), text).second)
            throw Error(Code::BadFile, "The added token '" + text + "' has no id of its own. Download the model again.",
                        where);
        if (base->idOf(text) == id.get<TokenId>()) byId.erase(id.get<TokenId>());
    }
    std::vector<AddedToken> tokens;
    for (const auto& [id, text] : byId) {
        tokens.emplace_back();
        tokens.back().text = text;
        tokens.back().special = true;
    }
    const ExtendedTokenizer extended = withAddedTokens(spec, tokens);
    std::size_t k = 0;
    for (const auto& [id, text] : byId)
        if (extended.ids[k++] != id)
            throw Error(Code::BadFile,
                        "The added token '" + text + "' should have the id " + std::to_string(id) +
                            ", which does not follow the vocabulary. Choose a copy of the model with tokenizer.json.",
                        where);
    spec = extended.spec;
}

}  // namespace

std::optional<TokenizerSpec> specFromVocabularyFiles(const std::string& folder, const Json& config, const Json& map) {
    std::optional<TokenizerSpec> spec = FolderReader(folder, config, map).read();
    const fs::path more = fs::path(folder) / "added_tokens.json";
    if (spec && fs::exists(more)) addListed(*spec, readJsonFile(more.string(), kMostVocabulary), more.string());
    return spec;
}

std::string specialTokenText(const Json& config, const char* name) {
    const auto found = config.find(name);
    if (found == config.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    return found->is_object() && found->contains("content") && (*found)["content"].is_string()
               ? (*found)["content"].get<std::string>()
               : std::string();
}

}  // namespace tunesmith
