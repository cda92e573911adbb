// LabelSurvey: goes over the rows of a data set once and says what there is to tell apart, how often each label stands
// there, and what is wrong with it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/data/label/label_set.h"

namespace tunesmith {

struct LabelReport {
    LabelSet set;
    std::vector<std::int64_t> counts;             // of each label in the training rows; of numbers the labelled rows
    std::int64_t unlabelled = 0;                  // training rows that teach nothing
    std::vector<std::string> problems, warnings;  // what prevents a start, and what is worth knowing
};

class LabelSurvey {
public:
    /// `problem` as in classify.problem; "auto" is decided by the rows that train.
    explicit LabelSurvey(const std::string& problem);
    void add(const Record& record, bool heldOut);
    LabelReport report() const;

private:
    using Counts = std::map<std::string, std::int64_t>;
    LabelKind kind() const;
    void askWhatNumbersMean(LabelReport& report) const;
    static void remember(Counts& counts, const std::string& label);
    void judge(LabelReport& report, const Counts& entries) const;

    bool decided_ = false;
    LabelKind asked_ = LabelKind::Single;
    struct Seen {
        Counts wholes, entries;  // labels that are no list, as they stand; entries of lists
        Counts all(LabelKind kind) const;
    };
    Seen trained_, held_;  // of training rows, of rows that are held out
    std::int64_t rows_ = 0, without_ = 0, lists_ = 0, aligned_ = 0, severalWords_ = 0, numbers_ = 0;
    bool whole_ = true;     // every number so far is a whole one
    std::string noNumber_;  // the first label that is none
};

}  // namespace tunesmith
