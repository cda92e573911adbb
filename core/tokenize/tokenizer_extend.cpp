// New tokens for a tokenizer: its document with more added tokens.
#include <algorithm>
#include <set>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/tokenize/tokenizer.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {
namespace {

constexpr std::size_t kLongestToken = 1024, kMostTokens = 100'000;

[[noreturn]] void refuse(const std::string& what) {
    throw Error(Code::BadInput, what, "new tokens");
}

void check(const std::vector<AddedToken>& tokens, const Tokenizer& tokenizer) {
    if (tokens.size() > kMostTokens) refuse("More than 100,000 tokens cannot be added at once.");
    std::set<std::string> seen;
    for (const AddedToken& token : tokens) {
        if (token.text.find_first_not_of(" \t\r\n") == std::string::npos)
            refuse("A token cannot be empty or made of blanks alone. Give it a text such as <note>.");
        if (token.text.size() > kLongestToken)
            refuse("A token cannot be longer than 1,024 bytes ('" + token.text.substr(0, 20) + "...').");
        if (unicode::firstInvalid(token.text) != std::string::npos || token.text.find('\0') != std::string::npos)
            refuse("A token is not valid UTF-8 text.");
        if (!seen.insert(token.text).second) refuse("The token '" + token.text + "' is given twice. Give it once.");
        if (const auto id = tokenizer.idOf(token.text))
            refuse("The tokenizer knows '" + token.text + "' already (id " + std::to_string(*id) +
                   "). Use that token, or choose another text.");
    }
}

}  // namespace

ExtendedTokenizer withAddedTokens(const TokenizerSpec& spec, const std::vector<AddedToken>& tokens) {
    const auto before = Tokenizer::make(spec, "tokenizer");
    check(tokens, *before);
    ExtendedTokenizer result{spec, {}};
    if (tokens.empty()) return result;
    OrderedJson document = OrderedJson::parse(spec.tokenizerJson);
    OrderedJson& list = document["added_tokens"];
    if (!list.is_array()) list = OrderedJson::array();
    const auto entryOf = [](const AddedToken& token, TokenId id) {
        return OrderedJson{{"id", id},
                           {"content", token.text},
                           {"single_word", token.singleWord},
                           {"lstrip", token.lstrip},
                           {"rstrip", token.rstrip},
                           {"normalized", token.normalized},
                           {"special", token.special}};
    };
    for (const AddedToken& token : tokens) list.push_back(entryOf(token, 0));
    // Which ids they get follows from their place in the list; the document then says so.
    result.spec.tokenizerJson = document.dump();
    const auto after = Tokenizer::make(result.spec, "tokenizer");
    const std::size_t first = list.size() - tokens.size();
    for (std::size_t k = 0; k < tokens.size(); ++k) {
        const TokenId id = *after->idOf(tokens[k].text);
        list[first + k]["id"] = id;
        result.ids.push_back(id);
    }
    result.spec.tokenizerJson = document.dump();
    return result;
}

}  // namespace tunesmith
