// The words of reports and findings in the user's language: what the core says in English, translated. GUI thread.
#pragma once

#include <QString>
#include <string>

#include "core/data/report_words.h"

namespace tunesmith::ui {

/// Of the language that is set now.
ReportWords reportWords();
/// A name that the core's tables mark: "women and girls", "labels"; another text as it is.
QString profileWord(const std::string& name);
/// Why a row was kept aside, as the importers say it in English; another text as it is.
QString issueReasonText(const std::string& reason);
/// A language's own name for a code; the code where it is not known.
QString languageWord(const std::string& code);
/// "37 %", "2.4 %"
QString shareWord(double share);

}  // namespace tunesmith::ui
