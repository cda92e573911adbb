// ReportWords: the words and numbers of reports. The English stands in the core, where it is said; a front end that
// speaks another language hands in how it translates and how it writes numbers, and the report is in that language.
//
// Translators' tools find the texts by PHRASE("context", "text") and say("context", "text"): both take literals, so
// that a text in English is written once (see update_translations in ui/CMakeLists.txt).
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

/// Marks a text of a table that is said later, by say().
#define PHRASE(context, text) text

namespace tunesmith {

/// Plain functions, called on the thread of whoever makes the report.
struct ReportWords {
    std::function<std::string(const char* context, const char* english)> translated;
    std::function<std::string(std::int64_t)> count;                // "12,345"
    std::function<std::string(double, int digits)> decimal;        // "0.80"
    std::function<std::string(const std::string& code)> language;  // of a code
    std::string code = "en";                                       // of the language of these words

    std::string say(const char* context, const char* english) const { return translated(context, english); }
    /// A name that tables mark: "women and girls".
    std::string say(const char* context, const std::string& english) const {
        return translated(context, english.c_str());
    }
    std::string languageName(const std::string& code) const;    // "" is none that was recognised
    std::string rows(std::int64_t n) const;                     // "1 row", "12 rows"
    std::string share(double share) const;                      // "37 %", "2.4 %" under ten percent, "< 0.1 %"
    std::string whole(double value) const;                      // to the nearest: "12,345"
    std::string signedDecimal(double value, int digits) const;  // "+0.12"
};

const ReportWords& englishWords();

/// `text` with %1 to %9 replaced by `values`, each as it is: a %2 inside a value stays.
std::string filled(std::string_view text, std::initializer_list<std::string> values);

/// "0.80", with a point in every language: for files that programs read.
std::string fixed(double value, int digits);

}  // namespace tunesmith
