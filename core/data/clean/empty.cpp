#include "core/data/clean/empty.h"

#include <unordered_set>

#include "core/data/clean/step_kinds.h"
#include "core/data/clean/words.h"

namespace tunesmith {

namespace {

class Empty : public Cleaner {
public:
    explicit Empty(const Json& settings) : action_(actionIn(settings)) {
        for (const Json& text : settings.at("placeholders")) placeholders_.insert(foldedHash(text.get<std::string>()));
    }

    CleanOutcome clean(CleanRow& row) const override {
        const std::string reason = fault(row.record);
        if (reason.empty()) return {};
        return {action_, reason};
    }

private:
    bool isEmpty(std::string_view text) const {
        if (text.size() < 64 && placeholders_.count(foldedHash(text))) return true;
        for (const char c : text)
            if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return false;
        return countWords(text) == 0;
    }

    bool isEmpty(const std::vector<Message>& messages) const {
        for (const Message& message : messages)
            if (!isEmpty(message.text)) return false;
        return true;
    }

    std::string fault(const Record& record) const {
        if (record.isText() && !record.isPreference()) return isEmpty(record.text) ? "the text is empty" : "";
        bool asked = false, answered = record.isPreference() || !record.label.empty();
        for (const Message& message : record.messages) {
            const bool empty = isEmpty(message.text);
            if (isAnswer(message) && message.trained && empty) return "an answer is empty";
            answered = answered || isAnswer(message);
            asked = asked || (message.role != "system" && !isAnswer(message) && !empty);
        }
        if (!asked) return "the question is empty";
        if (!answered) return "there is no answer";
        if (!record.isPreference()) return "";
        if (isEmpty(record.chosen)) return "the chosen answer is empty";
        if (isEmpty(record.rejected)) return "the rejected answer is empty";
        return record.chosen == record.rejected ? "chosen and rejected answer are the same" : "";
    }

    CleanAction action_;
    std::unordered_set<std::uint64_t> placeholders_;
};

}  // namespace

CleanerKind emptyCleaner() {
    return {"empty",
            {listSetting("placeholders", {"null", "nan", "n/a", "#n/a", "undefined", "[deleted]", "[removed]", "-"}),
             actionSetting("drop")},
            [](const Json& settings, const CleanContext&) { return std::make_unique<Empty>(settings); }};
}

}  // namespace tunesmith
