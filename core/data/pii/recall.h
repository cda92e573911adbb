// What the detectors of names and places find and what they miss, in figures that were measured: they guess from lists
// and from the words around, and whoever relies on them has to know how often they are wrong.
#pragma once

#include <string>

#include "core/base/json.h"
#include "core/data/report_words.h"

namespace tunesmith::pii {

/// Shares from 0 to 1, measured over 10,000 made-up documents by the test tst_pii_recall, which fails where a figure
/// here is more than 0.02 off. The documents (tests/core/data/pii/name_pages.cpp) are sentences in six languages with
/// names of 225 people from thirty countries, most of them rare, written in full, as one name alone or with an initial;
/// with places from capitals to villages; and with capital words that are nobody. A name counts as found where all of
/// it is, at the usual score of 0.4. (A thousand names drawn from public lists of 36 countries, on the same sentences,
/// gave 0.77 behind a cue and 0.36 bare.)
struct MeasuredRecall {
    double namesWithCue;   // behind a title, a role, a greeting, a word such as "name"
    double namesBare;      // with no such word before them
    double namePrecision;  // of what is taken for a name, how much is one or a part of one
    double places, placePrecision;
    double streets, streetPrecision;  // street and number

    OrderedJson toJson() const;
};
MeasuredRecall measuredRecall();

/// The figures in plain words.
std::string recallText(const ReportWords& words = englishWords());
/// And what no detector can promise.
std::string limitsText(const ReportWords& words = englishWords());

}  // namespace tunesmith::pii
