#include "core/tokenize/tokenizer_document.h"

#include <simdjson.h>

#include <unordered_map>

#include "core/tokenize/bpe.h"
#include "core/tokenize/json_parts.h"
#include "core/tokenize/score_reader.h"
#include "core/tokenize/unicode_class.h"
#include "core/tokenize/unigram.h"
#include "core/tokenize/word_piece.h"

namespace tunesmith {
namespace {

using Element = simdjson::dom::element;
using MergeList = std::vector<std::pair<std::string_view, std::string_view>>;

constexpr std::size_t kMostBytes = 500u << 20;
constexpr std::size_t kLongestToken = 64 << 10;

class Reader {
public:
    explicit Reader(const std::string& where) : where_(where) {}

    TokenizerDocument read(const std::string& json) {
        if (json.size() > kMostBytes) refuse("The tokenizer is larger than 500 MB");
        json_ = &json;
        Element root;
        if (const auto error = parser_.parse(json).get(root))
            refuse(std::string("The tokenizer is not valid JSON (") + simdjson::error_message(error) + ")");
        if (!root.is_object()) refuse("The tokenizer is not a JSON object");
        TokenizerDocument document;
        document.normalizer = part(root, "normalizer");
        document.preTokenizer = part(root, "pre_tokenizer");
        document.postProcessor = part(root, "post_processor");
        document.decoder = part(root, "decoder");
        readModel(root, document);
        readAdded(part(root, "added_tokens"), document);
        return document;
    }

private:
    [[noreturn]] void refuse(const std::string& what) const {
        throw Error(Code::BadFile, what + ". Download or export the model again.", where_);
    }

    Json part(const Element& root, const char* name) const {
        Element value;
        if (root[name].get(value) || value.is_null()) return nullptr;
        return parseJson(simdjson::minify(value), where_ + ": " + name);
    }

    void readModel(const Element& root, TokenizerDocument& document) {
        Element model;
        if (root["model"].get(model) || !model.is_object()) refuse("The tokenizer has no model");
        const std::string type = modelType(model);
        if (type == "BPE") {
            document.vocabulary = readVocabulary(model);
            document.model = std::make_unique<Bpe>(document.vocabulary, readMerges(model), readOptions(model), where_);
        } else if (type == "Unigram") {
            readUnigram(model, document);
        } else if (type == "WordPiece") {
            document.vocabulary = readVocabulary(model);
            document.model = std::make_unique<WordPiece>(document.vocabulary, readWordPiece(model), where_);
        } else {
            refusePart(type, "model", where_);
        }
    }

    /// Old files name no type; what they hold tells.
    std::string modelType(const Element& model) const {
        std::string_view type;
        if (!model["type"].get(type)) return std::string(type);
        if (model["merges"].is_array()) return "BPE";
        if (model["vocab"].is_array()) return "Unigram";
        Element value;
        if (!model["continuing_subword_prefix"].get(value)) return "WordPiece";
        refusePart("without a type", "model", where_);
    }

    /// The scores as they are written: the tree above holds the nearest numbers, scoreAsRead() tells why those will not
    /// do. Entries have been checked.
    void readScores(std::vector<double>& scores) const {
        namespace ondemand = simdjson::ondemand;
        const simdjson::padded_string padded(*json_);
        ondemand::parser parser;
        ondemand::document root;
        ondemand::array entries;
        if (parser.iterate(padded).get(root) || root["model"]["vocab"].get_array().get(entries)) return;
        std::size_t id = 0;
        for (auto entry : entries) {
            std::string_view number;
            if (entry.at(1).raw_json_token().get(number) || id == scores.size()) break;
            scores[id++] = scoreAsRead(number);
        }
    }

    void readUnigram(const Element& model, TokenizerDocument& document) const {
        simdjson::dom::array entries;
        if (model["vocab"].get(entries)) refuse("The tokenizer's model has no vocabulary");
        auto vocabulary = std::make_shared<Vocabulary>();
        std::vector<double> scores;
        for (const Element entry : entries) {
            simdjson::dom::array pair;
            std::string_view token;
            double score = 0;
            const std::size_t id = scores.size();
            if (entry.get(pair) || pair.size() != 2 || pair.at(0).get(token) || pair.at(1).get(score))
                refuse("Entry " + std::to_string(id) + " of the vocabulary is not a token and its score");
            if (token.size() > kLongestToken) refuse("A token is longer than 64 KiB");
            if (id > std::size_t(Vocabulary::kLargestId) || !vocabulary->add(token, TokenId(id)))
                refuse("The token '" + std::string(token) + "' (" + std::to_string(id) +
                       ") stands in the vocabulary twice, or that is too large");
            scores.push_back(score);
        }
        readScores(scores);
        std::optional<TokenId> unk;
        std::int64_t id = 0;
        if (!model["unk_id"].get(id)) {
            if (id < 0 || std::size_t(id) >= scores.size()) refuse("The tokenizer's unknown token has no entry");
            unk = TokenId(id);
        }
        bool fallback = false;
        if (model["byte_fallback"].get(fallback)) fallback = false;
        document.vocabulary = vocabulary;
        document.model = std::make_unique<Unigram>(vocabulary, std::move(scores), unk, fallback, where_);
    }

