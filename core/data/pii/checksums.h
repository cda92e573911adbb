// The arithmetic of check digits, shared by the validators. Everything here is pure; texts hold '0'-'9' and 'A'-'Z'
// only, and other characters make a check fail.
#pragma once

#include <initializer_list>
#include <string_view>

namespace tunesmith::pii {

constexpr bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}
constexpr int digitOf(char c) {
    return c - '0';
}
/// 0-9 for digits, 10-35 for A-Z.
constexpr int base36Of(char c) {
    return isDigit(c) ? c - '0' : c - 'A' + 10;
}

/// Exactly `count` digits.
bool isDigits(std::string_view text, std::size_t count);
/// A number written in digits; at most 18 of them.
long long numberOf(std::string_view digits);
bool allSame(std::string_view text);

/// Sum of digit x weight over the shorter of the two.
int weightedSum(std::string_view digits, std::initializer_list<int> weights);
/// The last digit is the Luhn check digit of the others (ISO/IEC 7812-1, annex B).
bool luhn(std::string_view digits);
/// Remainder by 97 with letters as two digits (ISO 7064 mod 97-10, as IBAN uses it).
int remainder97(std::string_view text);
/// ISO 7064 mod 11,10 (hybrid): the last digit checks the others.
bool mod11With10(std::string_view digits);
/// ISO 7064 mod 11-2: the last character is a digit or X.
bool mod11With2(std::string_view text);
/// Verhoeff 1969, dihedral group of order 10.
bool verhoeff(std::string_view digits);

/// The day exists in the Gregorian calendar; years from 1800 to 2099.
bool isDate(int year, int month, int day);
/// It exists in the 1900s or in the 2000s.
bool isShortDate(int yearOfCentury, int month, int day);

}  // namespace tunesmith::pii
