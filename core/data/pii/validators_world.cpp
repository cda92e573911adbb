#include <algorithm>
#include <string>

#include "core/data/pii/checksums.h"
#include "core/data/pii/validators.h"

namespace tunesmith::pii {

namespace {

int part(std::string_view digits, std::size_t from) {
    return int(numberOf(digits.substr(from, 2)));
}

bool allUpper(std::string_view text) {
    return std::all_of(text.begin(), text.end(), isUpper);
}

/// Brazil's check digit: 11 - remainder, 0 where that has two digits.
char brazilCheck(int sum) {
    return char('0' + (sum % 11 < 2 ? 0 : 11 - sum % 11));
}

}  // namespace

bool isUsSsn(std::string_view digits) {
    if (!isDigits(digits, 9) || allSame(digits)) return false;
    const auto area = numberOf(digits.substr(0, 3));
    if (area == 0 || area == 666 || area >= 900 || part(digits, 3) == 0 || numberOf(digits.substr(5)) == 0)
        return false;
    return digits != "078051120" && digits != "123456789" && digits != "219099999";  // printed on samples
}

bool isUsItin(std::string_view digits) {
    if (!isDigits(digits, 9) || digits[0] != '9') return false;
    const int group = part(digits, 3);
    return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group <= 92) || group >= 94;
}

bool isCaSin(std::string_view digits) {
    return isDigits(digits, 9) && digits[0] != '0' && digits[0] != '8' && !allSame(digits) && luhn(digits);
}

bool isAuTfn(std::string_view digits) {
    if (allSame(digits)) return false;
    if (isDigits(digits, 8)) return weightedSum(digits, {10, 7, 8, 4, 6, 3, 5, 1}) % 11 == 0;
    return isDigits(digits, 9) && weightedSum(digits, {1, 4, 3, 7, 5, 8, 6, 9, 10}) % 11 == 0;
}

bool isAuAbn(std::string_view digits) {
    if (!isDigits(digits, 11) || digits[0] == '0') return false;
    return (weightedSum(digits, {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19}) - 10) % 89 == 0;
}

bool isAuAcn(std::string_view digits) {
    if (!isDigits(digits, 9) || allSame(digits)) return false;
    return (10 - weightedSum(digits, {8, 7, 6, 5, 4, 3, 2, 1}) % 10) % 10 == digitOf(digits[8]);
}

