// Dates, dates of birth, and ages over 89.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "core/data/pii/checksums.h"
#include "core/data/pii/finders.h"

namespace tunesmith::pii {

namespace {

/// 1 to 12 for the name of a month in lower case, 0 for other words.
int monthOf(const std::string& word) {
    static const std::unordered_map<std::string, int> months = {
        {"january", 1},    {"jan", 1},        {"januar", 1},    {"janvier", 1},   {"enero", 1},      {"gennaio", 1},
        {"januari", 1},    {"janeiro", 1},    {"february", 2},  {"feb", 2},       {"februar", 2},    {"février", 2},
        {"febrero", 2},    {"febbraio", 2},   {"februari", 2},  {"fevereiro", 2}, {"march", 3},      {"mar", 3},
        {"märz", 3},       {"mars", 3},       {"marzo", 3},     {"maart", 3},     {"março", 3},      {"april", 4},
        {"apr", 4},        {"avril", 4},      {"abril", 4},     {"aprile", 4},    {"may", 5},        {"mai", 5},
        {"mayo", 5},       {"maggio", 5},     {"mei", 5},       {"maio", 5},      {"june", 6},       {"jun", 6},
        {"juni", 6},       {"juin", 6},       {"junio", 6},     {"giugno", 6},    {"junho", 6},      {"july", 7},
        {"jul", 7},        {"juli", 7},       {"juillet", 7},   {"julio", 7},     {"luglio", 7},     {"julho", 7},
        {"august", 8},     {"aug", 8},        {"août", 8},      {"agosto", 8},    {"augustus", 8},   {"augusti", 8},
        {"september", 9},  {"sep", 9},        {"sept", 9},      {"septembre", 9}, {"septiembre", 9}, {"settembre", 9},
        {"setembro", 9},   {"october", 10},   {"oct", 10},      {"oktober", 10},  {"okt", 10},       {"octobre", 10},
        {"octubre", 10},   {"ottobre", 10},   {"outubro", 10},  {"november", 11}, {"nov", 11},       {"novembre", 11},
        {"noviembre", 11}, {"novembro", 11},  {"december", 12}, {"dec", 12},      {"dezember", 12},  {"dez", 12},
        {"décembre", 12},  {"diciembre", 12}, {"dicembre", 12}, {"dezembro", 12}, {"desember", 12}};
    const auto found = months.find(word);
    return found == months.end() ? 0 : found->second;
}

class DateFinder {
public:
    explicit DateFinder(Findings& findings) : findings_(findings), document_(findings.document) {}

    void find() {
        for (std::size_t i = 0; i < document_.words().size(); ++i) {
            const Word& word = document_.words()[i];
            if (word.digits > 0 && word.size() <= 4) {
                std::size_t last = i;
                if (word.digits == word.size() && (numeric(i, last) || dayFirst(i, last) || eastern(i, last)))
                    i = last;
                else
                    age(i);
            } else if (word.digits == 0 && (word.capital || word.wide)) {
                std::size_t last = i;
                if (monthFirst(i, last)) i = last;
            }
        }
    }

private:
    bool isNumber(std::size_t i, std::size_t least, std::size_t most) const {
        if (i >= document_.words().size()) return false;
        const Word& word = document_.words()[i];
        return word.digits == word.size() && word.size() >= least && word.size() <= most;
    }
    int value(std::size_t i) const { return int(numberOf(document_.word(i))); }
    std::string lower(std::size_t i) const {
        return i < document_.words().size() ? lowered(document_.word(i)) : std::string();
    }

    bool add(std::size_t first, std::size_t last, bool fullYear) {
        const bool birth = document_.contextOf(Entity::DateOfBirth, first, last) > 0;
        if (!birth && !fullYear) return false;  // 12/05/20 may be anything
        findings_.add(birth ? Entity::DateOfBirth : Entity::Date, document_.words()[first].begin,
                      document_.words()[last].end, birth ? 0.85 : 0.5);
        return true;
    }

    /// 1980-03-12, 12.03.1980, 3/12/80
    bool numeric(std::size_t first, std::size_t& last) {
        if (!isNumber(first + 1, 1, 2) || !isNumber(first + 2, 1, 4)) return false;
        const Gap gap = document_.gapAfter(first);
        if ((gap != Gap::Dash && gap != Gap::Dot && gap != Gap::Slash) || document_.gapAfter(first + 1) != gap)
            return false;
        if (continues(first, first + 2, gap)) return false;
        const int a = value(first), b = value(first + 1), c = value(first + 2);
        const std::size_t sizes[] = {document_.words()[first].size(), document_.words()[first + 2].size()};
        last = first + 2;
        if (sizes[0] == 4 && sizes[1] <= 2) return isDate(a, b, c) && add(first, last, true);
        if (sizes[0] > 2) return false;
        if (sizes[1] == 4) return (isDate(c, b, a) || isDate(c, a, b)) && add(first, last, true);
        return sizes[1] == 2 && (isShortDate(c, b, a) || isShortDate(c, a, b)) && add(first, last, false);
    }

