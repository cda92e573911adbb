// What the tests of cleaning steps share: rows in short words, and a list run over them in memory.
#pragma once

#include <QtTest>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/clean/clean_list.h"

namespace clean_test {

using namespace tunesmith;

inline Record textRow(std::string text) {
    Record record;
    record.text = std::move(text);
    return record;
}

inline Record chatRow(std::string question, std::string answer) {
    Record record;
    record.messages = {{"user", std::move(question)}, {"assistant", std::move(answer)}};
    return record;
}

inline Record preferenceRow(std::string question, std::string chosen, std::string rejected) {
    Record record;
    record.messages = {{"user", std::move(question)}};
    record.chosen = {{"assistant", std::move(chosen)}};
    record.rejected = {{"assistant", std::move(rejected)}};
    return record;
}

struct Cleaned {
    CleanReport report;
    std::vector<CleanedRow> rows;
    std::vector<Record> records;  // what is left, in order
    std::vector<Split> splits;    // of `records`

    /// "keep", "drop: reason", "keep, flag: reason; reason" of a row that came in.
    std::string fate(std::size_t i) const {
        std::string text = cleanActionName(rows.at(i).action), reasons;
        for (const CleanNote& note : rows.at(i).notes) reasons += (reasons.empty() ? ": " : "; ") + note.reason;
        return text + reasons;
    }
};

inline Cleaned cleanAll(const std::vector<Record>& records, const Json& steps, const std::vector<Split>& splits = {},
                        const CleanContext& context = {}, const CleanOptions& options = {}) {
    Cleaned all;
    const CleanSource source = [&](const std::function<void(CleanRow &&)>& visit) {
        for (std::size_t i = 0; i < records.size(); ++i)
            visit({std::int64_t(i), 0, splits.empty() ? Split::Train : splits[i], records[i]});
    };
    Progress progress;
    all.report = CleanList(steps, context)
                     .run(
                         source,
                         [&](CleanedRow&& row) {
                             if (row.action == CleanAction::Keep)
                                 all.records.push_back(records[std::size_t(row.position)]);
                             for (const Record& record : row.records) all.records.push_back(record);
                             all.splits.resize(all.records.size(), row.split);
                             all.rows.push_back(std::move(row));
                         },
                         Cancel(), progress, options);
    return all;
}

/// The text of a text row after one step.
inline std::string cleanedText(const std::string& text, const Json& step) {
    const Cleaned all = cleanAll({textRow(text)}, Json::array({step}));
    return all.records.empty() ? "(dropped)" : all.records.front().text;
}

inline std::string fateOf(const Record& record, const Json& step) {
    return cleanAll({record}, Json::array({step})).fate(0);
}

/// Cleaning what a list left changes nothing, and drops nothing.
inline bool isSettled(const Cleaned& once, const Json& steps, const CleanContext& context = {}) {
    const Cleaned twice = cleanAll(once.records, steps, once.splits, context);
    for (std::size_t i = 0; i < twice.rows.size(); ++i)
        if (twice.rows[i].action != CleanAction::Keep) {
            qWarning("%s", (twice.fate(i) + " <- " + recordToJson(once.records[i])).c_str());
            return false;
        }
    return true;
}

/// The message of the Error that `call` throws; empty where it throws none.
template <class Call>
std::string faultOf(Call&& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.fullText();
    }
    return {};
}

/// A text of `words` words drawn from a vocabulary of 5,000; other seeds give other texts.
inline std::string drawnText(std::uint64_t seed, int words) {
    const RandomStream stream(seed, "text");
    std::string text;
    for (int i = 0; i < words; ++i) text += (i ? " w" : "w") + std::to_string(stream.at(std::uint64_t(i)) % 5000);
    return text;
}

}  // namespace clean_test
