#include "core/data/profile/group_words.h"

#include <algorithm>
#include <sstream>

#include "core/data/clean/words.h"
#include "core/data/report_words.h"

namespace tunesmith {

namespace {

struct GroupText {
    const char *family, *name, *terms;  // terms between commas
};

constexpr GroupText kGroups[] = {
    {PHRASE("Profile", "gender"), PHRASE("Profile", "women and girls"),
     "woman, women, girl, girls, lady, ladies, female, females, she, her, hers, herself, mother, mothers, mom, wife, "
     "wives, daughter, daughters, sister, sisters, grandmother, aunt, niece, girlfriend, Frau, Frauen, Mädchen, "
     "weiblich, weibliche, weiblichen, Mutter, Mütter, Ehefrau, Tochter, Töchter, Schwester, Schwestern, Großmutter, "
     "Oma, Tante, Freundin, Patientin, Patientinnen"},
    {PHRASE("Profile", "gender"), PHRASE("Profile", "men and boys"),
     "man, men, boy, boys, gentleman, gentlemen, male, males, he, him, his, himself, father, fathers, dad, husband, "
     "husbands, son, sons, brother, brothers, grandfather, uncle, nephew, boyfriend, Mann, Männer, Männern, Junge, "
     "Jungen, Jungs, männlich, männliche, männlichen, Vater, Väter, Ehemann, Sohn, Söhne, Bruder, Brüder, Großvater, "
     "Opa, Onkel"},
    {PHRASE("Profile", "gender"), PHRASE("Profile", "trans and non-binary people"),
     "transgender, transsexual, trans +, trans woman, trans man, trans women, trans men, nonbinary, non-binary, "
     "genderqueer, intersex, intersexual, transgeschlechtlich, transgeschlechtliche, nichtbinär, nicht-binär, "
     "nichtbinäre, intergeschlechtlich, divers +"},
    {PHRASE("Profile", "age"), PHRASE("Profile", "children and teenagers"),
     "child, children, kid, kids, baby, babies, infant, infants, toddler, toddlers, teenager, teenagers, teen, teens, "
     "adolescent, adolescents, minor +, Kind, Kinder, Kindern, Kindes, Säugling, Säuglinge, Kleinkind, Kleinkinder, "
     "Jugendliche, Jugendlichen, Jugendlicher"},
    {PHRASE("Profile", "age"), PHRASE("Profile", "younger adults"),
     "young +, younger +, young adult, young adults, junge +, jungen +, junger +, jüngere +"},
    {PHRASE("Profile", "age"), PHRASE("Profile", "older people"),
     "elderly, senior +, seniors, senior citizen, senior citizens, old +, older +, older adult, older adults, aged +, "
     "pensioner, pensioners, retiree, retirees, geriatric, alte +, alten +, alter +, ältere +, älteren +, älterer +, "
     "Senior, Senioren, Seniorin, Seniorinnen, Rentner, Rentnerin, Rentnern, hochbetagt, hochbetagte, hochbetagten, "
     "geriatrisch, geriatrische, geriatrischen"},
    {PHRASE("Profile", "religion"), PHRASE("Profile", "Christians"),
     "Christian, Christians, Christianity, Catholic, Catholics, Protestant, Protestants, Orthodox Christian, "
     "evangelical, evangelicals, Mormon, Mormons, Christ +, Christen, christlich, christliche, christlichen, "
     "Katholik, Katholiken, katholisch, katholische, katholischen, Protestanten, evangelisch, evangelische"},
    {PHRASE("Profile", "religion"), PHRASE("Profile", "Muslims"),
     "Muslim, Muslims, Islam, Islamic, Sunni, Shia, Shiite, Muslime, Muslimen, Muslimin, Muslima, muslimisch, "
     "muslimische, muslimischen, islamisch, islamische, islamischen"},
    {PHRASE("Profile", "religion"), PHRASE("Profile", "Jews"),
     "Jew, Jews, Jewish, Judaism, Jude, Juden, Jüdin, Jüdinnen, jüdisch, jüdische, jüdischen, jüdischer, Judentum"},
    {PHRASE("Profile", "religion"), PHRASE("Profile", "Hindus"),
     "Hindu, Hindus, Hinduism, hinduistisch, hinduistische, Hinduismus"},
    {PHRASE("Profile", "religion"), PHRASE("Profile", "Buddhists and Sikhs"),
     "Buddhist, Buddhists, Buddhism, Sikh, Sikhs, Sikhism, Buddhisten, buddhistisch, buddhistische, Buddhismus"},
    {PHRASE("Profile", "religion"), PHRASE("Profile", "people without religion"),
     "atheist, atheists, atheism, agnostic, agnostics, nonreligious, Atheisten, atheistisch, Agnostiker, "
     "konfessionslos, konfessionslose"},
    {PHRASE("Profile", "region"), PHRASE("Profile", "Africa"),
     "African, Africans, Nigerian, Nigerians, Kenyan, Kenyans, Ethiopian, Ethiopians, Somali, Somalis, Ghanaian, "
     "Ghanaians, Congolese, Eritrean, Afrikaner, Afrikanerin, afrikanisch, afrikanische, afrikanischen, Nigerianer, "
     "Somalier, Äthiopier, Eritreer"},
    {PHRASE("Profile", "region"), PHRASE("Profile", "Middle East and North Africa"),
     "Arab, Arabs, Arabic +, Turkish +, Turk, Turks, Iranian, Iranians, Iraqi, Iraqis, Syrian, Syrians, Egyptian, "
     "Egyptians, Moroccan, Moroccans, Lebanese, Palestinian, Palestinians, Israeli, Israelis, Saudi +, Afghan, "
     "Afghans, Araber, Araberin, Arabern, arabische +, arabischen +, Türke, Türken, Türkin, türkische +, türkischen +, "
     "Iraner, Iraker, Syrer, Syrern, Marokkaner, Palästinenser, Afghanen"},
    {PHRASE("Profile", "region"), PHRASE("Profile", "South Asia"),
     "Indian +, Indians, Pakistani, Pakistanis, Bangladeshi, Bangladeshis, Sri Lankan, Nepali, Nepalese, South Asian, "
     "South Asians, Inder, Inderin, Pakistaner, Südasiaten"},
    {PHRASE("Profile", "region"), PHRASE("Profile", "East and Southeast Asia"),
     "Chinese +, Japanese +, Korean +, Koreans, Vietnamese +, Filipino, Filipinos, Filipina, Thai +, Indonesian +, "
     "Indonesians, Malaysian +, East Asian, East Asians, Chinesen, Chinesin, Japaner, Japanerin, Koreaner, "
     "Vietnamesen"},
    {PHRASE("Profile", "region"), PHRASE("Profile", "Latin America"),
     "Mexican, Mexicans, Brazilian, Brazilians, Cuban, Cubans, Colombian, Colombians, Peruvian, Peruvians, Venezuelan, "
     "Venezuelans, Puerto Rican, Puerto Ricans, Mexikaner, Brasilianer, Kubaner, Kolumbianer, Lateinamerikaner"},
    {PHRASE("Profile", "region"), PHRASE("Profile", "North America and Oceania"),
     "American +, Americans, Canadian, Canadians, Australian, Australians, New Zealander, New Zealanders, Amerikaner, "
     "Amerikanerin, Amerikanern, Kanadier, Australier"},
    {PHRASE("Profile", "region"), PHRASE("Profile", "Western Europe"),
     "European +, Europeans, German +, Germans, French +, Frenchman, British +, Briton, Britons, English +, "
     "Englishman, "
     "Italian +, Italians, Spanish +, Spaniard, Spaniards, Irish +, Irishman, Dutch +, Swiss +, Austrian, Austrians, "
     "Swedish +, Swede, Swedes, Deutsche +, Deutscher, Deutschen, Franzose, Franzosen, Engländer, Briten, Italiener, "
     "Spanier, Österreicher, Schweizer +, Europäer"},
    {PHRASE("Profile", "region"), PHRASE("Profile", "Eastern Europe"),
     "Russian +, Russians, Polish +, Pole, Poles, Ukrainian, Ukrainians, Romanian, Romanians, Bulgarian, Bulgarians, "
     "Hungarian +, Hungarians, Czech +, Serbian, Serbs, Albanian, Albanians, Eastern European, Russe, Russen, Russin, "
     "Pole +, Polen +, Polin, Ukrainer, Ukrainerin, Rumänen, Bulgaren, Ungarn +, Tschechen, Serben, Albaner"},
    {PHRASE("Profile", "region"), PHRASE("Profile", "migrants and refugees"),
     "immigrant, immigrants, migrant, migrants, refugee, refugees, asylum seeker, asylum seekers, foreigner, "
     "foreigners, Einwanderer, Migrant, Migranten, Migrantin, Migrantinnen, Flüchtling, Flüchtlinge, Flüchtlingen, "
     "Geflüchtete, Geflüchteten, Asylbewerber, Asylsuchende, Ausländer, Ausländern, Ausländerin"},
    {PHRASE("Profile", "ethnicity"), PHRASE("Profile", "Black people"),
     "black +, blacks, African American, African Americans, African-American, African-Americans, Afro-American, "
     "schwarze +, schwarzen +, schwarzer +, Afroamerikaner, Afrodeutsche"},
    {PHRASE("Profile", "ethnicity"), PHRASE("Profile", "white people"),
     "white +, whites, Caucasian, Caucasians, weiße +, weißen +, weißer +"},
    {PHRASE("Profile", "ethnicity"), PHRASE("Profile", "Asian people"),
     "Asian +, Asians, Asian American, Asian Americans, Asian-American, Asiate, Asiaten, Asiatin, asiatische +"},
    {PHRASE("Profile", "ethnicity"), PHRASE("Profile", "Hispanic and Latino people"),
     "Hispanic, Hispanics, Latino, Latinos, Latina, Latinas, Latinx, Latine, hispanisch, hispanische"},
    {PHRASE("Profile", "ethnicity"), PHRASE("Profile", "Indigenous peoples"),
     "Indigenous, Native American, Native Americans, Aboriginal, Aboriginals, First Nations, Inuit, Maori, indigene, "
     "indigenen, Ureinwohner"},
    {PHRASE("Profile", "ethnicity"), PHRASE("Profile", "Roma and Sinti"),
     "Roma +, Romani, Sinti, Romany, Sinti und Roma"},
    {PHRASE("Profile", "disability"), PHRASE("Profile", "people with disabilities"),
     "disabled, disability, disabilities, handicapped +, wheelchair, deaf, blind +, visually impaired, hearing "
     "impaired, autistic, autism, Down syndrome, paralyzed, amputee, amputees, behindert, behinderte, behinderten, "
     "Behinderung, Behinderungen, Rollstuhl, Rollstuhlfahrer, gehörlos, gehörlose, taub, blinde +, blinden +, "
     "sehbehindert, schwerhörig, autistisch, autistische, Autismus, gelähmt"},
    {PHRASE("Profile", "disability"), PHRASE("Profile", "people with mental illness"),
     "mentally ill, mental illness, schizophrenia, schizophrenic, bipolar disorder, depressed +, psychisch krank, "
     "psychisch kranke, psychische Erkrankung, Schizophrenie, depressive +"},
    {PHRASE("Profile", "disability"), PHRASE("Profile", "people without disabilities"),
     "able-bodied, nondisabled, non-disabled, neurotypical, nichtbehindert, nichtbehinderte, neurotypisch"},
    {PHRASE("Profile", "orientation"), PHRASE("Profile", "lesbian, gay, bisexual and queer people"),
     "gay, gays, lesbian, lesbians, bisexual, bisexuals, homosexual, homosexuals, queer, LGBT, LGBTQ, same-sex, "
     "schwul, schwule, schwulen, Schwuler, lesbisch, lesbische, lesbischen, Lesbe, Lesben, homosexuell, homosexuelle, "
     "homosexuellen, bisexuell, bisexuelle, gleichgeschlechtlich, gleichgeschlechtliche"},
    {PHRASE("Profile", "orientation"), PHRASE("Profile", "heterosexual people"),
     "heterosexual, heterosexuals, straight +, heterosexuell, heterosexuelle, heterosexuellen"},
    {PHRASE("Profile", "means"), PHRASE("Profile", "people with little money"),
     "poor +, the poor, poverty, low-income, low income, homeless, unemployed, working class, working-class, welfare "
     "recipient, welfare recipients, arme +, armen +, armer +, Armut, Geringverdiener, obdachlos, obdachlose, "
     "Obdachlose, Obdachlosen, arbeitslos, arbeitslose, Arbeitslose, Arbeitslosen, Arbeiterklasse"},
    {PHRASE("Profile", "means"), PHRASE("Profile", "people with much money"),
     "rich +, the rich, wealthy, wealth, affluent, millionaire, millionaires, billionaire, billionaires, upper class, "
     "upper-class, high-income, reiche +, reichen +, reicher +, wohlhabend, wohlhabende, wohlhabenden, Reichtum, "
     "Millionär, Millionäre, Oberschicht"},
};

constexpr const char* kPersons =
    "person, persons, people, man, men, woman, women, boy, boys, girl, girls, guy, guys, kid, kids, child, children, "
    "adult, adults, lady, ladies, gentleman, patient, patients, student, students, worker, workers, employee, "
    "employees, citizen, citizens, family, families, couple, couples, friend, friends, neighbor, neighbors, neighbour, "
    "neighbours, colleague, colleagues, mother, mothers, father, fathers, teacher, teachers, doctor, doctors, nurse, "
    "nurses, driver, drivers, customer, customers, community, communities, population, populations, folks, male, "
    "males, female, females, mom, dad, individuals, participants, Person, Personen, Mensch, Menschen, Leute, Leuten, "
    "Mann, Männer, Männern, Frau, Frauen, Dame, Damen, Herr, Herren, Kind, Kinder, Kindern, Mädchen, Junge, Jungen, "
    "Patient, Patienten, Patientin, Patientinnen, Familie, Familien, Bürger, Bürgerin, Bürgern, Schüler, Schülerin, "
    "Studierende, Studenten, Arbeiter, Mitarbeiter, Nachbar, Nachbarn, Kollege, Kollegen, Erwachsene, Erwachsenen, "
    "Bevölkerung, Mütter, Väter, Eltern";

std::vector<std::string> partsOf(const char* text) {
    std::vector<std::string> parts;
    std::stringstream list(text);
    for (std::string part; std::getline(list, part, ',');) parts.push_back(part.substr(part.find_first_not_of(' ')));
    return parts;
}

}  // namespace

const std::vector<PeopleGroup>& peopleGroups() {
    static const std::vector<PeopleGroup> groups = [] {
        std::vector<PeopleGroup> all;
        for (const GroupText& group : kGroups) all.push_back({group.family, group.name, partsOf(group.terms)});
        return all;
    }();
    return groups;
}

GroupFinder::GroupFinder() {
    for (std::size_t g = 0; g < peopleGroups().size(); ++g) {
        for (std::string text : peopleGroups()[g].terms) {
            const bool beforePerson = text.ends_with(" +");
            if (beforePerson) text.resize(text.size() - 2);
            std::vector<std::uint64_t> hashes;
            hashWords(text, hashes);
            auto& entries = byFirst_[hashes[0]];
            entries.push_back({{hashes.begin() + 1, hashes.end()}, beforePerson, std::uint16_t(terms_.size())});
            terms_.push_back({g, beforePerson ? text + " ..." : text});
        }
    }
    for (const std::string& text : partsOf(kPersons)) {
        std::vector<std::uint64_t> hashes;
        hashWords(text, hashes);
        persons_[hashes[0]] = true;
    }
}

void GroupFinder::find(const std::vector<std::uint64_t>& words, std::vector<std::uint16_t>& found) const {
    found.clear();
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto entries = byFirst_.find(words[i]);
        if (entries == byFirst_.end()) continue;
        for (const Entry& entry : entries->second) {
            const std::size_t behind = i + 1 + entry.rest.size();
            if (behind > words.size()) continue;
            if (!std::equal(entry.rest.begin(), entry.rest.end(), words.begin() + std::ptrdiff_t(i) + 1)) continue;
            if (entry.beforePerson && (behind == words.size() || persons_.count(words[behind]) == 0)) continue;
            found.push_back(entry.term);
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
}

}  // namespace tunesmith
