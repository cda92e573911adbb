"""Writes templates.json: chat templates in the style of the best-known families, and small ones for each construct, with what
Jinja2 3.1.6 renders from them (set up as transformers 5.23 does). usage: make_template_fixtures.py OUT.json"""
import datetime
import json
import sys

import jinja2
import jinja2.ext
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Generation(jinja2.ext.Extension):
    """{% generation %}, which renders its body and nothing more."""
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("_render"), [], [], body).set_lineno(line)

    def _render(self, caller):
        return caller()


def environment():
    def raise_exception(message):
        raise jinja2.exceptions.TemplateError(message)

    def tojson(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

    env = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, jinja2.ext.loopcontrols])
    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = lambda form: datetime.datetime.now().strftime(form)
    return env


# --- conversations
SYSTEM = {"role": "system", "content": "You answer at the desk of a harbour clinic.\nBe brief."}
ASK = {"role": "user", "content": "  When do you open?  \n"}
ANSWER = {"role": "assistant", "content": "At 7:45 on weekdays.\n\n- Saturdays: 9:10\n"}
MORE = {"role": "user", "content": "And the price of \"iodine\" <10%> & gauze? 价格 ½ 🙂"}
LAST = {"role": "assistant", "content": "4.20 {{ not a tag }} {% nor this %}"}
THOUGHT = {"role": "assistant", "content": "<think>\nThe list says 4.20.\n</think>\n\nIt is 4.20."}
TOOLS = [
    {"type": "function", "function": {
        "name": "find_slot", "description": "Finds a free slot.",
        "parameters": {"type": "object", "required": ["day"], "properties": {
            "day": {"type": "string", "description": "Weekday", "enum": ["mon", "tue"]},
            "minutes": {"type": "integer", "default": 15},
            "people": {"type": "array", "items": {"type": "object", "properties": {
                "name": {"type": "string"}, "age": {"type": ["integer", "null"]}}}},
            "urgent": {"type": "boolean"}}}}},
    {"type": "function", "function": {"name": "close", "description": "Äußert \"nichts\".", "parameters": {
        "type": "object", "properties": {}}}}]
CALLS = {"role": "assistant", "content": "", "tool_calls": [
    {"id": "call_1", "type": "function", "function": {"name": "find_slot", "arguments": {"day": "mon", "minutes": 30, "x": 1.5}}},
    {"id": "call_2", "type": "function", "function": {"name": "close", "arguments": {}}}]}
RESULTS = [{"role": "tool", "tool_call_id": "call_1", "name": "find_slot", "content": "{\"slot\": \"10:15\"}"},
           {"role": "tool", "tool_call_id": "call_2", "name": "close", "content": "ok"}]
PARTS = {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "What is this?"}, {"type": "text", "text": " Say."}]}
TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}


def chat(*messages, **more):
    return {"messages": list(messages), "add_generation_prompt": False, "tools": None, "documents": None, **TOKENS, **more}


CHATS = [
    chat(ASK, ANSWER), chat(ASK, ANSWER, add_generation_prompt=True), chat(SYSTEM, ASK, ANSWER, MORE, LAST),
    chat(SYSTEM, ASK, add_generation_prompt=True), chat(ASK, THOUGHT, MORE, add_generation_prompt=True), chat(ANSWER, ASK),
    chat(SYSTEM, MORE, CALLS, *RESULTS, ANSWER, tools=TOOLS), chat(MORE, CALLS, *RESULTS, tools=TOOLS, add_generation_prompt=True),
    chat(PARTS, ANSWER), chat(), chat(SYSTEM), chat(ASK, MORE, ANSWER, add_generation_prompt=True, enable_thinking=False)]

