// One maker for each kind of personal data, in one file of more than 500 lines: they are a list, and each draws on the
// few helpers at its head.
#include "pii_values.h"

#include <QCryptographicHash>
#include <algorithm>

#include "core/data/pii/validators.h"

namespace pii_test {

namespace {

using namespace tunesmith::pii;
using Weights = std::vector<int>;

int sumOf(const std::string& digits, const Weights& weights) {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += (digits[i] - '0') * weights[i];
    return sum;
}

/// Appends the digit that makes the Luhn sum a multiple of ten; doubled digits by table.
std::string withLuhn(std::string digits) {
    static const int doubled[] = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i] - '0';
        sum += i % 2 == 0 ? doubled[digit] : digit;
    }
    return digits += char('0' + sum * 9 % 10);
}

/// Tries every last character of `set` until the check takes one: for checks whose own arithmetic is tested elsewhere
/// by published numbers.
template <typename Make>
std::string until(Draw& draw, Make make) {
    for (;;)
        if (std::string value = make(draw); !value.empty()) return value;
}

/// Remainder of a decimal number of any length.
int remainder(const std::string& digits, int divisor) {
    long long rest = 0;
    for (const char c : digits) rest = (rest * 10 + (c - '0')) % divisor;
    return int(rest);
}

std::string two(int number) {
    return {char('0' + number / 10 % 10), char('0' + number % 10)};
}

struct Day {
    std::string day, month, year, century;
};
Day day(Draw& draw) {
    return {two(1 + draw.below(28)), two(1 + draw.below(12)), two(draw.below(100)), draw.chance(80) ? "19" : "18"};
}
std::string ymd(const Day& d) {
    return d.year + d.month + d.day;
}
std::string dmy(const Day& d) {
    return d.day + d.month + d.year;
}

std::string hybrid1110(std::string digits) {
    int p = 10;
    for (const char c : digits) {
        p = (p + c - '0') % 10;
        p = (p == 0 ? 10 : p) * 2 % 11;
    }
    return digits += char('0' + (p == 1 ? 0 : 11 - p));
}

std::string card(Draw& draw) {
    switch (draw.below(7)) {
        case 0:
            return withLuhn("4" + draw.digits(14));
        case 1:
            return withLuhn("5" + std::to_string(1 + draw.below(5)) + draw.digits(13));
        case 2:
            return withLuhn(std::to_string(2221 + draw.below(500)) + draw.digits(11));
        case 3:
            return withLuhn((draw.chance(50) ? "34" : "37") + draw.digits(12));
        case 4:
            return withLuhn("36" + draw.digits(11));
        case 5:
            return withLuhn("6011" + draw.digits(11));
        default:
            return withLuhn(std::to_string(3528 + draw.below(60)) + draw.digits(11));
    }
}

std::string iban(Draw& draw) {
    struct Form {
        const char* country;
        int letters, digits;
    };
    static const std::vector<Form> forms = {{"DE", 0, 18}, {"GB", 4, 14}, {"NL", 4, 10}, {"ES", 0, 20},
                                            {"BE", 0, 12}, {"PL", 0, 24}, {"AT", 0, 16}, {"NO", 0, 11},
                                            {"CH", 0, 17}, {"FR", 0, 23}, {"SE", 0, 20}, {"IE", 4, 14}};
    const Form& form = draw.of(forms);
    const std::string account = draw.letters(form.letters) + draw.digits(form.digits);
    std::string number;
    for (const char c : account + form.country + "00")
        number += c <= '9' ? std::string(1, c) : std::to_string(c - 'A' + 10);
    return form.country + two(98 - remainder(number, 97)) + account;
}

std::string aba(Draw& draw) {
    const std::string head = two(1 + draw.below(12)) + draw.digits(6);
    const int sum = 3 * (head[0] + head[3] + head[6] - 3 * '0') + 7 * (head[1] + head[4] + head[7] - 3 * '0') +
                    head[2] + head[5] - 2 * '0';
    return head + char('0' + (1000 - sum) % 10);
}

