// The chat template of a model as a project uses it: its own, or one that a person put in its place. Torch-free.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/rendered_row.h"

namespace tunesmith {

struct ChatTemplateInfo {
    std::string source;             // in use: for training, answers, looking inside and exports of the base
    std::string own;                // the model's; a plain ChatML where it brings none
    bool custom = false;            // `source` was put in the place of `own`
    bool modelHasOne = false;
    std::vector<std::string> runs;  // that keep another one than `source`, because they were trained with it
};

/// A template that can be started from.
struct ChatTemplatePreset {
    std::string id;     // "chatml", "llama3", ...
    std::string title;  // "ChatML", "Llama 3": names, the same in every language
    std::string source;
};
/// All of them, the most usual first.
const std::vector<ChatTemplatePreset>& chatTemplatePresets();
/// Throws Error(NotFound) naming those that exist.
const ChatTemplatePreset& chatTemplatePreset(const std::string& id);

/// What is wrong with a template, and where: from 1, 0 where it is not known.
struct ChatTemplateFault {
    std::string message;
    int line = 0, column = 0;
};

/// A template tried on conversations.
struct ChatTemplatePreview {
    struct Row {
        RenderedRow row;
        std::optional<ChatTemplateFault> fault;  // why this one cannot be rendered
        bool answerEnds = true;                  // the last trained answer ends with a token that ends answers
    };
    std::optional<ChatTemplateFault> fault;  // of its syntax; then there are no rows
    std::vector<Row> rows;                   // in the order asked for; fewer where the template takes too long
    std::vector<std::string> stops;          // tokens that end an answer
    std::vector<std::string> plainMarks;     // written by it like special tokens, but ordinary text to this model
};

}  // namespace tunesmith
