// One row as the model sees it: ids, which of them are trained, and the span of each in the rendered text.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
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
    std::vector<TokenId> source;        // [S] what an encoder-decoder answers to; then `ids` is the answer, behind what answers begin with
    std::vector<Span> sourceSpans;      // [S] as spans
    std::vector<std::uint8_t> trained;  // [T]
    std::vector<float> weights;         // [T] or empty
    std::vector<std::uint8_t> types;    // [T] which text of a pair a token belongs to, for an encoder; empty: all 0
    // What a classifier learns (tokenize_labelled.h): a label's number for the row, or for each of its tokens (-1: none);
    // or 0 or 1 for each label, or a number.
    std::vector<std::int32_t> classes;
    std::vector<float> values;
    std::vector<Span> spans;            // [T] bytes of `text`, where asked for
    std::string text;                   // the rendered text, where spans were asked for
    std::vector<RenderedPiece> pieces;  // of `text`, where spans were asked for
    bool truncated = false;
    /// Tokens that are computed: T + S.
    std::int64_t length() const { return std::int64_t(ids.size() + source.size()); }
    /// Trained tokens; of a row with labels those labels that are one by one learned: its own, or its words'.
    std::int64_t trainedCount() const;
    /// The weights of the trained tokens, summed: trainedCount() where each counts 1.
    double trainedWeight() const;
};

/// "row 3 (faq.csv, line 17)".
std::string placeOf(const Record& record);

/// Renders and tokenizes rows of one model. Immutable; any thread.
class RowTokenizer {
public:
    /// A model without a chat template gets a plain one: ChatML, whose marks are then ordinary text, with the model's
    /// EOS after each answer; `usesDefaultTemplate()` says so. `chatTemplate` takes the place of the model's own.
    /// Throws Error(BadFile) for a template that is broken or not supported.
    /// `answerStart`: of an encoder-decoder, what its answers begin with. Such a model has no use for a template.
    explicit RowTokenizer(std::shared_ptr<const Tokenizer> tokenizer, std::optional<std::string> chatTemplate = {},
                          std::vector<TokenId> answerStart = {});

    /// Trained tokens of an answer: all that the template renders for it after the generation prompt, as TRL does: from
    /// where the ids of the whole differ from the ids of the prompt rendered with the generation prompt. Several
    /// assistant turns: each is trained, up to where the ids differ from those of the conversation up to it; where a
    /// template renders less otherwise than all, its content and the end-of-turn token behind it. Messages with
    /// `trained` false never are; what the others train counts by their `weight`. A text row: BOS where the model adds it, the text, EOS; all trained. A row that is
    /// dropped as overlong has no ids and `truncated` set. Throws Error(BadInput) naming the row.
    ///
    /// Of an encoder-decoder: the source is what stands before the last trained answer, turn below turn, and the answer is trained whole; both
    /// are framed as the tokenizer frames texts. A row without an answer is a source with nothing to train. Where both are longer than a row may
    /// be, the end of the source goes first, down to half of the row.
    TokenizedRow tokenize(const Record& record, const RowOptions& options, bool withSpans = false) const;
    /// The prompt of a conversation that ends with a user turn, ready for generation; of an encoder-decoder the source.
    std::vector<TokenId> prompt(const std::vector<Message>& messages) const;
    /// What the template makes of a conversation, before it is tokens. Throws as ChatTemplate::render() does.
    Rendered render(const std::vector<Message>& messages, bool addGenerationPrompt) const;
    /// The prompt of any conversation with its text, pieces and spans, nothing of it trained: to look at.
    TokenizedRow promptRow(const std::vector<Message>& messages) const;
    /// Tokens that end an answer: EOS and the template's end-of-turn token.
    const std::vector<TokenId>& stopTokens() const { return stopTokens_; }
    bool usesDefaultTemplate() const { return usesDefault_; }
    /// The template's source, whichever it is.
    const std::string& chatTemplate() const { return source_; }
    const Tokenizer& tokenizer() const { return *tokenizer_; }

private:
    void tokenizeText(const std::string& text, TokenizedRow& row) const;
    void tokenizeConversation(const std::vector<Message>& messages, const RowOptions& options, bool withSpans,
                              TokenizedRow& row) const;
    void tokenizeAnswer(const std::vector<Message>& messages, const RowOptions& options, bool withSpans, TokenizedRow& row) const;
    FramedInput framed(const std::string& text, bool withSpans, std::size_t most = 0) const;
    void findStopTokens();

    std::shared_ptr<const Tokenizer> tokenizer_;
    std::string source_;
    std::shared_ptr<const ChatTemplate> template_;
    Json variables_;  // bos_token and so on
    std::vector<TokenId> stopTokens_, answerStart_;
    bool usesDefault_ = false;
};

}  // namespace tunesmith
