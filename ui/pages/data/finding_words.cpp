#include "ui/pages/data/finding_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <cstring>

#include "ui/bridge/words.h"

namespace tunesmith::ui {

namespace {

struct Named {
    const char *name, *text;
};

constexpr Named kKinds[] = {
    {"no_rows", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "There are no rows")},
    {"few_rows", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Few rows")},
    {"label_imbalance", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Some labels are much rarer than others")},
    {"rare_labels", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Labels with fewer than five rows")},
    {"unlabelled", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Rows without a label")},
    {"over_limit", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Rows longer than the model's limit")},
    {"same_answers", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Many rows have the same answer")},
    {"same_openings", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Many questions begin alike")},
    {"split_differs",
     QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Held-out rows do not represent the training rows")},
    {"topic_dominates", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "One topic takes most of the rows")},
    {"rare_languages", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "A few rows are in other languages")},
    {"group_labels", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Labels differ between groups of people")},
    {"group_sentiment", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Texts about some groups sound different")},
    {"groups_uneven",
     QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Some groups are named much more often than others")},
    {"outliers", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Rows that stand apart")},
    {"little_variety", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "The texts repeat themselves")},
};

constexpr Named kAdvice[] = {
    {"no_rows", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Add a file, or go back to another version.")},
    {"few_rows", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Read them all, and add more where you can.")},
    {"label_imbalance",
     QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "A model learns to answer with the common label.")},
    {"rare_labels",
     QT_TRANSLATE_NOOP(
         "tunesmith::ui::FindingWords",
         "Add rows for them or merge them into another label: neither training nor a test can say much about so few.")},
    {"unlabelled", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords",
                                     "Label them, or leave them out where the label is what is learned.")},
    {"over_limit", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords",
                                     "What is beyond the limit is cut off, often the end of the answer.")},
    {"same_answers", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords",
                                       "The model will give this answer to questions that deserve another.")},
    {"same_openings", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords",
                                        "Where users will ask in other words, add rows that are worded differently.")},
    {"split_differs",
     QT_TRANSLATE_NOOP(
         "tunesmith::ui::FindingWords",
         "The loss on them says little about the rest, unless the difference is meant: a later time, another site.")},
    {"topic_dominates",
     QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords",
                       "Other topics will be learned less well. Add rows about them, or take some of these out.")},
    {"rare_languages", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords",
                                         "Too few to learn a language from. Short texts are sometimes recognised "
                                         "wrongly: look before you take them out.")},
    {"group_labels",
     QT_TRANSLATE_NOOP(
         "tunesmith::ui::FindingWords",
         "Look at these rows: is the difference a fact that the model should learn, or how the rows were collected?")},
    {"group_sentiment",
     QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords",
                       "Read some of these rows. A count of words does not understand who says what about whom.")},
    {"groups_uneven",
     QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords",
                       "The model sees few examples of the one. Add rows where its users will need them.")},
    {"outliers",
     QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords",
                       "They are often mistakes of an import, and sometimes the best rows. The list is below.")},
    {"little_variety", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords",
                                         "Look for rows made from a template, and add rows in other words.")},
};

constexpr Named kGroups[] = {
    {"gender", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "gender")},
    {"age", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "age")},
    {"religion", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "religion")},
    {"region", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "origin")},
    {"ethnicity", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "ethnicity")},
    {"disability", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "disability")},
    {"orientation", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "orientation")},
    {"means", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "means")},
    {"women and girls", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "women and girls")},
    {"men and boys", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "men and boys")},
    {"trans and non-binary people", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "trans and non-binary people")},
    {"children and teenagers", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "children and teenagers")},
    {"younger adults", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "younger adults")},
    {"older people", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "older people")},
    {"Christians", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Christians")},
    {"Muslims", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Muslims")},
    {"Jews", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Jews")},
    {"Hindus", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Hindus")},
    {"Buddhists and Sikhs", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Buddhists and Sikhs")},
    {"people without religion", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "people without religion")},
    {"Africa", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Africa")},
    {"Middle East and North Africa", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Middle East and North Africa")},
    {"South Asia", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "South Asia")},
    {"East and Southeast Asia", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "East and Southeast Asia")},
    {"Latin America", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Latin America")},
    {"North America and Oceania", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "North America and Oceania")},
    {"Western Europe", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Western Europe")},
    {"Eastern Europe", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Eastern Europe")},
    {"migrants and refugees", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "migrants and refugees")},
    {"Black people", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Black people")},
    {"white people", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "white people")},
    {"Asian people", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Asian people")},
    {"Hispanic and Latino people", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Hispanic and Latino people")},
    {"Indigenous peoples", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Indigenous peoples")},
    {"Roma and Sinti", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Roma and Sinti")},
    {"people with disabilities", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "people with disabilities")},
    {"people with mental illness", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "people with mental illness")},
    {"people without disabilities", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "people without disabilities")},
    {"lesbian, gay, bisexual and queer people",
     QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "lesbian, gay, bisexual and queer people")},
    {"heterosexual people", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "heterosexual people")},
    {"people with little money", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "people with little money")},
    {"people with much money", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "people with much money")},
};

constexpr Named kOthers[] = {
    {"bad", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "mend")},
    {"warn", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "look")},
    {"info", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "note")},
    {"cap", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Cap the frequent ones")},
    {"repeat", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Repeat the rare ones")},
    {"weigh", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Weigh them alike")},
    {"drop", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Take them out")},
    {"truncate", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Cut them")},
    {"flag", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Mark them")},
    {"split", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "Split again")},
    {"long", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "much longer")},
    {"short", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "much shorter")},
    {"odd_characters", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "many odd characters")},
    {"off_topic", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "far from every topic")},
    {"labels", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "labels")},
    {"topics", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "topics")},
    {"lengths", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "lengths")},
    {"languages", QT_TRANSLATE_NOOP("tunesmith::ui::FindingWords", "languages")},
};

