// Dialogs written as one text, in the form of Anthropic's HH data: "\n\nHuman: ...\n\nAssistant: ...".
#pragma once

#include <string_view>
#include <vector>

#include "core/data/record.h"

namespace tunesmith {

/// It begins with a turn of the human and has one of the assistant.
bool isHumanAssistantDialog(std::string_view text);

/// Its turns; an empty one of the assistant at the end, which asks for an answer, is left out.
std::vector<Message> humanAssistantTurns(std::string_view text);

}  // namespace tunesmith
