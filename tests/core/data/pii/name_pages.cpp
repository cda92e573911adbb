// Mostly lists, which is why it is long.
#include "name_pages.h"

#include "pii_values.h"

namespace pii_test {

namespace {

using Texts = std::vector<std::string>;

struct Person {
    const char *given, *family;
};

const std::vector<Person>& people() {
    static const std::vector<Person> all = {
        // Britain and Ireland, North America, Oceania
        {"Olivia", "Turner"},
        {"Harold", "Pemberton"},
        {"Tamsin", "Trevelyan"},
        {"Gareth", "Llewellyn"},
        {"Siobhán", "Gallagher"},
        {"Ciarán", "Ó Súilleabháin"},
        {"Michael", "Johnson"},
        {"Jennifer", "Kowalczyk"},
        {"DeShawn", "Whitaker"},
        {"Brianna", "Castellanos"},
        {"Madison", "Parker"},
        {"Wyatt", "Hollingsworth"},
        {"Skyler", "Begay"},
        {"Kaimana", "Kealoha"},
        {"Manaia", "Tuhoe"},
        {"Lachlan", "McAllister"},
        {"Karen", "Lindqvist"},
        {"Robert", "Brown"},
        {"Susan", "Hill"},
        {"Tyrone", "Baptiste"},
        // German, Dutch, Nordic
        {"Sabine", "Hoffmann"},
        {"Detlef", "Rübsamen"},
        {"Ulrike", "Zwiener"},
        {"Lukas", "Schneider"},
        {"Hannelore", "Kretschmer"},
        {"Torben", "Wittkowski"},
        {"Fatma", "Demir"},
        {"Jürgen", "Müller"},
        {"Sanne", "de Vries"},
        {"Joost", "van der Meulen"},
        {"Willemijn", "Oosterhuis"},
        {"Lars", "Nilsson"},
        {"Thorvaldur", "Eggertsson"},
        {"Guðrún", "Jónsdóttir"},
        {"Aino", "Virtanen"},
        {"Veikko", "Rautiainen"},
        {"Solveig", "Haugen"},
        {"Ingrid", "Johansen"},
        // French, Spanish, Portuguese, Italian; Latin America
        {"Camille", "Lefebvre"},
        {"Thibault", "Desrosiers"},
        {"Océane", "Guillou"},
        {"Jean", "Dupont"},
        {"Marie", "Tremblay"},
        {"Aymeric", "Kerbrat"},
        {"María", "García"},
        {"Iker", "Etxeberria"},
        {"Montserrat", "Puigdomènech"},
        {"Carlos", "Fernández"},
        {"Xóchitl", "Tzompantzi"},
        {"Guadalupe", "Quispe"},
        {"Itzel", "Cervantes"},
        {"Wilmer", "Echeverría"},
        {"João", "Pereira"},
        {"Thaís", "Albuquerque"},
        {"Ubirajara", "Nascimento"},
        {"Inês", "Figueiredo"},
        {"Giulia", "Rossi"},
        {"Ottavio", "Scognamiglio"},
        {"Chiara", "Lombardi"},
        {"Gennaro", "Acampora"},
        // Central and Eastern Europe, Greece, Turkey
        {"Piotr", "Nowak"},
        {"Wojciech", "Brzęczyszczykiewicz"},
        {"Bożena", "Wasilewska"},
        {"Jana", "Svobodová"},
        {"Zdeněk", "Hrubý"},
        {"Zoltán", "Szabó"},
        {"Borbála", "Csikós"},
        {"Ioana", "Munteanu"},
        {"Dragan", "Stojanović"},
        {"Ljubica", "Perković"},
        {"Nikolaos", "Papadopoulos"},
        {"Despina", "Karagianni"},
        {"Olga", "Ivanova"},
        {"Rustam", "Khasanov"},
        {"Oksana", "Tymoshchuk"},
        {"Dmitri", "Volkov"},
        {"Mehmet", "Yılmaz"},
        {"Gülten", "Karahanlıoğlu"},
        {"Anahit", "Sargsyan"},
        {"Nino", "Kvaratskhelia"},
        // Arab world, Iran, Central Asia
        {"Mohammed", "Hassan"},
        {"Fatima", "Al-Sayed"},
        {"Abdulrahman", "Al-Otaibi"},
        {"Ghada", "Mansour"},
        {"Zakaria", "Benhaddou"},
        {"Shirin", "Tavakoli"},
        {"Farhad", "Ghorbani"},
        {"Batbayar", "Ganbold"},
        {"Aigul", "Nurmagambetova"},
        {"Layla", "Haddad"},
        // South Asia
        {"Priya", "Sharma"},
        {"Venkatesh", "Subramanian"},
        {"Gurpreet", "Singh"},
        {"Lakshmi", "Narayanan"},
        {"Rahul", "Patel"},
        {"Debjani", "Bhattacharya"},
        {"Muhammad", "Khan"},
        {"Shazia", "Qureshi"},
        {"Nusrat", "Chowdhury"},
        {"Thilini", "Wickramasinghe"},
        {"Sunita", "Gurung"},
        // East and Southeast Asia
        {"Wei", "Zhang"},
        {"Xiaoling", "Ouyang"},
        {"Mei", "Chen"},
        {"Yuki", "Tanaka"},
        {"Shinichiro", "Kurosawa"},
        {"Jihoon", "Kim"},
        {"Hyejin", "Baek"},
        {"Minh", "Nguyễn"},
        {"Quynh", "Trịnh"},
        {"Siti", "Rahmawati"},
        {"Agus", "Wijaya"},
        {"Nattaporn", "Srisai"},
        {"Maricel", "Dimaculangan"},
        {"Jose", "Santos"},
        // Africa
        {"Oluwaseun", "Adebayo"},
        {"Chinonso", "Okafor"},
        {"Ngozi", "Eze"},
        {"Kwabena", "Boateng"},
        {"Akosua", "Mensah"},
        {"Lwazi", "Mthembu"},
        {"Nomvula", "Dlamini"},
        {"Wanjiru", "Kamau"},
        {"Tesfaye", "Gebremariam"},
        {"Amina", "Diallo"},
        {"Cheikh", "Ndiaye"},
        {"Rakotoarisoa", "Andriamanana"},
        // and rare ones of each
        {"Ailbhe", "Ní Dhomhnaill"},
        {"Peadar", "Mac Giolla"},
        {"Quillon", "Ashdown"},
        {"Leofric", "Babbage"},
        {"Xanthe", "Ruddock"},
        {"Tallulah", "Pettigrew"},
        {"Merrick", "Dunstable"},
        {"Jaylen", "Stackhouse"},
        {"Kenyatta", "Broussard"},
        {"Makayla", "Thibodeaux"},
        {"Dashiell", "Vandenberg"},
        {"Kolby", "Yazzie"},
        {"Raelynn", "Schexnayder"},
        {"Wiremu", "Parata"},
        {"Bindi", "Yunupingu"},
        {"Wendelin", "Obermoser"},
        {"Adelgunde", "Pfannenstiel"},
        {"Gesine", "Tiedemann"},
        {"Kunibert", "Zausinger"},
        {"Roswitha", "Quandt"},
        {"Alwin", "Eickelpasch"},
        {"Xaver", "Niederhuber"},
        {"Sjoukje", "Hoekstra"},
        {"Floortje", "Buitenhuis"},
        {"Teunis", "Kwakkel"},
        {"Ragnhild", "Skjelbred"},
        {"Eskil", "Bergqvist"},
        {"Torfinn", "Aasland"},
        {"Pernille", "Thygesen"},
        {"Jorma", "Kettunen"},
        {"Maiju", "Lehtovaara"},
        {"Enguerrand", "Malherbe"},
        {"Bérengère", "Quesnel"},
        {"Gontran", "Delacourt"},
        {"Maïwenn", "Le Goff"},
        {"Eustaquio", "Barreda"},
        {"Nerea", "Goikoetxea"},
        {"Casimiro", "Peñalver"},
        {"Yadira", "Huamán"},
        {"Anayeli", "Tlaxcala"},
        {"Deyvis", "Chuquimarca"},
        {"Florbela", "Quintanilha"},
        {"Jurandir", "Sampaio"},
        {"Ondina", "Bettencourt"},
        {"Ermenegildo", "Pautasso"},
        {"Fulvia", "Zanotto"},
        {"Calogero", "Sciortino"},
        {"Gracjan", "Pietrzyk"},
        {"Żaneta", "Kuśmierz"},
        {"Bohumil", "Doležal"},
        {"Květoslava", "Hájková"},
        {"Gyöngyi", "Bárdos"},
        {"Kálmán", "Fekete"},
        {"Octavian", "Drăgulescu"},
        {"Smaranda", "Bălan"},
        {"Zvonimir", "Kukuljan"},
        {"Radmila", "Todorova"},
        {"Spyridon", "Vlachos"},
        {"Paraskevi", "Lioliou"},
        {"Innokenty", "Zubarev"},
        {"Yaroslava", "Hnatiuk"},
        {"Gülbahar", "Çetinkaya"},
        {"Tuncay", "Albayrak"},
        {"Vardan", "Hovhannisyan"},
        {"Ketevan", "Beridze"},
        {"Muslum", "Aliyev"},
        {"Abdelmoumen", "Bouazza"},
        {"Thuraya", "Al-Kindi"},
        {"Munira", "Al-Shammari"},
        {"Houshang", "Pirnia"},
        {"Golnoush", "Sadeghi"},
        {"Jahongir", "Tursunov"},
        {"Otgonbayar", "Dorj"},
        {"Thirumalai", "Rangaswamy"},
        {"Bhavani", "Thirunavukkarasu"},
        {"Paramjit", "Dhillon"},
        {"Sudeshna", "Gangopadhyay"},
        {"Mizanur", "Talukder"},
        {"Zulfiqar", "Bhutto"},
        {"Pasang", "Lhamo"},
        {"Zhaohui", "Situ"},
        {"Ruolan", "Xiahou"},
        {"Tatsunori", "Kuramochi"},
        {"Chizuru", "Inamoto"},
        {"Byeongcheol", "Namgung"},
        {"Khanh", "Vương"},
        {"Wahyuningsih", "Prasetyo"},
        {"Kittisak", "Boonmee"},
        {"Bayani", "Macaraeg"},
        {"Ikechukwu", "Nwachukwu"},
        {"Temitope", "Ogunleye"},
        {"Kofi", "Asante-Yeboah"},
        {"Sibongile", "Khumalo"},
        {"Mthunzi", "Zulu"},
        {"Nyokabi", "Gathoni"},
        {"Gebre", "Woldemichael"},
        {"Seydou", "Coulibaly"},
        {"Fanjanirina", "Rabemananjara"},
    };
    return all;
}

const Texts& places() {
    static const Texts all = {"London",         "Leeds",
                              "Swindon",        "Chipping Norton",
                              "Aberystwyth",    "Inverness",
                              "Dublin",         "Ballina",
                              "New York",       "Chicago",
                              "Boise",          "Terre Haute",
                              "Walla Walla",    "Toronto",
                              "Moose Jaw",      "Sydney",
                              "Toowoomba",      "Auckland",
                              "Berlin",         "München",
                              "Köln",           "Gütersloh",
                              "Bad Oeynhausen", "Pirna",
                              "Oberammergau",   "Wien",
                              "Zürich",         "Graz",
                              "Chur",           "Paris",
                              "Lyon",           "Quimper",
                              "Le Mans",        "Bourg-en-Bresse",
                              "Madrid",         "Badajoz",
                              "Sevilla",        "Vic",
                              "Roma",           "Milano",
                              "Cuneo",          "Matera",
                              "Lisboa",         "Évora",
                              "Amsterdam",      "Zwolle",
                              "Gent",           "Oslo",
                              "Tromsø",         "Stockholm",
                              "Skövde",         "Kuopio",
                              "Warszawa",       "Rzeszów",
                              "Praha",          "Ostrava",
                              "Budapest",       "Pécs",
                              "Cluj-Napoca",    "Istanbul",
                              "Gaziantep",      "Moscow",
                              "Yaroslavl",      "Kyiv",
                              "Poltava",        "Tokyo",
                              "Kanazawa",       "Seoul",
                              "Daegu",          "Shanghai",
                              "Lanzhou",        "Mumbai",
                              "Coimbatore",     "Delhi",
                              "Sialkot",        "Lagos",
                              "Kaduna",         "Nairobi",
                              "Eldoret",        "Cairo",
                              "Asyut",          "Lima",
                              "Arequipa",       "São Paulo",
                              "Londrina",       "Mexico City",
                              "Oaxaca",         "Buenos Aires"};
    return all;
}

const Texts& streets() {
    static const Texts all = {"221 Baker Street",
                              "14 Elm Road",
                              "7 The Crescent",
                              "1600 Pennsylvania Avenue",
                              "35B Station Lane",
                              "9 Wexford Close",
                              "402 Sunset Blvd",
                              "18 King's Walk",
                              "Hauptstraße 12",
                              "Am Markt 3",
                              "Lindenallee 45a",
                              "Goethestr. 7",
                              "Unter den Eichen 21",
                              "Im Winkel 4",
                              "12, rue de la Paix",
                              "3 avenue Victor Hugo",
                              "27 bis, quai Voltaire",
                              "5 lotissement des Pins",
                              "Calle Mayor 3",
                              "Avenida de América 15",
                              "C/ Luna 8",
                              "Via Roma 7",
                              "Piazza Garibaldi 2",
                              "Keizersgracht 5",
                              "Dorpsstraat 88",
                              "Storgatan 11",
                              "ul. Długa 4",
                              "Rua Augusta 1200"};
    return all;
}

const Texts& cues() {
    static const Texts all = {"My name is %1. ",
                              "Dr. %1 will see you. ",
                              "Dear %1, thank you for writing. ",
                              "Patient: %1, admitted. ",
                              "Mrs %1 called twice. ",
                              "Mr. %1 has paid. ",
                              "Ms %1 asked for a copy. ",
                              "Prof. %1 gave the talk. ",
                              "Sincerely, %1\n",
                              "Best regards, %1\n",
                              "Signed by %1. ",
                              "Please contact %1 for details. ",
                              "her husband %1 was there. ",
                              "our colleague %1 agrees. ",
                              "The witness %1 saw it. ",
                              "The plaintiff %1 appeals. ",
                              "the tenant %1 moved out. ",
                              "Nurse %1 gave the injection. ",
                              "Officer %1 wrote the report. ",
                              "Judge %1 ruled. ",
                              "Name: %1; age 44. ",
                              "Attn: %1\n",
                              "c/o %1, second floor. ",
                              "Customer %1 wants a refund. ",
                              "the student %1 passed. ",
                              "Hi %1, here is the file. ",
                              "I am %1 and I need help. ",
                              "Written by %1. ",
                              "Author: %1. ",
                              "Frau %1 ist da. ",
                              "Herr %1 kommt später. ",
                              "Sehr geehrter Herr %1, ",
                              "Liebe %1, vielen Dank. ",
                              "Ich heiße %1. ",
                              "Mein Name ist %1. ",
                              "Patientin %1 klagt über Husten. ",
                              "Die Zeugin %1 schweigt. ",
                              "Mit freundlichen Grüßen %1\n",
                              "unser Mitarbeiter %1 hilft. ",
                              "Rechtsanwalt %1 schreibt. ",
                              "Madame %1 est absente. ",
                              "Je m'appelle %1. ",
                              "Cher %1, merci. ",
                              "Le docteur %1 arrive. ",
                              "Señora %1 llamó ayer. ",
                              "Me llamo %1. ",
                              "Estimado %1, gracias. ",
                              "La signora %1 aspetta. ",
                              "Mi chiamo %1. ",
                              "Mevrouw %1 belt terug. "};
    return all;
}

const Texts& bare() {
    static const Texts all = {"Yesterday %1 came by. ",
                              "The report by %1 was late. ",
                              "We met %1 at noon. ",
                              "%1 signed it. ",
                              "They spoke with %1 about it. ",
                              "It was %1 who found the key. ",
                              "%1 and her team won. ",
                              "The house of %1 is for sale. ",
                              "She works for %1. ",
                              "Ask %1. ",
                              "a letter from %1, dated 3 May, ",
                              "%1 was born in the south. ",
                              "as %1 says, it is late; ",
                              "then %1 left. ",
                              "That is why %1 stayed. ",
                              "Gestern kam %1 vorbei. ",
                              "Der Bericht von %1 fehlt. ",
                              "%1 hat unterschrieben. ",
                              "Wir haben %1 getroffen. ",
                              "Das Haus gehört %1. ",
                              "Hier est venu %1. ",
                              "le dossier de %1 est clos; ",
                              "%1 a signé. ",
                              "Ayer vino %1. ",
                              "%1 firmó el contrato. ",
                              "Ieri è passato %1. ",
                              "%1 ha firmato. ",
                              "Gisteren kwam %1 langs. "};
    return all;
}

const Texts& placeFrames() {
    static const Texts all = {"She moved to %1 in spring. ",
                              "The clinic in %1 is full. ",
                              "%1 is an hour away. ",
                              "He comes from %1. ",
                              "a train near %1, late, ",
                              "Er wohnt in %1. ",
                              "Sie kommt aus %1. ",
                              "Il habite à %1. ",
                              "Vive en %1. ",
                              "Abita a %1. ",
                              "We like %1. ",
                              "The office (%1) closes. "};
    return all;
}

const Texts& streetFrames() {
    static const Texts all = {"He lives at %1. ", "Address: %1; ring twice. ", "Die Praxis ist in der %1. ",
                              "Adresse : %1. ", "Send it to %1, please. "};
    return all;
}

/// Capital words that are nobody and nowhere.
const Texts& nobody() {
    static const Texts all = {"The Grant Committee met on Monday. ",
                              "Open the File Menu and choose Print Preview. ",
                              "Johnson Controls and Mercedes Trucks raised prices. ",
                              "The Royal Free Trust runs it. ",
                              "Chapter Two, Part Three: Early Signs. ",
                              "Take Ibuprofen with food, not with Aspirin. ",
                              "The Summer School starts in July. ",
                              "Der Patient klagt über Kopfschmerzen und Fieber. ",
                              "Die Rechnung für das Projekt kommt im März. ",
                              "Bitte den Antrag mit Anlage im Büro abgeben. ",
                              "Quarterly Report: Net Income rose. ",
                              "Lake District walks and Rose Garden teas. ",
                              "A Mark in the margin; May we ask? Will it do? ",
                              "The Python Package Index was down. ",
                              "Windows Server and Visual Studio are installed. ",
                              "Le Conseil d'État a tranché. ",
                              "El Ministerio de Hacienda publicó la norma. ",
                              "The Supreme Court and the White House differ. ",
                              "Ward Seven, Bed Four, Blood Pressure normal. ",
                              "Terms and Conditions apply; see Appendix B. ",
                              "The Black Forest and the Baltic Sea. ",
                              "Machine Learning and Data Science are courses. ",
                              "Der Arzt hat dem Kind ein Rezept für Hustensaft gegeben. ",
                              "Vitamin D and Omega Three help. ",
                              "Standard Chartered and Morgan Stanley lend. ",
                              "Das Amtsgericht hat den Termin bestätigt. ",
                              "The Green Party and the Labour Party talk. ",
                              "Faith and Hope were the words on the wall. ",
                              "Our New Year Sale ends on Sunday. ",
                              "The Victoria Line is closed; take the Jubilee Line. ",
                              "Customer Success Managers and Student Finance England wrote. ",
                              "Patient Advice Leaflet, Author Guidelines, Teacher Handbook. ",
                              "Made by Bosch Rexroth, tested by Underwriters Laboratories. ",
                              "Hallo Welt, guten Tag Deutschland. ",
                              "North Dakota, South Bend and West Virginia voted. ",
                              "The Old Wilson Farm and Fort Anderson are museums. ",
                              "Lehrer Verband und Kunden Beirat tagen. ",
                              "Firma Becker und Praxis Schneider haben geschlossen. ",
                              "Dear Customer, dear Hiring Manager, ",
                              "The Marie Curie Foundation and the Max Planck Institute pay. ",
                              "St. Thomas Hospital and Charlotte Airport are busy. ",
                              "Liebe Kolleginnen und Kollegen, ",
                              "Sehr geehrte Damen und Herren, ",
                              "The Christian Democrats won in Georgia. ",
                              "Contact Sales Support or write to Human Resources. ",
                              "Hi Team, ",
                              "Written by Staff Reporters. ",
                              "Ruby on Rails and an Amber Alert. ",
                              "Patient: Male, 54; Diagnosis: Type Two Diabetes. ",
                              "Signed Copies are sold at Barnes and Noble. ",
                              "Cher Client, ",
                              "Estimado Cliente, ",
                              "The tenant Association and the student Parliament met. ",
                              "Angela Merkel Allee und Willy Brandt Haus. ",
                              "Elon University and Wilson Combat. "};
    return all;
}

const Texts& fillers() {
    static const Texts all = {"The parcel left the depot on time and nobody was at home. ",
                              "Der Termin wurde verschoben, bitte melden. ",
                              "El pedido llegará mañana por la tarde. ",
                              "La fattura non è stata pagata. ",
                              "The score was 3-2 and many people watched. ",
                              "Le dossier est complet. "};
    return all;
}

/// As people write it: mostly in full; `polite`: behind a title the family name alone too.
std::string written(Draw& draw, const Person& person, bool cue) {
    const int form = draw.below(100);
    const std::string given = person.given, family = person.family;
    if (form < (cue ? 50 : 65)) return given + " " + family;
    if (form < 75) return cue ? family : given + " " + family;
    if (form < 85) return given;
    if (form < 92) return family;
    return given.substr(0, std::uint8_t(given[0]) < 0x80 ? 1 : 2) + ". " + family;
}

void place(NamePage& page, const std::string& frame, const std::string& value, Told told) {
    const std::size_t at = frame.find("%1");
    const std::size_t begin = page.text.size() + at;
    page.text += frame.substr(0, at) + value + frame.substr(at + 2);
    page.marked.push_back({told, begin, begin + value.size()});
}

}  // namespace

NamePage makeNamePage(std::uint64_t seed) {
    Draw draw(seed + 77777);
    NamePage page;
    for (int part = 0, parts = 3 + draw.below(4); part < parts; ++part) {
        if (draw.chance(50)) page.text += draw.of(fillers());
        const int what = draw.below(100);
        if (what < 25)
            place(page, draw.of(cues()), written(draw, draw.of(people()), true), Told::NameWithCue);
        else if (what < 50)
            place(page, draw.of(bare()), written(draw, draw.of(people()), false), Told::NameBare);
        else if (what < 62)
            place(page, draw.of(placeFrames()), draw.of(places()), Told::Place);
        else if (what < 70)
            place(page, draw.of(streetFrames()), draw.of(streets()), Told::Street);
        else
            page.text += draw.of(nobody());
    }
    return page;
}

}  // namespace pii_test