template <std::size_t N>
QString named(const Named (&list)[N], const std::string& name) {
    for (const Named& one : list)
        if (name == one.name) return FindingWords::tr(one.text);
    return {};
}

QString orName(const QString& text, const std::string& name) {
    return text.isEmpty() ? words::text(name) : text;
}

// ---- the facts

QString count(const Json& facts, const char* key) {
    return words::count(facts.at(key).get<std::int64_t>());
}
QString part(const Json& facts, const char* key) {
    return shareWords(facts.at(key).get<double>());
}
QString decimal(const Json& facts, const char* key, int digits) {
    return QLocale().toString(facts.at(key).get<double>(), 'f', digits);
}
QString shortened(const Json& facts, const char* key) {
    constexpr int most = 80;
    const QString text = words::text(facts.at(key).get<std::string>()).simplified();
    return text.size() <= most ? text : text.left(most - 1) + QChar(0x2026);
}

using Detail = QString (*)(const Json& facts);

QString labelImbalance(const Json& f) {
    return FindingWords::tr("%1 has %2 rows, %3 has %4: %5 to 1.")
        .arg(shortened(f, "most"), count(f, "most_rows"), shortened(f, "least"), count(f, "least_rows"),
             decimal(f, "ratio", 1));
}
QString rareLabels(const Json& f) {
    QStringList names;
    for (const Json& label : f.at("labels")) names << words::text(label.get<std::string>());
    const std::int64_t more = f.at("count").get<std::int64_t>() - std::int64_t(names.size());
    return more > 0 ? FindingWords::tr("%1 and %2 more.").arg(names.join(QStringLiteral(", ")), words::count(more))
                    : names.join(QStringLiteral(", ")) + QLatin1Char('.');
}
QString overLimit(const Json& f) {
    return FindingWords::tr("%1 rows (%2) have more than %3 tokens.")
        .arg(count(f, "rows"), part(f, "share"), count(f, "limit"));
}
QString sameAnswers(const Json& f) {
    return FindingWords::tr("%1 rows (%2) answer: %3").arg(count(f, "rows"), part(f, "share"), shortened(f, "answer"));
}
QString sameOpenings(const Json& f) {
    return FindingWords::tr("%1 rows (%2) begin with: %3")
        .arg(count(f, "rows"), part(f, "share"), shortened(f, "opening"));
}
QString splitDiffers(const Json& f) {
    QStringList parts;
    for (const Json& one : f.at("measures"))
        parts << FindingWords::tr("%1 (%2 bits, %3 would be chance)")
                     .arg(measureWords(one.at("measure").get<std::string>()), decimal(one, "divergence_bits", 2),
                          decimal(one, "by_chance_bits", 2));
    const bool validation = f.at("split") == "validation";
    return (validation ? FindingWords::tr("The validation rows differ in %1.")
                       : FindingWords::tr("The test rows differ in %1."))
        .arg(parts.join(QStringLiteral(", ")));
}
QString topicDominates(const Json& f) {
    return FindingWords::tr("%1 of the rows are about: %2.").arg(part(f, "share"), shortened(f, "topic"));
}
QString rareLanguages(const Json& f) {
    QStringList parts, main;
    for (const Json& one : f.at("languages"))
        parts << FindingWords::tr("%1 in %2 rows")
                     .arg(languageWords(one.at("language").get<std::string>()), count(one, "rows"));
    for (const Json& one : f.at("main")) main << languageWords(one.get<std::string>());
    return FindingWords::tr("Beside %1: %2.").arg(main.join(QStringLiteral(", ")), parts.join(QStringLiteral(", ")));
}
QString groupLabels(const Json& f) {
    QStringList parts;
    for (const Json& one : f.at("groups"))
        parts << FindingWords::tr("%1: %2 in %3 of %4 rows, %5 of the others")
                     .arg(groupWords(one.at("group").get<std::string>()), shortened(one, "label"), part(one, "with"),
                          count(one, "rows"), part(one, "without"));
    return parts.join(QStringLiteral("; ")) + QLatin1Char('.');
}
QString groupSentiment(const Json& f) {
    QStringList parts;
    for (const Json& one : f.at("groups"))
        parts << FindingWords::tr("%1 %2 against %3")
                     .arg(groupWords(one.at("group").get<std::string>()), decimal(one, "with", 2),
                          decimal(one, "without", 2));
    return FindingWords::tr("%1 (a rough count of words, -1 to 1).").arg(parts.join(QStringLiteral("; ")));
}
QString groupsUneven(const Json& f) {
    return FindingWords::tr("%1 in %2 rows, %3 in %4.")
        .arg(groupWords(f.at("more").get<std::string>()), count(f, "more_rows"),
             groupWords(f.at("fewer").get<std::string>()), count(f, "fewer_rows"));
}
QString outliers(const Json& f) {
    QStringList parts;
    for (const char* kind : {"long", "short", "odd_characters", "off_topic"})
        if (f.at(kind).get<std::int64_t>() > 0)
            parts << FindingWords::tr("%1: %2").arg(outlierWords(kind), count(f, kind));
    return parts.join(QStringLiteral(", ")) + QLatin1Char('.');
}

