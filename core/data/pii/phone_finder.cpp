// Telephone numbers: international ones and those of the project's countries as libphonenumber judges them; others only
// behind a word that announces them.
#include <phonenumbers/phonenumberutil.h>

#include <cstring>
#include <string>

#include "core/data/pii/checksums.h"
#include "core/data/pii/finders.h"

namespace tunesmith::pii {

namespace {

bool isValidPhone(const std::string& number, const std::string& region) {
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    const PhoneNumberUtil* util = PhoneNumberUtil::GetInstance();
    PhoneNumber parsed;
    return util->Parse(number, region, &parsed) == PhoneNumberUtil::NO_PARSING_ERROR && util->IsValidNumber(parsed);
}

class PhoneFinder {
public:
    explicit PhoneFinder(Findings& findings)
        : findings_(findings), document_(findings.document), text_(document_.text()) {}

    void find() {
        for (std::size_t i = 0; i < document_.words().size();) i = startAt(i) + 1;
    }

private:
    struct Group {
        std::size_t word, digits;  // digits so far
    };

    bool isNumber(std::size_t i) const {
        const Word& word = document_.words()[i];
        return word.digits > 0 && word.digits == word.size();
    }

    /// Between two groups of a number: at most three of these signs.
    bool joins(std::size_t i) const {
        const auto& words = document_.words();
        const std::string_view between = text_.substr(words[i].end, words[i + 1].begin - words[i].end);
        return !between.empty() && between.size() <= 3 && between.find_first_not_of(" -./()") == std::string_view::npos;
    }

    /// Tries the number that begins with the word `first`; the last word that was used up.
    std::size_t startAt(std::size_t first) {
        const auto& words = document_.words();
        if (!isNumber(first)) return first;
        std::size_t begin = words[first].begin;
        if (begin > 0 && text_[begin - 1] == '(') --begin;
        const bool plus = begin > 0 && text_[begin - 1] == '+';
        if (plus) --begin;
        std::string digits(document_.word(first));
        std::vector<Group> ends = {{first, digits.size()}};
        for (std::size_t i = first; i + 1 < words.size() && isNumber(i + 1) && joins(i); ++i) {
            if (digits.size() + words[i + 1].size() > 16) break;
            digits += document_.word(i + 1);
            ends.push_back({i + 1, digits.size()});
        }
        for (std::size_t tries = 0; !ends.empty() && ends.back().digits >= 7 && tries < 6; ends.pop_back(), ++tries) {
            const double score = scoreOf(digits.substr(0, ends.back().digits), plus, first, ends.back().word);
            if (score <= 0) continue;
            findings_.add(Entity::Phone, begin, words[ends.back().word].end, score);
            return ends.back().word;
        }
        return first;
    }

    double scoreOf(const std::string& digits, bool plus, std::size_t first, std::size_t last) const {
        if (digits.size() > 15) return 0;
        if (plus) return digits.size() >= 8 && isValidPhone("+" + withoutTrunk(digits, first), "ZZ") ? 0.95 : 0;
        if (isCalendarDate(first, last)) return 0;
        const int distance = document_.contextOf(Entity::Phone, first, last);
        for (const std::string& home : findings_.options.countries)
            if ((distance > 0 || last > first) && isValidPhone(digits, home)) return distance > 0 ? 0.9 : 0.7;
        if (isNorthAmerican(first, last)) {
            if (distance > 0 || isValidPhone(digits, "US")) return distance > 0 ? 0.85 : 0.7;
        }
        if (distance == 0 || distance > 4) return 0;
        if (digits.size() >= 9 && digits.substr(0, 2) == "00" && isValidPhone("+" + digits.substr(2), "ZZ")) return 0.9;
        return last > first || digits.size() >= 9 ? 0.6 : 0.5;
    }

    /// +44 (0)20 ...: the 0 in brackets is not dialled from abroad.
    std::string withoutTrunk(std::string digits, std::size_t first) const {
        const auto& words = document_.words();
        if (first + 1 < words.size() && document_.word(first + 1) == "0") digits.erase(words[first].size(), 1);
        return digits;
    }

    /// (212) 555-0123, 212-555-0123, 212.555.0123
    bool isNorthAmerican(std::size_t first, std::size_t last) const {
        const auto& words = document_.words();
        if (last == first + 3 && document_.word(first) == "1") ++first;
        if (last != first + 2 || words[first].size() != 3 || words[first + 1].size() != 3 || words[last].size() != 4)
            return false;
        return text_[words[first].begin] >= '2' && text_[words[first + 1].begin] >= '2' &&
               (text_[words[first].end] == ')' || document_.gapAfter(first) != Gap::Space);
    }

    bool isCalendarDate(std::size_t first, std::size_t last) const {
        if (last != first + 2) return false;
        const auto part = [&](std::size_t i) { return int(numberOf(document_.word(first + i))); };
        if (document_.words()[first].size() == 4) return isDate(part(0), part(1), part(2));
        return isDate(part(2), part(1), part(0)) || isDate(part(2), part(0), part(1));
    }

    Findings& findings_;
    const Document& document_;
    std::string_view text_;
};

}  // namespace

void findPhones(Findings& findings) {
    if (findings.wants(Entity::Phone)) PhoneFinder(findings).find();
}

}  // namespace tunesmith::pii
