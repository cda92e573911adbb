#include "core/data/clean/length.h"

#include <optional>
#include <utility>

#include "core/data/clean/step_kinds.h"
#include "core/data/clean/text_cuts.h"
#include "core/data/clean/words.h"

namespace tunesmith {

namespace {

class Length : public Cleaner {
public:
    Length(const Json& settings, const CleanContext& context)
        : scope_(scopeIn(settings)),
          least_(settings.at("least").get<std::int64_t>()),
          most_(settings.at("most").get<std::int64_t>()),
          dropsShort_(settings.at("short") == "drop"),
          long_(settings.at("long").get<std::string>()) {
        const Json& unit = settings.at("unit");
        characters_ = unit == "characters";
        if (unit == "tokens") tokens_ = context.tokens;
        unitName_ = tokens_ ? "tokens" : characters_ ? "characters" : "words";
    }

    CleanOutcome clean(CleanRow& row) const override {
        const std::int64_t length = measure(row.record);
        const std::string named = std::to_string(length) + " " + unitName_;
        if (length < least_) return {dropsShort_ ? CleanAction::Drop : CleanAction::Flag, "too short: " + named};
        if (most_ == 0 || length <= most_) return {};
        const std::string reason = "too long: " + named;
        if (long_ == "drop") return {CleanAction::Drop, reason};
        if (long_ == "flag") return {CleanAction::Flag, reason};
        std::vector<Record> pieces = long_ == "split" ? split(row.record) : truncated(row.record);
        std::erase_if(pieces, [&](const Record& piece) { return measure(piece) < least_; });
        if (pieces.empty()) return {CleanAction::Drop, reason + ", and cannot be cut to fit"};
        row.record = std::move(pieces.front());
        pieces.erase(pieces.begin());
        for (Record& piece : pieces) piece.id = 0;
        const std::string did = pieces.empty() ? ", cut" : ", split into " + std::to_string(pieces.size() + 1);
        return {CleanAction::Change, reason + did, -1, std::move(pieces)};
    }

private:
    std::int64_t measure(const Record& record) const {
        if (tokens_) return tokens_(record);
        thread_local std::string room;
        const std::string_view text = textIn(record, scope_, room);
        return characters_ ? utf8::count(text) : countWords(text);
    }

    bool fits(const Record& record) const { return measure(record) <= most_; }

    /// The bytes of `text`, a part of `record`, that may stay; the record fits then. Nothing where none may.
    std::optional<std::size_t> fitting(Record& record, std::string& text) const {
        const std::string whole = text;
        const auto fitsCut = [&](std::size_t bytes) {
            text.assign(whole, 0, bytes);
            return fits(record);
        };
        const std::size_t bytes = longestCut(whole, fitsCut);
        if (bytes == 0) {
            text = whole;
            return std::nullopt;
        }
        text.assign(whole, 0, bytes);
        return bytes;
    }

    /// The row with its text or last answer cut; none where that does not help.
    std::vector<Record> truncated(Record record) const {
        std::string* text = nullptr;
        if (record.isText() && !record.isPreference())
            text = &record.text;
        else if (!record.isPreference() && isAnswer(record.messages.back()))
            text = &record.messages.back().text;
        if (!text || !fitting(record, *text)) return {};
        return {std::move(record)};
    }

    std::vector<Record> split(const Record& record) const {
        if (record.isPreference()) return {};
        return record.isText() ? splitText(record) : splitConversation(record);
    }

    std::vector<Record> splitText(Record rest) const {
        std::vector<Record> pieces;
        while (!fits(rest)) {
            Record piece = rest;
            const auto bytes = fitting(piece, piece.text);
            if (!bytes) return {};
            rest.text.erase(0, std::min(rest.text.find_first_not_of(" \t\n", *bytes), rest.text.size()));
            pieces.push_back(std::move(piece));
        }
        if (!rest.text.empty()) pieces.push_back(std::move(rest));
        return pieces;
    }

    /// Between exchanges, each piece under the system instructions; an exchange that is too long by itself loses the
    /// end of its answer.
    std::vector<Record> splitConversation(const Record& record) const {
        std::size_t first = 0;
        while (first < record.messages.size() && record.messages[first].role == "system") ++first;
        Record head = record;
        head.messages.resize(first);
        std::vector<Record> pieces;
        Record piece = head;
        const auto close = [&] {
            if (piece.messages.size() == first) return;
            if (fits(piece))
                pieces.push_back(piece);
            else
                for (Record& cut : truncated(piece)) pieces.push_back(std::move(cut));
            piece = head;
        };
        for (std::size_t begin = first; begin < record.messages.size();) {
            std::size_t end = begin + 1;
            while (end < record.messages.size() &&
                   (isAnswer(record.messages[end]) || !isAnswer(record.messages[end - 1])))
                ++end;
            Record longer = piece;
            longer.messages.insert(longer.messages.end(), record.messages.begin() + std::ptrdiff_t(begin),
                                   record.messages.begin() + std::ptrdiff_t(end));
            if (piece.messages.size() > first && !fits(longer))
                close();
            else {
                piece = std::move(longer);
                begin = end;
            }
        }
        close();
        return pieces;
    }

    Scope scope_;
    std::int64_t least_, most_;
    bool dropsShort_;
    std::string long_;
    bool characters_ = false;
    std::string unitName_;
    std::function<std::int64_t(const Record&)> tokens_;
};

}  // namespace

CleanerKind lengthCleaner() {
    return {
        "length",
        {choiceSetting("unit", {"tokens", "words", "characters"}, "tokens"), wholeSetting("least", 0, 1e9, 0),
         wholeSetting("most", 0, 1e9, 0), choiceSetting("short", {"drop", "flag"}, "drop"),
         choiceSetting("long", {"drop", "flag", "truncate", "split"}, "truncate"), scopeSetting("row")},
        [](const Json& settings, const CleanContext& context) { return std::make_unique<Length>(settings, context); }};
}

}  // namespace tunesmith
