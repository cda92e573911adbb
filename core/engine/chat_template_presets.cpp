#include "core/base/error.h"
#include "core/engine/chat_template.h"

namespace tunesmith {

namespace {

constexpr const char* kChatMl = R"({% for message in messages %}
{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}
{%- endfor %}
{% if add_generation_prompt %}
{{ '<|im_start|>assistant\n' }}
{%- endif %})";

constexpr const char* kLlama3 = R"({{ bos_token }}
{%- for message in messages %}
{{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + message['content'] | trim + '<|eot_id|>' }}
{%- endfor %}
{%- if add_generation_prompt %}
{{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}
{%- endif %})";

// Gemma knows no system turn: what it says stands before the first question.
constexpr const char* kGemma = R"({{ bos_token }}
{%- set system = namespace(text='') %}
{%- for message in messages %}
    {%- if message['role'] == 'system' %}
        {%- set system.text = message['content'] | trim + '\n\n' %}
    {%- else %}
        {{- '<start_of_turn>' + ('model' if message['role'] == 'assistant' else message['role']) + '\n' }}
        {{- system.text + message['content'] | trim + '<end_of_turn>\n' }}
        {%- set system.text = '' %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<start_of_turn>model\n' }}
{%- endif %})";

// Mistral likewise.
constexpr const char* kMistral = R"({{ bos_token }}
{%- set system = namespace(text='') %}
{%- for message in messages %}
    {%- if message['role'] == 'system' %}
        {%- set system.text = message['content'] + '\n\n' %}
    {%- elif message['role'] == 'assistant' %}
        {{- ' ' + message['content'] | trim + eos_token }}
    {%- else %}
        {{- '[INST] ' + system.text + message['content'] + ' [/INST]' }}
        {%- set system.text = '' %}
    {%- endif %}
{%- endfor %})";

constexpr const char* kPhi = R"({% for message in messages %}
{{ '<|' + message['role'] + '|>\n' + message['content'] + '<|end|>\n' }}
{%- endfor %}
{% if add_generation_prompt %}
{{ '<|assistant|>\n' }}
{%- endif %})";

constexpr const char* kInstruction = R"({%- for message in messages %}
    {%- if message['role'] == 'system' %}
        {{- message['content'] + '\n\n' }}
    {%- elif message['role'] == 'assistant' %}
        {{- '### Response:\n' + message['content'] + eos_token + '\n\n' }}
    {%- else %}
        {{- '### Instruction:\n' + message['content'] + '\n\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '### Response:\n' }}
{%- endif %})";

constexpr const char* kPlain = R"({%- for message in messages %}
    {%- if message['role'] == 'system' %}
        {{- message['content'] + '\n\n' }}
    {%- elif message['role'] == 'assistant' %}
        {{- 'Answer: ' + message['content'] + eos_token + '\n' }}
    {%- else %}
        {{- 'Question: ' + message['content'] + '\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- 'Answer: ' }}
{%- endif %})";

}  // namespace

const std::vector<ChatTemplatePreset>& chatTemplatePresets() {
    static const std::vector<ChatTemplatePreset> all = {
        {"chatml", "ChatML", kChatMl},
        {"llama3", "Llama 3", kLlama3},
        {"gemma", "Gemma", kGemma},
        {"mistral", "Mistral", kMistral},
        {"phi3", "Phi-3", kPhi},
        {"instruction", "Instruction / Response", kInstruction},
        {"plain", "Question / Answer", kPlain},
    };
    return all;
}

const ChatTemplatePreset& chatTemplatePreset(const std::string& id) {
    std::string names;
    for (const ChatTemplatePreset& preset : chatTemplatePresets()) {
        if (preset.id == id) return preset;
        names += (names.empty() ? "" : ", ") + preset.id;
    }
    throw Error(Code::NotFound, "There is no preset \"" + id + "\"; there are: " + names + ".");
}

}  // namespace tunesmith
