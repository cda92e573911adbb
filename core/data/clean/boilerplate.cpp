#include "core/data/clean/boilerplate.h"

#include <algorithm>

#include "core/data/clean/hash_map.h"
#include "core/data/clean/phrases.h"
#include "core/data/clean/step_kinds.h"
#include "core/data/clean/text_lines.h"
#include "core/data/clean/words.h"

namespace tunesmith {

namespace {

constexpr std::size_t kLongestLine = 250;   // bytes of a line that may be boilerplate
constexpr std::size_t kLongestHeader = 80;  // bytes of a page's header
constexpr std::int64_t kLongText = 40;      // lines from which on a text may have pages

/// Their line goes wherever in it they stand.
const Phrases& telling() {
    static const Phrases phrases(
        {"this website uses cookies", "this site uses cookies", "we use cookies to", "we use cookies and",
         "uses cookies to improve", "accept all cookies", "accept cookies", "manage cookie preferences",
         "by continuing to use this site you", "by continuing to browse", "click here to", "click here for",
         "subscribe to our newsletter", "sign up for our newsletter", "skip to main content", "skip to content",
         "skip to navigation", "all rights reserved", "enable javascript in your browser", "please enable javascript",
         "javascript is disabled", "share this article on", "share on facebook", "share on twitter", "follow us on",
         "you must be logged in to post a comment", "this email address is being protected from spambots",
         // German
         "diese website verwendet cookies", "diese seite verwendet cookies", "wir verwenden cookies",
         "alle cookies akzeptieren", "klicken sie hier", "hier klicken", "newsletter abonnieren", "zum inhalt springen",
         "alle rechte vorbehalten", "bitte aktivieren sie javascript", "folgen sie uns auf",
         // French
         "ce site utilise des cookies", "nous utilisons des cookies", "accepter les cookies",
         "accepter tous les cookies", "cliquez ici", "abonnez-vous à notre newsletter", "aller au contenu",
         "tous droits réservés", "suivez-nous sur",
         // Spanish
         "este sitio web utiliza cookies", "este sitio utiliza cookies", "utilizamos cookies",
         "aceptar todas las cookies", "haga clic aquí", "haz clic aquí", "suscríbete a nuestro boletín",
         "ir al contenido", "todos los derechos reservados", "síguenos en",
         // Italian
         "questo sito utilizza i cookie", "questo sito utilizza cookie", "utilizziamo i cookie",
         "accetta tutti i cookie", "clicca qui", "iscriviti alla nostra newsletter", "vai al contenuto",
         "tutti i diritti riservati", "seguici su",
         // Portuguese, Dutch, Polish
         "este site utiliza cookies", "usamos cookies", "clique aqui", "todos os direitos reservados",
         "deze website maakt gebruik van cookies", "klik hier", "alle rechten voorbehouden",
         "ta strona używa plików cookie", "ta strona korzysta z plików cookie", "kliknij tutaj",
         "wszelkie prawa zastrzeżone"});
    return phrases;
}

/// Their line goes where nothing else stands in it.
const Phrases& alone() {
    static const Phrases phrases(
        {"click here", "read more", "continue reading", "learn more", "show more", "load more", "back to top", "home",
         "menu", "log in", "login", "sign in", "sign up", "register", "share this", "print this page", "privacy policy",
         "terms of service", "terms of use", "terms and conditions", "cookie policy", "cookie settings", "contact us",
         "about us", "site map", "sitemap", "advertisement", "sponsored content", "leave a comment", "post a comment",
         "toggle navigation", "next page", "previous page",
         // German, French, Spanish, Italian, Portuguese, Dutch
         "mehr lesen", "weiterlesen", "mehr erfahren", "nach oben", "impressum", "datenschutz", "datenschutzerklärung",
         "anmelden", "anzeige", "lire la suite", "en savoir plus", "haut de page", "mentions légales",
         "politique de confidentialité", "publicité", "leer más", "seguir leyendo", "volver arriba", "aviso legal",
         "política de privacidad", "publicidad", "leggi tutto", "continua a leggere", "torna su",
         "informativa sulla privacy", "pubblicità", "leia mais", "política de privacidade", "lees meer",
         "privacybeleid"});
    return phrases;
}

bool isBoilerplate(std::string_view line) {
    if (line.size() > kLongestLine) return false;
    if (!telling().find(line).empty()) return true;
    const std::string_view found = alone().find(line, 1);
    return !found.empty() && countWords(found) == countWords(line);
}

/// 0 for a line that is no header.
std::uint64_t headerHash(std::string_view line) {
    if (line.size() > kLongestHeader) return 0;
    const auto letters = std::count_if(line.begin(), line.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::uint8_t(c) >= 0x80;
    });
    return letters < 8 ? 0 : foldedHash(line);
}

class Boilerplate : public TextCleaner {
public:
    explicit Boilerplate(const Json& settings) : repeats_(settings.at("repeats").get<std::uint32_t>()) {}

protected:
    std::string rewrite(std::string& text, const Record& record) const override {
        HashMap<std::uint32_t> headers;
        if (repeats_ > 0 && record.isText()) countHeaders(text, headers);
        std::string out;
        std::int64_t taken = 0;
        bool first = true;
        forEachLine(text, [&](std::string_view line, bool code) {
            if (!code && (isBoilerplate(line) || isRepeated(line, headers))) {
                ++taken;
                return;
            }
            if (!first) out += '\n';
            first = false;
            out.append(line);
        });
        if (taken == 0) return {};
        text = std::move(out);
        return counted(taken, "line of boilerplate taken out", "lines of boilerplate taken out");
    }

private:
    static void countHeaders(std::string_view text, HashMap<std::uint32_t>& headers) {
        if (std::count(text.begin(), text.end(), '\n') + 1 < kLongText) return;
        forEachLine(text, [&](std::string_view line, bool code) {
            const std::uint64_t hash = code ? 0 : headerHash(line);
            if (hash != 0) ++headers[hash];
        });
    }

    /// Of a line that stands often enough: whether it stood before.
    bool isRepeated(std::string_view line, HashMap<std::uint32_t>& headers) const {
        constexpr std::uint32_t stood = 0x80000000u;
        if (headers.size() == 0) return false;
        const std::uint64_t hash = headerHash(line);
        if (hash == 0) return false;
        std::uint32_t& count = headers[hash];
        if ((count & ~stood) < repeats_) return false;
        const bool before = (count & stood) != 0;
        count |= stood;
        return before;
    }

    std::uint32_t repeats_;
};

}  // namespace

CleanerKind boilerplateCleaner() {
    return {"boilerplate", {wholeSetting("repeats", 0, 1000, 5)}, [](const Json& settings, const CleanContext&) {
                return std::make_unique<Boilerplate>(settings);
            }};
}

}  // namespace tunesmith
