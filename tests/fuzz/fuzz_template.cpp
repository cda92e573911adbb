// Chat templates with any bytes: parsed and rendered with a conversation, with tools and with nothing. Whatever stands
// in one, it ends with text or with an Error; the pieces cover the text without gaps.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/tokenize/chat_template.h"

namespace {

using namespace tunesmith;

const std::vector<Message>& conversation() {
    static const std::vector<Message> messages = {{"system", "Be brief."},
                                                  {"user", "  Open? \n\xE6\xB8\xAF"},
                                                  {"assistant", "<think>\nhm\n</think>\n\nAt nine."}};
    return messages;
}

const Json& richContext() {
    static const Json context = Json::parse(R"({"messages": [
        {"role": "user", "content": [{"type": "text", "text": "a"}]},
        {"role": "assistant", "content": null, "tool_calls": [{"id": "c1", "function": {"name": "f", "arguments": {"x": 1.5}}}]},
        {"role": "tool", "content": "{}"}], "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object",
        "properties": {"x": {"type": ["number", "null"], "enum": [1, 2]}}, "required": ["x"]}}}], "add_generation_prompt": true,
        "bos_token": "<s>", "eos_token": "</s>", "n": 7, "d": {"b": 2, "a": 1}})");
    return context;
}

void check(bool holds) {
    if (!holds) std::abort();
}

template <typename Render>
void attempt(Render&& render) {
    try {
        render();
    } catch (const Error& error) {
        check(error.code() == Code::BadInput && !std::string_view(error.what()).empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string source(reinterpret_cast<const char*>(data), size);
    try {
        const ChatTemplate chat(source);
        attempt([&] {
            const Rendered rendered = chat.render(conversation(), true, Json{{"bos_token", "<s>"}});
            std::size_t at = 0;
            for (const RenderedPiece& piece : rendered.pieces) {
                check(piece.begin == at && piece.end > at && piece.message < 3);
                at = piece.end;
            }
            check(at == rendered.text.size());
        });
        attempt([&] { chat.renderContext(richContext()); });
        attempt([&] { chat.renderContext(Json::object()); });
    } catch (const Error& error) {
        check(error.code() == Code::BadFile && !std::string_view(error.what()).empty());
    }
    return 0;
}
