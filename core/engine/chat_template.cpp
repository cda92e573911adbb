// The chat template of a model: which one is in use, a person's own, and how one turns out before it is taken.
#include "core/engine/chat_template.h"

#include <algorithm>
#include <chrono>

#include "core/base/error.h"
#include "core/engine/project_impl.h"
#include "core/tokenize/template_error.h"

namespace tunesmith {

namespace {

constexpr double kMostPreviewSeconds = 2;  // after which no further row is tried: each may take as long
constexpr std::size_t kMostPreviewText = std::size_t(256)
                                         << 10;  // bytes beyond what is said: a template that writes more is not shown
constexpr std::size_t kLongestMark = 40;         // bytes
constexpr std::size_t kMostMarks = 8;

ChatTemplateFault faultOf(const Error& error) {
    ChatTemplateFault fault{error.what(), 0, 0};
    if (const auto* placed = dynamic_cast<const TemplateError*>(&error)) {
        fault.line = placed->line();
        fault.column = placed->column();
    }
    return fault;
}

/// Whether the last answer that is trained ends with a token at which answers end.
bool answerEnds(const TokenizedRow& row, const std::vector<TokenId>& stops) {
    for (std::size_t t = row.ids.size(); t-- > 0;) {
        if (row.trained[t] == 0) continue;
        if (std::find(stops.begin(), stops.end(), row.ids[t]) != stops.end()) return true;
        // A line end behind the mark is trained with it.
        const Span& span = row.spans[t];
        if (row.text.find_first_not_of(" \t\r\n", span.begin) < span.end) return false;
    }
    return true;
}

/// Up to the last question.
std::vector<Message> questionOf(const Record& record) {
    std::vector<Message> messages = record.messages;
    while (!messages.empty() && messages.back().role == "assistant") messages.pop_back();
    return messages;
}

/// What the template itself writes like a special token, "<|...|>" or "<...>", though the vocabulary has no such token.
void addPlainMarks(const TokenizedRow& row, const Tokenizer& tokenizer, std::vector<std::string>& marks) {
    for (const RenderedPiece& piece : row.pieces) {
        if (piece.message >= 0) continue;
        const std::string text = row.text.substr(piece.begin, piece.end - piece.begin);
        for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
            const std::size_t end = text.find('>', at);
            if (end == std::string::npos) break;
            const std::string mark = text.substr(at, end + 1 - at);
            const bool isMark =
                mark.size() > 2 && mark.size() <= kLongestMark && mark.find_first_of(" \n\t<", 1) == std::string::npos;
            if (!isMark || tokenizer.idOf(mark) || marks.size() >= kMostMarks) continue;
            if (std::find(marks.begin(), marks.end(), mark) == marks.end()) marks.push_back(mark);
        }
    }
}

/// Throws where the template makes far more text than there is in the conversation; said before that is turned into
/// tokens.
void checkSize(const RowTokenizer& tokenizer, const std::vector<Message>& messages, bool forAnswer) {
    std::size_t said = 0;
    for (const Message& message : messages) said += message.text.size();
    if (tokenizer.render(messages, forAnswer).text.size() > kMostPreviewText + 8 * said)
        throw Error(Code::BadInput,
                    "The template writes more than " + std::to_string(kMostPreviewText >> 10) +
                        " KiB around this conversation; a loop may run too often.",
                    "chat template");
}

/// Throws where the template leaves out what is said: such rows would train on nothing, or on answers to no question.
void checkTurns(const RowTokenizer& tokenizer) {
    const std::vector<Message> turns = {{"user", "What is the capital of France?"}, {"assistant", "It is Paris."}};
    Record record;
    record.messages = turns;
    checkSize(tokenizer, turns, false);
    const TokenizedRow row = tokenizer.tokenize(record, RowOptions(), true);
    for (int turn = 0; turn < 2; ++turn)
        if (std::none_of(row.pieces.begin(), row.pieces.end(),
                         [&](const RenderedPiece& piece) { return piece.message == turn; }))
            throw Error(Code::BadInput,
                        "The template leaves out what the " + turns[std::size_t(turn)].role +
                            " says: write message['content'] for each of the messages.",
                        "chat template");
    if (row.trainedCount() == 0)
        throw Error(Code::BadInput,
                    "With this template no token of an answer would be trained. What it renders with "
                    "add_generation_prompt must be "
                    "the beginning of what it renders with the answer.",
                    "chat template");
}

}  // namespace

