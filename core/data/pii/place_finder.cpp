// Cities by a list, streets by their words and a number.
#include <algorithm>
#include <string>
#include <unordered_set>

#include "core/data/pii/finders.h"
#include "core/data/pii/word_lists.h"

namespace tunesmith::pii {

namespace {

using Words = std::unordered_set<std::string>;

class PlaceFinder {
public:
    explicit PlaceFinder(Findings& findings) : findings_(findings), document_(findings.document) {}

    void find() {
        for (std::size_t i = 0; i < document_.words().size(); ++i) {
            const Word& word = document_.words()[i];
            if (word.digits > 0 && word.size() <= 6) {
                numberFirst(i);
            } else if (word.capital) {
                streetFirst(i);
                if (findings_.wants(Entity::Place)) city(i);
            } else if (!word.wide && word.size() <= 8) {
                frenchStreet(i);
            }
        }
    }

private:
    bool exists(std::size_t i) const { return i < document_.words().size(); }
    std::string lower(std::size_t i) const { return exists(i) ? lowered(document_.word(i)) : std::string(); }
    bool isHouseNumber(std::size_t i) const {
        return exists(i) && document_.words()[i].digits > 0 && document_.words()[i].digits <= 5 &&
               document_.words()[i].size() <= 6;
    }
    bool near(std::size_t i) const { return document_.words()[i + 1].begin - document_.words()[i].end <= 2; }
    void add(Entity entity, std::size_t first, std::size_t last, double score) {
        findings_.add(entity, document_.words()[first].begin, document_.words()[last].end, score);
    }

    void city(std::size_t first) {
        const std::size_t most = std::min(first + 4, document_.words().size());
        for (std::size_t end = most; end > first; --end) {
            const std::size_t begin = document_.words()[first].begin, size = document_.words()[end - 1].end - begin;
            if (size > 20 || cities().count(document_.text().substr(begin, size)) == 0) continue;
            static const Words before = {"in", "from", "at", "near", "to", "of", "nach", "aus", "bei",
                                         "à",  "en",   "de", "a",    "da", "di", "te",   "van", "i"};
            add(Entity::Place, first, end - 1, first > 0 && before.count(lower(first - 1)) > 0 ? 0.5 : 0.4);
            return;
        }
    }

    /// 221 Baker Street; 12, rue de la Paix
    void numberFirst(std::size_t number) {
        if (!isHouseNumber(number)) return;
        static const Words endings = {"street",  "st",      "road",   "rd",        "avenue", "ave",     "lane",
                                      "ln",      "drive",   "dr",     "boulevard", "blvd",   "court",   "ct",
                                      "way",     "place",   "pl",     "square",    "sq",     "terrace", "crescent",
                                      "close",   "highway", "hwy",    "parkway",   "pkwy",   "row",     "grove",
                                      "gardens", "mews",    "circle", "trail"};
        for (std::size_t i = number + 1; exists(i) && i <= number + 5 && near(i - 1); ++i) {
            const Word& word = document_.words()[i];
            if (!word.capital && word.digits == 0) return;
            if (i > number + 1 && word.capital && endings.count(lower(i)) > 0)
                return add(Entity::StreetAddress, number, i, 0.6);
        }
    }

    /// 12, rue de la Paix; rue de la Paix 12
    void frenchStreet(std::size_t kind) {
        static const Words kinds = {"rue",     "avenue", "boulevard", "chemin", "allée", "quai",
                                    "impasse", "place",  "calle",     "via",    "rua",   "avenida"};
        if (kinds.count(std::string(document_.word(kind))) == 0) return;
        const bool numbered = kind > 0 && isHouseNumber(kind - 1) && near(kind - 1);
        std::size_t last = kind;
        for (std::size_t i = kind + 1; exists(i) && i <= kind + 6 && near(i - 1); ++i) {
            if (document_.words()[i].capital)
                last = i;
            else if (document_.words()[i].digits > 0 || document_.words()[i].size() > 3)
                break;
        }
        if (last == kind) return;
        const bool behind = isHouseNumber(last + 1) && near(last);
        if (numbered || behind)
            add(Entity::StreetAddress, numbered ? kind - 1 : kind, behind && !numbered ? last + 1 : last, 0.6);
    }

    /// Hauptstraße 12, Calle Mayor 3, Via Roma 7, Keizersgracht 5
    void streetFirst(std::size_t first) {
        static const char* endings[] = {"straße", "strasse", "str",    "weg",  "platz",  "allee", "gasse", "ring",
                                        "damm",   "ufer",    "straat", "laan", "gracht", "plein", "gatan", "vägen",
                                        "gata",   "veien",   "gade",   "vej",  "katu",   "tie"};
        static const Words kinds = {"calle", "avenida", "plaza",  "paseo",   "via", "viale", "piazza", "corso",
                                    "rua",   "ulica",   "straße", "strasse", "am",  "an",    "unter",  "rue"};
        const std::string word = lower(first);
        std::size_t last = first;
        bool street = false;
        for (const char* ending : endings) {
            const std::size_t size = std::char_traits<char>::length(ending);
            street = street || (word.size() > size + 2 && word.compare(word.size() - size, size, ending) == 0);
        }
        for (std::size_t i = first + 1; kinds.count(word) > 0 && exists(i) && i <= first + 4 && near(i - 1); ++i) {
            const Word& next = document_.words()[i];
            if (next.capital && next.digits == 0) {
                street = true;
                last = i;
            } else if (next.digits > 0 || next.size() > 3) {
                break;
            }
        }
        if (street && isHouseNumber(last + 1) && near(last)) add(Entity::StreetAddress, first, last + 1, 0.6);
    }

    Findings& findings_;
    const Document& document_;
};

}  // namespace

void findPlaces(Findings& findings) {
    if (findings.wants(Entity::Place) || findings.wants(Entity::StreetAddress)) PlaceFinder(findings).find();
}

}  // namespace tunesmith::pii
