// E-mail and web addresses, IP and MAC addresses, DICOM identifiers, addresses of cryptocurrencies: found from the sign
// in the middle outwards.
#include <array>
#include <cstring>
#include <string>
#include <unordered_set>

#include "core/data/pii/checksums.h"
#include "core/data/pii/finders.h"
#include "core/data/pii/validators.h"

namespace tunesmith::pii {

namespace {

constexpr bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool isWordChar(char c) {
    return isLetter(c) || isDigit(c) || std::uint8_t(c) >= 0x80;
}
constexpr bool isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr bool isDomainChar(char c) {
    return isWordChar(c) || c == '-' || c == '.';
}
bool isLocalChar(char c) {
    return isWordChar(c) || (c != 0 && std::strchr(".!#$%&'*+/=?^_`{|}~-", c) != nullptr);
}
bool endsUrl(char c) {
    return std::uint8_t(c) <= ' ' || std::strchr("<>\"`|\\^{}", c) != nullptr;
}

/// Top-level domains of three letters and more that are common; those of countries are ISO 3166. Not "invalid", which
/// names nobody (RFC 2606): surrogates of addresses end in it.
bool isGenericTld(std::string_view label) {
    static const std::unordered_set<std::string_view> known = {
        "com",   "org",       "net",    "edu",        "gov",     "mil",     "int",    "info",     "biz",     "name",
        "pro",   "mobi",      "aero",   "asia",       "cat",     "coop",    "jobs",   "museum",   "tel",     "travel",
        "xyz",   "online",    "site",   "shop",       "store",   "app",     "dev",    "cloud",    "tech",    "blog",
        "art",   "club",      "live",   "news",       "agency",  "academy", "bank",   "berlin",   "hamburg", "koeln",
        "wien",  "london",    "paris",  "nyc",        "care",    "clinic",  "health", "hospital", "doctor",  "dental",
        "law",   "legal",     "email",  "network",    "systems", "digital", "design", "group",    "company", "center",
        "world", "global",    "today",  "space",      "website", "work",    "media",  "studio",   "team",    "finance",
        "fund",  "insurance", "school", "university", "swiss",   "gmbh",    "page",   "wiki",     "example", "test"};
    return known.count(label) > 0;
}

/// Those that mark a domain without anything else; st.dev and d.name are more often something else.
bool isPlainTld(std::string_view label) {
    static const std::unordered_set<std::string_view> known = {"com", "org", "net", "edu", "gov", "mil", "info"};
    return known.count(label) > 0;
}

bool isTld(std::string_view label) {
    if (label.size() < 2) return false;
    if (label.size() == 2) {
        const std::string upper = {char(label[0] & ~32), char(label[1] & ~32)};
        return isCountry(upper) || upper == "EU" || upper == "UK" || upper == "SU" || upper == "AC";
    }
    if (std::uint8_t(label[0]) >= 0x80) return true;
    const std::string lower = lowered(label);
    return isGenericTld(lower) || lower.substr(0, 4) == "xn--";
}

class OnlineFinder {
public:
    explicit OnlineFinder(Findings& findings)
        : findings_(findings), document_(findings.document), text_(document_.text()) {}

    void find() {
        for (std::size_t i = 0; i < text_.size(); ++i) {
            switch (text_[i]) {
                case '@':
                    email(i);
                    break;
                case '.':
                    ipv4(i);
                    dicomUid(i);
                    domain(i);
                    break;
                case ':':
                    url(i);
                    i = colons(i);
                    break;
                case '-':
                    dashedMac(i);
                    break;
                default:
                    break;
            }
        }
        if (findings_.wants(Entity::Crypto)) crypto();
    }

private:
    char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

    /// The end of the domain at `begin`; `begin` where there is none.
    std::size_t domainEnd(std::size_t begin) const {
        std::size_t end = begin;
        while (end < text_.size() && end - begin < 255 && isDomainChar(text_[end])) ++end;
        while (end > begin && (text_[end - 1] == '.' || text_[end - 1] == '-')) --end;
        // A sentence may go on behind it without a space: the last label that is a top-level domain counts.
        const std::string_view domain = text_.substr(begin, end - begin);
        if (domain.empty() || domain[0] == '.' || domain[0] == '-' || domain.find("..") != std::string_view::npos)
            return begin;
        const auto dot = domain.rfind('.');
        return dot != std::string_view::npos && isTld(domain.substr(dot + 1)) ? end : begin;
    }

    void email(std::size_t sign) {
        std::size_t begin = sign;
        while (begin > 0 && sign - begin < 64 && isLocalChar(text_[begin - 1])) --begin;
        while (begin < sign && !isWordChar(text_[begin]) && text_[begin] != '_') ++begin;
        // mailto:, name=a@b.c and a path before it are not of it.
        for (const char cut : {'=', '/', '?', '&', '|'})
            if (const auto place = text_.substr(begin, sign - begin).rfind(cut); place != std::string_view::npos)
                begin += place + 1;
        const std::size_t end = domainEnd(sign + 1);
        if (begin < sign && text_[sign - 1] != '.' && end > sign + 1) findings_.add(Entity::Email, begin, end, 0.95);
    }