std::string bitcoin(Draw& draw) {
    QByteArray payload(1, draw.chance(50) ? '\x00' : '\x05');
    for (int i = 0; i < 20; ++i) payload.append(char(draw.below(256)));
    const auto sha = [](const QByteArray& bytes) {
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    };
    payload.append(sha(sha(payload)).left(4));
    int zeros = 0;  // each is written as a 1
    while (payload[zeros] == '\0') ++zeros;
    static const char* alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    std::string out;
    for (int k = 0; k < 40; ++k) {  // repeated division by 58
        int rest = 0;
        bool any = false;
        for (char& byte : payload) {
            const int value = rest * 256 + std::uint8_t(byte);
            byte = char(value / 58);
            rest = value % 58;
            any = any || value >= 58;
        }
        out.insert(out.begin(), alphabet[rest]);
        if (!any) break;
    }
    return std::string(std::size_t(zeros), '1') + out;
}

std::string nhs(Draw& draw) {
    const std::string nine = draw.digits(9);
    const int check = 11 - sumOf(nine, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return check == 10 ? std::string() : nine + char('0' + check % 11);
}

std::string kvnr(Draw& draw) {
    const std::string letter = draw.letters(1), eight = draw.digits(8);
    const std::string ten = two(letter[0] - 'A' + 1) + eight;
    static const int doubled[] = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
    int sum = 0;
    for (std::size_t i = 0; i < 10; ++i) sum += i % 2 ? doubled[ten[i] - '0'] : ten[i] - '0';
    return letter + eight + char('0' + sum % 10);
}

std::string steuerId(Draw& draw) {
    std::vector<int> order = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (std::size_t i = 10; i-- > 1;) std::swap(order[i], order[std::size_t(draw.below(int(i) + 1))]);
    order[9] = order[std::size_t(draw.below(8))];  // one digit twice, one missing
    std::string ten;
    for (const int digit : order) ten += char('0' + digit);
    return ten[0] == '0' ? std::string() : hybrid1110(ten);
}

std::string ausweis(Draw& draw) {
    static const std::string set = "0123456789CFGHJKLMNPRTVWXYZ";
    std::string nine(1, set[std::size_t(10 + draw.below(17))]);
    while (nine.size() < 9) nine += set[std::size_t(draw.below(int(set.size())))];
    int sum = 0;
    for (int i = 0; i < 9; ++i)
        sum +=
            (nine[std::size_t(i)] <= '9' ? nine[std::size_t(i)] - '0' : nine[std::size_t(i)] - 55) * (i % 3 == 0   ? 7
                                                                                                      : i % 3 == 1 ? 3
                                                                                                                   : 1);
    return nine + char('0' + sum % 10);
}

std::string nir(Draw& draw) {
    const Day d = day(draw);
    const std::string head = (draw.chance(50) ? "1" : "2") + d.year + d.month + two(1 + draw.below(95)) +
                             two(1 + draw.below(90)) + "0" + "0" + two(1 + draw.below(98));
    return head.size() == 13 ? head + two(97 - remainder(head, 97)) : std::string();
}

std::string siret(Draw& draw) {
    return withLuhn(withLuhn(std::to_string(1 + draw.below(9)) + draw.digits(7)) + draw.digits(4));
}

std::string nif(Draw& draw) {
    const std::string eight = draw.digits(8);
    return eight + "TRWAGMYFPDXBNJZSQVHLCKE"[remainder(eight, 23)];
}

std::string nie(Draw& draw) {
    const int head = draw.below(3);
    const std::string seven = draw.digits(7);
    return std::string(1, "XYZ"[head]) + seven + "TRWAGMYFPDXBNJZSQVHLCKE"[remainder(std::to_string(head) + seven, 23)];
}

std::string codiceFiscale(Draw& draw) {
    const Day d = day(draw);
    std::string head = draw.letters(6) + d.year + "ABCDEHLMPRST"[std::stoi(d.month) - 1] +
                       two(std::stoi(d.day) + (draw.chance(50) ? 40 : 0)) + draw.letters(1) + draw.digits(3);
    // The tables as the decree prints them: value of each character at an odd place, in the order 0-9 A-Z.
    static const std::string oddOrder = "BAKPLCQDREVOSFTGUHMINJWZYX";  // A-Z sorted by their odd value 0, 1, 2, ...
    static const int digitOdd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    int sum = 0;
    for (std::size_t i = 0; i < 15; ++i) {
        const char c = head[i];
        if (i % 2 == 0)
            sum += c <= '9' ? digitOdd[c - '0'] : int(oddOrder.find(c));
        else
            sum += c <= '9' ? c - '0' : c - 'A';
    }
    return head + char('A' + sum % 26);
}

std::string nrn(Draw& draw) {
    const Day d = day(draw);
    const bool young = draw.chance(20);
    const std::string nine =
        ymd({d.day, d.month, young ? two(draw.below(24)) : d.year, ""}) + "0" + two(1 + draw.below(98));
    return nine + two(97 - remainder((young ? "2" : "") + nine, 97));
}

std::string ean(std::string head) {
    int sum = 0;
    for (std::size_t i = 0; i < head.size(); ++i) sum += (head[head.size() - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
    return head += char('0' + (10 - sum % 10) % 10);
}

std::string svnr(Draw& draw) {
    const std::string serial = std::to_string(100 + draw.below(900)), date = dmy(day(draw));
    const int check = (sumOf(serial, {3, 7, 9}) + sumOf(date, {5, 8, 4, 2, 1, 6})) % 11;
    return check == 10 ? std::string() : serial + char('0' + check) + date;
}

std::string fodselsnummer(Draw& draw) {
    std::string number = dmy(day(draw)) + draw.digits(3);
    for (const Weights& weights : {Weights{3, 7, 6, 1, 8, 9, 4, 5, 2}, Weights{5, 4, 3, 2, 7, 6, 5, 4, 3, 2}}) {
        const int check = (11 - sumOf(number, weights) % 11) % 11;
        if (check == 10) return {};
        number += char('0' + check);
    }
    return number;
}

/// Digits whose weighted sum is a multiple of `divisor`: the last is found by trying.
template <int divisor>
std::string multiple(Draw& draw, const Weights& weights, const std::string& head) {
    std::string number = head + draw.digits(int(weights.size() - head.size()) - 1);
    for (char last = '0'; last <= '9'; ++last)
        if (sumOf(number + last, weights) % divisor == 0) return number + last;
    return {};
}

std::string abn(Draw& draw) {
    const std::string nine = draw.digits(9);  // the first two digits check: 10 to 99
    const int rest = sumOf("00" + nine, {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19}) % 89;
    return std::to_string(10 + 89 - rest).substr(0, 2) + nine;
}

std::string ird(Draw& draw) {
    const std::string eight = "0" + std::to_string(10 + draw.below(89)) + draw.digits(5);
    int check = (11 - sumOf(eight, {3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    if (check == 10) check = (11 - sumOf(eight, {7, 4, 3, 2, 5, 2, 7, 6}) % 11) % 11;
    return check == 10 ? std::string() : eight.substr(1) + char('0' + check);
}

std::string aadhaar(Draw& draw) {
    // The multiplication table of the dihedral group as Verhoeff printed it.
    static const char* d[] = {"0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
                              "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"};
    const auto permuted = [](int digit, int times) {
        static const int p[] = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        for (; times > 0; --times) digit = p[digit];
        return digit;
    };
    const std::string head = std::to_string(2 + draw.below(8)) + draw.digits(10);
    for (char last = '0'; last <= '9'; ++last) {
        const std::string number = head + last;
        int state = 0;
        for (int i = 0; i < 12; ++i) state = d[state][permuted(number[std::size_t(11 - i)] - '0', i)] - '0';
        if (state == 0) return number;
    }
    return {};
}

std::string gstin(Draw& draw) {
    static const std::string set = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const std::string head = two(1 + draw.below(37)) + draw.letters(3) + "P" + draw.letters(1) +
                             std::to_string(1000 + draw.below(9000)) + draw.letters(1) + "1Z";
    int sum = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        const int product = int(set.find(head[i])) << (i % 2);
        sum += product % 36 + product / 36;
    }
    return head + set[std::size_t((36 - sum % 36) % 36)];
}

std::string nric(Draw& draw) {
    const std::string seven = draw.digits(7);
    const int sum = sumOf(seven, {2, 7, 6, 5, 4, 3, 2});
    if (draw.chance(50)) return "S" + seven + "JZIHGFEDCBA"[sum % 11];
    return "G" + seven + "XWUTRQPNMLK"[(sum + 4) % 11];
}

std::string tckn(Draw& draw) {
    const std::string nine = std::to_string(1 + draw.below(9)) + draw.digits(8);
    const int odd = sumOf(nine, {1, 0, 1, 0, 1, 0, 1, 0, 1}), even = sumOf(nine, {0, 1, 0, 1, 0, 1, 0, 1, 0});
    const int tenth = ((odd * 7 - even) % 10 + 10) % 10;
    return nine + char('0' + tenth) + char('0' + (odd + even + tenth) % 10);
}

std::string brazil(std::string number, const std::vector<Weights>& checks) {
    for (const Weights& weights : checks) {
        const int rest = sumOf(number, weights) % 11;
        number += rest < 2 ? '0' : char('0' + 11 - rest);
    }
    return number;
}

std::string chinese(Draw& draw) {
    static const std::vector<std::string> places = {"110105", "310104", "440305", "510107", "330106"};
    const Day d = day(draw);
    const std::string head = draw.of(places) + "19" + d.year + d.month + d.day + draw.digits(3);
    return head + "10X98765432"[sumOf(head, {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}) % 11];
}

std::string vin(Draw& draw) {
    static const std::string values =
        "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";  // a character's place by 10 is its value
    static const std::string set = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
    std::string number;
    for (int i = 0; i < 13; ++i) number += set[std::size_t(draw.below(int(set.size())))];
    number = "W" + number.substr(1) + draw.digits(4);
    number[8] = '0';
    static const int weights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += weights[i] * (int(values.find(number[i])) % 10);
    number[8] = "0123456789X"[sum % 11];
    return number;
}

std::string pps(Draw& draw) {
    const std::string seven = draw.digits(7);
    return seven + "WABCDEFGHIJKLMNOPQRSTUV"[sumOf(seven, {8, 7, 6, 5, 4, 3, 2}) % 23];
}

std::string hetu(Draw& draw) {
    const std::string date = dmy(day(draw)), serial = std::to_string(100 + draw.below(800));
    return date + "A" + serial + "0123456789ABCDEFHJKLMNPRSTUVWXY"[remainder(date + serial, 31)];
}

std::string ptNif(Draw& draw) {
    const std::string eight = "2" + draw.digits(7);
    const int rest = sumOf(eight, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return eight + char('0' + (rest < 2 ? 0 : 11 - rest));
}

std::string dea(Draw& draw) {
    const std::string six = draw.digits(6);
    return "B" + draw.letters(1) + six +
           char('0' + (sumOf(six, {1, 0, 1, 0, 1, 0}) + 2 * sumOf(six, {0, 1, 0, 1, 0, 1})) % 10);
}

}  // namespace

std::string Draw::digits(int count) {
    std::string out;
    while (int(out.size()) < count) out += char('0' + below(10));
    return out;
}

std::string Draw::letters(int count) {
    std::string out;
    while (int(out.size()) < count) out += char('A' + below(26));
    return out;
}

std::string inLayout(const std::string& value, const std::string& layout) {
    if (std::size_t(std::count(layout.begin(), layout.end(), '#')) != value.size()) return value;
    std::string out;
    std::size_t at = 0;
    for (const char c : layout) out += c == '#' ? value[at++] : c;
    return out;
}

const std::vector<Kind>& kinds() {
    using E = Entity;
    static const std::vector<Kind> all = {
        {E::CreditCard,
         isCard,
         card,
         "card",
         {"#### #### #### ####", "####-####-####-####", "#### ###### #####", "#### ###### ####"}},
        {E::Iban,
         isIban,
         iban,
         "IBAN",
         {"#### #### #### #### #### ##", "#### #### #### #### ##", "#### #### #### ####"}},
        {E::AbaRouting, isAbaRouting, aba, "routing number", {}},
        {E::Crypto, isCryptoAddress, bitcoin, "wallet", {}, 0},
        {E::UsNpi,
         isUsNpi,
         [](Draw& d) { return withLuhn("80840" + std::to_string(1 + d.below(2)) + d.digits(8)).substr(5); },
         "NPI",
         {}},
        {E::UsDea, isUsDea, dea, "DEA number", {}, 0.7},
        {E::UkNhs, isUkNhs, [](Draw& d) { return until(d, nhs); }, "NHS number", {"### ### ####", "###-###-####"}},
        {E::DeSteuerId, isDeSteuerId, [](Draw& d) { return until(d, steuerId); }, "Steuer-ID", {"## ### ### ###"}},
        {E::DeKvnr, isDeKvnr, kvnr, "Versichertennummer", {}},
        {E::DePersonalausweis, isDePersonalausweis, ausweis, "Personalausweis", {}},
        {E::DeUstId,
         isDeUstId,
         [](Draw& d) { return "DE" + hybrid1110(std::to_string(1 + d.below(9)) + d.digits(7)); },
         "USt-ID",
         {"## #########", "## ### ### ###"}},
        {E::FrNir, isFrNir, [](Draw& d) { return until(d, nir); }, "sécurité sociale", {"# ## ## ## ### ### ##"}},
        {E::FrSiren,
         isFrSiren,
         [](Draw& d) { return withLuhn(std::to_string(1 + d.below(9)) + d.digits(7)); },
         "SIREN",
         {"### ### ###"}},
        {E::FrSiret, isFrSiret, siret, "SIRET", {"### ### ### #####"}},
        {E::EsNif, isEsNif, nif, "DNI", {"########-#"}},
        {E::EsNie, isEsNie, nie, "NIE", {"#-#######-#"}},
        {E::ItCodiceFiscale, isItCodiceFiscale, codiceFiscale, "codice fiscale", {"### ### ##### #####"}},
        {E::ItPartitaIva,
         isItPartitaIva,
         [](Draw& d) { return withLuhn(std::to_string(1 + d.below(9)) + d.digits(6) + "0" + two(1 + d.below(99))); },
         "partita IVA",
         {}},
        {E::NlBsn,
         isNlBsn,
         [](Draw& d) { return until(d, [](Draw& e) {
                           return multiple<11>(e, {9, 8, 7, 6, 5, 4, 3, 2, -1}, "1");
                       }); },
         "BSN",
         {"#### ## ###"}},
        {E::BeNrn, isBeNrn, nrn, "rijksregisternummer", {"##.##.##-###.##"}, 0.97},
        {E::ChAhv, isChAhv, [](Draw& d) { return ean("756" + d.digits(9)); }, "AHV-Nummer", {"###.####.####.##"}},
        {E::PtNif, isPtNif, ptNif, "contribuinte", {"### ### ###"}, 0.8},
        {E::AtSvnr, isAtSvnr, [](Draw& d) { return until(d, svnr); }, "SVNR", {"#### ######"}},
        {E::IePps, isIePps, pps, "PPS number", {}},
        {E::PlPesel,
         isPlPesel,
         [](Draw& d) {
             return until(d, [](Draw& e) {
                 const std::string date = ymd(day(e));
                 return multiple<10>(e, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1}, date);
             });
         },
         "PESEL",
         {}},
        {E::SePersonnummer,
         isSePersonnummer,
         [](Draw& d) {
             const Day b = day(d);
             return withLuhn(ymd(b) + std::to_string(100 + d.below(900)));
         },
         "personnummer",
         {"######-####"}},
        {E::FiHetu, isFiHetu, hetu, "henkilötunnus", {}},
        {E::NoFodselsnummer,
         isNoFodselsnummer,
         [](Draw& d) { return until(d, fodselsnummer); },
         "fødselsnummer",
         {"###### #####"}},
        {E::CaSin,
         isCaSin,
         [](Draw& d) { return withLuhn(std::to_string(1 + d.below(7)) + d.digits(7)); },
         "SIN",
         {"### ### ###", "###-###-###"}},
        {E::AuTfn,
         isAuTfn,
         [](Draw& d) { return until(d, [](Draw& e) {
                           return multiple<11>(e, {1, 4, 3, 7, 5, 8, 6, 9, 10}, "4");
                       }); },
         "TFN",
         {"### ### ###"}},
        {E::AuAbn, isAuAbn, abn, "ABN", {"## ### ### ###"}},
        {E::AuAcn,
         isAuAcn,
         [](Draw& d) {
             const std::string h = "1" + d.digits(7);
             return h + char('0' + (10 - sumOf(h, {8, 7, 6, 5, 4, 3, 2, 1}) % 10) % 10);
         },
         "ACN",
         {"### ### ###"},
         0.7},
        {E::AuMedicare,
         isAuMedicare,
         [](Draw& d) {
             const std::string h = std::to_string(2 + d.below(5)) + d.digits(7);
             return h + char('0' + sumOf(h, {1, 3, 7, 9, 1, 3, 7, 9}) % 10) + std::to_string(1 + d.below(9));
         },
         "Medicare",
         {"#### ##### #"},
         0.85},
        {E::NzIrd, isNzIrd, [](Draw& d) { return until(d, ird); }, "IRD number", {"##-###-###"}, 0.95},
        {E::InAadhaar, isInAadhaar, aadhaar, "Aadhaar", {"#### #### ####", "####-####-####"}},
        {E::InGstin, isInGstin, gstin, "GSTIN", {}},
        {E::SgNric, isSgNric, nric, "NRIC", {}},
        {E::ZaId,
         isZaId,
         [](Draw& d) {
             const Day b = day(d);
             return withLuhn(ymd(b) + d.digits(4) + "08");
         },
         "RSA ID",
         {"###### #### ###"}},
        {E::KrRrn,
         isKrRrn,
         [](Draw& d) {
             const Day b = day(d);
             const std::string h = ymd(b) + (d.chance(50) ? "1" : "2") + d.digits(5);
             return h + char('0' + (11 - sumOf(h, {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5}) % 11) % 10);
         },
         "주민등록번호",
         {"######-#######"},
         0.85},
        {E::JpMyNumber,
         isJpMyNumber,
         [](Draw& d) {
             const std::string h = d.digits(11);
             const int r = sumOf(h, {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
             return h + char('0' + (r < 2 ? 0 : 11 - r));
         },
         "マイナンバー",
         {"#### #### ####"},
         0.8},
        {E::TrTckn, isTrTckn, tckn, "TC kimlik", {}},
        {E::ThId,
         isThId,
         [](Draw& d) {
             const std::string h = std::to_string(1 + d.below(8)) + d.digits(11);
             return h + char('0' + (11 - sumOf(h, {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 10);
         },
         "บัตรประชาชน",
         {"#-####-#####-##-#"},
         0.85},
        {E::BrCpf,
         isBrCpf,
         [](Draw& d) {
             return brazil(d.digits(9), {{10, 9, 8, 7, 6, 5, 4, 3, 2}, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2}});
         },
         "CPF",
         {"###.###.###-##"},
         0.95},
        {E::BrCnpj,
         isBrCnpj,
         [](Draw& d) {
             return brazil(d.digits(8) + "0001",
                           {{5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2}, {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2}});
         },
         "CNPJ",
         {"##.###.###/####-##"},
         0.95},
        {E::CnId, isCnId, chinese, "身份证号", {}},
        {E::DeviceId, isImei, [](Draw& d) { return withLuhn("35" + d.digits(12)); }, "IMEI", {}},
        {E::Vin, isVin, vin, "VIN", {}},
    };
    return all;
}

}  // namespace pii_test
