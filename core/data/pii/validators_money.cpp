#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "core/data/pii/checksums.h"
#include "core/data/pii/digest.h"
#include "core/data/pii/validators.h"

namespace tunesmith::pii {

namespace {

/// Issuer numbers by their first digits (inclusive), with the lengths in which cards of that range exist.
struct IssuerRange {
    int digits, low, high;
    int shortest, longest;
};
constexpr IssuerRange kIssuers[] = {
    {1, 4, 4, 13, 13},           {1, 4, 4, 16, 16},           {1, 4, 4, 19, 19},        // Visa
    {2, 51, 55, 16, 16},         {4, 2221, 2720, 16, 16},                               // Mastercard
    {2, 34, 34, 15, 15},         {2, 37, 37, 15, 15},                                   // American Express
    {3, 300, 305, 14, 14},       {3, 309, 309, 14, 14},       {2, 36, 36, 14, 14},      // Diners Club
    {2, 38, 39, 14, 14},         {4, 6011, 6011, 16, 19},     {3, 644, 649, 16, 19},    // Diners Club, Discover
    {2, 65, 65, 16, 19},         {4, 3528, 3589, 16, 19},     {2, 62, 62, 16, 19},      // Discover, JCB, UnionPay
    {2, 81, 82, 16, 16},         {4, 2200, 2204, 16, 19},     {2, 60, 60, 16, 16},      // RuPay, Mir, RuPay
    {4, 5018, 5018, 12, 19},     {4, 5020, 5020, 12, 19},     {4, 5038, 5038, 12, 19},  // Maestro
    {4, 5893, 5893, 12, 19},     {4, 6304, 6304, 12, 19},     {4, 6759, 6759, 12, 19},  // Maestro
    {4, 6761, 6763, 12, 19},     {4, 9792, 9792, 16, 16},     {3, 508, 508, 16, 16},    // Maestro, Troy, RuPay
    {6, 506099, 506198, 16, 19}, {6, 650002, 650027, 16, 19},                           // Verve
};

/// ISO 13616 registry: what follows country and check digits, as lengths with n (digits), a (letters), c (both).
struct IbanForm {
    const char* country;
    const char* form;
};
constexpr IbanForm kIbanForms[] = {
    {"AD", "8n12c"},   {"AE", "19n"},    {"AL", "8n16c"},    {"AT", "16n"},      {"AZ", "4a20c"},    {"BA", "16n"},
    {"BE", "12n"},     {"BG", "4a6n8c"}, {"BH", "4a14c"},    {"BI", "23n"},      {"BR", "23n1a1c"},  {"BY", "4c4n16c"},
    {"CH", "5n12c"},   {"CR", "18n"},    {"CY", "8n16c"},    {"CZ", "20n"},      {"DE", "18n"},      {"DJ", "23n"},
    {"DK", "14n"},     {"DO", "4c20n"},  {"EE", "16n"},      {"EG", "25n"},      {"ES", "20n"},      {"FI", "14n"},
    {"FK", "2a12n"},   {"FO", "14n"},    {"FR", "10n11c2n"}, {"GB", "4a14n"},    {"GE", "2a16n"},    {"GI", "4a15c"},
    {"GL", "14n"},     {"GR", "7n16c"},  {"GT", "24c"},      {"HN", "4a20n"},    {"HR", "17n"},      {"HU", "24n"},
    {"IE", "4a14n"},   {"IL", "19n"},    {"IQ", "4a15n"},    {"IS", "22n"},      {"IT", "1a10n12c"}, {"JO", "4a4n18c"},
    {"KW", "4a22c"},   {"KZ", "3n13c"},  {"LB", "4n20c"},    {"LC", "4a24c"},    {"LI", "5n12c"},    {"LT", "16n"},
    {"LU", "3n13c"},   {"LV", "4a13c"},  {"LY", "21n"},      {"MC", "10n11c2n"}, {"MD", "20c"},      {"ME", "18n"},
    {"MK", "3n10c2n"}, {"MN", "16n"},    {"MR", "23n"},      {"MT", "4a5n18c"},  {"MU", "4a19n3a"},  {"NI", "4a20n"},
    {"NL", "4a10n"},   {"NO", "11n"},    {"OM", "3n16c"},    {"PK", "4a16c"},    {"PL", "24n"},      {"PS", "4a21c"},
    {"PT", "21n"},     {"QA", "4a21c"},  {"RO", "4a16c"},    {"RS", "18n"},      {"RU", "14n15c"},   {"SA", "2n18c"},
    {"SC", "4a20n3a"}, {"SD", "14n"},    {"SE", "20n"},      {"SI", "15n"},      {"SK", "20n"},      {"SM", "1a10n12c"},
    {"SO", "19n"},     {"ST", "21n"},    {"SV", "4a20n"},    {"TL", "19n"},      {"TN", "20n"},      {"TR", "6n16c"},
    {"UA", "6n19c"},   {"VA", "18n"},    {"VG", "4a16n"},    {"XK", "16n"},      {"YE", "4a4n18c"},
};

bool hasForm(std::string_view text, const char* form) {
    std::size_t at = 0;
    for (const char* f = form; *f != 0; ++f) {
        std::size_t count = 0;
        for (; isDigit(*f); ++f) count = count * 10 + std::size_t(digitOf(*f));
        if (at + count > text.size()) return false;
        for (const std::size_t end = at + count; at < end; ++at)
            if (*f == 'n'   ? !isDigit(text[at])
                : *f == 'a' ? !isUpper(text[at])
                            : !isDigit(text[at]) && !isUpper(text[at]))
                return false;
    }
    return at == text.size();
}

constexpr std::string_view kBase58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// 25 bytes: version, 160 bits, and the first four bytes of a double SHA-256 of these.
bool isBase58Check(std::string_view text) {
    std::array<std::uint8_t, 25> bytes{};
    for (const char c : text) {
        const auto value = kBase58.find(c);
        if (value == std::string_view::npos) return false;
        unsigned carry = unsigned(value);
        for (std::size_t i = bytes.size(); i-- > 0; carry >>= 8) {
            carry += 58u * bytes[i];
            bytes[i] = std::uint8_t(carry);
        }
        if (carry != 0) return false;
    }
    // Each zero at the start is written as a 1.
    std::size_t ones = 0, zeros = 0;
    while (ones < text.size() && text[ones] == '1') ++ones;
    while (zeros < bytes.size() && bytes[zeros] == 0) ++zeros;
    if (ones != zeros) return false;
    static constexpr std::uint8_t versions[] = {0x00, 0x05, 0x30, 0x32, 0x1E, 0x16, 0x41};
    if (std::find(std::begin(versions), std::end(versions), bytes[0]) == std::end(versions)) return false;
    const std::string_view all(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return sha256Bytes(sha256Bytes(all.substr(0, 21))).substr(0, 4) == all.substr(21);
}

/// BIP 173 and BIP 350: a checksum over GF(32) whose value is 1 (bech32) or 0x2bc830a3 (bech32m).
bool isBech32(std::string_view text) {
    static constexpr std::string_view charset = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const bool upper = isUpper(text[0]);
    std::string lower;
    for (const char c : text) {
        if (upper ? c >= 'a' && c <= 'z' : isUpper(c)) return false;
        lower += isUpper(c) ? char(c + 32) : c;
    }
    const auto one = lower.rfind('1');
    if (one != 2 && one != 3) return false;
    const std::string prefix = lower.substr(0, one);
    if (prefix != "bc" && prefix != "tb" && prefix != "ltc") return false;
    std::uint32_t state = 1;
    const auto feed = [&](std::uint32_t value) {
        static constexpr std::uint32_t generator[] = {0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3};
        const std::uint32_t top = state >> 25;
        state = (state & 0x1FFFFFF) << 5 ^ value;
        for (int i = 0; i < 5; ++i)
            if (top >> i & 1) state ^= generator[i];
    };
    for (const char c : prefix) feed(std::uint8_t(c) >> 5);
    feed(0);
    for (const char c : prefix) feed(std::uint8_t(c) & 31);
    for (const char c : lower.substr(one + 1)) {
        const auto value = charset.find(c);
        if (value == std::string_view::npos) return false;
        feed(std::uint32_t(value));
    }
    return state == 1 || state == 0x2BC830A3;
}

bool isEthereum(std::string_view text) {
    if (text.size() != 42 || text.substr(0, 2) != "0x" || allSame(text.substr(2))) return false;
    return text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

}  // namespace

bool isCard(std::string_view digits) {
    const std::size_t size = digits.size();
    if (size < 12 || size > 19 || !isDigits(digits, size) || !luhn(digits)) return false;
    return std::any_of(std::begin(kIssuers), std::end(kIssuers), [&](const IssuerRange& range) {
        const auto head = numberOf(digits.substr(0, std::size_t(range.digits)));
        return head >= range.low && head <= range.high && int(size) >= range.shortest && int(size) <= range.longest;
    });
}

bool isIban(std::string_view text) {
    if (text.size() < 15 || text.size() > 34 || !isDigit(text[2]) || !isDigit(text[3])) return false;
    const auto* form = std::find_if(std::begin(kIbanForms), std::end(kIbanForms),
                                    [&](const IbanForm& f) { return text.substr(0, 2) == f.country; });
    if (form == std::end(kIbanForms) || !hasForm(text.substr(4), form->form)) return false;
    const auto check = numberOf(text.substr(2, 2));
    if (check < 2 || check > 98) return false;
    std::string turned(text.substr(4));
    turned += text.substr(0, 4);
    return remainder97(turned) == 1;
}

bool isCountry(std::string_view code) {
    static constexpr std::string_view all =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
        "BZ CA CC CD "
        "CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA "
        "GB GD GE GF "
        "GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG "
        "KH KI KM KN "
        "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW "
        "MX MY MZ NA "
        "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD "
        "SE SG SH SI "
        "SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA "
        "VC VE VG VI "
        "VN VU WF WS XK YE YT ZA ZM ZW";
    if (code.size() != 2) return false;
    for (std::size_t i = 0; i < all.size(); i += 3)
        if (all.substr(i, 2) == code) return true;
    return false;
}

bool isBic(std::string_view text) {
    if (text.size() != 8 && text.size() != 11) return false;
    return hasForm(text.substr(0, 6), "6a") && hasForm(text.substr(6), text.size() == 8 ? "2c" : "5c") &&
           isCountry(text.substr(4, 2)) && text[6] != '0';
}

bool isAbaRouting(std::string_view digits) {
    if (!isDigits(digits, 9)) return false;
    const auto head = numberOf(digits.substr(0, 2));
    const bool known = head <= 12 || (head >= 21 && head <= 32) || (head >= 61 && head <= 72) || head == 80;
    return known && !allSame(digits) && weightedSum(digits, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
}

bool isUsEin(std::string_view digits) {
    if (!isDigits(digits, 9)) return false;
    static constexpr int gaps[] = {0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97};
    return std::find(std::begin(gaps), std::end(gaps), numberOf(digits.substr(0, 2))) == std::end(gaps);
}

bool isCryptoAddress(std::string_view text) {
    if (text.size() < 26 || text.size() > 90) return false;
    if (text[0] == '0') return isEthereum(text);
    if (text.size() <= 35 && isBase58Check(text)) return true;
    return text.size() >= 42 && isBech32(text);
}

}  // namespace tunesmith::pii