    std::size_t urlEnd(std::size_t at) const {
        std::size_t end = at;
        while (end < text_.size() && !endsUrl(text_[end])) ++end;
        while (end > at && std::strchr(".,;:!?'*", text_[end - 1]) != nullptr) --end;
        for (const auto& [open, close] : {std::pair('(', ')'), std::pair('[', ']')})
            if (end > at && text_[end - 1] == close && text_.substr(at, end - at).find(open) == std::string_view::npos)
                --end;
        return end;
    }

    void url(std::size_t colon) {
        if (at(colon + 1) != '/' || at(colon + 2) != '/' || colon == 0 || !isLetter(text_[colon - 1])) return;
        std::size_t begin = colon;
        while (begin > 0 && colon - begin < 12 &&
               (isLetter(text_[begin - 1]) || isDigit(text_[begin - 1]) || text_[begin - 1] == '+'))
            --begin;
        const std::size_t end = urlEnd(colon + 3);
        if (end < colon + 5) return;
        findings_.add(Entity::Url, begin, end, 0.95);
        // https://user:password@host
        const std::string_view authority = text_.substr(colon + 3, text_.substr(colon + 3, end - colon - 3).find('/'));
        const auto sign = authority.find('@'), separator = authority.find(':');
        if (sign != std::string_view::npos && separator < sign && sign < end - colon - 3 &&
            text_[colon + 4 + separator] != '[')
            findings_.add(Entity::Secret, colon + 4 + separator, colon + 3 + sign, 0.9);
    }

    /// www.example.org/a, example.com: a domain of which `dot` is the last dot.
    void domain(std::size_t dot) {
        if (dot == 0 || !findings_.wants(Entity::Url) || !isLetter(at(dot + 1)) || !isWordChar(text_[dot - 1])) return;
        std::size_t end = dot + 1;
        while (end < text_.size() && isWordChar(text_[end])) ++end;
        const std::string_view label = text_.substr(dot + 1, end - dot - 1);
        if ((at(end) == '.' && isWordChar(at(end + 1))) || at(end) == '-' || at(end) == '@' || label.size() > 10)
            return;
        std::size_t begin = dot;
        while (begin > 0 && isDomainChar(text_[begin - 1])) --begin;
        if (begin > 0 && std::strchr("@/_:=", text_[begin - 1]) != nullptr) return;
        const bool www = lowered(text_.substr(begin, 4)) == "www.";
        const bool path = at(end) == '/' && dot - begin > 2;
        if (!(www ? isTld(label) : path ? isGenericTld(label) : isPlainTld(label))) return;
        findings_.add(Entity::Url, begin, at(end) == '/' || at(end) == '?' ? urlEnd(end) : end, www ? 0.95 : 0.7);
    }

    void ipv4(std::size_t dot) {
        std::size_t begin = dot;
        while (begin > 0 && isDigit(text_[begin - 1]) && dot - begin < 4) --begin;
        if (begin == dot || dot - begin > 3) return;
        const char before = begin > 0 ? text_[begin - 1] : ' ';
        if (isWordChar(before) || before == '.' || before == '-' || before == '_') return;
        const std::size_t end = ipv4End(begin);
        if (end == 0 || isWordChar(at(end)) || (at(end) == '.' && isDigit(at(end + 1)))) return;
        int small = 0, zeros = 0;
        for (std::size_t i = begin; i < end; ++i)
            if (i == begin || text_[i - 1] == '.') {
                const bool shortPart = !isDigit(at(i + 1)) || (text_[i] == '1' && !isDigit(at(i + 2)));
                small += shortPart;
                zeros += text_[i] == '0';
            }
        if (zeros == 4) return;
        const std::size_t first = document_.wordAt(begin + 1), last = document_.wordAt(end);
        const bool spoken = document_.contextOf(Entity::IpAddress, first, last) > 0;
        if (small == 4 && !spoken) return;  // 1.2.3.4 may be a version or a section
        findings_.add(Entity::IpAddress, begin, end, spoken ? 0.95 : 0.8);
    }

