// Passwords, keys and tokens: those of known services by how they begin, JSON web tokens and PEM keys by their form,
// and what stands behind a word such as password.
#include <array>
#include <cmath>
#include <cstring>
#include <string>
#include <unordered_map>

#include "core/data/pii/checksums.h"
#include "core/data/pii/finders.h"

namespace tunesmith::pii {

namespace {

/// Tokens of services that mark them: the beginning, the shortest rest, and whether - . belong to the rest.
struct Mark {
    std::string_view begin;
    std::size_t rest;
    bool signs;
};
constexpr Mark kMarks[] = {
    {"AKIA", 16, false},
    {"ASIA", 16, false},
    {"ABIA", 16, false},
    {"ghp_", 36, false},
    {"gho_", 36, false},
    {"ghu_", 36, false},
    {"ghs_", 36, false},
    {"ghr_", 36, false},
    {"github_pat_", 22, false},
    {"glpat-", 20, true},
    {"xoxb-", 10, true},
    {"xoxp-", 10, true},
    {"xoxa-", 10, true},
    {"xoxr-", 10, true},
    {"xoxs-", 10, true},
    {"sk_live_", 16, false},
    {"sk_test_", 16, false},
    {"rk_live_", 16, false},
    {"pk_live_", 16, false},
    {"whsec_", 16, false},
    {"sk-ant-", 20, true},
    {"sk-proj-", 20, true},
    {"sk-", 32, true},
    {"AIza", 35, true},
    {"ya29.", 20, true},
    {"SG.", 40, true},
    {"npm_", 36, false},
    {"pypi-", 50, true},
    {"hf_", 30, false},
    {"dop_v1_", 64, false},
    {"shpat_", 32, false},
    {"EAACEdEose0cBA", 20, false},
    {"AGE-SECRET-KEY-1", 50, false},
    {"key-", 32, false},
    {"sq0csp-", 22, true},
    {"lin_api_", 30, false},
    {"dapi", 32, false},
    {"tskey-", 20, true},
    {"NRAK-", 27, false},
};

bool isLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Bits a character, by how often each stands in it.
double entropyOf(std::string_view text) {
    std::array<int, 256> counts{};
    for (const char c : text) ++counts[std::uint8_t(c)];
    double bits = 0;
    for (const int count : counts)
        if (count > 0) bits -= count * std::log2(double(count) / double(text.size()));
    return text.empty() ? 0 : bits / double(text.size());
}

enum class Keyword { None, Password, Token, Bearer };

Keyword keywordOf(const std::string& word) {
    static const std::unordered_map<std::string, Keyword> words = {
        {"password", Keyword::Password},   {"passwd", Keyword::Password},     {"pwd", Keyword::Password},
        {"passphrase", Keyword::Password}, {"passwort", Keyword::Password},   {"kennwort", Keyword::Password},
        {"passcode", Keyword::Password},   {"contraseña", Keyword::Password}, {"senha", Keyword::Password},
        {"wachtwoord", Keyword::Password}, {"hasło", Keyword::Password},      {"пароль", Keyword::Password},
        {"密码", Keyword::Password},       {"パスワード", Keyword::Password}, {"secret", Keyword::Token},
        {"token", Keyword::Token},         {"apikey", Keyword::Token},        {"key", Keyword::Token},
        {"clientsecret", Keyword::Token},  {"accesstoken", Keyword::Token},   {"bearer", Keyword::Bearer},
    };
    const auto found = words.find(word);
    return found == words.end() ? Keyword::None : found->second;
}

class SecretFinder {
public:
    explicit SecretFinder(Findings& findings)
        : findings_(findings), document_(findings.document), text_(document_.text()) {}

    void find() {
        for (std::size_t i = 0; i < document_.words().size(); ++i) {
            const Word& word = document_.words()[i];
            if (marked_[std::uint8_t(text_[word.begin])]) marked(word.begin);
            if (word.size() >= 3 && word.size() <= 24 && word.digits == 0) keyword(i);
        }
        keys();
    }

private:
    char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

    void marked(std::size_t begin) {
        if (begin > 0 && (isLetterOrDigit(text_[begin - 1]) || text_[begin - 1] == '_')) return;
        for (const Mark& mark : kMarks) {
            if (text_.substr(begin, mark.begin.size()) != mark.begin) continue;
            const std::size_t from = begin + mark.begin.size();
            std::size_t end = from;
            while (isLetterOrDigit(at(end)) || at(end) == '_' || (mark.signs && (at(end) == '-' || at(end) == '.')))
                ++end;
            while (end > from && (text_[end - 1] == '.' || text_[end - 1] == '-')) --end;
            if (end - from < mark.rest || entropyOf(text_.substr(from, end - from)) < 2.5) continue;
            findings_.add(Entity::Secret, begin, end, 0.95);
            return;
        }
        if (text_.substr(begin, 3) == "eyJ") webToken(begin);
    }

