// ChatTemplate: a subset of Jinja2 that renders conversations as Hugging Face does and knows, for each piece of the
// output, which message it came from. Bounded: a step limit and an output limit end hostile templates. Immutable; any
// thread may render.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/data/record.h"

namespace tunesmith {

struct RenderedPiece {
    std::size_t begin = 0, end = 0;  // bytes of the rendered text
    int message = -1;                // index of the message whose content this is; -1: the template's own text
    bool generation = false;         // inside {% generation %}
};

struct Rendered {
    std::string text;
    std::vector<RenderedPiece> pieces;  // in order, without gaps
};

class ChatTemplate {
public:
    /// Parses `source`. Throws TemplateError(BadFile) for a syntax error or a construct outside the subset.
    explicit ChatTemplate(const std::string& source);
    ~ChatTemplate();
    ChatTemplate(ChatTemplate&&) noexcept;
    ChatTemplate& operator=(ChatTemplate&&) noexcept;

    /// Renders messages (trim_blocks, lstrip_blocks, loop controls as transformers does). `variables` adds bos_token
    /// and so on. Throws TemplateError(BadInput) for raise_exception(), a limit, or a type fault.
    Rendered render(const std::vector<Message>& messages, bool addGenerationPrompt,
                    const Json& variables = Json::object()) const;
    /// Any context, for tests against Jinja2.
    std::string renderContext(const Json& context) const;

private:
    struct Program;
    std::shared_ptr<const Program> program_;
};

}  // namespace tunesmith
