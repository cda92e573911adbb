#include "core/data/clean/row_texts.h"

namespace tunesmith {

namespace {

/// Puts texts together, and copies none where there is only one.
class Joined {
public:
    explicit Joined(std::string& room) : room_(room) {}
    void add(const std::string& text) {
        if (count_ == 1) room_.assign(only_);
        if (count_ >= 1) room_.append("\n").append(text);
        only_ = text;
        ++count_;
    }
    std::string_view view() const { return count_ > 1 ? std::string_view(room_) : only_; }
    bool empty() const { return count_ == 0; }

private:
    std::string& room_;
    std::string_view only_;
    int count_ = 0;
};

}  // namespace

std::string_view textIn(const Record& record, Scope scope, std::string& room) {
    if (record.isText()) return record.text;
    Joined joined(room);
    for (const Message& message : record.messages) {
        if (message.role == "system" || (scope != Scope::Row && isAnswer(message) != (scope == Scope::Answer)))
            continue;
        joined.add(message.text);
    }
    if (scope != Scope::Question)
        for (const Message& message : record.chosen) joined.add(message.text);
    if (scope == Scope::Row)
        for (const Message& message : record.rejected) joined.add(message.text);
    if (joined.empty() && scope == Scope::Row)
        for (const Message& message : record.messages) joined.add(message.text);
    return joined.view();
}

}  // namespace tunesmith
