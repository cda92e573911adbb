#include "core/tokenize/chat_template.h"

#include "core/base/error.h"
#include "core/tokenize/template_interpreter.h"
#include "core/tokenize/template_lexer.h"
#include "core/tokenize/unicode_class.h"

namespace tunesmith {

struct ChatTemplate::Program {
    jinja::Block block;
};

namespace {

void checkUtf8(const std::string& text, std::size_t message) {
    const std::size_t bad = unicode::firstInvalid(text);
    if (bad != std::string::npos)
        throw Error(Code::BadInput, "Message " + std::to_string(message + 1) + " is not valid UTF-8 at byte " +
                                        std::to_string(bad) + ".");
}

jinja::Value messagesValue(const std::vector<Message>& messages) {
    std::vector<jinja::Value> list;
    for (std::size_t k = 0; k < messages.size(); ++k) {
        checkUtf8(messages[k].role, k);
        checkUtf8(messages[k].text, k);
        jinja::Dict dict;
        dict.items.emplace_back(jinja::Value::text("role"), jinja::Value::text(messages[k].role));
        dict.items.emplace_back(jinja::Value::text("content"),
                                jinja::Value::text(jinja::Text(messages[k].text, {std::int32_t(k), false})));
        list.push_back(jinja::Value::dict(std::move(dict)));
    }
    return jinja::Value::sequence(std::move(list));
}

Rendered renderedFrom(const jinja::Text& text) {
    Rendered out;
    out.text = text.bytes();
    std::size_t begin = 0;
    for (const jinja::Text::Run& run : text.runs()) {
        out.pieces.push_back({begin, run.end, run.origin.message, run.origin.generation});
        begin = run.end;
    }
    if (begin < out.text.size()) out.pieces.push_back({begin, out.text.size(), -1, false});
    return out;
}

}  // namespace

ChatTemplate::ChatTemplate(const std::string& source)
    : program_(std::make_shared<Program>(Program{jinja::parse(source)})) {}
ChatTemplate::~ChatTemplate() = default;
ChatTemplate::ChatTemplate(ChatTemplate&&) noexcept = default;
ChatTemplate& ChatTemplate::operator=(ChatTemplate&&) noexcept = default;

Rendered ChatTemplate::render(const std::vector<Message>& messages, bool addGenerationPrompt,
                              const Json& variables) const {
    jinja::Dict context;
    context.set(jinja::Value::text("messages"), messagesValue(messages));
    context.set(jinja::Value::text("add_generation_prompt"), jinja::Value::boolean(addGenerationPrompt));
    context.set(jinja::Value::text("tools"), jinja::Value());
    context.set(jinja::Value::text("documents"), jinja::Value());
    for (const auto& [name, value] : variables.items())
        context.set(jinja::Value::text(name), jinja::Value::fromJson(value));
    return renderedFrom(jinja::Interpreter(std::move(context)).run(program_->block));
}

std::string ChatTemplate::renderContext(const Json& context) const {
    const jinja::Value value = jinja::Value::fromJson(context);
    return jinja::Interpreter(value.asDict() ? *value.asDict() : jinja::Dict()).run(program_->block).bytes();
}

}  // namespace tunesmith
