// What findings say: title, figures, advice and remedies, in English or in the words that are handed in.
#pragma once

#include <string>
#include <vector>

#include "core/data/profile/findings.h"
#include "core/data/report_words.h"

namespace tunesmith {

struct FindingText {
    std::string title, detail, advice;
};

/// Where a kind has no words, its name alone is the title.
FindingText findingText(const Finding& finding, const ReportWords& words = englishWords());
/// The kinds that have words.
std::vector<std::string> findingKinds();
/// "Cap the frequent ones"
std::string remedyText(const Remedy& remedy, const ReportWords& words = englishWords());
/// "mend", "look", "note"
std::string severityText(const std::string& severity, const ReportWords& words = englishWords());
/// "much longer", "far from every topic": of Outlier::kind.
std::string outlierText(const std::string& kind, const ReportWords& words = englishWords());

}  // namespace tunesmith