    /// DICOM PS3.5 section 9: numbers with dots between, 64 characters at most. Other things have object identifiers
    /// too, so it is under DICOM's own root or a word says so. `dot` is the first dot of it.
    void dicomUid(std::size_t dot) {
        if (dot == 0 || text_[dot - 1] < '0' || text_[dot - 1] > '2') return;
        const std::size_t begin = dot - 1;
        if (begin > 0 && (isWordChar(text_[begin - 1]) || text_[begin - 1] == '.')) return;
        std::size_t end = dot, parts = 1;
        while (at(end) == '.' && isDigit(at(end + 1)) && end - begin <= 64) {
            const std::size_t from = ++end;
            while (isDigit(at(end))) ++end;
            if (end - from > 1 && text_[from] == '0') return;
            ++parts;
        }
        if (parts < 6 || end - begin > 64 || isWordChar(at(end))) return;
        const bool own = text_.substr(begin, 14) == "1.2.840.10008.";
        const std::size_t first = document_.wordAt(begin + 1), last = document_.wordAt(end);
        if (own || document_.contextOf(Entity::DicomUid, first, last) > 0)
            findings_.add(Entity::DicomUid, begin, end, own ? 0.9 : 0.75);
    }

    /// The end of four numbers up to 255 without leading zeros; 0 where there are none.
    std::size_t ipv4End(std::size_t i) const {
        for (int part = 0; part < 4; ++part) {
            if (part > 0 && at(i++) != '.') return 0;
            int value = 0, digits = 0;
            for (; isDigit(at(i)) && digits < 4; ++i, ++digits) value = value * 10 + digitOf(text_[i]);
            if (digits == 0 || value > 255 || (digits > 1 && text_[i - std::size_t(digits)] == '0')) return 0;
        }
        return i;
    }

    /// The run of hexadecimal digits and colons around `colon` as IPv6 or MAC; returns its last byte.
    std::size_t colons(std::size_t colon) {
        std::size_t begin = colon, end = colon + 1;
        while (begin > 0 && colon - begin < 5 && isHex(text_[begin - 1])) --begin;
        while (end < text_.size() && end - begin < 60 && (isHex(text_[end]) || text_[end] == ':' || text_[end] == '.'))
            ++end;
        const std::size_t last = end - 1;
        while (end > colon && text_[end - 1] == '.') --end;
        if (end > begin + 2 && text_[end - 1] == ':' && text_[end - 2] != ':') --end;
        const char before = begin > 0 ? text_[begin - 1] : ' ';
        if (isWordChar(before) || before == ':' || isWordChar(at(end))) return std::max(colon, end - 1);
        const std::string_view run = text_.substr(begin, end - begin);
        if (isMac(run, ':'))
            findings_.add(Entity::MacAddress, begin, end, 0.95);
        else if (isIpv6(run))
            findings_.add(Entity::IpAddress, begin, end, 0.95);
        return run.find(':') == std::string_view::npos ? colon : std::max(colon, std::min(last, end - 1));
    }

    static bool isMac(std::string_view run, char sign) {
        if (run.size() != 17) return false;
        bool zero = true;
        for (std::size_t i = 0; i < run.size(); ++i) {
            if (i % 3 == 2 ? run[i] != sign : !isHex(run[i])) return false;
            zero = zero && (i % 3 == 2 || run[i] == '0');
        }
        return !zero;
    }

    /// RFC 4291: eight groups, or fewer around one "::", the last two perhaps as an IPv4 address. Not those that name
    /// no machine, and not what might be C++ (std::cafe): a digit has to be in it.
    static bool isIpv6(std::string_view run) {
        int groups = 0, gaps = 0;
        bool digit = false;
        for (std::size_t i = 0; i < run.size();) {
            if (run[i] == ':') {
                if (i + 1 < run.size() && run[i + 1] == ':') {
                    ++gaps;
                    i += 2;
                    if (i < run.size() && run[i] == ':') return false;
                } else if (i == 0 || ++i == run.size()) {
                    return false;
                }
                continue;
            }
            std::size_t size = 0;
            for (; i < run.size() && isHex(run[i]); ++i, ++size) digit = digit || isDigit(run[i]);
            if (i < run.size() && run[i] == '.') return false;
            if (size == 0 || size > 4) return false;
            ++groups;
        }
        return gaps == 0 ? groups == 8 && digit : gaps == 1 && groups >= 2 && groups <= 7 && digit;
    }

    void dashedMac(std::size_t dash) {
        if (dash < 2 || !isMac(text_.substr(dash - 2, 17), '-')) return;
        const char before = dash > 2 ? text_[dash - 3] : ' ';
        if (isWordChar(before) || before == '-' || isWordChar(at(dash + 15)) || at(dash + 15) == '-') return;
        findings_.add(Entity::MacAddress, dash - 2, dash + 15, 0.9);
    }

    void crypto() {
        for (std::size_t i = 0; i < document_.words().size(); ++i) {
            const Word& word = document_.words()[i];
            if (word.size() < 26 || word.size() > 90 || word.wide || word.digits == 0 || word.digits == word.size())
                continue;
            if (isCryptoAddress(document_.word(i))) findings_.add(Entity::Crypto, word.begin, word.end, 0.95);
        }
    }

    Findings& findings_;
    const Document& document_;
    std::string_view text_;
};

}  // namespace

void findOnline(Findings& findings) {
    OnlineFinder(findings).find();
}

}  // namespace tunesmith::pii