QString detailOf(const Finding& finding) {
    constexpr std::pair<const char*, Detail> details[] = {
        {"no_rows", [](const Json&) { return FindingWords::tr("This version of the data set is empty."); }},
        {"few_rows",
         [](const Json& f) {
             return FindingWords::tr("There are %1: the shares below are rough.").arg(count(f, "rows"));
         }},
        {"label_imbalance", labelImbalance},
        {"rare_labels", rareLabels},
        {"unlabelled",
         [](const Json& f) {
             return FindingWords::tr("%1 rows (%2) have none.").arg(count(f, "rows"), part(f, "share"));
         }},
        {"over_limit", overLimit},
        {"same_answers", sameAnswers},
        {"same_openings", sameOpenings},
        {"split_differs", splitDiffers},
        {"topic_dominates", topicDominates},
        {"rare_languages", rareLanguages},
        {"group_labels", groupLabels},
        {"group_sentiment", groupSentiment},
        {"groups_uneven", groupsUneven},
        {"outliers", outliers},
        {"little_variety",
         [](const Json& f) {
             return FindingWords::tr("Of %1 words in a row only %2 are different on average.")
                 .arg(count(f, "window"), part(f, "ratio"));
         }},
    };
    for (const auto& [kind, detail] : details)
        if (finding.kind == kind) return detail(finding.facts);
    return {};
}

}  // namespace

FindingWords findingWords(const Finding& finding) {
    const QString title = named(kKinds, finding.kind);
    if (title.isEmpty()) {
        const FindingText text = findingText(finding);
        return {words::text(text.title), words::text(text.detail), words::text(text.advice)};
    }
    return {title, detailOf(finding), named(kAdvice, finding.kind)};
}

QString remedyWords(const std::string& remedy) {
    return orName(named(kOthers, remedy), remedy);
}
QString severityWords(const std::string& severity) {
    return orName(named(kOthers, severity), severity);
}
QString groupWords(const std::string& name) {
    return orName(named(kGroups, name), name);
}
QString outlierWords(const std::string& kind) {
    return orName(named(kOthers, kind), kind);
}
QString measureWords(const std::string& measure) {
    return orName(named(kOthers, measure), measure);
}

QString languageWords(const std::string& code) {
    if (code.empty()) return FindingWords::tr("not recognised");
    const QString text = words::text(code);
    const QLocale locale(text);
    const QString own = locale.nativeLanguageName();
    if (locale.language() == QLocale::C || own.isEmpty()) return text;
    return QStringLiteral("%1 (%2)").arg(locale.language() == QLocale::English ? QStringLiteral("English") : own, text);
}

QString shareWords(double share) {
    const double percent = share * 100;
    if (percent > 0 && percent < 0.1) return FindingWords::tr("< 0.1 %");
    return FindingWords::tr("%1 %").arg(QLocale().toString(percent, 'f', percent > 0 && percent < 9.95 ? 1 : 0));
}

}  // namespace tunesmith::ui