    /// RFC 7519: three parts of base64url, the first of which begins with {" .
    void webToken(std::size_t begin) {
        std::size_t end = begin;
        int dots = 0;
        while (isLetterOrDigit(at(end)) || at(end) == '_' || at(end) == '-' || (at(end) == '.' && ++dots <= 2)) ++end;
        if (text_[end - 1] == '.') --end;
        if (dots >= 2 && end - begin >= 40) findings_.add(Entity::Secret, begin, end, 0.95);
    }

    /// RFC 7468, private keys only; without its end, to the end of the text.
    void keys() {
        static constexpr std::string_view opening = "-----BEGIN ";
        for (std::size_t begin = text_.find(opening); begin != std::string_view::npos;
             begin = text_.find(opening, begin + 1)) {
            const std::size_t line = text_.find("-----", begin + opening.size());
            if (line == std::string_view::npos) return;
            if (line - begin > 80 || text_.substr(begin, line - begin).find("PRIVATE KEY") == std::string_view::npos)
                continue;
            const std::size_t closing = text_.find("-----END ", line);
            const std::size_t last = closing == std::string_view::npos ? closing : text_.find("-----", closing + 9);
            findings_.add(Entity::Secret, begin, last == std::string_view::npos ? text_.size() : last + 5, 0.98);
        }
    }

    void keyword(std::size_t i) {
        const Keyword keyword = keywordOf(lowered(document_.word(i)));
        if (keyword == Keyword::None) return;
        std::size_t from = document_.words()[i].end;
        const auto pass = [&](const char* signs) {
            const std::size_t before = from;
            while (from < text_.size() && std::strchr(signs, text_[from]) != nullptr && text_[from] != '\0') ++from;
            return from > before;
        };
        bool equals = false, quoted = false;
        pass("\"'*` \t");
        if (keyword != Keyword::Bearer) {
            const std::size_t sign = from;
            if (!pass(":=>") || from - sign > 2) return;
            equals = text_.substr(sign, from - sign).find('=') != std::string_view::npos;
            pass(" \t*`");
            quoted = pass("\"'");
        }
        const std::size_t end = quoted ? quotedEnd(from) : valueEnd(from);
        const std::string_view value = text_.substr(from, end - from);
        // Without quotes it may be program text: os.environ.get(
        if (!quoted && value.find('(') != std::string_view::npos) return;
        if (isSecret(value, keyword, equals)) findings_.add(Entity::Secret, from, end, 0.85);
    }

    std::size_t valueEnd(std::size_t from) const {
        std::size_t end = from;
        while (end < text_.size() && std::uint8_t(text_[end]) > ' ' && std::strchr("\"'`,;<>)", text_[end]) == nullptr)
            ++end;
        while (end > from && (text_[end - 1] == '.' || text_[end - 1] == '*')) --end;
        return end;
    }

    /// Up to the quote that stands before `from`; without one on the line, as without quotes.
    std::size_t quotedEnd(std::size_t from) const {
        const std::size_t end = text_.substr(from, 200).find_first_of(std::string{text_[from - 1], '\n'});
        return end != std::string_view::npos && text_[from + end] != '\n' ? from + end : valueEnd(from);
    }

    static bool isSecret(std::string_view value, Keyword keyword, bool equals) {
        if (value.size() < 4 || allSame(value) || std::strchr("<[{$%(", value[0]) != nullptr) return false;
        bool digit = false, sign = false, upper = false, lower = false;
        for (const char c : value) {
            digit = digit || isDigit(c);
            upper = upper || isUpper(c);
            lower = lower || (c >= 'a' && c <= 'z');
            sign = sign || !isLetterOrDigit(c);
        }
        if (keyword == Keyword::Password) {
            const std::string word = lowered(value);
            for (const char* none :
                 {"none", "null", "true", "false", "undefined", "nil", "string", "required", "password"})
                if (word == none) return false;
            return equals || (value.size() >= 6 && (digit || (sign && upper && lower)));
        }
        return value.size() >= (keyword == Keyword::Bearer ? 16u : 12u) && digit && (upper || lower) &&
               entropyOf(value) >= 3;
    }

    static constexpr std::array<bool, 256> marked_ = [] {
        std::array<bool, 256> table{};
        for (const Mark& mark : kMarks) table[std::uint8_t(mark.begin[0])] = true;
        table['e'] = true;
        return table;
    }();

    Findings& findings_;
    const Document& document_;
    std::string_view text_;
};

}  // namespace

void findSecrets(Findings& findings) {
    if (findings.wants(Entity::Secret)) SecretFinder(findings).find();
}

}  // namespace tunesmith::pii
