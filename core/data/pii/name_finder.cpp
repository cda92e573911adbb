// Names of people, by lists and by the words before them. It misses names that are in no list and nowhere announced,
// and takes some words for names; both are why its findings are for review.
#include <algorithm>
#include <string>
#include <unordered_set>

#include "core/data/pii/finders.h"
#include "core/data/pii/word_lists.h"

namespace tunesmith::pii {

namespace {

class NameFinder {
public:
    explicit NameFinder(Findings& findings) : findings_(findings), document_(findings.document) {}

    void find() {
        for (std::size_t i = 0; i < document_.words().size(); ++i) {
            if (!mayBeName(i)) continue;
            const std::size_t last = lastOf(i);
            const double score = scoreOf(i, last);
            if (score > 0)
                add(i, last, score);
            else
                inside(i, last);
            i = last;
        }
    }

private:
    bool mayBeName(std::size_t i) const {
        const Word& word = document_.words()[i];
        return word.capital && word.digits == 0 && !isNever(i);
    }

    /// Words with a capital that are no part of a name.
    bool isNever(std::size_t i) const {
        static const std::unordered_set<std::string_view> never = {
            "I", "The", "A", "An", "In", "On", "At", "It", "He", "She", "We", "You", "They", "My", "This", "That",
            "And", "But", "Or", "If", "When", "What", "Who", "How", "Why", "Monday", "Tuesday", "Wednesday", "Thursday",
            "Friday", "Saturday", "Sunday", "January", "February", "March", "July", "August", "September", "October",
            "November", "December", "Dr", "Mr", "Mrs", "Ms", "Miss", "Prof", "Herr", "Frau", "Street", "Road", "Avenue",
            "University", "Hospital", "Dear", "Hello", "Hi", "Name", "Patient", "Is", "Please", "Thanks", "Regards",
            "Sir", "Madam", "Lady", "Lord", "Doctor", "Professor", "Yes", "No", "Was", "Inc", "Ltd", "GmbH", "Corp",
            "Company", "Department", "Born", "Phone", "Email", "Address", "Date", "Der", "Die", "Das", "Ein", "Ich",
            "Wir", "Sie", "Er", "Es", "Le", "La", "Les", "El", "Los", "Il", "De", "Mme", "Monsieur", "Madame", "Señor",
            "Señora", "Sr", "Sra", "For", "From", "To", "With", "By", "Of", "As", "So", "Then", "There", "Her", "His",
            "Our", "Your", "Signor", "Signora", "Signed", "Account", "Card", "Number", "Invoice", "Order", "Since",
            "After", "Before", "Contact",
            // what follows a role in headings and names of departments
            "Service", "Services", "Safety", "Care", "Support", "Loan", "Loans", "Union", "Protection", "Index", "Desk",
            "Team", "Report", "Portal", "Center", "Centre", "Office", "Relations", "Experience", "Records", "Education",
            "Board", "Committee", "Trust", "Trucks", "Controls", "Bank", "Group", "Party", "Line", "Court", "House",
            "Garden", "Park", "Forest", "Sea", "District", "School", "College", "Year",
            // of firms and of places that are called after people
            "Firma", "Praxis", "Hotel", "Restaurant", "Museum", "Farm", "Fort", "Mount", "Lake", "Port", "Saint",
            "County", "Bridge", "Station", "Airport", "Stadium", "Old", "New", "North", "South", "East", "West",
            "Great", "Royal", "Upper", "Lower"};
        return never.count(document_.word(i)) > 0;
    }

    /// As the lists write it: JOHN as John.
    std::string_view listed(std::size_t i) const {
        const Word& word = document_.words()[i];
        if (word.lower > 0 || word.wide || word.size() < 2) return document_.word(i);
        scratch_ = std::string(1, document_.word(i)[0]) + std::string(lowered(document_.word(i).substr(1)));
        return scratch_;
    }
    bool isGiven(std::size_t i) const { return givenNames().count(listed(i)) > 0; }
    bool isFamily(std::size_t i) const { return familyNames().count(listed(i)) > 0; }

