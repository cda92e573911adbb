// What the importers say of a row that they keep aside, in another language. The reasons are kept with the rows, in
// English; a front end recognises the sentence, has it translated, and puts the values back into it.
#pragma once

#include <string>

#include "core/data/report_words.h"

namespace tunesmith {

/// `reason` by `words`; as it is where it is no sentence of the importers.
std::string issueReason(const std::string& reason, const ReportWords& words);

/// Whether it is one of them: what tests hold the importers to.
bool isIssueReason(const std::string& reason);

}  // namespace tunesmith
