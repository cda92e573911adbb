#include "core/data/profile/profile_words.h"

#include <cmath>
#include <cstdio>

namespace tunesmith {

std::string thousands(std::int64_t n) {
    std::string digits = std::to_string(n < 0 ? -n : n);
    for (auto at = std::ptrdiff_t(digits.size()) - 3; at > 0; at -= 3) digits.insert(std::size_t(at), 1, ',');
    return (n < 0 ? "-" : "") + digits;
}

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
