// Findings about a data set in the user's language: what was found, how bad it is, what to do, and what mends it.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <string>

#include "core/data/profile/findings.h"

namespace tunesmith::ui {

struct FindingWords {
    Q_DECLARE_TR_FUNCTIONS(tunesmith::ui::FindingWords)
public:
    QString title, detail, advice;
};

/// A kind that has no words here is told in the core's English.
FindingWords findingWords(const Finding& finding);
/// "Cap the frequent ones…"
QString remedyWords(const std::string& remedy);
/// "mend", "look", "note"
QString severityWords(const std::string& severity);
/// "women and girls", "gender"
QString groupWords(const std::string& name);
/// "much longer", "far from every topic"
QString outlierWords(const std::string& kind);
/// "labels", "topics", "lengths", "languages"
QString measureWords(const std::string& measure);
/// A language's own name for a code; the code where it is not known.
QString languageWords(const std::string& code);
/// "37 %", "2.4 %"
QString shareWords(double share);

}  // namespace tunesmith::ui
