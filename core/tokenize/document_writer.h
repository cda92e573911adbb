// Writing tokenizer.json documents from the parts that other formats hold (GGUF, sentencepiece, vocabulary files).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/tokenize/tokenizer.h"

namespace tunesmith {

/// A document but for its vocabulary, which is written as text because of its size.
struct DocumentParts {
    Json addedTokens = Json::array(), normalizer, preTokenizer, postProcessor, decoder;
    std::string model;

    std::string text() const;
};

/// Tokens by id; each merge as "[left,right]" JSON inside one list (see mergesByScore and appendMerge).
std::string bpeModel(const std::vector<std::string>& tokens, const std::string& merges, const Json& unk,
                     bool sentencePiece, bool ignoreMerges);
std::string unigramModel(const std::vector<std::string>& tokens, const std::vector<double>& scores,
                         std::optional<TokenId> unk, bool byteFallback);
std::string wordPieceModel(const std::vector<std::string>& tokens, const std::string& unk);

/// Appends a merge to a list that begins as "[" and is closed by the caller.
void appendMerge(std::string& list, std::string_view left, std::string_view right);
/// Every way to put a token together from two others, best token first: sentencepiece's rule as merges.
std::string mergesByScore(const std::vector<std::string>& tokens, const std::vector<double>& scores);

Json addedToken(TokenId id, const std::string& text, bool special, bool lstrip = false);

/// A special token of a frame.
struct FrameToken {
    std::string text;
    TokenId id = 0;
};
/// `before` A `after`, and for pairs `before` A `after` `between` B `after`, the second part of the type `secondType`.
Json frameTemplate(const std::vector<FrameToken>& before, const std::vector<FrameToken>& after,
                   const std::vector<FrameToken>& between = {}, int secondType = 0);

/// The step of sentencepiece-like decoders: visible blanks to blanks, byte tokens to bytes, without the first blank.
Json sentencePieceDecoder(bool dropFirstBlank);
/// The word step of sentencepiece-like tokenizers.
Json metaspace(bool prefix, bool split);

constexpr const char* kVisibleBlank = "\xE2\x96\x81";

}  // namespace tunesmith