bool isNzIrd(std::string_view digits) {
    if (!isDigits(digits, 8) && !isDigits(digits, 9)) return false;
    const auto number = numberOf(digits);
    if (number < 10000000 || number > 200000000) return false;
    const std::string nine = (digits.size() == 8 ? "0" : "") + std::string(digits);
    int check = (11 - weightedSum(nine, {3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    if (check == 10) check = (11 - weightedSum(nine, {7, 4, 3, 2, 5, 2, 7, 6}) % 11) % 11;
    return check == digitOf(nine[8]);
}

bool isInAadhaar(std::string_view digits) {
    if (!isDigits(digits, 12) || digits[0] < '2') return false;
    const bool palindrome = std::equal(digits.begin(), digits.begin() + 6, digits.rbegin());
    return !palindrome && verhoeff(digits);
}

bool isInPan(std::string_view text) {
    return text.size() == 10 && allUpper(text.substr(0, 5)) && isDigits(text.substr(5, 4), 4) && isUpper(text[9]) &&
           std::string_view("ABCEFGHJKLPT").find(text[3]) != std::string_view::npos && text.substr(5, 4) != "0000";
}

bool isInGstin(std::string_view text) {
    if (text.size() != 15 || !isDigits(text.substr(0, 2), 2) || !isInPan(text.substr(2, 10))) return false;
    const int state = part(text, 0);
    if (!((state >= 1 && state <= 38) || state == 97 || state == 99) || text[13] != 'Z') return false;
    int sum = 0;
    for (std::size_t i = 0; i < 14; ++i) {
        if (!isDigit(text[i]) && !isUpper(text[i])) return false;
        const int product = base36Of(text[i]) * (i % 2 == 0 ? 1 : 2);
        sum += product / 36 + product % 36;
    }
    const int check = (36 - sum % 36) % 36;
    return text[14] == (check < 10 ? char('0' + check) : char('A' + check - 10));
}

bool isSgNric(std::string_view text) {
    if (text.size() != 9 || !isDigits(text.substr(1, 7), 7)) return false;
    const int sum = weightedSum(text.substr(1), {2, 7, 6, 5, 4, 3, 2});
    switch (text[0]) {
        case 'S':
            return text[8] == "JZIHGFEDCBA"[sum % 11];
        case 'T':
            return text[8] == "JZIHGFEDCBA"[(sum + 4) % 11];
        case 'F':
            return text[8] == "XWUTRQPNMLK"[sum % 11];
        case 'G':
            return text[8] == "XWUTRQPNMLK"[(sum + 4) % 11];
        case 'M':
            return text[8] == "XWUTRQPNJLK"[(sum + 3) % 11];
        default:
            return false;
    }
}

bool isZaId(std::string_view digits) {
    return isDigits(digits, 13) && isShortDate(part(digits, 0), part(digits, 2), part(digits, 4)) &&
           digits[10] <= '2' && luhn(digits);
}

bool isKrRrn(std::string_view digits) {
    // Numbers given since October 2020 have no check digit any more; those are not recognised.
    if (!isDigits(digits, 13)) return false;
    static constexpr int centuries[] = {1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800};
    if (!isDate(centuries[digitOf(digits[6])] + part(digits, 0), part(digits, 2), part(digits, 4))) return false;
    return (11 - weightedSum(digits, {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5}) % 11) % 10 == digitOf(digits[12]);
}

bool isJpMyNumber(std::string_view digits) {
    if (!isDigits(digits, 12) || allSame(digits)) return false;
    const int rest = weightedSum(digits, {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return (rest <= 1 ? 0 : 11 - rest) == digitOf(digits[11]);
}

bool isTrTckn(std::string_view digits) {
    if (!isDigits(digits, 11) || digits[0] == '0') return false;
    const int odd = weightedSum(digits, {1, 0, 1, 0, 1, 0, 1, 0, 1}),
              even = weightedSum(digits, {0, 1, 0, 1, 0, 1, 0, 1});
    return (odd * 7 + even * 9) % 10 == digitOf(digits[9]) &&
           (odd + even + digitOf(digits[9])) % 10 == digitOf(digits[10]);
}

bool isThId(std::string_view digits) {
    if (!isDigits(digits, 13) || digits[0] == '0' || digits[0] == '9') return false;
    return (11 - weightedSum(digits, {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 10 == digitOf(digits[12]);
}

bool isBrCpf(std::string_view digits) {
    return isDigits(digits, 11) && !allSame(digits) &&
           brazilCheck(weightedSum(digits, {10, 9, 8, 7, 6, 5, 4, 3, 2})) == digits[9] &&
           brazilCheck(weightedSum(digits, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2})) == digits[10];
}

bool isBrCnpj(std::string_view text) {
    // A letter counts as its ASCII code minus that of 0: weightedSum's digitOf does just that.
    if (text.size() != 14 || !isDigits(text.substr(12), 2) || allSame(text)) return false;
    for (const char c : text.substr(0, 12))
        if (!isDigit(c) && !isUpper(c)) return false;
    return brazilCheck(weightedSum(text, {5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2})) == text[12] &&
           brazilCheck(weightedSum(text, {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2})) == text[13];
}

bool isCnId(std::string_view text) {
    if (text.size() != 18 || !isDigits(text.substr(0, 17), 17)) return false;
    const int province = part(text, 0), region = province / 10, unit = province % 10;
    static constexpr int units[] = {0, 5, 3, 7, 6, 4, 5, 1, 2, 0};  // provinces of each region
    if (unit == 0 || unit > units[region]) return false;
    const int year = int(numberOf(text.substr(6, 4)));
    return isDate(year, part(text, 10), part(text, 12)) && mod11With2(text);
}

}  // namespace tunesmith::pii
