// Small charts as inline SVG, with presentation attributes only, so that every reader of SVG draws them alike.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/data/profile/data_profile.h"
#include "core/data/report_words.h"

namespace tunesmith {

/// Text for HTML and XML: & < > " ' escaped; control characters that XML does not allow become spaces, bytes that are
/// no UTF-8 stand as \xNN. At most `most` bytes, a cut end as "...".
std::string escapedHtml(std::string_view text, std::size_t most = 400);

struct SvgBar {
    std::string name;
    double value = 0;
    std::string text;  // behind the bar
};

/// Bars side by side; `limit` > 0 draws a line there. Sizes in pixels; `unit` in the language of `words`.
std::string histogramSvg(const Histogram& histogram, const std::string& unit, double limit, int width, int height,
                         const ReportWords& words = englishWords());
/// Bars under one another, names to the left.
std::string barsSvg(const std::vector<SvgBar>& bars, int width, const ReportWords& words = englishWords());

}  // namespace tunesmith
