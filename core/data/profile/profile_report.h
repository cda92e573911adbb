// The profile as one HTML page on light paper: charts inline, no script, nothing loaded, texts of rows escaped. It
// prints on one or two sheets of A4. Tables lay it out, so that simple readers of HTML show it too.
#pragma once

#include <string>
#include <vector>

#include "core/data/profile/data_profile.h"
#include "core/data/profile/findings.h"
#include "core/data/report_words.h"

namespace tunesmith {

struct ReportInfo {
    std::string dataset, version;  // the version's number
    std::string model;             // that counted tokens; empty: words
    std::string created;           // date of the report, ISO 8601
};

std::string profileReportHtml(const DataProfile& profile, const std::vector<Finding>& findings, const ReportInfo& info,
                              const ReportWords& words = englishWords());

}  // namespace tunesmith
