#include "core/data/clean/html_entities.h"

#include <algorithm>
#include <unordered_map>

#include "core/base/utf8.h"
#include "core/data/windows1252.h"

namespace tunesmith {

namespace {

/// Names of U+00A0 to U+00FF, in order (HTML 4, section 24.2).
constexpr std::string_view kLatin =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute "
    "micro para middot "
    "cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave "
    "Eacute Ecirc Euml "
    "Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute "
    "THORN szlig "
    "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde "
    "ograve oacute "
    "ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
/// Names of U+0391 to U+03A9 and U+03B1 to U+03C9, in order; "-" where there is none.
constexpr std::string_view kGreekCapitals =
    "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi "
    "Chi Psi Omega";
constexpr std::string_view kGreek =
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon "
    "phi chi psi omega";

struct Named {
    std::string_view name;
    char32_t value;
};
constexpr Named kOthers[] = {
    {"quot", '"'},      {"amp", '&'},       {"apos", '\''},     {"lt", '<'},        {"gt", '>'},
    {"OElig", 0x152},   {"oelig", 0x153},   {"Scaron", 0x160},  {"scaron", 0x161},  {"Yuml", 0x178},
    {"fnof", 0x192},    {"circ", 0x2C6},    {"tilde", 0x2DC},   {"ensp", 0x2002},   {"emsp", 0x2003},
    {"thinsp", 0x2009}, {"zwnj", 0x200C},   {"zwj", 0x200D},    {"lrm", 0x200E},    {"rlm", 0x200F},
    {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},
    {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"dagger", 0x2020}, {"Dagger", 0x2021},
    {"bull", 0x2022},   {"hellip", 0x2026}, {"permil", 0x2030}, {"prime", 0x2032},  {"Prime", 0x2033},
    {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"oline", 0x203E},  {"frasl", 0x2044},  {"euro", 0x20AC},
    {"trade", 0x2122},  {"larr", 0x2190},   {"uarr", 0x2191},   {"rarr", 0x2192},   {"darr", 0x2193},
    {"harr", 0x2194},   {"rArr", 0x21D2},   {"forall", 0x2200}, {"part", 0x2202},   {"exist", 0x2203},
    {"empty", 0x2205},  {"nabla", 0x2207},  {"isin", 0x2208},   {"prod", 0x220F},   {"sum", 0x2211},
    {"minus", 0x2212},  {"radic", 0x221A},  {"prop", 0x221D},   {"infin", 0x221E},  {"and", 0x2227},
    {"or", 0x2228},     {"cap", 0x2229},    {"cup", 0x222A},    {"int", 0x222B},    {"sim", 0x223C},
    {"cong", 0x2245},   {"asymp", 0x2248},  {"ne", 0x2260},     {"equiv", 0x2261},  {"le", 0x2264},
    {"ge", 0x2265},     {"sub", 0x2282},    {"sup", 0x2283},    {"hearts", 0x2665}, {"check", 0x2713}};

std::unordered_map<std::string_view, char32_t> makeNames() {
    std::unordered_map<std::string_view, char32_t> names;
    const auto addAll = [&](std::string_view list, char32_t first) {
        for (std::size_t begin = 0; begin < list.size(); ++first) {
            const std::size_t end = std::min(list.find(' ', begin), list.size());
            names.emplace(list.substr(begin, end - begin), first);
            begin = end + 1;
        }
    };
    addAll(kLatin, 0xA0);
    addAll(kGreekCapitals, 0x391);
    addAll(kGreek, 0x3B1);
    for (const Named& named : kOthers) names.emplace(named.name, named.value);
    names.erase("-");
    return names;
}

/// Of "#233" or "#xE9"; 0 where it is no number or no character for a text.
char32_t numbered(std::string_view digits) {
    digits.remove_prefix(1);
    const bool hex = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
    digits.remove_prefix(hex);
    if (digits.empty() || digits.size() > 8) return 0;
    char32_t value = 0;
    for (const char c : digits) {
        const int digit = c >= '0' && c <= '9'          ? c - '0'
                          : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                        : -1;
        if (digit < 0) return 0;
        value = value * (hex ? 16 : 10) + char32_t(digit);
        if (value > 0x10FFFF) return 0;
    }
    if (value >= 0x80 && value < 0xA0) return kWindows1252[value - 0x80];  // HTML reads them that way
    const bool control = value < 0x20 && value != '\n' && value != '\t';
    return control || value == 0x7F || (value >= 0xD800 && value < 0xE000) ? 0 : value;
}

}  // namespace

std::optional<Entity> entityAt(std::string_view text, std::size_t at) {
    static const std::unordered_map<std::string_view, char32_t> names = makeNames();
    const std::string_view window = text.substr(at + 1, 12);
    const std::size_t end = window.find(';');
    if (end == std::string_view::npos || end == 0) return std::nullopt;
    const std::string_view name = window.substr(0, end);
    char32_t value = 0;
    if (name[0] == '#')
        value = numbered(name);
    else if (const auto found = names.find(name); found != names.end())
        value = found->second;
    if (value == 0) return std::nullopt;
    Entity entity{{}, at + 2 + end};
    if (value == '&')  // what was escaped again and again, in one go
        while (text.substr(entity.end, 4) == "amp;") entity.end += 4;
    utf8::append(entity.text, value);
    return entity;
}

}  // namespace tunesmith