FAMILIES = {
    "chatml": """{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}""",
    "chatml_default_system": """{%- if messages[0].role != 'system' -%}
    {{- '<|im_start|>system\\nYou are helpful.<|im_end|>\\n' -}}
{%- endif -%}
{%- for m in messages -%}
    {{- '<|im_start|>' ~ m.role ~ '\\n' -}}
    {%- if m.role == 'assistant' -%}
        {% generation %}{{ m.content | trim }}<|im_end|>{% endgeneration %}
    {%- else -%}
        {{ m.content }}{{ '<|im_end|>' }}
    {%- endif -%}
    {{- '\\n' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<|im_start|>assistant\\n' }}{%- endif -%}
""",
    "llama2": """{% if messages[0]['role'] == 'system' %}{% set turns = messages[1:] %}{% set system = messages[0]['content'] %}{% else %}{% set turns = messages %}{% set system = false %}{% endif %}{% for message in turns %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate user/assistant/user/assistant/...') }}{% endif %}{% if loop.index0 == 0 and system != false %}{% set content = '<<SYS>>\\n' + system + '\\n<</SYS>>\\n\\n' + message['content'] %}{% else %}{% set content = message['content'] %}{% endif %}{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ ' ' + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}""",
    "llama3": """{% set loop_messages = messages %}
{% for message in loop_messages %}
{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] | trim + '<|eot_id|>' %}
{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}
{{ content }}{% endfor %}
{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}""",
    "llama31_tools": """{{- bos_token }}
{%- if custom_tools is defined %}{%- set tools = custom_tools %}{%- endif %}
{%- if not tools_in_user_message is defined %}{%- set tools_in_user_message = true %}{%- endif %}
{%- if not date_string is defined %}{%- set date_string = "26 Jul 2024" %}{%- endif %}
{%- if not tools is defined %}{%- set tools = none %}{%- endif %}
{%- if messages and messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
{%- endif %}
{{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}
{%- if builtin_tools is defined or tools is not none %}{{- "Environment: ipython\\n" }}{%- endif %}
{{- "Today Date: " + date_string + "\\n\\n" }}
{%- if tools is not none and not tools_in_user_message %}
    {%- for t in tools %}{{- t | tojson(indent=4) }}{{- "\\n\\n" }}{%- endfor %}
{%- endif %}
{{- system_message }}
{{- "<|eot_id|>" }}
{%- if tools_in_user_message and not tools is none %}
    {%- if messages | length != 0 %}
        {%- set first_user_message = messages[0]['content']|trim %}
        {%- set messages = messages[1:] %}
    {%- else %}
        {{- raise_exception("Cannot put tools in the first user message when there's no first user message!") }}
{%- endif %}
    {{- '<|start_header_id|>user<|end_header_id|>\\n\\n' -}}
    {{- 'Respond in the format {"name": function name, "parameters": dictionary}.' }}
    {%- for t in tools %}
        {{- t | tojson(indent=4) }}
        {{- "\\n\\n" }}
    {%- endfor %}
    {{- first_user_message + "<|eot_id|>"}}
{%- endif %}
{%- for message in messages %}
    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n'+ message['content'] | trim + '<|eot_id|>' }}
    {%- elif 'tool_calls' in message %}
        {%- if not message.tool_calls|length == 1 %}
            {{- raise_exception("This model only supports single tool-calls at once!") }}
        {%- endif %}
    {%- elif message.role == "tool" or message.role == "ipython" %}
        {{- "<|start_header_id|>ipython<|end_header_id|>\\n\\n" }}
        {%- if message.content is mapping or message.content is iterable %}{{- message.content | tojson }}{%- else %}{{- message.content }}{%- endif %}
        {{- "<|eot_id|>" }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{%- endif %}
""",
    "mistral": """{%- if messages[0]["role"] == "system" %}
    {%- set system_message = messages[0]["content"] %}
    {%- set loop_messages = messages[1:] %}
{%- else %}
    {%- set loop_messages = messages %}
{%- endif %}
{%- if not tools is defined %}{%- set tools = none %}{%- endif %}
{%- set user_messages = loop_messages | selectattr("role", "equalto", "user") | list %}
{%- set ns = namespace(index=0) %}
{%- for message in loop_messages %}
    {%- if not (message.role == "tool" or (message.tool_calls is defined and message.tool_calls is not none)) %}
        {%- if (message["role"] == "user") != (ns.index % 2 == 0) %}
            {{- raise_exception("After the optional system message, roles must alternate") }}
        {%- endif %}
        {%- set ns.index = ns.index + 1 %}
    {%- endif %}
{%- endfor %}
{{- bos_token }}
{%- for message in loop_messages %}
    {%- if message["role"] == "user" %}
        {%- if tools is not none and (message == user_messages[-1]) %}
            {{- "[AVAILABLE_TOOLS] [" }}
            {%- for tool in tools %}
                {%- set tool = tool.function %}
                {{- '{"type": "function", "function": {' }}
                {%- for key, val in tool.items() if key != "return" %}
                    {%- if val is string %}
                        {{- '"' + key + '": "' + val + '"' }}
                    {%- else %}
                        {{- '"' + key + '": ' + val|tojson }}
                    {%- endif %}
                    {%- if not loop.last %}{{- ", " }}{%- endif %}
                {%- endfor %}
                {{- "}}" }}
                {%- if not loop.last %}{{- ", " }}{%- else %}{{- "]" }}{%- endif %}
            {%- endfor %}
            {{- "[/AVAILABLE_TOOLS]" }}
        {%- endif %}
        {%- if loop.last and system_message is defined %}
            {{- "[INST] " + system_message + "\\n\\n" + message["content"] + "[/INST]" }}
        {%- else %}
            {{- "[INST] " + message["content"] + "[/INST]" }}
        {%- endif %}
    {%- elif message.tool_calls is defined and message.tool_calls is not none %}
        {{- "[TOOL_CALLS] [" }}
        {%- for tool_call in message.tool_calls %}
            {%- set out = tool_call.function|tojson %}
            {{- out[:-1] }}
            {{- ', "id": "' + tool_call.id + '"}' }}
            {%- if not loop.last %}{{- ", " }}{%- else %}{{- "]" + eos_token }}{%- endif %}
        {%- endfor %}
    {%- elif message["role"] == "assistant" %}
        {{- " " + message["content"]|trim + eos_token}}
    {%- elif message["role"] == "tool" %}
        {%- if message.content is defined and message.content.content is defined %}
            {%- set content = message.content.content %}
        {%- else %}
            {%- set content = message.content %}
        {%- endif %}
        {{- '[TOOL_RESULTS] {"content": ' + content|string + ", " }}
        {{- '"call_id": "' + message.tool_call_id + '"}[/TOOL_RESULTS]' }}
    {%- else %}
        {{- raise_exception("Only user and assistant roles are supported!") }}
    {%- endif %}
{%- endfor %}
""",
    "zephyr": """{% for message in messages %}
{% if message['role'] == 'user' %}
{{ '<|user|>\\n' + message['content'] + eos_token }}
{% elif message['role'] == 'system' %}
{{ '<|system|>\\n' + message['content'] + eos_token }}
{% elif message['role'] == 'assistant' %}
{{ '<|assistant|>\\n'  + message['content'] + eos_token }}
{% endif %}
{% if loop.last and add_generation_prompt %}
{{ '<|assistant|>' }}
{% endif %}
{% endfor %}""",
    "gemma": """{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate') }}{% endif %}{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}{{ '<start_of_turn>' + role + '\\n' + message['content'] | trim + '<end_of_turn>\\n' }}{% endfor %}{% if add_generation_prompt %}{{'<start_of_turn>model\\n'}}{% endif %}""",
    "gemma_parts": """{{ bos_token }}
{%- if messages[0]['role'] == 'system' -%}
    {%- if messages[0]['content'] is string -%}
        {%- set first_user_prefix = messages[0]['content'] + '\n\n' -%}
    {%- else -%}
        {%- set first_user_prefix = messages[0]['content'][0]['text'] + '\n\n' -%}
    {%- endif -%}
    {%- set loop_messages = messages[1:] -%}
{%- else -%}
    {%- set first_user_prefix = "" -%}
    {%- set loop_messages = messages -%}
{%- endif -%}
{%- for message in loop_messages -%}
    {%- set role = "model" if message['role'] == 'assistant' else message['role'] -%}
    {{ '<start_of_turn>' + role + '\n' + (first_user_prefix if loop.first else "") }}
    {%- if message['content'] is string -%}
        {{ message['content'] | trim }}
    {%- elif message['content'] is iterable -%}
        {%- for item in message['content'] -%}
            {%- if item['type'] == 'image' -%}
                {{ '<start_of_image>' }}
            {%- elif item['type'] == 'text' -%}
                {{ item['text'] | trim }}
            {%- endif -%}
        {%- endfor -%}
    {%- else -%}
        {{ raise_exception("Invalid content type") }}
    {%- endif -%}
    {{ '<end_of_turn>\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {{'<start_of_turn>model\n'}}
{%- endif -%}
""",
    "qwen_tools": """{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages[0].role == 'system' %}{{- messages[0].content + '\\n\\n' }}{%- endif %}
    {{- "# Tools\\n\\nYou may call functions.\\n<tools>" }}
    {%- for tool in tools %}
        {{- "\\n" }}
        {{- tool | tojson }}
    {%- endfor %}
    {{- "\\n</tools>\\n\\n<tool_call>\\n{\\"name\\": <function-name>, \\"arguments\\": <args-json-object>}\\n</tool_call><|im_end|>\\n" }}
{%- else %}
    {%- if messages[0].role == 'system' %}
        {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
    {%- endif %}
{%- endif %}
{%- set ns = namespace(multi_step_tool=true, last_query_index=messages|length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.multi_step_tool and message.role == "user" and message.content is string and not(message.content.startswith('<tool_response>') and message.content.endswith('</tool_response>')) %}
        {%- set ns.multi_step_tool = false %}
        {%- set ns.last_query_index = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if message.content is string %}
        {%- set content = message.content %}
    {%- else %}
        {%- set content = '' %}
    {%- endif %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set reasoning_content = '' %}
        {%- if message.reasoning_content is string %}
            {%- set reasoning_content = message.reasoning_content %}
        {%- else %}
            {%- if '</think>' in content %}
                {%- set reasoning_content = content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
                {%- set content = content.split('</think>')[-1].lstrip('\\n') %}
            {%- endif %}
        {%- endif %}
        {%- if loop.index0 > ns.last_query_index %}
            {%- if loop.last or (not loop.last and reasoning_content) %}
                {{- '<|im_start|>' + message.role + '\\n<think>\\n' + reasoning_content.strip('\\n') + '\\n</think>\\n\\n' + content.lstrip('\\n') }}
            {%- else %}
                {{- '<|im_start|>' + message.role + '\\n' + content }}
            {%- endif %}
        {%- else %}
            {{- '<|im_start|>' + message.role + '\\n' + content }}
        {%- endif %}
        {%- if message.tool_calls %}
            {%- for tool_call in message.tool_calls %}
                {%- if (loop.first and content) or (not loop.first) %}
                    {{- '\\n' }}
                {%- endif %}
                {%- if tool_call.function %}
                    {%- set tool_call = tool_call.function %}
                {%- endif %}
                {{- '<tool_call>\\n{"name": "' }}
                {{- tool_call.name }}
                {{- '", "arguments": ' }}
                {%- if tool_call.arguments is string %}
                    {{- tool_call.arguments }}
                {%- else %}
                    {{- tool_call.arguments | tojson }}
                {%- endif %}
                {{- '}\\n</tool_call>' }}
            {%- endfor %}
        {%- endif %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == "tool" %}
        {%- if loop.first or (messages[loop.index0 - 1].role != "tool") %}
            {{- '<|im_start|>user' }}
        {%- endif %}
        {{- '\\n<tool_response>\\n' }}
        {{- content }}
        {{- '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}
            {{- '<|im_end|>\\n' }}
        {%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}""",
    "typescript_tools": """{%- macro kind(spec, required, depth=0) -%}
    {%- if spec.type == "array" -%}
        {%- if spec['items'] -%}{{ kind(spec['items'], required, depth + 1) }}[]{%- else -%}any[]{%- endif -%}
    {%- elif spec.type is defined and spec.type is iterable and spec.type is not string and spec.type is not mapping -%}
        {{ spec.type | join(" | ") }}
    {%- elif spec.type == "object" -%}
        {%- if spec.properties -%}
            {{- "{\\n" -}}
            {%- for name, inner in spec.properties.items() -%}
                {{- name -}}{%- if name not in (spec.required or []) -%}{{- "?" -}}{%- endif -%}
                {{- ": " -}}{{ kind(inner, spec.required or [], depth + 1) }}
                {%- if not loop.last -%}{{- ", " -}}{%- endif -%}
            {%- endfor -%}
            {{- "\\n}" -}}
        {%- else -%}object{%- endif -%}
    {%- elif spec.enum -%}
        {{- '"' + spec.enum | join('" | "') + '"' -}}
    {%- else -%}
        {{- {"string": "string", "integer": "number", "number": "number"}[spec.type] | default("any") -}}
    {%- endif -%}
{%- endmacro -%}
{%- macro block(title) -%}
<<{{ title | upper }}>>
{{ caller(title | length) | indent(2, true) }}
<<end>>
{%- endmacro -%}
{% if tools %}
{% call(n) block("tools") %}
{{ n }} letters
{% for tool in tools %}
// {{ tool.function.description }}
type {{ tool.function.name }} = (_: {{ kind(tool.function.parameters, []) }}) => any;
{% endfor %}
{% endcall %}

{% endif %}
{% for role, group in [("system", messages | selectattr("role", "eq", "system") | list), ("rest", messages | rejectattr("role", "eq", "system") | list)] %}
{% for m in group %}
[{{ loop.index }}/{{ loop.length }} {{ role }}:{{ m.role | title }}] {{ m.content if m.content is string else m.content | map(attribute="text", default="?") | join }}
{% else %}
(no {{ role }})
{% endfor %}
{% endfor %}
{% filter trim | replace("a", "4") %}   {{ "assistant" if add_generation_prompt }}   {% endfilter %}""",
    "phi3": """{% for message in messages %}{% if message['role'] == 'system' and message['content'] %}{{'<|system|>\n' + message['content'] + '<|end|>\n'}}{% elif message['role'] == 'user' %}{{'<|user|>\n' + message['content'] + '<|end|>\n'}}{% elif message['role'] == 'assistant' %}{{'<|assistant|>\n' + message['content'] + '<|end|>\n'}}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% else %}{{ eos_token }}{% endif %}""",
    "smollm3": """{#- Settings first, then one system turn that is put together from them. -#}
{%- if enable_thinking is not defined -%}{%- set enable_thinking = true -%}{%- endif -%}
{%- set mode = "/think" if enable_thinking else "/no_think" -%}
{%- set first = messages[0] if messages and messages[0].role == "system" else none -%}
{%- set instructions = "" -%}
{%- if first is not none and first.content is string -%}
  {%- if "/no_think" in first.content -%}{%- set mode = "/no_think" -%}{%- elif "/think" in first.content -%}{%- set mode = "/think" -%}{%- endif -%}
  {%- set instructions = first.content.replace("/no_think", "").replace("/think", "").rstrip() -%}
{%- endif -%}
{%- set today = date_string if date_string is defined else strftime_now("[%%]") -%}
{{- "<|im_start|>system\\n" -}}
{%- if "/system_override" in instructions -%}
  {{- instructions.replace("/system_override", "").rstrip() ~ "<|im_end|>\\n" -}}
{%- else -%}
  {{- "## Metadata\\n\\n" ~ "Today: " ~ today ~ "\\n" ~ "Mode: " + mode + "\\n\\n" -}}
  {{- "## Instructions\\n\\n" -}}
  {%- if instructions -%}{{- instructions + "\\n\\n" -}}{%- elif mode == "/think" -%}{{- "Think first.\\n\\n" -}}{%- else -%}{{- "Answer.\\n\\n" -}}{%- endif -%}
  {%- if xml_tools or python_tools or tools -%}
    {{- "### Tools\\n\\n" -}}
    {%- if tools and not xml_tools -%}{%- set xml_tools = tools -%}{%- endif -%}
    {%- set ns = namespace(lines="<tools>\\n") -%}
    {%- for tool in xml_tools[:] -%}{%- set ns.lines = ns.lines ~ (tool | string | length > 0 and tool | tojson) ~ "\\n" -%}{%- endfor -%}
    {{- ns.lines + "</tools>\\n\\n" -}}
  {%- endif -%}
  {{- "<|im_end|>\\n" -}}
{%- endif -%}
{%- for message in messages -%}
  {%- set content = message.content if message.content is string else "" -%}
  {%- if message.role == "user" -%}
    {{- "<|im_start|>" + message.role + "\\n" + content + "<|im_end|>\\n" -}}
  {%- elif message.role == "assistant" -%}
    {% generation %}
    {%- if mode == "/think" -%}{{- "<|im_start|>assistant\\n" + content.lstrip("\\n") + "<|im_end|>\\n" -}}
    {%- else -%}{{- "<|im_start|>assistant\\n<think>\\n\\n</think>\\n" + content.lstrip("\\n") + "<|im_end|>\\n" -}}{%- endif -%}
    {% endgeneration %}
  {%- elif message.role == "tool" -%}
    {{- "<|im_start|>user\\n" + content + "<|im_end|>\\n" -}}
  {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}
  {{- "<|im_start|>assistant\\n" if mode == "/think" else "<|im_start|>assistant\\n<think>\\n\\n</think>\\n" -}}
{%- endif -%}
""",
    "llama32_date": """{{- bos_token }}
{%- if not date_string is defined %}
    {%- if strftime_now is defined %}
        {%- set date_string = strftime_now("day %%") %}
    {%- else %}
        {%- set date_string = "26 Jul 2024" %}
    {%- endif %}
{%- endif %}
{{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}
{%- if tools is not none %}{{- "Environment: ipython\\n" }}{%- endif %}
{{- "Today Date: " + date_string + "\\n\\n" }}
{%- for message in messages %}
    {%- if 'tool_calls' in message %}
        {%- for call in message.tool_calls %}
            {%- set call = call.function %}
            {{- '{"name": "' + call.name + '", ' }}
            {{- '"parameters": ' }}
            {{- call.arguments | tojson }}
            {{- "}" }}
        {%- endfor %}
        {{- "<|eot_id|>" }}
    {%- elif message.content is string %}
        {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] | trim + '<|eot_id|>' }}
    {%- elif message.content is iterable %}
        {%- for content in message['content'] %}
            {%- if content['type'] == 'image' %}{{- '<|image|>' }}{%- elif content['type'] == 'text' %}{{- content['text'] }}{%- endif %}
        {%- endfor %}
        {{- "<|eot_id|>" }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{%- endif %}
""",
    "olmo2": """{{ bos_token }}{% for message in messages %}{% if message['role'] == 'system' %}{{ '<|system|>
' + message['content'] + '
' }}{% elif message['role'] == 'user' %}{{ '<|user|>
' + (message['content'] if message['content'] is string else message['content'][1]['text']) + '
' }}{% elif message['role'] == 'assistant' %}{% if not loop.last %}{{ '<|assistant|>
'  + message['content'] + eos_token + '
' }}{% else %}{{ '<|assistant|>
'  + message['content'] + eos_token }}{% endif %}{% endif %}{% if loop.last and add_generation_prompt %}{{ '<|assistant|>
' }}{% endif %}{% endfor %}""",
    "mistral_tekken": """{%- set default_system = "Answer on " ~ (date_string or "an unknown day") ~ "." %}
{{- bos_token }}
{%- if messages and messages[0]['role'] == 'system' %}
    {%- if messages[0]['content'] is string %}{%- set system_message = messages[0]['content'] %}{%- else %}{%- set system_message = messages[0]['content'][0]['text'] %}{%- endif %}
    {%- set loop_messages = messages[1:] %}
{%- else %}
    {%- set system_message = default_system %}
    {%- set loop_messages = messages %}
{%- endif %}
{{- '[SYSTEM_PROMPT]' + system_message + '[/SYSTEM_PROMPT]' }}
{%- set counted = namespace(user=0, last="") %}
{%- for message in loop_messages | rejectattr('role', 'in', ['tool']) %}
    {%- if message['role'] == 'user' %}
        {%- set counted.user = counted.user + 1 %}
        {%- if message['content'] is string %}
            {{- '[INST]' + message['content'] + '[/INST]' }}
        {%- else %}
            {{- '[INST]' }}
            {%- for block in message['content'] %}
                {%- if block['type'] == 'text' %}{{- block['text'] }}
                {%- elif block['type'] in ['image', 'image_url'] %}{{- '[IMG]' }}
                {%- else %}{{- raise_exception('Only text and image blocks are supported') }}{%- endif %}
            {%- endfor %}
            {{- '[/INST]' }}
        {%- endif %}
    {%- elif message['role'] == 'system' %}
        {{- raise_exception('One system message, and it comes first') }}
    {%- elif message['role'] == 'assistant' %}
        {%- if message.get('tool_calls') %}
            {%- for call in message['tool_calls'] %}{{- '[TOOL_CALLS]' ~ call['function']['name'] ~ '[ARGS]' ~ (call['function']['arguments'] if call['function']['arguments'] is string else call['function']['arguments'] | tojson) }}{%- endfor %}
        {%- else %}{{- message['content'] }}{%- endif %}
        {{- eos_token }}
    {%- endif %}
    {%- set counted.last = message['role'] %}
{%- endfor %}
{%- if counted.last not in ['', 'user'] and add_generation_prompt %}{{- '' }}{%- endif %}
""",
    "deepseek": """{% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}{% endif %}{% set ns = namespace(is_first=false, is_tool=false, is_output_first=true, system_prompt='') %}{%- for message in messages %}{%- if message['role'] == 'system' %}{% set ns.system_prompt = message['content'] %}{%- endif %}{%- endfor %}{{bos_token}}{{ns.system_prompt}}{%- for message in messages %}{%- if message['role'] == 'user' %}{%- set ns.is_tool = false -%}{{'<｜User｜>' + message['content']}}{%- endif %}{%- if message['role'] == 'assistant' and message['content'] is not none and not message['tool_calls'] %}{%- if ns.is_tool %}{{'<｜tool▁outputs▁end｜>' + message['content'] + '<｜end▁of▁sentence｜>'}}{%- set ns.is_tool = false -%}{%- else %}{% set content = message['content'] %}{% if '</think>' in content %}{% set content = content.split('</think>')[-1] %}{% endif %}{{'<｜Assistant｜>' + content + '<｜end▁of▁sentence｜>'}}{%- endif %}{%- endif %}{%- if message['role'] == 'tool' %}{%- set ns.is_tool = true -%}{{'\\n<｜tool▁output▁begin｜>' + message['content'] + '<｜tool▁output▁end｜>'}}{%- endif %}{%- endfor -%}{% if add_generation_prompt and not ns.is_tool %}{{'<｜Assistant｜>'}}{% endif %}""",
}