std::shared_ptr<const RowTokenizer> Project::Impl::tokenizerOf(const ModelRef& ref) const {
    if (ref.run == 0) {
        const storage::Model model = modelByName(ref.model);
        return loaded.tokenizer(model.path, model.chatTemplate);
    }
    storage::Run run;
    std::string path;
    {
        const std::lock_guard guard(databaseLock);
        run = database->runs().get(ref.run);
        path = database->models().get(run.model).path;
    }
    return loaded.tokenizer(path, run.chatTemplate);
}

std::optional<std::string> Project::Impl::templateOf(const ModelRef& ref) const {
    if (ref.run == 0) return modelByName(ref.model).chatTemplate;
    const std::lock_guard guard(databaseLock);
    return database->runs().get(ref.run).chatTemplate;
}

ChatTemplateInfo Project::chatTemplate(const std::string& name) const {
    const storage::Model model = impl_->modelByName(name);
    const auto own = impl_->loaded.tokenizer(model.path);
    ChatTemplateInfo info;
    info.own = own->chatTemplate();
    info.modelHasOne = !own->usesDefaultTemplate();
    info.custom = model.chatTemplate.has_value();
    info.source = model.chatTemplate.value_or(info.own);
    for (const RunInfo& run : runs())
        if (run.modelId == model.id && run.otherTemplate) info.runs.push_back(run.name);
    return info;
}

std::string Project::chatTemplate(std::int64_t run) const {
    ModelRef ref;
    ref.run = run;
    return impl_->tokenizerOf(ref)->chatTemplate();
}

void Project::setChatTemplate(const std::string& name, const std::string& source) {
    const storage::Model model = impl_->modelByName(name);
    if (const ModelConfig& config = impl_->loaded.model(model.path)->config(); config.kind != ModelKind::Decoder)
        throw Error(Code::BadInput, "The model (" + config.family + ") reads texts as they are and has no use for a chat template.", model.path);
    if (source.find_first_not_of(" \t\r\n") == std::string::npos)
        throw Error(Code::BadInput, "The template is empty. Write one, or set the model's own back.", "chat template");
    const auto own = impl_->loaded.tokenizer(model.path);
    const bool isOwn = source == own->chatTemplate();
    if (!isOwn) {
        // Made apart, so that what is refused is not kept.
        checkTurns(RowTokenizer(impl_->loaded.bareTokenizer(model.path), source));
    }
    const std::lock_guard guard(impl_->databaseLock);
    impl_->database->models().setChatTemplate(model.id, isOwn ? std::nullopt : std::optional(source));
}

void Project::resetChatTemplate(const std::string& name) {
    const storage::Model model = impl_->modelByName(name);
    const std::lock_guard guard(impl_->databaseLock);
    impl_->database->models().setChatTemplate(model.id, std::nullopt);
}

ChatTemplatePreview Project::previewTemplate(const std::string& name, const std::string& source,
                                             const std::vector<Record>& rows, bool forAnswer,
                                             const Recipe& recipe) const {
    using Clock = std::chrono::steady_clock;
    ChatTemplatePreview preview;
    const auto bare = impl_->loaded.bareTokenizer(impl_->modelByName(name).path);
    const Clock::time_point begin = Clock::now();
    std::optional<RowTokenizer> tokenizer;
    try {
        if (source.find_first_not_of(" \t\r\n") == std::string::npos)
            throw TemplateError(Code::BadInput, "The template is empty. Write one, or choose a preset.", 1, 1);
        tokenizer.emplace(bare, source);
    } catch (const Error& error) {
        preview.fault = faultOf(error);
        return preview;
    }
    for (const TokenId id : tokenizer->stopTokens()) preview.stops.push_back(bare->textOf(id));
    RowOptions options = rowOptions(recipe);
    options.overlong = Overlong::Truncate;
    for (const Record& record : rows) {
        if (std::chrono::duration<double>(Clock::now() - begin).count() > kMostPreviewSeconds) break;
        ChatTemplatePreview::Row& out = preview.rows.emplace_back();
        try {
            const bool isChat = !record.messages.empty();
            const bool asks = forAnswer && isChat;
            const std::vector<Message> shown = asks ? questionOf(record) : record.messages;
            if (isChat) checkSize(*tokenizer, shown, asks);
            const TokenizedRow row = asks ? tokenizer->promptRow(shown) : tokenizer->tokenize(record, options, true);
            out.row = renderedRow(row, record);
            out.answerEnds = row.truncated || answerEnds(row, tokenizer->stopTokens());
            if (isChat) addPlainMarks(row, *bare, preview.plainMarks);
        } catch (const Error& error) {
            out.fault = faultOf(error);
        }
    }
    return preview;
}

}  // namespace tunesmith
