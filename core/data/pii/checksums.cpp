#include "core/data/pii/checksums.h"

#include <algorithm>
#include <cstdint>

namespace tunesmith::pii {

bool isDigits(std::string_view text, std::size_t count) {
    return text.size() == count && std::all_of(text.begin(), text.end(), isDigit);
}

long long numberOf(std::string_view digits) {
    long long number = 0;
    for (const char c : digits.substr(0, 18)) number = number * 10 + digitOf(c);
    return number;
}

bool allSame(std::string_view text) {
    return !text.empty() && text.find_first_not_of(text[0]) == std::string_view::npos;
}

int weightedSum(std::string_view digits, std::initializer_list<int> weights) {
    int sum = 0;
    std::size_t i = 0;
    for (const int weight : weights) {
        if (i == digits.size()) break;
        sum += weight * digitOf(digits[i++]);
    }
    return sum;
}

bool luhn(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
        if (!isDigit(digits[i])) return false;
        const int value = digitOf(digits[i]) * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return digits.size() > 1 && sum % 10 == 0;
}

int remainder97(std::string_view text) {
    int rest = 0;
    for (const char c : text) {
        if (!isDigit(c) && !isUpper(c)) return -1;
        const int value = base36Of(c);
        rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest;
}

bool mod11With10(std::string_view digits) {
    if (digits.size() < 2) return false;
    int product = 10;
    for (const char c : digits.substr(0, digits.size() - 1)) {
        if (!isDigit(c)) return false;
        int sum = (product + digitOf(c)) % 10;
        if (sum == 0) sum = 10;
        product = sum * 2 % 11;
    }
    return isDigit(digits.back()) && (11 - product) % 10 == digitOf(digits.back());
}

bool mod11With2(std::string_view text) {
    if (text.size() < 2) return false;
    int product = 0;
    for (const char c : text.substr(0, text.size() - 1)) {
        if (!isDigit(c)) return false;
        product = (product + digitOf(c)) * 2 % 11;
    }
    const int check = (12 - product) % 11;
    return text.back() == (check == 10 ? 'X' : char('0' + check));
}

bool verhoeff(std::string_view digits) {
    // Product in the dihedral group: rotations are 0-4, reflections 5-9.
    const auto product = [](int a, int b) {
        if (a < 5) return b < 5 ? (a + b) % 5 : 5 + (a + b) % 5;
        return b < 5 ? 5 + (a - b) % 5 : (5 + a - b) % 5;
    };
    static constexpr std::uint8_t permuted[8][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
                                                     {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
                                                     {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
                                                     {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};
    int state = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const char c = digits[digits.size() - 1 - i];
        if (!isDigit(c)) return false;
        state = product(state, permuted[i % 8][digitOf(c)]);
    }
    return !digits.empty() && state == 0;
}

bool isDate(int year, int month, int day) {
    if (year < 1800 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
    static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool isShortDate(int yearOfCentury, int month, int day) {
    return isDate(1900 + yearOfCentury, month, day) || isDate(2000 + yearOfCentury, month, day);
}

}  // namespace tunesmith::pii
