#include "core/tokenize/document_writer.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "core/tokenize/score_reader.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

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

void appendVocabulary(std::string& out, const std::vector<std::string>& tokens) {
    out += '{';
    for (std::size_t k = 0; k < tokens.size(); ++k) {
        if (k > 0) out += ',';
        appendQuoted(out, tokens[k]);
        out += ':' + std::to_string(k);
    }
    out += '}';
}

std::uint32_t lengthInCharacters(std::string_view text) {
    return std::uint32_t(std::count_if(text.begin(), text.end(), [](char c) { return !unicode::continues(c); }));
}

const char* truth(bool value) {
    return value ? "true" : "false";
}

}  // namespace

std::string DocumentParts::text() const {
    return "{\"version\":\"1.0\",\"truncation\":null,\"padding\":null,\"added_tokens\":" + dumpJson(addedTokens) +
           ",\"normalizer\":" + dumpJson(normalizer) + ",\"pre_tokenizer\":" + dumpJson(preTokenizer) +
           ",\"post_processor\":" + dumpJson(postProcessor) + ",\"decoder\":" + dumpJson(decoder) +
           ",\"model\":" + model + "}";
}

std::string bpeModel(const std::vector<std::string>& tokens, const std::string& merges, const Json& unk,
                     bool sentencePiece, bool ignoreMerges) {
    std::string out =
        "{\"type\":\"BPE\",\"dropout\":null,\"unk_token\":" + dumpJson(unk) +
        ",\"continuing_subword_prefix\":null,\"end_of_word_suffix\":null,\"fuse_unk\":" + truth(sentencePiece) +
        ",\"byte_fallback\":" + truth(sentencePiece) + ",\"ignore_merges\":" + truth(ignoreMerges) + ",\"vocab\":";
    appendVocabulary(out, tokens);
    return out + ",\"merges\":" + merges + "}";
}

std::string unigramModel(const std::vector<std::string>& tokens, const std::vector<double>& scores,
                         std::optional<TokenId> unk, bool byteFallback) {
    std::string out = "{\"type\":\"Unigram\",\"unk_id\":" + (unk ? std::to_string(*unk) : "null") +
                      ",\"byte_fallback\":" + truth(byteFallback) + ",\"vocab\":[";
    for (std::size_t k = 0; k < tokens.size(); ++k) {
        out += k > 0 ? ",[" : "[";
        appendQuoted(out, tokens[k]);
        out += ',' + scoreText(scores[k]) + ']';
    }
    return out + "]}";
}

std::string wordPieceModel(const std::vector<std::string>& tokens, const std::string& unk) {
    std::string out = "{\"type\":\"WordPiece\",\"unk_token\":";
    appendQuoted(out, unk);
    out += ",\"continuing_subword_prefix\":\"##\",\"max_input_chars_per_word\":100,\"vocab\":";
    appendVocabulary(out, tokens);
    return out + "}";
}

void appendMerge(std::string& list, std::string_view left, std::string_view right) {
    list += list.size() > 1 ? ",[" : "[";
    appendQuoted(list, left);
    list += ',';
    appendQuoted(list, right);
    list += ']';
}

std::string mergesByScore(const std::vector<std::string>& tokens, const std::vector<double>& scores) {
    struct Merge {
        double score;
        std::uint32_t left, right;          // ids
        std::uint32_t leftSize, rightSize;  // characters
    };
    std::unordered_map<std::string_view, std::uint32_t> ids;
    for (std::size_t k = 0; k < tokens.size(); ++k) ids[tokens[k]] = std::uint32_t(k);
    std::vector<Merge> merges;
    std::vector<Merge> local;
    for (std::size_t k = 0; k < tokens.size(); ++k) {
        const std::string_view token = tokens[k];
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
    for (const Merge& m : merges) appendMerge(out, tokens[m.left], tokens[m.right]);
    return out + "]";
}

Json addedToken(TokenId id, const std::string& text, bool special, bool lstrip) {
    return {{"id", id},        {"content", text},     {"single_word", false}, {"lstrip", lstrip},
            {"rstrip", false}, {"normalized", false}, {"special", special}};
}

Json frameTemplate(const std::vector<FrameToken>& before, const std::vector<FrameToken>& after,
                   const std::vector<FrameToken>& between, int secondType) {
    Json single = Json::array(), specials = Json::object();
    const auto put = [&](Json& list, const std::vector<FrameToken>& tokens, int type) {
        for (const FrameToken& token : tokens) {
            list.push_back({{"SpecialToken", {{"id", token.text}, {"type_id", type}}}});
            specials[token.text] = {{"id", token.text}, {"ids", {token.id}}, {"tokens", {token.text}}};
        }
    };
    const auto sequence = [](const char* id, int type) { return Json{{"Sequence", {{"id", id}, {"type_id", type}}}}; };
    put(single, before, 0);
    single.push_back(sequence("A", 0));
    put(single, after, 0);
    Json pair = single;
    put(pair, between, 0);
    pair.push_back(sequence("B", secondType));
    put(pair, after, secondType);
    return {{"type", "TemplateProcessing"}, {"single", single}, {"pair", pair}, {"special_tokens", specials}};
}

Json sentencePieceDecoder(bool dropFirstBlank) {
    Json steps = {{{"type", "Replace"}, {"pattern", {{"String", kVisibleBlank}}}, {"content", " "}},
                  {{"type", "ByteFallback"}},
                  {{"type", "Fuse"}}};
    if (dropFirstBlank) steps.push_back({{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}});
    return {{"type", "Sequence"}, {"decoders", steps}};
}

Json metaspace(bool prefix, bool split) {
    return {{"type", "Metaspace"},
            {"replacement", kVisibleBlank},
            {"prepend_scheme", prefix ? "first" : "never"},
            {"split", split}};
}

}  // namespace tunesmith
