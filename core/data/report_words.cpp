#include "core/data/report_words.h"

#include <cmath>
#include <cstdio>

#include "core/data/text.h"

namespace tunesmith {

std::string ReportWords::languageName(const std::string& code) const {
    return code.empty() ? say("Profile", "not recognised") : language(code);
}

std::string ReportWords::rows(std::int64_t n) const {
    return filled(n == 1 ? say("Profile", "%1 row") : say("Profile", "%1 rows"), {count(n)});
}

std::string ReportWords::share(double share) const {
    const double percent = share * 100;
    if (percent <= 0) return count(0) + " %";
    if (percent < 0.1) return "< " + decimal(0.1, 1) + " %";
    return decimal(percent, percent < 9.95 ? 1 : 0) + " %";
}

std::string ReportWords::whole(double value) const {
    return count(std::int64_t(std::llround(value)));
}

std::string ReportWords::signedDecimal(double value, int digits) const {
    return (value < 0 ? "" : "+") + decimal(value, digits);
}

const ReportWords& englishWords() {
    static const ReportWords words{[](const char*, const char* english) { return std::string(english); }, thousands,
                                   fixed, [](const std::string& code) { return code; }, "en"};
    return words;
}

std::string filled(std::string_view text, std::initializer_list<std::string> values) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t number =
            text[i] == '%' && i + 1 < text.size() ? std::size_t(text[i + 1] - '1') : values.size();
        if (number < values.size()) {
            out += values.begin()[number];
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string fixed(double value, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

}  // namespace tunesmith
