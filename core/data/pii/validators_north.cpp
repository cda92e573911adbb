#include "core/data/pii/checksums.h"
#include "core/data/pii/validators.h"

namespace tunesmith::pii {

namespace {

int part(std::string_view digits, std::size_t from) {
    return int(numberOf(digits.substr(from, 2)));
}

}  // namespace

bool isPlPesel(std::string_view digits) {
    if (!isDigits(digits, 11)) return false;
    static constexpr int centuries[] = {1900, 2000, 2100, 2200, 1800};  // the month tells: +0, +20, +40, +60, +80
    const int month = part(digits, 2);
    if (!isDate(centuries[month / 20] + part(digits, 0), month % 20, part(digits, 4))) return false;
    return (10 - weightedSum(digits, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3}) % 10) % 10 == digitOf(digits[10]);
}

bool isSePersonnummer(std::string_view digits) {
    if (isDigits(digits, 12)) {
        const int century = part(digits, 0);
        if (century < 18 || century > 20) return false;
        digits.remove_prefix(2);
    }
    if (!isDigits(digits, 10) || numberOf(digits.substr(6, 3)) == 0) return false;
    const int day = part(digits, 4);  // 60 higher in a coordination number
    return isShortDate(part(digits, 0), part(digits, 2), day > 60 ? day - 60 : day) && luhn(digits);
}

bool isFiHetu(std::string_view text) {
    if (text.size() == 11) {
        const char sign = text[6];
        if (!isDigits(text.substr(7, 3), 3) || !((sign >= 'A' && sign <= 'F') || (sign >= 'U' && sign <= 'Y')))
            return false;
    } else if (text.size() != 10) {
        return false;
    }
    const std::string_view serial = text.substr(text.size() - 4, 3);
    if (!isDigits(text.substr(0, 6), 6) || !isDigits(serial, 3) || numberOf(serial) < 2) return false;
    if (!isShortDate(part(text, 4), part(text, 2), part(text, 0))) return false;
    const auto number = numberOf(text.substr(0, 6)) * 1000 + numberOf(serial);
    return text.back() == std::string_view("0123456789ABCDEFHJKLMNPRSTUVWXY")[std::size_t(number % 31)];
}

bool isNoFodselsnummer(std::string_view digits) {
    if (!isDigits(digits, 11)) return false;
    int day = part(digits, 0), month = part(digits, 2);
    if (day > 40) day -= 40;      // people without a residence
    if (month > 80) month -= 80;  // numbers for tests
    if (month > 40) month -= 40;  // numbers of hospitals
    if (!isShortDate(part(digits, 4), month, day)) return false;
    const auto check = [](int sum) { return (11 - sum % 11) % 11; };  // 10 is never given
    return check(weightedSum(digits, {3, 7, 6, 1, 8, 9, 4, 5, 2})) == digitOf(digits[9]) &&
           check(weightedSum(digits, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2})) == digitOf(digits[10]);
}

bool isDkCpr(std::string_view digits) {
    return isDigits(digits, 10) && isShortDate(part(digits, 4), part(digits, 2), part(digits, 0)) &&
           numberOf(digits.substr(6)) > 0;
}

}  // namespace tunesmith::pii
