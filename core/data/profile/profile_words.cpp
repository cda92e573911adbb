#include "core/data/profile/profile_words.h"

#include <cmath>
#include <cstdio>

namespace tunesmith {

std::string fixed(double value, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string signedFixed(double value, int digits) {
    return (value < 0 ? "" : "+") + fixed(value, digits);
}

std::string shareText(double share) {
    const double percent = share * 100;
    if (percent <= 0) return "0 %";
    if (percent < 0.1) return "< 0.1 %";
    return fixed(percent, percent < 9.95 ? 1 : 0) + " %";
}

}  // namespace tunesmith