    /// A longer row of numbers is no date: 1.2.2003.4.
    bool continues(std::size_t first, std::size_t last, Gap gap) const {
        return (first > 0 && isNumber(first - 1, 1, 9) && document_.gapAfter(first - 1) == gap) ||
               (isNumber(last + 1, 1, 9) && document_.gapAfter(last) == gap);
    }

    /// 12 March 1980, 12. März 1980, 12 de marzo de 1980, 1st of May 1980
    bool dayFirst(std::size_t first, std::size_t& last) {
        if (!isNumber(first, 1, 2)) return false;
        std::size_t i = first + 1;
        if (const std::string word = lower(i); word == "de" || word == "of") ++i;
        const int month = monthOf(lower(i));
        if (month == 0) return false;
        ++i;
        if (lower(i) == "de" || lower(i) == "del") ++i;
        if (!isNumber(i, 4, 4) || !isDate(value(i), month, value(first))) return false;
        last = i;
        return add(first, last, true);
    }

    /// March 12, 1980; March 12th 1980
    bool monthFirst(std::size_t first, std::size_t& last) {
        const int month = document_.words()[first].size() > 14 ? 0 : monthOf(lower(first));
        if (month == 0 || first + 2 >= document_.words().size()) return false;
        const std::string_view day = document_.word(first + 1);
        const std::size_t digits = std::min<std::size_t>(day.find_first_not_of("0123456789"), day.size());
        const std::string_view ending = day.substr(digits);
        const bool ordinal = ending.empty() || ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
        if (digits == 0 || digits > 2 || !ordinal || !isNumber(first + 2, 4, 4)) return false;
        if (!isDate(value(first + 2), month, int(numberOf(day.substr(0, digits))))) return false;
        last = first + 2;
        return add(first, last, true);
    }

    /// 1980年3月12日, 1980년 3월 12일
    bool eastern(std::size_t first, std::size_t& last) {
        if (!isNumber(first, 4, 4) || !isNumber(first + 2, 1, 2) || !isNumber(first + 4, 1, 2)) return false;
        if (first + 5 >= document_.words().size() || !isDate(value(first), value(first + 2), value(first + 4)))
            return false;
        const std::string_view year = document_.word(first + 1), day = document_.word(first + 5);
        if ((year != "年" && year != "년") || (day.substr(0, 3) != "日" && day.substr(0, 3) != "일")) return false;
        last = first + 4;
        return add(first, last, true);
    }

    /// 92 years old, aged 93, a 94-year-old, 95 Jahre alt, à l'âge de 96 ans
    void age(std::size_t i) {
        const std::string_view word = document_.word(i);
        const std::size_t digits = std::min<std::size_t>(word.find_first_not_of("0123456789"), word.size());
        if (digits < 2 || digits > 3) return;
        const int years = int(numberOf(word.substr(0, digits)));
        if (years < 90 || years > 125) return;
        if (i > 0 && isNumber(i - 1, 1, 3) && document_.gapAfter(i - 1) == Gap::Dash)
            return;  // 18-100 years is nobody's age
        static const std::unordered_set<std::string> units = {
            "year",     "years", "yr",   "yrs",  "jahre", "jahren", "jährige", "jähriger",
            "jährigen", "ans",   "años", "anni", "anos",  "jaar",   "lat",     "år"};
        static const std::unordered_set<std::string> olds = {"old", "alt", "oud", "gammal", "gammel"};
        static const std::unordered_set<std::string> ages = {
            "age",   "aged",     "ages", "alter", "âge",    "âgé",     "âgée",    "edad",     "età",
            "idade", "leeftijd", "wiek", "ålder", "turned", "turning", "patient", "patientin"};
        const std::string suffix = lowered(word.substr(digits)), next = lower(i + 1), third = lower(i + 2);
        const bool short_ =
            suffix == "yo" || next == "yo" || (suffix == "y" && next == "o") || (next == "y" && third == "o");
        const bool cjk = next.substr(0, 3) == "歳" || next.substr(0, 3) == "岁" || next.substr(0, 3) == "歲" ||
                         next.substr(0, 3) == "세";
        const bool unit = units.count(next) > 0;
        const bool old =
            unit && (olds.count(third) > 0 || next.substr(0, 5) == "jähri" || (third == "of" && lower(i + 3) == "age"));
        bool announced = false;
        for (std::size_t k = 1; k <= 3 && k <= i; ++k) announced = announced || ages.count(lower(i - k)) > 0;
        const bool direct = announced && i >= 1 && ages.count(lower(i - 1)) > 0 && suffix.empty();
        if (short_ || cjk || old || (announced && unit) || direct)
            findings_.add(Entity::AgeOver89, document_.words()[i].begin, document_.words()[i].begin + digits, 0.85);
    }

    Findings& findings_;
    const Document& document_;
};

}  // namespace

void findDates(Findings& findings) {
    if (findings.wants(Entity::Date) || findings.wants(Entity::DateOfBirth) || findings.wants(Entity::AgeOver89))
        DateFinder(findings).find();
}

}  // namespace tunesmith::pii
