// Numbers in words for profiles and reports.
#pragma once

#include <string>

namespace tunesmith {

std::string fixed(double value, int digits);        // "0.80"
std::string signedFixed(double value, int digits);  // "+0.12"
std::string shareText(double share);                // "37 %", "2.4 %" under ten percent, "< 0.1 %"

}  // namespace tunesmith
