#include "core/tokenize/tokenize_row.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/tokenize/template_error.h"

namespace tunesmith {
namespace {

constexpr std::size_t kMostTurnEnd = 4096;  // bytes behind an answer in which its end mark is looked for

constexpr const char* kDefaultTemplate =
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] }}"
    "{{ eos_token if message['role'] == 'assistant' and eos_token is defined else '<|im_end|>' }}{{ '\\n' }}{% endfor "
    "%}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

Json specialTokens(const Tokenizer& tokenizer) {
    Json variables = Json::object();
    const TokenizerSpec& spec = tokenizer.spec();
    for (const auto& [name, id] :
         {std::pair{"bos_token", spec.bos}, {"eos_token", spec.eos}, {"pad_token", spec.pad}, {"unk_token", spec.unk}})
        if (id) variables[name] = tokenizer.textOf(*id);
    return variables;
}

bool startsWith(const std::string& text, const std::string& head) {
    return text.compare(0, head.size(), head) == 0;
}

/// At most `most` bytes of the text, cut between characters.
std::string beginning(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    text.resize(most);
    return text;
}

std::size_t commonPrefix(const std::vector<TokenId>& a, const std::vector<TokenId>& b) {
    return std::size_t(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

/// Finds the trained tokens of one rendered conversation.
class AnswerMarker {
public:
    AnswerMarker(const Tokenizer& tokenizer, const ChatTemplate& chat, const Json& variables,
                 const std::vector<TokenId>& stops, const std::vector<Message>& messages, const Rendered& whole,
                 Encoding& encoding, TokenizedRow& row)
        : tokenizer_(tokenizer),
          chat_(chat),
          variables_(variables),
          stops_(stops),
          messages_(messages),
          whole_(whole),
          encoding_(encoding),
          row_(row) {
        row_.trained.assign(encoding_.ids.size(), 0);
    }

    void markAnswers(std::size_t maxLength) {
        for (std::size_t i = 0; i < messages_.size(); ++i) {
            if (messages_[i].role != "assistant" || !messages_[i].trained) continue;
            std::size_t begin = 0, end = 0;
            if (!byRendering(i, begin, end)) {
                bySpans(i);
                continue;
            }
            mark(begin, end, messages_[i].weight);
            if (begin >= maxLength) return;  // so do all that follow
        }
    }

    /// Everything but messages that are never trained.
    void markAll() {
        mark(0, row_.trained.size(), 1);
        for (const RenderedPiece& piece : whole_.pieces) {
            if (piece.message < 0) continue;
            const Message& message = messages_[std::size_t(piece.message)];
            if (message.trained && message.weight == 1.0f) continue;
            for (std::size_t t = 0; t < encoding_.ids.size(); ++t) {
                if (!touches(t, piece)) continue;
                if (!message.trained)
                    row_.trained[t] = 0;
                else
                    mark(t, t + 1, message.weight);
            }
        }
    }

private:
    void mark(std::size_t begin, std::size_t end, float weight) {
        if (begin >= end) return;
        std::fill(row_.trained.begin() + std::ptrdiff_t(begin), row_.trained.begin() + std::ptrdiff_t(end), 1);
        if (weight == 1.0f) return;
        row_.weights.resize(row_.trained.size(), 1.0f);
        std::fill(row_.weights.begin() + std::ptrdiff_t(begin), row_.weights.begin() + std::ptrdiff_t(end), weight);
    }

    bool touches(std::size_t token, const RenderedPiece& piece) {
        const Span& span = spans()[token];
        return span.begin < piece.end && span.end > piece.begin;
    }

    const std::vector<Span>& spans() {
        if (encoding_.spans.empty()) encoding_ = tokenizer_.encode(whole_.text, true);
        return encoding_.spans;
    }

    std::vector<TokenId> idsOf(const std::string& text) const { return tokenizer_.encode(text).ids; }

    /// Where the ids of answer `i` begin and end, by comparing with what the template renders for less of the
    /// conversation. False where that is no beginning of the whole.
    bool byRendering(std::size_t i, std::size_t& begin, std::size_t& end) {
        if (i == 0) return false;
        const auto first = messages_.begin();
        std::string prompt, answered;
        try {
            prompt = chat_.render({first, first + std::ptrdiff_t(i)}, true, variables_).text;
            const bool last = i + 1 == messages_.size();
            answered =
                last ? whole_.text : chat_.render({first, first + std::ptrdiff_t(i) + 1}, false, variables_).text;
        } catch (const Error& error) {
            if (error.code() != Code::BadInput) throw;
            return false;  // the template renders whole conversations only
        }
        if (!startsWith(whole_.text, answered)) return false;
        begin = commonPrefix(idsOf(prompt), encoding_.ids);
        end = i + 1 == messages_.size() ? encoding_.ids.size() : commonPrefix(idsOf(answered), encoding_.ids);
        return startsWith(whole_.text, prompt) || !reachesBack(begin, i);
    }

    /// Whether the token stands in or before the content of an earlier message than `i`.
    bool reachesBack(std::size_t token, std::size_t i) {
        if (token >= spans().size()) return false;
        return std::any_of(whole_.pieces.begin(), whole_.pieces.end(), [&](const RenderedPiece& piece) {
            return piece.message >= 0 && std::size_t(piece.message) < i && spans()[token].begin < piece.end;
        });
    }

    /// The content of answer `i` and the end-of-turn token behind it.
    void bySpans(std::size_t i) {
        std::size_t after = 0;
        for (const RenderedPiece& piece : whole_.pieces) {
            if (piece.message != int(i)) continue;
            for (std::size_t t = 0; t < encoding_.ids.size(); ++t) {
                if (!touches(t, piece)) continue;
                mark(t, t + 1, messages_[i].weight);
                after = t + 1;
            }
        }
        if (after == 0) return;
        const std::size_t limit = nextContent(i, after);
        for (std::size_t t = after; t < limit; ++t) {
            if (!tokenizer_.isSpecial(encoding_.ids[t])) continue;
            const bool ends = std::find(stops_.begin(), stops_.end(), encoding_.ids[t]) != stops_.end();
            if (ends) mark(after, t + 1, messages_[i].weight);
            return;
        }
    }

    /// The first token from `from` on that holds content of a message behind `i`; the number of tokens where none does.
    std::size_t nextContent(std::size_t i, std::size_t from) {
        std::size_t first = encoding_.ids.size();
        for (const RenderedPiece& piece : whole_.pieces) {
            if (piece.message <= int(i)) continue;
            std::size_t t = from;
            while (t < first && !touches(t, piece)) ++t;
            first = t;
        }
        return first;
    }

    const Tokenizer& tokenizer_;
    const ChatTemplate& chat_;
    const Json& variables_;
    const std::vector<TokenId>& stops_;
    const std::vector<Message>& messages_;
    const Rendered& whole_;
    Encoding& encoding_;
    TokenizedRow& row_;
};

// The turns before number `end`, one below the other.
std::string sourceText(const std::vector<Message>& messages, std::size_t end) {
    std::string text;
    for (std::size_t i = 0; i < end; ++i) text += (i > 0 ? "\n" : "") + messages[i].text;
    return text;
}

void cut(TokenizedRow& row, const RowOptions& options) {
    if (std::int64_t(row.ids.size()) <= options.maxLength) return;
    row.truncated = true;
    const std::size_t kept = options.overlong == Overlong::Drop ? 0 : std::size_t(options.maxLength);
    row.ids.resize(kept);
    row.trained.resize(kept);
    if (!row.weights.empty()) row.weights.resize(kept);
    if (!row.spans.empty()) row.spans.resize(kept);
}

}  // namespace

std::string placeOf(const Record& record) {
    const std::string row = "row " + std::to_string(record.id);
    if (record.source.file.empty()) return row;
    return row + " (" + record.source.file +
           (record.source.line > 0 ? ", line " + std::to_string(record.source.line) : "") + ")";
}

std::int64_t TokenizedRow::trainedCount() const {
    if (!values.empty()) return 1;
    if (!classes.empty()) return std::count_if(classes.begin(), classes.end(), [](std::int32_t c) { return c >= 0; });
    return std::count_if(trained.begin(), trained.end(), [](std::uint8_t mark) { return mark != 0; });
}

double TokenizedRow::trainedWeight() const {
    if (weights.empty()) return double(trainedCount());
    double sum = 0;
    for (std::size_t t = 0; t < trained.size(); ++t)
        if (trained[t] != 0) sum += double(weights[t]);
    return sum;
}

RowTokenizer::RowTokenizer(std::shared_ptr<const Tokenizer> tokenizer, std::optional<std::string> chatTemplate, std::vector<TokenId> answerStart)
    : tokenizer_(std::move(tokenizer)), variables_(specialTokens(*tokenizer_)), answerStart_(std::move(answerStart)) {
    if (!answerStart_.empty()) {
        if (tokenizer_->spec().eos) stopTokens_.push_back(*tokenizer_->spec().eos);
        return;
    }
    source_ = chatTemplate ? std::move(*chatTemplate) : tokenizer_->spec().chatTemplate;
    usesDefault_ = source_.empty();
    if (usesDefault_) source_ = kDefaultTemplate;
    template_ = std::make_shared<ChatTemplate>(source_);
    findStopTokens();
}

// A text as the model reads and writes it: with what the tokenizer puts around, and an end in any case.
FramedInput RowTokenizer::framed(const std::string& text, bool withSpans, std::size_t most) const {
    FramedInput result = tokenizer_->encodeFramed(text, std::nullopt, withSpans, most);
    const std::optional<TokenId>& eos = tokenizer_->spec().eos;
    if (!eos || (!result.ids.empty() && result.ids.back() == *eos) || (most > 0 && result.ids.size() >= most)) return result;
    result.ids.push_back(*eos);
    if (withSpans) result.spans.push_back({std::uint32_t(text.size()), std::uint32_t(text.size())});
    return result;
}

void RowTokenizer::tokenizeAnswer(const std::vector<Message>& messages, const RowOptions& options, bool withSpans, TokenizedRow& row) const {
    const std::size_t none = messages.size();
    std::size_t answer = none;
    for (std::size_t i = 0; i < messages.size(); ++i)
        if (messages[i].role == "assistant" && messages[i].trained) answer = i;
    const std::string source = sourceText(messages, answer), reply = answer == none ? std::string() : messages[answer].text;
    const std::size_t begin = source.empty() || reply.empty() ? source.size() : source.size() + 1;  // of the answer in the text
    row.ids = {answerStart_.front()};
    row.spans = {{std::uint32_t(begin), std::uint32_t(begin)}};
    if (!reply.empty()) {
        const FramedInput target = framed(reply, true);
        row.ids.insert(row.ids.end(), target.ids.begin(), target.ids.end());
        for (const Span& span : target.spans) row.spans.push_back({std::uint32_t(begin + span.begin), std::uint32_t(begin + span.end)});
    }
    row.trained.assign(row.ids.size(), 1);
    if (!reply.empty() && messages[answer].weight != 1.0f) row.weights.assign(row.ids.size(), messages[answer].weight);
    FramedInput read = framed(source, withSpans);
    const auto most = std::size_t(std::max<std::int64_t>(2, options.maxLength));
    if (row.ids.size() + read.ids.size() > most) {
        row.truncated = true;
        const std::size_t kept = std::min(row.ids.size(), std::max(most / 2, most - std::min(most, read.ids.size())));
        row.ids.resize(kept);
        row.spans.resize(kept);
        row.trained.resize(kept);
        if (!row.weights.empty()) row.weights.resize(kept);
        const std::size_t room = std::min(read.ids.size(), std::max<std::size_t>(1, most - kept));
        if (room < read.ids.size()) read = framed(source, withSpans, std::max(room, tokenizer_->frameSize(false)));
        if (options.overlong == Overlong::Drop) {
            row.ids.clear();
            read.ids.clear();
        }
    }
    row.source = std::move(read.ids);
    if (!withSpans) return;
    row.sourceSpans = std::move(read.spans);
    row.text = source + (begin > source.size() ? "\n" : "") + reply;
    std::size_t at = 0;
    for (std::size_t i = 0; i < answer; ++i) {
        row.pieces.push_back({at, at + messages[i].text.size(), int(i), false});
        at += messages[i].text.size() + 1;
    }
    if (!reply.empty()) row.pieces.push_back({begin, begin + reply.size(), int(answer), true});
}

void RowTokenizer::findStopTokens() {
    if (tokenizer_->spec().eos) stopTokens_.push_back(*tokenizer_->spec().eos);
    try {
        const Rendered turn = template_->render({{"user", "question"}, {"assistant", "answer"}}, false, variables_);
        std::size_t end = turn.text.size();
        for (const RenderedPiece& piece : turn.pieces)
            if (piece.message == 1) end = piece.end;
        for (const TokenId id : tokenizer_->encode(beginning(turn.text.substr(end), kMostTurnEnd)).ids) {
            if (!tokenizer_->isSpecial(id)) continue;
            if (std::find(stopTokens_.begin(), stopTokens_.end(), id) == stopTokens_.end()) stopTokens_.push_back(id);
            break;
        }
    } catch (const Error& error) {
        if (error.code() != Code::BadInput)
            throw;  // a template that wants more than these two turns tells nothing here
    }
}

void RowTokenizer::tokenizeText(const std::string& text, TokenizedRow& row) const {
    const TokenizerSpec& spec = tokenizer_->spec();
    Encoding encoding = tokenizer_->encode(text, true);
    const auto end = std::uint32_t(text.size());
    if (spec.addBos && spec.bos && (encoding.ids.empty() || encoding.ids.front() != *spec.bos)) {
        row.ids.push_back(*spec.bos);
        row.spans.push_back({0, 0});
    }
    row.ids.insert(row.ids.end(), encoding.ids.begin(), encoding.ids.end());
    row.spans.insert(row.spans.end(), encoding.spans.begin(), encoding.spans.end());
    if (spec.eos && (row.ids.empty() || row.ids.back() != *spec.eos)) {
        row.ids.push_back(*spec.eos);
        row.spans.push_back({end, end});
    }
    row.trained.assign(row.ids.size(), 1);
    row.text = text;
    row.pieces = {{0, text.size(), 0, false}};
}

void RowTokenizer::tokenizeConversation(const std::vector<Message>& messages, const RowOptions& options, bool withSpans,
                                        TokenizedRow& row) const {
    Rendered whole = template_->render(messages, false, variables_);
    Encoding encoding = tokenizer_->encode(whole.text, withSpans);
    AnswerMarker marker(*tokenizer_, *template_, variables_, stopTokens_, messages, whole, encoding, row);
    if (options.loss == LossOn::All)
        marker.markAll();
    else
        marker.markAnswers(std::size_t(std::max<std::int64_t>(0, options.maxLength)));
    row.ids = std::move(encoding.ids);
    if (!withSpans) return;
    row.spans = std::move(encoding.spans);
    row.text = std::move(whole.text);
    row.pieces = std::move(whole.pieces);
}

TokenizedRow RowTokenizer::tokenize(const Record& record, const RowOptions& options, bool withSpans) const {
    TokenizedRow row;
    row.row = record.id;
    try {
        std::vector<Message> messages = record.messages;
        messages.insert(messages.end(), record.chosen.begin(), record.chosen.end());
        if (!answerStart_.empty()) {
            if (messages.empty()) messages = {{"user", record.text}};
            tokenizeAnswer(messages, options, withSpans, row);
        } else if (record.isText() && !record.isPreference()) {
            if (record.text.empty()) return row;
            tokenizeText(record.text, row);
        } else {
            tokenizeConversation(messages, options, withSpans, row);
        }
    } catch (const TemplateError& error) {
        throw TemplateError(error.code(), error.what(), error.line(), error.column(), placeOf(record));
    } catch (const Error& error) {
        throw Error(error.code(), error.what(), placeOf(record) + (error.where().empty() ? "" : ", " + error.where()));
    }
    if (!withSpans) {
        row.spans.clear();
        row.text.clear();
        row.pieces.clear();
    }
    if (!row.trained.empty()) row.trained.front() = 0;  // nothing stands before it to predict it from
    if (answerStart_.empty()) cut(row, options);
    return row;
}

Rendered RowTokenizer::render(const std::vector<Message>& messages, bool addGenerationPrompt) const {
    if (!template_) throw Error(Code::BadInput, "This model reads one text and writes another: it has no use for a chat template.");
    return template_->render(messages, addGenerationPrompt, variables_);
}

TokenizedRow RowTokenizer::promptRow(const std::vector<Message>& messages) const {
    TokenizedRow row;
    Rendered whole = render(messages, true);
    Encoding encoding = tokenizer_->encode(whole.text, true);
    row.ids = std::move(encoding.ids);
    row.spans = std::move(encoding.spans);
    row.trained.assign(row.ids.size(), 0);
    row.text = std::move(whole.text);
    row.pieces = std::move(whole.pieces);
    return row;
}

std::vector<TokenId> RowTokenizer::prompt(const std::vector<Message>& messages) const {
    if (!answerStart_.empty()) return framed(sourceText(messages, messages.size()), false).ids;
    return tokenizer_->encode(template_->render(messages, true, variables_).text).ids;
}

}  // namespace tunesmith