    WordPieceOptions readWordPiece(const Element& model) const {
        WordPieceOptions options;
        std::string_view text;
        if (!model["unk_token"].get(text)) options.unk = std::string(text);
        if (!model["continuing_subword_prefix"].get(text)) options.continuingPrefix = std::string(text);
        std::uint64_t longest = 0;
        if (!model["max_input_chars_per_word"].get(longest)) options.longestWord = std::size_t(longest);
        return options;
    }

    BpeOptions readOptions(const Element& model) const {
        BpeOptions options;
        const auto text = [&](const char* name) {
            std::string_view value;
            return model[name].get(value) ? std::string() : std::string(value);
        };
        const auto flag = [&](const char* name) {
            bool value = false;
            return !model[name].get(value) && value;
        };
        std::string_view unk;
        if (!model["unk_token"].get(unk)) options.unk = std::string(unk);
        options.continuingPrefix = text("continuing_subword_prefix");
        options.wordSuffix = text("end_of_word_suffix");
        options.fuseUnk = flag("fuse_unk");
        options.byteFallback = flag("byte_fallback");
        options.ignoreMerges = flag("ignore_merges");
        return options;
    }

    std::shared_ptr<const Vocabulary> readVocabulary(const Element& model) const {
        simdjson::dom::object entries;
        if (model["vocab"].get(entries)) refuse("The tokenizer's model has no vocabulary");
        auto vocabulary = std::make_shared<Vocabulary>();
        vocabulary->reserve(entries.size(), entries.size() * 12);
        for (const auto& [key, value] : entries) {
            std::int64_t id = -1;
            if (value.get(id) || id < 0 || id > Vocabulary::kLargestId)
                refuse("The token '" + std::string(key) + "' has no usable id");
            if (key.size() > kLongestToken) refuse("A token is longer than 64 KiB");
            if (!vocabulary->add(key, TokenId(id)))
                refuse("The token '" + std::string(key) + "' or its id " + std::to_string(id) +
                       " stands in the vocabulary twice");
        }
        return vocabulary;
    }

    MergeList readMerges(const Element& model) const {
        simdjson::dom::array list;
        if (model["merges"].get(list)) refuse("The tokenizer's model has no merges");
        MergeList merges;
        merges.reserve(list.size());
        for (const Element entry : list) {
            std::string_view left, right;
            simdjson::dom::array pair;
            if (!entry.get(left)) {
                if (left.substr(0, 8) == "#version") continue;
                const std::size_t space = left.find(' ');
                if (space == left.npos || left.find(' ', space + 1) != left.npos)
                    refuse("The merge '" + std::string(left) + "' is not two tokens");
                right = left.substr(space + 1);
                left = left.substr(0, space);
            } else if (entry.get(pair) || pair.size() != 2 || pair.at(0).get(left) || pair.at(1).get(right)) {
                refuse("Merge " + std::to_string(merges.size() + 1) + " is not two tokens");
            }
            merges.emplace_back(left, right);
        }
        return merges;
    }

    /// Ids: the vocabulary's where it knows the text; else the next free one, as in the reference.
    void readAdded(const Json& list, TokenizerDocument& document) const {
        if (list.is_null()) return;
        if (!list.is_array()) refuse("The tokenizer's added tokens are not a list");
        const TokenId base = TokenId(document.vocabulary->size());
        TokenId next = base;
        std::unordered_map<std::string, std::size_t> known;
        for (const Json& entry : list) {
            AddedToken token;
            token.text = field<std::string>(entry, "content", where_);
            token.special = field<bool>(entry, "special", false, where_);
            token.lstrip = field<bool>(entry, "lstrip", false, where_);
            token.rstrip = field<bool>(entry, "rstrip", false, where_);
            token.singleWord = field<bool>(entry, "single_word", false, where_);
            token.normalized = field<bool>(entry, "normalized", !token.special, where_);
            if (token.text.empty()) continue;
            if (token.text.size() > kLongestToken) refuse("An added token is longer than 64 KiB");
            const auto [place, isNew] = known.try_emplace(token.text, document.added.size());
            if (!isNew) {
                token.id = document.added[place->second].id;
                document.added[place->second] = token;
                continue;
            }
            const auto inVocabulary = document.vocabulary->find(token.text);
            token.id = inVocabulary ? *inVocabulary : next++;
            if (!inVocabulary && document.vocabulary->contains(token.id))
                refuse("The added token '" + token.text + "' would take the id of another token");
            document.added.push_back(token);
        }
    }

    const std::string& where_;
    const std::string* json_ = nullptr;
    simdjson::dom::parser parser_;
};

}  // namespace

TokenizerDocument readTokenizerDocument(const std::string& json, const std::string& where) {
    return Reader(where).read(json);
}

}  // namespace tunesmith