# --- one construct each; the context of all of them:
DATA = {"n": 7, "x": 2.5, "t": True, "nothing": None, "s": "  Harbour Clinic\n", "empty": "", "words": ["beta", "Alpha", "gamma", "beta"],
        "d": {"b": 2, "a": 1, "items": [1, 2]}, "rows": [{"k": "u", "v": 3}, {"k": "w", "v": 1}, {"k": "u", "v": 2}],
        "html": "<a href='x'>\"&\"</a>", "deep": {"a": {"b": [{"c": "ok"}]}}, "mixed": [1, 1.0, "1", None, True, [1, (2)], {"z": []}],
        "uni": "Grüße, 世界 ſ ß İ"}
SNIPPETS = [
    "{{ n + 1 }} {{ n - x }} {{ n * 2 }} {{ n / 2 }} {{ n // 2 }} {{ n % 4 }} {{ n ** 2 }} {{ -n }} {{ +x }} {{ -n // 2 }} {{ -n % 4 }} {{ 2 ** -1 }}",
    "{{ 1e16 }} {{ 1e15 }} {{ 0.1 + 0.2 }} {{ 1e-5 }} {{ 0.0001 }} {{ 100.0 }} {{ 1_000 }} {{ 0x1F }} {{ 0b101 }} {{ 0o17 }} {{ 1.5e3 }} {{ 3 / 3 }}",
    "{{ 'a' ~ 1 ~ none ~ true ~ 1.5 ~ missing }}{{ 'a' 'b' \"c\" }}{{ '\\x41\\u00e9\\t|\\'\\\"\\\\ \\q' }}",
    "{{ n > 5 and x }} {{ empty or 'no' }} {{ not t }} {{ n in [7] }} {{ 'lin' in s }} {{ 'q' not in s }} {{ 'a' in d }} {{ 1 < n <= 7 }} {{ 1 < n > 9 }}",
    "{{ 'yes' if t else 'no' }}{{ 'x' if not t }}{{ 1 if false else 2 if false else 3 }}",
    "{{ words }} {{ d }} {{ mixed }} {{ (1,) }} {{ (1, 'a') }} {{ [] }} {{ {} }} {{ {'a': \"it's\", 2: none} }}",
    "{{ words[0] }} {{ words[-1] }} {{ words[9] }}|{{ words[1:3] }} {{ words[::-1] }} {{ words[:-1] }} {{ s[2:9] }} {{ s[::-1] }} {{ 'abcdef'[1:5:2] }} {{ 'abc'[-1] }} {{ uni[7:9] }} {{ [1,2,3][5:] }} {{ [1,2,3][-9:2] }}",
    "{{ d.a }} {{ d['b'] }} {{ d.items }}|{{ d['items'] }} {{ d.missing }}|{{ deep.a.b[0].c }} {{ d.get('a') }} {{ d.get('q', 5) }} {{ d.get('q') }}".replace("{{ d.items }}|", ""),
    "{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}{% for k in d %}{{ k }}{% endfor %}{{ d.keys() | list }} {{ d.values() | list }} {{ d | items | list }} {{ d | length }} {{ d | dictsort }} {{ {'B': 1, 'a': 2} | dictsort(true) }} {{ d | dictsort(false, 'key', true) | first }}",
    "{% for w in words %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.cycle('x', 'y') }}{{ loop.previtem }}{{ loop.nextitem }}{{ loop.changed(w) }}{{ loop.depth }}|{% endfor %}",
    "{% for w in words if w != 'beta' %}{{ loop.index }}{{ w }}{% else %}none{% endfor %}{% for w in [] %}x{% else %}none{% endfor %}{% for a, b in [(1, 2), [3, 4]] %}{{ a }}{{ b }}{% endfor %}{% for c in 'añ' %}{{ c }},{% endfor %}",
    "{% for i in range(10) %}{% if i == 2 %}{% continue %}{% endif %}{% if i > 4 %}{% break %}{% endif %}{{ i }}{% endfor %} {{ range(3) | list }} {{ range(2, 9, 3) | list }} {{ range(5, 0, -2) | list }}",
    "{% set q = 1 %}{% for i in [1, 2] %}{{ q }}{% set q = q + 1 %}{{ q }}{% endfor %}{{ q }}{% if t %}{% set q = 9 %}{% endif %}{{ q }}{% set a, b = 1, 2 %}{{ a }}{{ b }}",
    "{% set ns = namespace(total=0, seen=[]) %}{% for r in rows %}{% set ns.total = ns.total + r.v %}{% set ns.seen = ns.seen + [r.k] %}{% endfor %}{{ ns.total }} {{ ns.seen }} {{ ns.nothing }}",
    "{% set block %}  a {{ n }}\n b {% endset %}[{{ block }}]{% set up | upper | trim %} shout {{ s }}{% endset %}[{{ up }}]",
    "{% macro m(a, b='B', c=a) %}({{ a }},{{ b }},{{ c }}{{ varargs }}{{ kwargs }}){% endmacro %}{{ m(1) }}{{ m(1, 2, 3, 4, z=5) }}{{ m(b=1, a=2) }}{{ m() }}",
    "{% macro list(items, depth=0) %}{% for i in items %}{{ '-' * depth }}{{ i.n }}\n{{ list(i.c or [], depth + 1) }}{% endfor %}{% endmacro %}{{ list([{'n': 1, 'c': [{'n': 2}, {'n': 3, 'c': [{'n': 4}]}]}, {'n': 5}]) }}",
    "{% macro wrap(tag) %}<{{ tag }}>{{ caller('in', 2) }}</{{ tag }}>{% endmacro %}{% call(a, b) wrap('p') %}{{ a }}{{ b }}{{ n }}{% endcall %}",
    "{%- for item in [{'n': 1, 'c': [{'n': 2, 'c': []}]}] recursive -%}{{ loop.depth }}{{ item.n }}[{{ loop(item.c) }}]{%- endfor -%}",
    "{% with a = 1, b = n %}{{ a }}{{ b }}{% set a = 5 %}{{ a }}{% endwith %}{{ a }}",
    "{% filter upper %}shout {{ n }}{% endfilter %}{% filter replace('a', 'b') | trim %}  banana {% endfilter %}|",
    "{% raw %}{{ n }} {% if %}{% endraw %}{% raw -%}   x   {%- endraw %}|  {# a comment {{ n }} #}  |{#- c -#}  z",
    "a\n  {% if t %}\n  b\n  {% endif %}\n  c {% if t %} d {% endif %}\n\n{%- if t %}  e  {%- endif -%}   \n f\n  {%+ if t %}g{% endif +%}\nh\n\t{# x #}\ni",
    "{{ 'a' }}\n{{ 'b' -}}\n\n  c\n{{- 'd' }}  \n  {{ 'e' }}\n{% for i in [1, 2] %}\n  - {{ i }}\n{% endfor %}\nend\n",
    "{{ s | trim }}|{{ s | upper }}|{{ s | lower }}|{{ 'harbour clinic-desk (open) it\\'s' | title }}|{{ 'hELLO wORLD' | capitalize }}|{{ 'x-x' | trim('x') }}|{{ s | length }}|{{ uni | length }}|{{ uni | upper }}|{{ 'a b  c' | wordcount }}",
    "{{ 'a-b-c' | replace('-', '+') }}{{ 'a-b-c' | replace('-', '+', 1) }}{{ 'abc' | reverse }}{{ 'abc' | list }}{{ 'abc' | first }}{{ 'abc' | last }}{{ 5 | string + '!' }}{{ html | e }}{{ html | safe }}{{ 'mid' | center(9) }}|",
    "{{ 'l1\\nl2\\n\\nl4' | indent }}|{{ 'l1\\nl2\\n\\nl4\\n' | indent(2, true, true) }}|{{ 'a\\nb' | indent('> ') }}|{{ 'a\\nb' | indent(width=1, first=true) }}",
    "{{ words | join }} {{ words | join(', ') }} {{ rows | join('/', attribute='k') }} {{ [1, none, true] | join('-') }} {{ words | sort }} {{ words | sort(reverse=true) }} {{ words | sort(case_sensitive=true) }} {{ rows | sort(attribute='v') | map(attribute='v') | list }} {{ words | unique | list }}",
    "{{ rows | map(attribute='k') | list }} {{ words | map('upper') | join(' ') }} {{ words | map('replace', 'a', '4') | list }} {{ rows | selectattr('v', 'gt', 1) | list }} {{ rows | rejectattr('k', 'equalto', 'u') | list }} {{ [1, 2, 3, 4] | select('odd') | list }} {{ [0, 1, '', 'a'] | select | list }} {{ [1, 2, 3] | reject('divisibleby', 3) | list }} {{ rows | map(attribute='q', default='-') | list }}",
    "{{ [3, 1, 2] | max }} {{ [3, 1, 2] | min }} {{ [3, 1, 2] | sum }} {{ rows | sum(attribute='v') }} {{ [1, 2, 3] | first }} {{ [] | first }}| {{ [1, 2] | last }} {{ [1, 2, 3] | reverse | list }} {{ [1, 2, 3] | length }} {{ [[1, 2], [3]] | sum(start=[]) }} {{ [1, 2, 3, 4, 5] | batch(2) | list }} {{ [1, 2, 3] | batch(2, 'x') | list }}",
    "{{ '12' | int }} {{ '1.9' | int }} {{ 'q' | int }} {{ 'q' | int(5) }} {{ '1f' | int(base=16) }} {{ 3.99 | int }} {{ '2.5' | float }} {{ 'z' | float }} {{ 2.567 | round(2) }} {{ 2.5 | round }} {{ 3.5 | round }} {{ 2.1 | round(0, 'ceil') }} {{ 2.9 | round(method='floor') }} {{ 7 | round }} {{ -3 | abs }} {{ true | int }} {{ ' 42 ' | int }}",
    "{{ missing | default('d') }} {{ empty | default('d') }} {{ empty | default('d', true) }} {{ nothing | default('d') }} {{ nothing | d('e', boolean=true) }} {{ d.q | default(d.a) }} {{ missing | default }}|",
    "{{ d | tojson }} {{ mixed | tojson }} {{ html | tojson }} {{ uni | tojson }} {{ d | tojson(indent=2) }} {{ [] | tojson(indent=2) }} {{ uni | tojson(ensure_ascii=true) }} {{ d | tojson(separators=(',', ':')) }} {{ {'b': 1, 'a': [1.0, 1e20, none]} | tojson(sort_keys=true) }} {{ '\\n\\t\\x07\\x7f' | tojson }} {{ {'x': {}} | tojson(indent=1) }}",
    "{{ missing is defined }} {{ n is defined }} {{ missing is undefined }} {{ nothing is none }} {{ s is string }} {{ d is mapping }} {{ words is iterable }} {{ words is sequence }} {{ s is sequence }} {{ d is sequence }} {{ n is number }} {{ t is number }} {{ t is boolean }} {{ t is true }} {{ t is false }} {{ n is integer }} {{ x is float }} {{ t is integer }} {{ n is iterable }} {{ missing is iterable }}",
    "{{ n is odd }} {{ n is even }} {{ n is divisibleby 7 }} {{ n is divisibleby(2) }} {{ n is eq 7 }} {{ n is equalto(8) }} {{ n is not none }} {{ n is gt 3 }} {{ n is lt(3) }} {{ n is ge 7 }} {{ n is le 6 }} {{ n is ne 7 }} {{ 'a' is in 'abc' }} {{ 'a' is in ['b'] }} {{ 'ABC' is upper }} {{ 'abc' is lower }} {{ n is sameas n }} {{ range is callable }} {{ not n is odd }} {{ missing is defined and missing > 1 }}",
    "{{ s.strip() }}|{{ s.lstrip() }}|{{ s.rstrip() }}|{{ 'xxaxx'.strip('x') }}|{{ 'a,b,,c'.split(',') }}|{{ ' a  b '.split() }}|{{ 'a b c d'.split(' ', 2) }}|{{ 'a b c'.split(None, 1) }}|{{ 'a.b.c'.rsplit('.', 1) }}|{{ ' a b  c '.rsplit(None, 1) }}|{{ 'l1\\nl2\\r\\nl3'.splitlines() }}|{{ 'k=v=w'.partition('=') }}|{{ 'k=v=w'.rpartition('=') }}|{{ 'kv'.partition('=') }}",
    "{{ 'Abc'.startswith('A') }} {{ 'Abc'.startswith(('x', 'A')) }} {{ 'Abc'.endswith('c') }} {{ 'abcabc'.find('c') }} {{ 'abc'.find('q') }} {{ 'abcabc'.rfind('a') }} {{ 'abcabc'.index('b') }} {{ 'abcabc'.count('bc') }} {{ 'aXa'.replace('a', 'bb') }} {{ 'aaa'.replace('a', 'b', 2) }} {{ 'abc'.replace('', '-') }} {{ '-'.join(['a', 'b']) }} {{ 'Prefix.x'.removeprefix('Prefix') }} {{ 'a.txt'.removesuffix('.txt') }}",
    "{{ 'hello world'.title() }} {{ \"they're bill's\".title() }} {{ 'ABC'.lower() }} {{ 'abc'.upper() }} {{ 'hello'.capitalize() }} {{ '12'.isdigit() }} {{ 'a1'.isalnum() }} {{ 'ab'.isalpha() }} {{ ' '.isspace() }} {{ 'AB'.isupper() }} {{ 'ab'.islower() }} {{ ''.isdigit() }} {{ '7'.zfill(3) }} {{ '-7'.zfill(4) }} {{ 'a'.ljust(3) }}|{{ 'a'.rjust(3, '.') }}|{{ 'ab'.center(5) }}|{{ 'abc'.center(6, '*') }}",
    "{{ '%s is %d, %.2f%%' % ('n', n, x) }} {{ '%s' % s }} {{ '%5d|%-5d|%05d' % (1, 2, 3) }} {{ '%s-%s' | format(1, 'a') }}",
    "{{ [1, 2].index(2) }} {{ [1, 1].count(1) }} {{ (1, 2) + (3,) }} {{ [1] + [2] }} {{ [0] * 3 }} {{ 'ab' * 2 }} {{ 3 * 'x' }} {{ [1, [2, 3]] == [1, [2, 3]] }} {{ (1, 2) == [1, 2] }} {{ {'a': 1} == {'a': 1.0} }} {{ 1 == true }} {{ '1' == 1 }} {{ none == none }} {{ missing == missing }} {{ [1, 2] < [1, 3] }} {{ 'a' < 'b' }}",
    "{{ dict(a=1, b=2) }} {{ dict([('x', 1)], y=2) }} {{ namespace(a=1).a }} {{ [x for_ in []] if false else 1 }}".replace("{{ [x for_ in []] if false else 1 }}", ""),
    "{% if missing %}a{% elif n == 6 %}b{% elif n == 7 %}c{% else %}d{% endif %}{% if words %}w{% endif %}{% if not empty %}e{% endif %}{% if rows | selectattr('k', 'eq', 'zz') %}lazy is true{% endif %}{% if rows | selectattr('k', 'eq', 'zz') | list %}x{% endif %}",
    "{{ (n + 1) * 2 }} {{ n + 1 * 2 }} {{ not n == 7 }} {{ n == 7 and not x == 1 or false }} {{ -n | abs }} {{ 'a' + 'b' | upper }} {{ ('a' + 'b') | upper }} {{ 1 ~ 2 * 3 }} {{ 2 * 3 ~ 4 }} {{ 10 - 2 - 3 }} {{ 2 ** 3 ** 2 }} {{ 7 // 2 * 2 }} {{ n is odd and t }} {{ words | length > 3 }} {{ words | length - 1 }}",
    "{{ missing.attr }}", "{{ missing + 1 }}", "{{ n + 'a' }}", "{{ n.real.imag }}".replace("n.real.imag", "nothing.x.y"), "{{ d['a']['b']['c'] }}", "{{ raise_exception('stop ' ~ n) }}",
    "{{ 1 / 0 }}", "{{ words | nofilter }}", "{{ n is notest }}", "{{ missing() }}", "{{ n() }}", "{{ range(1000000) }}", "{{ words.append('x') }}", "{{ d.update({'q': 1}) }}",
    "{{ s.__class__ }}", "{{ 'a' in 5 }}", "{{ [] < 1 }}", "{{ 'abc'.index('q') }}", "{{ m(1) }}{% macro m(a) %}{% endmacro %}", "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}", "{% for a, b in [1] %}{% endfor %}",
    "{% for a, b in [(1, 2, 3)] %}{% endfor %}", "{% for i in n %}{% endfor %}", "{{ missing | length }}{{ nothing | length }}", "{% set d.x = 1 %}", "{{ '%d' % 'a' }}", "{{ {}['a'] }}|{{ [].a }}|{{ ''.b }}|{{ nothing.c }}",
    "{% if %}{% endif %}", "{% for %}", "{{ }}", "{{ 'a }}", "{% unknown %}", "{% if t %}", "{{ (1 }}", "{{ 1 | }}", "{% endif %}", "{{ a b }}", "{% set %}", "{# open", "{{ open", "{% raw %} open", "{% for i in [] %}{% endif %}",
    "{{ not }}", "{{ 1 + }}", "{% macro %}{% endmacro %}", "{{ x[ }}", "{{ 5..x }}", "{% break %}", "{% if t %}{% else %}{% elif t %}{% endif %}",
]


def outcome(env, template, context):
    try:
        return {"output": env.from_string(template).render(**context)}
    except (jinja2.exceptions.TemplateSyntaxError, SyntaxError):
        return {"error": "BadFile"}
    except Exception:  # whatever Python says: the template cannot be rendered
        return {"error": "BadInput"}


def main():
    env = environment()
    sorted_copy = lambda value: json.loads(json.dumps(value, sort_keys=True))  # the C++ side reads objects in that order
    chats = [sorted_copy(c) for c in CHATS]
    data = sorted_copy(DATA)
    families = [{"name": name, "template": t, "results": [outcome(env, t, c) for c in chats]} for name, t in FAMILIES.items()]
    snippets = [{"template": t, **outcome(env, t, data)} for t in SNIPPETS]
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump({"chats": chats, "families": families, "data": data, "snippets": snippets}, out, ensure_ascii=False, indent=0)
        out.write("\n")


if __name__ == "__main__":
    main()
