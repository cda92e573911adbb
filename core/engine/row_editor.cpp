#include "core/engine/row_editor.h"

#include "core/base/error.h"

namespace tunesmith {

RowEditor::RowEditor(const EditRequest& request)
    : query_(request.query),
      field_(request.field),
      find_(request.find),
      with_(request.with),
      matchCase_(request.matchCase) {
    if (request.remove) return;
    if (field_ != "text" && field_ != "question" && field_ != "answer" && field_ != "system")
        throw Error(Code::BadInput,
                    "Text is replaced in question, answer, system or text (all of them), not in \"" + field_ + "\".");
    if (find_.empty()) throw Error(Code::BadInput, "Say which text is to be replaced.");
    if (request.regex) {
        regex_.emplace(find_, matchCase_);
        regex_->replaceAll("", with_);  // its faults at once
    } else if (!matchCase_) {
        search_.emplace(find_);
    }
}

bool RowEditor::replaceIn(std::string& text) const {
    std::string out;
    if (regex_) {
        out = regex_->replaceAll(text, with_);
    } else {
        std::size_t from = 0;
        for (;;) {
            const std::size_t found =
                search_ ? search_->find(text, from).value_or(std::string::npos) : text.find(find_, from);
            if (found == std::string::npos) break;
            out.append(text, from, found - from).append(with_);
            from = found + find_.size();
        }
        out.append(text, from);
    }
    if (out == text) return false;
    text = std::move(out);
    return true;
}

bool RowEditor::replace(Record& record) const {
    bool changed = false;
    const bool all = field_ == "text";
    if (all || field_ == "answer") changed |= replaceIn(record.text);
    for (auto* turns : {&record.messages, &record.chosen, &record.rejected})
        for (Message& turn : *turns) {
            const bool wanted = all || (field_ == "question" && turn.role == "user") ||
                                (field_ == "answer" && turn.role == "assistant") ||
                                (field_ == "system" && turn.role == "system");
            if (wanted) changed |= replaceIn(turn.text);
        }
    if (all) changed |= replaceIn(record.label);
    return changed;
}

}  // namespace tunesmith
