// Tokenizer: text -> token ids with the source span of each, and back. Immutable once made: any number of threads may
// use it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunesmith {

using TokenId = std::int32_t;

/// The bytes [begin, end) of the text that was encoded.
struct Span {
    std::uint32_t begin = 0, end = 0;
    bool operator==(const Span&) const = default;
};

struct Encoding {
    std::vector<TokenId> ids;
    std::vector<Span> spans;  // one for each id, or empty where the caller asked for none
};

/// One text or two as an encoder reads them: framed by special tokens in the way of the tokenizer's post-processor.
struct FramedInput {
    std::vector<TokenId> ids;
    std::vector<std::uint8_t> types;  // token type ids
    std::vector<std::int8_t> texts;   // which text a token comes from, 0 or 1; -1: it is special
    std::vector<Span> spans;          // in that text; empty where the caller asked for none
};

struct AddedToken {
    std::string text;
    TokenId id = 0;
    bool special = false, lstrip = false, rstrip = false, singleWord = false, normalized = false;
};

/// What a tokenizer is made of, wherever it came from (tokenizer.json, sentencepiece, vocabulary files, GGUF metadata):
/// a whole tokenizer.json document, the one format that describes every family, and what stands beside it.
struct TokenizerSpec {
    std::string tokenizerJson;  // as in Hugging Face's tokenizer.json
    std::string chatTemplate;   // Jinja source; empty where the model brings none
    std::optional<TokenId> bos, eos, pad, unk;
    bool addBos = false;  // outside chat templates
};

/// What GGUF metadata says of a tokenizer (keys tokenizer.ggml.*); sentencepiece files are read into the same.
struct GgufTokenizer {
    std::string model;  // "gpt2" (byte-level BPE), "llama" (BPE with scores), "t5" (Unigram) or "bert" (WordPiece)
    std::string pre;    // "smollm", "llama-bpe", "gpt-2", "qwen2", "default", ...
    std::vector<std::string> tokens;
    std::vector<float> scores;        // llama, t5
    std::vector<std::int32_t> types;  // 1 normal, 2 unknown, 3 control, 4 user defined, 5 unused, 6 byte
    std::vector<std::string> merges;  // gpt2: "left right"
    std::string charsmap;             // sentencepiece's compiled replacements; empty where there are none
    std::optional<TokenId> bos, eos, pad, unk, cls, sep, mask;
    std::optional<bool> addBos, addEos, addSpacePrefix, removeExtraSpaces;
    std::string chatTemplate;
};

/// Throws Error(BadFile) where the family or `pre` is unknown or the parts contradict each other; `where` names the
/// file.
TokenizerSpec tokenizerSpecFromGguf(const GgufTokenizer& gguf, const std::string& where);
/// Reads a sentencepiece model file (BPE or Unigram), whatever stands in `bytes`. Its control pieces are recognised in
/// texts, as Hugging Face does and sentencepiece does not; texts that begin with a blank get no other one before it.
/// Throws Error(BadFile) naming `where`.
TokenizerSpec tokenizerSpecFromSentencePiece(std::string_view bytes, const std::string& where);
/// Reads the tokenizer of a Hugging Face folder: tokenizer.json, or else tokenizer.model, spiece.model,
/// sentencepiece.bpe.model (XLM-RoBERTa, CamemBERT), vocab.txt, or vocab.json with merges.txt; with tokenizer_config.json, special_tokens_map.json and chat_template.jinja beside it.
TokenizerSpec tokenizerSpecFromFolder(const std::string& folder);
/// Whether the folder has any of those.
bool folderHasTokenizer(const std::string& folder);

/// A tokenizer with new tokens, and their ids in the order given; the model's embeddings must grow to match.
struct ExtendedTokenizer {
    TokenizerSpec spec;
    std::vector<TokenId> ids;
};
/// `spec` with `tokens` added (their `id` is ignored). Throws Error(BadInput) for a token that the tokenizer has
/// already, that is given twice, or that is no text.
ExtendedTokenizer withAddedTokens(const TokenizerSpec& spec, const std::vector<AddedToken>& tokens);

/// Writes tokenizer.json, tokenizer_config.json and chat_template.jinja beside exported weights, loadable by
/// transformers.
void writeTokenizerFiles(const TokenizerSpec& spec, const std::string& folder);

class Tokenizer {
public:
    /// Throws Error(BadFile) naming `where` for a document that is broken or uses a part that is not supported (named).
    static std::shared_ptr<const Tokenizer> make(TokenizerSpec spec, const std::string& where);
    virtual ~Tokenizer() = default;

    const TokenizerSpec& spec() const { return spec_; }
    /// Largest id + 1.
    virtual std::int64_t vocabularySize() const = 0;
    /// Ids of `text` (UTF-8), added tokens recognised, no BOS or EOS added: equal to Hugging Face `tokenizers` with
    /// add_special_tokens=False. Spans are byte offsets. Invalid UTF-8 throws Error(BadInput) with the byte.
    virtual Encoding encode(std::string_view text, bool withSpans = false) const = 0;
    /// `text`, or `text` and `second`, with the special tokens that the model expects around them: equal to the
    /// reference with add_special_tokens=True. Where that is more than `most` tokens (0: no limit), the end of the
    /// longer text is left out. Throws Error(BadFile) where the post-processor is broken, Error(BadInput) as encode()
    /// does.
    virtual FramedInput encodeFramed(std::string_view text, std::optional<std::string_view> second = std::nullopt,
                                     bool withSpans = false, std::size_t most = 0) const = 0;
    /// How many special tokens frame a text or a pair.
    virtual std::size_t frameSize(bool pair) const = 0;
    /// The text of the ids; special tokens are left out unless asked for. Bytes that do not form UTF-8 become U+FFFD,
    /// as there.
    virtual std::string decode(const std::vector<TokenId>& ids, bool withSpecial = false) const = 0;
    /// The raw bytes that one id stands for, for streaming.
    virtual std::string bytesOf(TokenId id) const = 0;
    /// The token as tokenizer.json spells it; empty where there is none.
    virtual std::string textOf(TokenId id) const = 0;
    virtual std::optional<TokenId> idOf(std::string_view token) const = 0;
    virtual bool isSpecial(TokenId id) const = 0;

protected:
    explicit Tokenizer(TokenizerSpec spec) : spec_(std::move(spec)) {}
    TokenizerSpec spec_;
};

}  // namespace tunesmith