    /// Words of one name go on over a space, a dash, an apostrophe, an initial with its dot, and over von, de and the
    /// like.
    std::size_t lastOf(std::size_t first) const {
        static const std::unordered_set<std::string_view> particles = {"von", "van", "de", "der", "den", "di",
                                                                       "da",  "del", "la", "le",  "dos", "du",
                                                                       "zu",  "bin", "al", "el",  "ter"};
        const auto& words = document_.words();
        std::size_t last = first;
        for (std::size_t i = first; i + 1 < words.size() && i < first + 5; ++i) {
            const bool initial = words[i].size() == 1;
            const std::string_view between = document_.text().substr(words[i].end, words[i + 1].begin - words[i].end);
            const bool joined =
                between == " " || between == "-" || between == "'" || (initial && (between == ". " || between == "."));
            if (!joined) break;
            if (mayBeName(i + 1)) {
                if (i + 1 - first >= 4) break;
                last = i + 1;
            } else if (particles.count(document_.word(i + 1)) == 0) {
                break;
            }
        }
        return last;
    }

    /// What stands before a name: 0 nothing, else how sure it makes.
    double announced(std::size_t first, std::size_t last) const {
        static const std::unordered_set<std::string> titles = {
            "dr",        "mr",      "mrs",     "ms",      "miss",       "prof",         "professor",
            "doctor",    "herr",    "frau",    "herrn",   "mme",        "mlle",         "monsieur",
            "madame",    "señor",   "señora",  "sr",      "sra",        "sig",          "dott",
            "nurse",     "sir",     "lady",    "don",     "doña",       "doktor",       "maître",
            "mevrouw",   "pan",     "meneer",  "dhr",     "signor",     "signora",      "pani",
            "bay",       "bayan",   "officer", "judge",   "captain",    "sergeant",     "senator",
            "docteur",   "doctora", "dottor",  "dottore", "dottoressa", "rechtsanwalt", "rechtsanwältin",
            "schwester", "pfleger"};
        static const std::unordered_set<std::string> greetings = {
            "named",     "called",   "dear",     "regards", "sincerely", "heiße",   "heisse", "llamo",  "chiamo",
            "m'appelle", "appelle",  "liebe",    "lieber",  "geehrter",  "geehrte", "cher",   "chère",  "querido",
            "querida",   "estimado", "estimada", "attn",    "surname",   "nombre",  "nom",    "prénom", "nome",
            "vorname",   "nachname", "geborene", "hi",      "hello",     "grüßen",  "grüße"};
        static const std::unordered_set<std::string> roles = {
            "contact",  "patient",     "patientin",     "client",    "spouse",    "wife",      "husband",   "brother",
            "sister",   "son",         "daughter",      "mother",    "father",    "uncle",     "aunt",      "author",
            "editor",   "colleague",   "witness",       "plaintiff", "defendant", "tenant",    "landlord",  "customer",
            "student",  "pupil",       "teacher",       "employee",  "applicant", "kollege",   "kollegin",  "zeuge",
            "zeugin",   "kläger",      "klägerin",      "mandant",   "mandantin", "mieter",    "mieterin",  "kunde",
            "kundin",   "mitarbeiter", "mitarbeiterin", "richter",   "richterin", "schüler",   "schülerin", "lehrer",
            "lehrerin", "autor",       "autorin",       "témoin",    "collègue",  "locataire", "cliente",   "paciente",
            "testigo",  "colega",      "paziente",      "collega",   "auteur",    "patiënt",   "klant"};
        static const std::unordered_set<std::string> makers = {"signed",   "written", "prepared",
                                                               "reviewed", "edited",  "sent"};
        static const std::unordered_set<std::string> articles = {
            "the", "our", "my",    "his",    "her",  "their", "your", "a",    "der",  "die",
            "den", "dem", "unser", "unsere", "mein", "meine", "ihr",  "ihre", "sein", "seine",
            "le",  "la",  "el",    "il",     "un",   "una",   "une",  "de",   "het"};
        if (first == 0) return 0;
        const std::string before = lowered(document_.word(first - 1));
        const std::string earlier = first >= 2 ? lowered(document_.word(first - 2)) : std::string();
        const Word& previous = document_.words()[first - 1];
        if (document_.words()[first].begin - previous.end > 3) return 0;
        if (titles.count(before) > 0) return 0.6;
        if (before == "name" || (before == "is" && earlier == "name") || (before == "ist" && earlier == "name"))
            return 0.55;
        if (before == "am" && earlier == "i") return 0.4;
        if (before == "o" && earlier == "c") return 0.45;  // c/o
        if (greetings.count(before) > 0 || (before == "by" && makers.count(earlier) > 0) || before == "signed")
            return 0.45;
        if (roles.count(before) == 0) return 0;
        // Headings begin with roles too: Patient Advice Leaflet.
        const bool told = !previous.capital || articles.count(earlier) > 0 || document_.text()[previous.end] != ' ' ||
                          isGiven(first) || isSureFamily(last);
        return told ? 0.45 : 0;
    }

