#include "core/tokenize/tokenize_row.h"

#include <algorithm>

#include "core/base/error.h"

namespace tunesmith {

namespace {

// For models that bring no template: ChatML, whose marks are then ordinary text.
constexpr const char* kDefaultTemplate =
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

Json templateVariables(const Tokenizer& tokenizer) {
    Json variables = Json::object();
    const TokenizerSpec& spec = tokenizer.spec();
    const auto put = [&](const char* name, const std::optional<TokenId>& id) {
        if (id) variables[name] = tokenizer.bytesOf(*id);
    };
    put("bos_token", spec.bos);
    put("eos_token", spec.eos);
    put("pad_token", spec.pad);
    put("unk_token", spec.unk);
    return variables;
}

bool startsWith(const std::string& text, const std::string& head) { return text.compare(0, head.size(), head) == 0; }

// Bytes of the rendered text that are trained, in order.
using Ranges = std::vector<std::pair<std::size_t, std::size_t>>;

// What the template renders for each trained answer after the generation prompt. Where rendering less is no beginning of rendering all (a
// template that trims or looks ahead), the answer's own text stands for it.
Ranges answerRanges(const ChatTemplate& chat, const std::vector<Message>& messages, const Rendered& whole, const Json& variables) {
    Ranges ranges;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        if (messages[i].role != "assistant" || !messages[i].trained) continue;
        const std::vector<Message> before(messages.begin(), messages.begin() + std::ptrdiff_t(i));
        const std::vector<Message> upTo(messages.begin(), messages.begin() + std::ptrdiff_t(i) + 1);
        const std::string prompt = i > 0 ? chat.render(before, true, variables).text : std::string();
        const std::string answered = i + 1 == messages.size() ? whole.text : chat.render(upTo, false, variables).text;
        if (i > 0 && startsWith(answered, prompt) && startsWith(whole.text, answered)) {
            ranges.emplace_back(prompt.size(), answered.size());
            continue;
        }
        for (const RenderedPiece& piece : whole.pieces)
            if (piece.message == int(i)) ranges.emplace_back(piece.begin, piece.end);
    }
    return ranges;
}

void markTrained(TokenizedRow& row, const std::vector<Span>& spans, const Ranges& ranges) {
    std::size_t range = 0;
    for (std::size_t t = 0; t < row.ids.size(); ++t) {
        while (range < ranges.size() && spans[t].begin >= ranges[range].second) ++range;
        if (range == ranges.size()) break;
        row.trained[t] = spans[t].begin >= ranges[range].first;
    }
}

}  // namespace

std::int64_t TokenizedRow::trainedCount() const {
    return std::count_if(trained.begin(), trained.end(), [](std::uint8_t mark) { return mark != 0; });
}

RowTokenizer::RowTokenizer(std::shared_ptr<const Tokenizer> tokenizer) : tokenizer_(std::move(tokenizer)) {
    const std::string& source = tokenizer_->spec().chatTemplate;
    usesDefault_ = source.empty();
    template_ = std::make_shared<ChatTemplate>(usesDefault_ ? std::string(kDefaultTemplate) : source);
}

TokenizedRow RowTokenizer::tokenize(const Record& record, const RowOptions& options, bool withSpans) const {
    TokenizedRow row;
    row.row = record.id;
    std::vector<Span> spans;
    if (record.isText()) {
        const TokenizerSpec& spec = tokenizer_->spec();
        Encoding encoded = tokenizer_->encode(record.text, true);
        if (encoded.ids.empty()) return row;
        if (spec.addBos && spec.bos) {
            row.ids.push_back(*spec.bos);
            spans.push_back({0, 0});
        }
        row.ids.insert(row.ids.end(), encoded.ids.begin(), encoded.ids.end());
        spans.insert(spans.end(), encoded.spans.begin(), encoded.spans.end());
        const auto end = std::uint32_t(record.text.size());
        if (spec.eos) {
            row.ids.push_back(*spec.eos);
            spans.push_back({end, end});
        }
        row.trained.assign(row.ids.size(), 1);
        if (withSpans) {
            row.text = record.text;
            row.pieces = {{0, record.text.size(), 0, false}};
        }
    } else {
        const Json variables = templateVariables(*tokenizer_);
        Rendered whole = template_->render(record.messages, false, variables);
        Encoding encoded = tokenizer_->encode(whole.text, true);
        row.ids = std::move(encoded.ids);
        spans = std::move(encoded.spans);
        row.trained.assign(row.ids.size(), options.loss == LossOn::All ? 1 : 0);
        if (options.loss == LossOn::Answers) markTrained(row, spans, answerRanges(*template_, record.messages, whole, variables));
        if (withSpans) {
            row.text = std::move(whole.text);
            row.pieces = std::move(whole.pieces);
        }
    }
    if (!row.trained.empty()) row.trained.front() = 0;  // nothing stands before it to predict it from
    if (std::int64_t(row.ids.size()) > options.maxLength) {
        row.truncated = true;
        const std::size_t kept = options.overlong == Overlong::Drop ? 0 : std::size_t(options.maxLength);
        row.ids.resize(kept);
        row.trained.resize(kept);
        spans.resize(kept);
    }
    if (withSpans) row.spans = std::move(spans);
    return row;
}

std::vector<TokenId> RowTokenizer::prompt(const std::vector<Message>& messages) const {
    return tokenizer_->encode(template_->render(messages, true, templateVariables(*tokenizer_)).text).ids;
}

std::vector<TokenId> RowTokenizer::stopTokens() const {
    std::vector<TokenId> stops;
    if (tokenizer_->spec().eos) stops.push_back(*tokenizer_->spec().eos);
    // The first special token after an answer is how the template ends a turn.
    const std::string mark = "answer";
    const std::string text = template_->render({{"user", "question"}, {"assistant", mark}}, false, templateVariables(*tokenizer_)).text;
    const std::size_t end = text.rfind(mark) + mark.size();
    for (const TokenId id : tokenizer_->encode(text.substr(end)).ids)
        if (tokenizer_->isSpecial(id)) {
            if (std::find(stops.begin(), stops.end(), id) == stops.end()) stops.push_back(id);
            break;
        }
    return stops;
}

}  // namespace tunesmith
