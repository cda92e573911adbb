// One row as the model sees it: ids, which of them are trained, and the span of each in the rendered text.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/data/record.h"
#include "core/tokenize/chat_template.h"
#include "core/tokenize/tokenizer.h"

namespace tunesmith {

enum class LossOn { Answers, All };
enum class Overlong { Truncate, Drop };

struct RowOptions {
    std::int64_t maxLength = 1024;  // tokens
    Overlong overlong = Overlong::Truncate;
    LossOn loss = LossOn::Answers;
};

/// T tokens. trained[t] != 0: the loss counts the prediction of token t (from token t-1); trained[0] is always 0.
/// weights[t]: how much it counts there; empty where each counts 1.
struct TokenizedRow {
    RowId row = 0;
    std::vector<TokenId> ids;           // [T]
    std::vector<std::uint8_t> trained;  // [T]
    std::vector<float> weights;         // [T] or empty
    std::vector<Span> spans;            // [T] bytes of `text`, where asked for
    std::string text;                   // the rendered text, where spans were asked for
    std::vector<RenderedPiece> pieces;  // of `text`, where spans were asked for
    bool truncated = false;
    std::int64_t trainedCount() const;
    /// The weights of the trained tokens, summed: trainedCount() where each counts 1.
    double trainedWeight() const;
};

/// Renders and tokenizes rows of one model. Immutable; any thread.
class RowTokenizer {
public:
    /// A model without a chat template gets a plain one: ChatML, whose marks are then ordinary text, with the model's
    /// EOS after each answer; `usesDefaultTemplate()` says so. Throws Error(BadFile) for a template that is broken or
    /// not supported.
    explicit RowTokenizer(std::shared_ptr<const Tokenizer> tokenizer);

    /// Trained tokens of an answer: all that the template renders for it after the generation prompt, as TRL does: from
    /// where the ids of the whole differ from the ids of the prompt rendered with the generation prompt. Several
    /// assistant turns: each is trained, up to where the ids differ from those of the conversation up to it; where a
    /// template renders less otherwise than all, its content and the end-of-turn token behind it. Messages with
    /// `trained` false never are; what the others train counts by their `weight`. A text row: BOS where the model adds it, the text, EOS; all trained. A row that is
    /// dropped as overlong has no ids and `truncated` set. Throws Error(BadInput) naming the row.
    TokenizedRow tokenize(const Record& record, const RowOptions& options, bool withSpans = false) const;
    /// The prompt of a conversation that ends with a user turn, ready for generation.
    std::vector<TokenId> prompt(const std::vector<Message>& messages) const;
    /// Tokens that end an answer: EOS and the template's end-of-turn token.
    const std::vector<TokenId>& stopTokens() const { return stopTokens_; }
    bool usesDefaultTemplate() const { return usesDefault_; }
    const Tokenizer& tokenizer() const { return *tokenizer_; }

private:
    void tokenizeText(const std::string& text, TokenizedRow& row) const;
    void tokenizeConversation(const std::vector<Message>& messages, const RowOptions& options, bool withSpans,
                              TokenizedRow& row) const;
    void findStopTokens();

    std::shared_ptr<const Tokenizer> tokenizer_;
    std::shared_ptr<const ChatTemplate> template_;
    Json variables_;  // bos_token and so on
    std::vector<TokenId> stopTokens_;
    bool usesDefault_ = false;
};

}  // namespace tunesmith