    /// Endings that hardly any word has but family names: Stojanović, Tymoshenko, Sargsyan.
    bool endsLikeFamily(std::size_t i) const {
        static constexpr std::string_view endings[] = {
            "ović",  "ovic", "ević", "evic",  "enko",   "chuk",   "wicz",    "wski",  "wska", "lski",
            "lska",  "ński", "ńska", "sson",  "dóttir", "dottir", "opoulos", "akis",  "idis", "shvili",
            "adze",  "escu", "eanu", "oğlu",  "oglu",   "anova",  "inova",   "ikova", "yeva", "ová",
            "ssian", "syan", "nyan", "zadeh", "elli",   "inho",   "quist",   "qvist"};
        const std::string word = lowered(document_.word(i));
        for (const std::string_view ending : endings)
            if (word.size() >= ending.size() + 2 && std::string_view(word).ends_with(ending)) return true;
        return false;
    }

    /// In the list and no word of every day: of two capital words the second tells.
    bool isSureFamily(std::size_t i) const {
        return (isFamily(i) && ambiguousFamilies().count(listed(i)) == 0) || endsLikeFamily(i);
    }

    bool startsSentence(std::size_t i) const {
        if (i == 0) return true;
        const auto& words = document_.words();
        return document_.text().substr(words[i - 1].end, words[i].begin - words[i - 1].end).find_first_of(".!?\n") !=
               std::string_view::npos;
    }

    double scoreOf(std::size_t first, std::size_t last) const {
        if (const double score = announced(first, last);
            score > 0 && (last > first || score > 0.5 || isGiven(first) || isFamily(first)))
            return score;
        const bool sure = ambiguousNames().count(listed(first)) == 0;
        if (last > first) {
            const bool family = isFamily(last);
            if (isGiven(first)) return family ? 0.65 : sure ? 0.45 : 0;
            if (!family && !endsLikeFamily(last)) return 0;
            if (isInitial(first)) return last == first + 1 && !startsSentence(first) ? 0.4 : 0;
            const bool two = last == first + 1 || (last == first + 2 && !isGiven(first + 1));
            return two && isSureFamily(last) ? 0.4 : 0;
        }
        return isGiven(first) && sure && document_.words()[first].lower > 0 ? 0.3 : 0;
    }

    bool isInitial(std::size_t i) const { return document_.words()[i].size() == 1; }

    /// A name at the end of a row of capital words: Yesterday John Smith.
    void inside(std::size_t first, std::size_t last) {
        for (std::size_t i = first + 1; i <= last; ++i) {
            const double score = scoreOf(i, last);
            if (score <= 0) continue;
            add(i, last, score);
            return;
        }
    }

    void add(std::size_t first, std::size_t last, double score) {
        findings_.add(Entity::Name, document_.words()[first].begin, document_.words()[last].end, score);
    }

    Findings& findings_;
    const Document& document_;
    mutable std::string scratch_;
};

}  // namespace

void findNames(Findings& findings) {
    if (findings.wants(Entity::Name)) NameFinder(findings).find();
}

}  // namespace tunesmith::pii
