#include <string>

#include "core/data/pii/checksums.h"
#include "core/data/pii/validators.h"

namespace tunesmith::pii {

bool isUsNpi(std::string_view digits) {
    if (!isDigits(digits, 10) || (digits[0] != '1' && digits[0] != '2')) return false;
    return luhn("80840" + std::string(digits));
}

bool isUsMbi(std::string_view text) {
    static constexpr std::string_view form = "CANDANDAADD";  // C 1-9, A letter, N either, D digit
    if (text.size() != form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const char c = text[i];
        const bool letter = isUpper(c) && std::string_view("SLOIBZ").find(c) == std::string_view::npos;
        const bool fits = form[i] == 'C'   ? isDigit(c) && c != '0'
                          : form[i] == 'A' ? letter
                          : form[i] == 'N' ? letter || isDigit(c)
                                           : isDigit(c);
        if (!fits) return false;
    }
    return true;
}

bool isUsDea(std::string_view text) {
    if (text.size() != 9 || !isDigits(text.substr(2), 7) || (!isUpper(text[1]) && text[1] != '9')) return false;
    if (std::string_view("ABCDEFGHJKLMPRSTUX").find(text[0]) == std::string_view::npos) return false;
    return weightedSum(text.substr(2), {1, 2, 1, 2, 1, 2}) % 10 == digitOf(text[8]);
}

bool isUkNhs(std::string_view digits) {
    if (!isDigits(digits, 10) || allSame(digits)) return false;
    const int check = 11 - weightedSum(digits, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return check != 10 && check % 11 == digitOf(digits[9]);
}

bool isDeKvnr(std::string_view text) {
    if (text.size() != 10 || !isUpper(text[0]) || !isDigits(text.substr(1), 9)) return false;
    const int letter = text[0] - 'A' + 1;
    std::string digits = {char('0' + letter / 10), char('0' + letter % 10)};
    digits += text.substr(1, 8);
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int product = digitOf(digits[i]) * (i % 2 == 0 ? 1 : 2);
        sum += product / 10 + product % 10;
    }
    return sum % 10 == digitOf(text[9]);
}

bool isAuMedicare(std::string_view digits) {
    if (!isDigits(digits, 10) && !isDigits(digits, 11)) return false;
    if (digits[0] < '2' || digits[0] > '6' || digits[9] == '0' || digits.back() == '0') return false;
    return weightedSum(digits, {1, 3, 7, 9, 1, 3, 7, 9}) % 10 == digitOf(digits[8]);
}

bool isUdi(std::string_view digits) {
    if (!isDigits(digits, 14) || allSame(digits)) return false;
    return weightedSum(digits, {3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1}) % 10 == 0;
}

bool isImei(std::string_view digits) {
    return isDigits(digits, 15) && digits.substr(0, 2) != "00" && !allSame(digits) && luhn(digits);
}

bool isVin(std::string_view text) {
    if (text.size() != 17 || allSame(text)) return false;
    static constexpr std::string_view letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
    static constexpr std::string_view values = "12345678123457923456789";
    static constexpr int weights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0, found = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto letter = letters.find(text[i]);
        if (!isDigit(text[i]) && letter == std::string_view::npos) return false;
        found += !isDigit(text[i]);
        sum += weights[i] * digitOf(isDigit(text[i]) ? text[i] : values[letter]);
    }
    const char check = sum % 11 == 10 ? 'X' : char('0' + sum % 11);
    return text[8] == check && found >= 2 && found <= 14 && isDigits(text.substr(13), 4);
}

}  // namespace tunesmith::pii
