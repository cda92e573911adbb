#include "core/tokenize/score_reader.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>

namespace tunesmith {
namespace {

constexpr int kLargestPower = 308;
constexpr int kFarExponent = 1'000'000;  // beyond anything that a sum of digits makes up for

const std::array<double, kLargestPower + 1>& powersOfTen() {
    static const std::array<double, kLargestPower + 1> powers = [] {
        std::array<double, kLargestPower + 1> table{};
        for (int k = 0; k <= kLargestPower; ++k) table[std::size_t(k)] = std::stod("1e" + std::to_string(k));
        return table;
    }();
    return powers;
}

double scaled(std::uint64_t digits, int exponent) {
    auto value = double(digits);
    while (value != 0 && exponent < -kLargestPower) {
        value /= powersOfTen().back();
        exponent += kLargestPower;
    }
    if (value == 0) return value;
    if (exponent > kLargestPower) return std::numeric_limits<double>::infinity();
    return exponent >= 0 ? value * powersOfTen()[std::size_t(exponent)] : value / powersOfTen()[std::size_t(-exponent)];
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes a digit in; false where 64 bits do not hold it.
bool append(std::uint64_t& digits, char digit) {
    const auto more = std::uint64_t(digit - '0');
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    if (digits > most / 10 || (digits == most / 10 && more > most % 10)) return false;
    digits = digits * 10 + more;
    return true;
}

}  // namespace

double scoreAsRead(std::string_view number) {
    std::size_t at = 0;
    const auto here = [&] { return at < number.size() ? number[at] : '\0'; };
    const bool negative = here() == '-';
    if (negative) ++at;
    std::uint64_t digits = 0;
    int exponent = 0;
    // Once a digit does not fit, the whole ones that follow count by their places only, and decimals not at all.
    while (isDigit(here()) && append(digits, here())) ++at;
    for (; isDigit(here()); ++at) ++exponent;
    if (here() == '.') {
        ++at;
        for (; isDigit(here()) && append(digits, here()); ++at) --exponent;
        while (isDigit(here())) ++at;
    }
    if (here() == 'e' || here() == 'E') {
        ++at;
        const bool down = here() == '-';
        if (down || here() == '+') ++at;
        int stated = 0;
        for (; isDigit(here()); ++at) stated = std::min(stated * 10 + (here() - '0'), kFarExponent);
        exponent += down ? -stated : stated;
    }
    const double value = scaled(digits, exponent);
    return negative ? -value : value;
}

std::string scoreText(double score) {
    char plain[40];
    std::snprintf(plain, sizeof plain, "%.15g", score);
    if (scoreAsRead(plain) == score) return plain;
    // Some number of digits, or a neighbour of theirs, comes out right after both roundings. A neighbour is as far away
    // as the first rounding tells apart.
    constexpr int mostDigits = 18, furthest = 8;
    for (int digits = 16; digits <= mostDigits; ++digits) {
        std::snprintf(plain, sizeof plain, "%.*e", digits - 1, score);
        const std::string_view text = plain;
        std::string mantissa;
        for (const char c : text.substr(0, text.find('e')))
            if (isDigit(c)) mantissa += c;
        const std::string exponent = "e" + std::to_string(std::atoi(plain + text.find('e') + 1) - (digits - 1));
        const std::int64_t nearest = std::stoll(mantissa), distance = (nearest >> 54) + 1;
        for (int step = 0; step <= 2 * furthest; ++step) {
            const std::int64_t nearby = nearest + distance * (step % 2 ? step / 2 + 1 : -(step / 2));
            const std::string found = (score < 0 ? "-" : "") + std::to_string(nearby) + exponent;
            if (scoreAsRead(found) == score) return found;
        }
    }
    std::snprintf(plain, sizeof plain, "%.17g", score);
    return plain;
}

}  // namespace tunesmith
