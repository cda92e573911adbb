#include <algorithm>
#include <array>
#include <string>

#include "core/data/pii/checksums.h"
#include "core/data/pii/validators.h"

namespace tunesmith::pii {

namespace {

bool oneOf(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

bool allUpper(std::string_view text) {
    return std::all_of(text.begin(), text.end(), isUpper);
}

constexpr std::string_view kSpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

}  // namespace

bool isUkNino(std::string_view text) {
    if (text.size() != 9 || !isDigits(text.substr(2, 6), 6) || text[8] < 'A' || text[8] > 'D') return false;
    if (!allUpper(text.substr(0, 2)) || oneOf(text[0], "DFIQUV") || oneOf(text[1], "DFIOQUV")) return false;
    static constexpr std::array<std::string_view, 7> unused = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
    return std::find(unused.begin(), unused.end(), text.substr(0, 2)) == unused.end();
}

bool isUkDrivingLicence(std::string_view text) {
    // Surname filled up with 9, decade, month (+50 for women), day, year, two initials or 9, three more.
    if (text.size() != 16 || !isUpper(text[0]) || !isDigits(text.substr(5, 6), 6) || !allUpper(text.substr(14)))
        return false;
    bool filling = false;
    for (const char c : text.substr(0, 5)) {
        if (c != '9' && (filling || !isUpper(c))) return false;
        filling = filling || c == '9';
    }
    for (const char c : text.substr(11, 2))
        if (!isUpper(c) && c != '9') return false;
    const int month = int(numberOf(text.substr(6, 2))) % 50;
    const int year = digitOf(text[5]) * 10 + digitOf(text[10]);
    return (isDigit(text[13]) || isUpper(text[13])) && digitOf(text[6]) % 5 <= 1 &&
           isShortDate(year, month, int(numberOf(text.substr(8, 2))));
}

bool isUkPostcode(std::string_view text) {
    static constexpr std::string_view areas =
        " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK "
        "FY G GL GU "
        "GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW "
        "OL OX PA PE "
        "PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN "
        "WR WS WV YO "
        "ZE ";
    if (text.size() < 5 || text.size() > 7) return false;
    const std::string_view out = text.substr(0, text.size() - 3), in = text.substr(text.size() - 3);
    const auto inward = [](char c) { return isUpper(c) && !oneOf(c, "CIKMOV"); };
    if (!isDigit(in[0]) || !inward(in[1]) || !inward(in[2])) return false;
    const std::size_t letters = isUpper(out[0]) ? (out.size() > 1 && isUpper(out[1]) ? 2 : 1) : 0;
    if (letters == 0 || out.size() == letters || !isDigit(out[letters])) return false;
    if (out.size() == letters + 2 && !isDigit(out[letters + 1]) && !isUpper(out[letters + 1])) return false;
    const std::string area = " " + std::string(out.substr(0, letters)) + " ";
    return out.size() <= letters + 2 && areas.find(area) != std::string_view::npos;
}

bool isDeSteuerId(std::string_view digits) {
    if (!isDigits(digits, 11) || digits[0] == '0') return false;
    // Among the first ten, one digit stands two or three times (not thrice in a row), every other at most once.
    std::array<int, 10> counts{};
    for (const char c : digits.substr(0, 10)) ++counts[std::size_t(digitOf(c))];
    int repeated = 0, most = 0;
    for (const int count : counts) {
        repeated += count > 1;
        most = std::max(most, count);
    }
    if (repeated != 1 || most > 3) return false;
    for (std::size_t i = 2; i < 10; ++i)
        if (digits[i] == digits[i - 1] && digits[i] == digits[i - 2]) return false;
    return mod11With10(digits);
}

bool isDePersonalausweis(std::string_view text) {
    if (text.size() != 10 || !isDigit(text[9]) || !isUpper(text[0])) return false;
    static constexpr int weights[] = {7, 3, 1};
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) {
        if (!isDigit(text[i]) && !oneOf(text[i], "CFGHJKLMNPRTVWXYZ")) return false;
        sum += weights[i % 3] * base36Of(text[i]);
    }
    return sum % 10 == digitOf(text[9]);
}

bool isDeUstId(std::string_view text) {
    return text.size() == 11 && text.substr(0, 2) == "DE" && isDigits(text.substr(2), 9) && text[2] != '0' &&
           mod11With10(text.substr(2));
}

bool isFrNir(std::string_view text) {
    if (text.size() != 15) return false;
    std::string digits(text);
    if (text[5] == '2' && (text[6] == 'A' || text[6] == 'B'))  // Corsica
        digits.replace(5, 2, text[6] == 'A' ? "19" : "18");
    if (!isDigits(digits, 15) || !oneOf(digits[0], "123478")) return false;
    const auto month = numberOf(digits.substr(3, 2));
    if (!((month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50)) return false;
    if (numberOf(digits.substr(5, 2)) == 0 || numberOf(digits.substr(10, 3)) == 0) return false;
    return 97 - numberOf(digits.substr(0, 13)) % 97 == numberOf(digits.substr(13));
}

bool isFrSiren(std::string_view digits) {
    return isDigits(digits, 9) && !allSame(digits) && luhn(digits);
}

bool isFrSiret(std::string_view digits) {
    if (!isDigits(digits, 14) || !isFrSiren(digits.substr(0, 9))) return false;
    if (luhn(digits)) return true;
    int sum = 0;  // the post office's branches have another rule
    for (const char c : digits) sum += digitOf(c);
    return digits.substr(0, 9) == "356000000" && sum % 5 == 0;
}

bool isEsNif(std::string_view text) {
    return text.size() == 9 && isDigits(text.substr(0, 8), 8) && numberOf(text.substr(0, 8)) > 0 &&
           text[8] == kSpanishLetters[std::size_t(numberOf(text.substr(0, 8)) % 23)];
}

bool isEsNie(std::string_view text) {
    if (text.size() != 9 || !oneOf(text[0], "XYZ") || !isDigits(text.substr(1, 7), 7)) return false;
    const auto number = (text[0] - 'X') * 10000000 + numberOf(text.substr(1, 7));
    return text[8] == kSpanishLetters[std::size_t(number % 23)];
}

bool isItCodiceFiscale(std::string_view text) {
    if (text.size() != 16 || !allUpper(text.substr(0, 6)) || !isUpper(text[11]) || !isUpper(text[15])) return false;
    static constexpr std::string_view months = "ABCDEHLMPRST", replaced = "LMNPQRSTUV";  // letters that stand for 0-9
    std::string digits(text);
    for (const std::size_t i : {6, 7, 9, 10, 12, 13, 14}) {
        const auto digit = replaced.find(text[i]);
        if (!isDigit(text[i]) && digit == std::string_view::npos) return false;
        if (!isDigit(text[i])) digits[i] = char('0' + digit);
    }
    const auto month = months.find(text[8]);
    if (month == std::string_view::npos) return false;
    const int day = int(numberOf(digits.substr(9, 2)));
    if (!isShortDate(int(numberOf(digits.substr(6, 2))), int(month) + 1, day > 40 ? day - 40 : day)) return false;
    static constexpr int odd[] = {1,  0,  5, 7, 9,  13, 15, 17, 19, 21, 1,  0,  5,  7,  9,  13, 15, 17,
                                  19, 21, 2, 4, 18, 20, 11, 3,  6,  8,  12, 14, 16, 10, 22, 25, 24, 23};
    int sum = 0;
    for (std::size_t i = 0; i < 15; ++i) {
        const int value = base36Of(text[i]);
        sum += i % 2 == 0 ? odd[value] : value > 9 ? value - 10 : value;
    }
    return text[15] == char('A' + sum % 26);
}

bool isItPartitaIva(std::string_view text) {
    if (text.size() == 13 && text.substr(0, 2) == "IT") text.remove_prefix(2);
    if (!isDigits(text, 11) || numberOf(text.substr(0, 7)) == 0 || !luhn(text)) return false;
    const auto office = numberOf(text.substr(7, 3));
    return (office >= 1 && office <= 100) || office == 120 || office == 121 || office == 888 || office == 999;
}

bool isNlBsn(std::string_view digits) {
    return isDigits(digits, 9) && !allSame(digits) && weightedSum(digits, {9, 8, 7, 6, 5, 4, 3, 2, -1}) % 11 == 0;
}

bool isBeNrn(std::string_view digits) {
    if (!isDigits(digits, 11)) return false;
    // Months of numbers for people without a residence are 20 or 40 higher; unknown months and days are 0.
    const int month = int(numberOf(digits.substr(2, 2))) % 20, day = int(numberOf(digits.substr(4, 2)));
    if (numberOf(digits.substr(2, 2)) > 52 || month > 12 || day > 31 || numberOf(digits.substr(6, 3)) == 0)
        return false;
    if (month > 0 && day > 0 && !isShortDate(int(numberOf(digits.substr(0, 2))), month, day)) return false;
    const auto number = numberOf(digits.substr(0, 9)), check = numberOf(digits.substr(9));
    return 97 - number % 97 == check || 97 - (2000000000 + number) % 97 == check;
}

bool isChAhv(std::string_view digits) {
    return isDigits(digits, 13) && digits.substr(0, 3) == "756" &&
           weightedSum(digits, {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1}) % 10 == 0;
}

bool isPtNif(std::string_view digits) {
    if (!isDigits(digits, 9) || !oneOf(digits[0], "1235689")) return false;
    const int check = 11 - weightedSum(digits, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return (check > 9 ? 0 : check) == digitOf(digits[8]);
}

bool isAtSvnr(std::string_view digits) {
    if (!isDigits(digits, 10) || digits[0] == '0') return false;
    const int month = int(numberOf(digits.substr(6, 2)));  // 13 and up where the day was already full
    if (!isShortDate(int(numberOf(digits.substr(8))), month > 12 && month < 16 ? 1 : month,
                     int(numberOf(digits.substr(4, 2)))))
        return false;
    return weightedSum(digits, {3, 7, 9, 0, 5, 8, 4, 2, 1, 6}) % 11 == digitOf(digits[3]);
}

bool isIePps(std::string_view text) {
    if ((text.size() != 8 && text.size() != 9) || !isDigits(text.substr(0, 7), 7) || !isUpper(text[7])) return false;
    int sum = weightedSum(text, {8, 7, 6, 5, 4, 3, 2});
    if (text.size() == 9) {
        if (!oneOf(text[8], "ABCDEFGHIW")) return false;
        if (text[8] != 'W') sum += 9 * (text[8] - 'A' + 1);
    }
    return text[7] == (sum % 23 == 0 ? 'W' : char('A' + sum % 23 - 1));
}

}  // namespace tunesmith::pii
