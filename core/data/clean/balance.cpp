#include "core/data/clean/balance.h"

#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/data/clean/hash_map.h"
#include "core/data/clean/step_kinds.h"
#include "core/data/clean/words.h"

namespace tunesmith {

namespace {

/// The last answer, or nothing.
std::string_view lastAnswer(const Record& record) {
    for (auto message = record.messages.rbegin(); message != record.messages.rend(); ++message)
        if (isAnswer(*message)) return message->text;
    return {};
}

class Balance : public Cleaner {
public:
    explicit Balance(const Json& settings)
        : byAnswer_(settings.at("by") == "answer"),
          how_(settings.at("how").get<std::string>()),
          most_(settings.at("most").get<std::int64_t>()),
          times_(settings.at("times").get<std::int64_t>()),
          seed_(settings.at("seed").get<std::uint64_t>()) {}

    int looks() const override { return 1; }

    /// The label's hash, 0 for a row that is left alone, and the content's.
    Digest digest(const CleanRow& row, int) const override {
        const std::string_view label = byAnswer_ ? lastAnswer(row.record) : std::string_view(row.record.label);
        if (label.empty() || row.split != Split::Train) return {0, 0};
        std::uint64_t content = seed_;
        forEachText(row.record, [&](const std::string& text) { content = foldedHash(text, content); });
        return {foldedHash(label), content};
    }

    void observe(const CleanRow&, int, Digest&& digest) override {
        rows_.push_back({digest[1], 0, -1});
        if (digest[0] == 0) return;
        std::int32_t& number = numbers_[digest[0]];  // of the label + 1
        if (number == 0) {
            labels_.emplace_back();
            number = std::int32_t(labels_.size());
        }
        rows_.back().label = number - 1;
        labels_[std::size_t(number - 1)].push_back(rows_.size() - 1);
    }

    void observed(int) override {
        if (labels_.size() < 2) return;
        for (const auto& rows : labels_) {
            rarest_ = rarest_ == 0 ? rows.size() : std::min(rarest_, rows.size());
            commonest_ = std::max(commonest_, rows.size());
            all_ += rows.size();
        }
        if (how_ == "cap")
            for (auto& rows : labels_) cap(rows);
        if (how_ == "repeat")
            for (const auto& rows : labels_) repeat(rows);
    }

    CleanOutcome clean(CleanRow& row) const override {
        const Row& plan = rows_[std::size_t(row.index)];
        if (plan.label < 0 || labels_.size() < 2) return {};
        if (how_ == "weigh") return weigh(row.record, labels_[std::size_t(plan.label)].size());
        if (plan.change < 0) return {CleanAction::Drop, "its label has more rows than the cap"};
        if (plan.change == 0) return {};
        Record copy = row.record;
        copy.id = 0;
        return {CleanAction::Change, "repeated " + counted(plan.change, "time", "times"), -1,
                std::vector<Record>(std::size_t(plan.change), copy)};
    }

private:
    struct Row {
        std::uint64_t content;
        std::int64_t change;  // copies to add; -1: too many
        std::int32_t label;   // in labels_; -1: none
    };

    void cap(std::vector<std::size_t>& rows) {
        const std::size_t most = most_ > 0 ? std::size_t(most_) : rarest_;
        if (rows.size() <= most) return;
        std::vector<std::size_t> drawn = rows;
        std::sort(drawn.begin(), drawn.end(), [&](std::size_t a, std::size_t b) {
            return std::pair(mix64(rows_[a].content), a) < std::pair(mix64(rows_[b].content), b);
        });
        for (std::size_t i = most; i < drawn.size(); ++i) rows_[drawn[i]].change = -1;
    }

    /// Copies go round the different rows in their order, as long as none stands more often than allowed.
    void repeat(const std::vector<std::size_t>& rows) {
        HashMap<std::int64_t> stands(rows.size());
        std::vector<std::size_t> firsts;
        for (const std::size_t row : rows)
            if (stands[rows_[row].content]++ == 0) firsts.push_back(row);
        auto missing = std::int64_t(commonest_ - rows.size());
        for (bool room = true; missing > 0 && room;) {
            room = false;
            for (const std::size_t row : firsts) {
                if (missing == 0) break;
                std::int64_t& count = stands[rows_[row].content];
                if (count >= times_) continue;
                ++count;
                ++rows_[row].change;
                --missing;
                room = true;
            }
        }
    }

    /// Rows of each label together weigh what an even share of all rows would, within the limit.
    CleanOutcome weigh(Record& record, std::size_t rows) const {
        const double even = double(all_) / double(labels_.size()) / double(rows);
        const auto weight = float(std::clamp(even, 1.0 / double(times_), double(times_)));
        bool changed = false;
        for (auto* list : {&record.messages, &record.chosen, &record.rejected})
            for (Message& message : *list)
                if (isAnswer(message) && message.trained && message.weight != weight) {
                    message.weight = weight;
                    changed = true;
                }
        if (!changed) return {};
        return {CleanAction::Change, "weighed for its label"};
    }

    bool byAnswer_;
    std::string how_;
    std::int64_t most_, times_;
    std::uint64_t seed_;
    std::vector<Row> rows_;  // by index
    HashMap<std::int32_t> numbers_;
    std::vector<std::vector<std::size_t>> labels_;  // rows of each
    std::size_t rarest_ = 0, commonest_ = 0, all_ = 0;
};

}  // namespace

CleanerKind balanceCleaner() {
    return {
        "balance",
        {choiceSetting("by", {"label", "answer"}, "label"), choiceSetting("how", {"cap", "repeat", "weigh"}, "cap"),
         wholeSetting("most", 0, 1e9, 0), wholeSetting("times", 1, 1000, 10), wholeSetting("seed", 0, kMostWhole, 42)},
        [](const Json& settings, const CleanContext&) { return std::make_unique<Balance>(settings); }};
}

}  // namespace tunesmith
