// What DataStudio::profile() is asked and what it gives: the balance and representativeness of a data set.
#pragma once

#include <string>
#include <vector>

#include "core/data/profile/data_profile.h"
#include "core/data/profile/finding_text.h"
#include "core/data/profile/findings.h"
#include "core/data/profile/profile_report.h"

namespace tunesmith {

struct ProfileRequest {
    std::string dataset, version = "current";
    std::string model;       // counts tokens; empty: words
    std::int64_t limit = 0;  // longest row in tokens; 0: a recipe's usual limit, or the model's where that is less
    int topics = 0;          // 0: by the number of rows
    std::string report;      // an HTML file that is written, in English; empty: none
};

struct ProfileResult {
    DataProfile profile;
    std::vector<Finding> findings;
    ReportInfo info;
};

}  // namespace tunesmith
