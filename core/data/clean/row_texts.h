// The texts of a row: which there are, which belong to the question and which to the answer. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/data/record.h"

namespace tunesmith {

/// Question: the turns before the answers. Answer: the assistant's turns, of a preference the better ending. A plain
/// text is both.
enum class Scope { Row, Question, Answer };

inline bool isAnswer(const Message& message) {
    return message.role == "assistant";
}

/// Calls visit(text) for every text of a record, in reading order; a visit may change it.
template <class RecordType, class Visit>
void forEachText(RecordType& record, Visit&& visit) {
    if (record.isText()) visit(record.text);
    for (auto* list : {&record.messages, &record.chosen, &record.rejected})
        for (auto& message : *list) visit(message.text);
}

/// The texts of a scope, one after the other with a line feed between them. System instructions, which many rows share,
/// are left out unless nothing else is there. `room` holds what has to be put together; the view is valid while it and
/// the record are.
std::string_view textIn(const Record& record, Scope scope, std::string& room);

}  // namespace tunesmith
