// Words for groups of people, their labels and how their texts sound, on rows counted by hand.
#include <cmath>

#include "core/data/clean/words.h"
#include "core/data/profile/finding_text.h"
#include "core/data/profile/group_counts.h"
#include "core/data/profile/sentiment.h"
#include "tests/core/data/profile/profile_support.h"

using namespace profile_test;

class TestGroups : public QObject {
    Q_OBJECT

    static std::vector<std::string> found(const std::string& text) {
        static const GroupFinder finder;
        std::vector<std::uint64_t> words;
        hashWords(text, words);
        std::vector<std::uint16_t> terms;
        finder.find(words, terms);
        std::vector<std::string> names;
        for (const std::uint16_t term : terms) names.push_back(peopleGroups()[finder.terms()[term].group].name);
        names.erase(std::unique(names.begin(), names.end()), names.end());
        return names;
    }
    static double sentiment(const std::string& text) {
        std::vector<std::uint64_t> words;
        hashWords(text, words);
        return sentimentOf(words);
    }
    static const GroupProfile* group(const DataProfile& profile, const std::string& name) {
        for (const GroupProfile& one : profile.groups)
            if (one.name == name) return &one;
        return nullptr;
    }

private Q_SLOTS:
    void terms_areWholeWordsInAnyCase_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("groups");
        const auto row = [](const char* text, QStringList groups) {
            QTest::newRow(text) << QString::fromUtf8(text) << groups;
        };
        row("The WOMAN's bag", {});  // "woman's" is another word
        row("A woman, and her bag", {"women and girls"});
        row("mankind and manual", {});
        row("an old chair", {});
        row("an old man", {"men and boys", "older people"});
        row("black coffee on a white table", {});
        row("black kids and white families", {"children and teenagers", "Black people", "white people"});
        row("the poor have little", {"people with little money"});
        row("poor quality", {});
        row("Die ältere Patientin und ihr Ehemann", {"women and girls", "men and boys", "older people"});
        row("muslimische Geflüchtete", {"Muslims", "migrants and refugees"});
        row("a same-sex couple", {"lesbian, gay, bisexual and queer people"});
        row("an African-American senior citizen", {"older people", "Black people"});
    }
    void terms_areWholeWordsInAnyCase() {
        QFETCH(QString, text);
        QFETCH(QStringList, groups);
        QStringList names;
        for (const std::string& name : found(text.toStdString())) names << QString::fromStdString(name);
        QCOMPARE(names, groups);
    }

    void lists_areSound() {
        std::vector<std::string> families;
        for (const PeopleGroup& one : peopleGroups()) {
            QVERIFY2(one.terms.size() >= 3, one.name.c_str());
            if (families.empty() || families.back() != one.family) families.push_back(one.family);
        }
        std::vector<std::string> once = families;
        std::sort(once.begin(), once.end());
        QVERIFY(std::adjacent_find(once.begin(), once.end()) == once.end());  // families stand together
        QCOMPARE(families.size(), std::size_t(8));
    }

    void sentiment_countsWordsAndNegations() {
        QCOMPARE(sentiment("a good and helpful friend"), 1.0);
        QCOMPARE(sentiment("a terrible mistake"), -1.0);
        QCOMPARE(sentiment("not good"), -1.0);
        QCOMPARE(sentiment("das ist nicht schlecht, sondern gut"), 1.0);
        QCOMPARE(sentiment("good but terrible"), 0.0);
        QCOMPARE(sentiment("the table stands"), 0.0);
    }

    void labelsWithGroups_areCounted() {
        // 40 rows name women: 30 "no", 10 "yes"; 60 do not: 15 "no", 45 "yes".
        std::vector<Row> rows;
        for (int i = 0; i < 40; ++i)
            rows.push_back(chatRow("A woman applied for a loan.", "Noted.", i < 30 ? "no" : "yes"));
        for (int i = 0; i < 60; ++i)
            rows.push_back(chatRow("Somebody applied for a loan.", "Noted.", i < 15 ? "no" : "yes"));
        const DataProfile profile = profileOf(rows);
        const GroupProfile* women = group(profile, "women and girls");
        QVERIFY(women && !women->tooFew);
        QCOMPARE(women->rows, std::int64_t(40));
        QCOMPARE(women->labels.size(), std::size_t(2));
        QCOMPARE(women->labels[0].label, std::string("yes"));  // the commonest: 55
        const GroupLabel& no = women->labels[1];
        QCOMPARE(no.with.rate, 0.75);
        QCOMPARE(no.without.rate, 0.25);
        QVERIFY(std::abs(no.pmi - std::log2(30.0 * 100 / (40 * 45))) < 1e-12);
        QCOMPARE(women->terms.size(), std::size_t(1));
        QCOMPARE(women->terms[0].label, std::string("no"));
        const auto findings = findingsOf(profile);
        const Finding* finding = find(findings, "group_labels");
        QVERIFY(finding);
        QVERIFY(findingText(*finding).detail.find("women and girls") != std::string::npos);
    }

    void fewRows_tellNothing() {
        std::vector<Row> rows;
        for (int i = 0; i < 19; ++i) rows.push_back(chatRow("A woman asked.", "Yes.", "no"));
        for (int i = 0; i < 60; ++i) rows.push_back(chatRow("Somebody asked.", "Yes.", "yes"));
        const DataProfile profile = profileOf(rows);
        QVERIFY(group(profile, "women and girls")->tooFew);
        QVERIFY(!profile.toJson().at("groups")[0].contains("labels"));
        QVERIFY(!find(findingsOf(profile), "group_labels"));
    }

    void sentimentOfGroups_isComparedWithTheOthers() {
        std::vector<Row> rows;
        for (int i = 0; i < 40; ++i) rows.push_back(chatRow("The immigrant is a terrible liar.", "I see."));
        for (int i = 0; i < 60; ++i) rows.push_back(chatRow("The neighbour is a wonderful friend.", "I see."));
        const DataProfile profile = profileOf(rows);
        const GroupProfile* migrants = group(profile, "migrants and refugees");
        QVERIFY(migrants);
        QCOMPARE(migrants->sentiment, -1.0);
        QCOMPARE(migrants->others, 1.0);
        QCOMPARE(migrants->sentimentError, 0.0);
        QVERIFY(find(findingsOf(profile), "group_sentiment"));
    }

    void evenGroups_areNoFinding() {
        std::vector<Row> rows;
        for (int i = 0; i < 200; ++i)
            rows.push_back(chatRow(i % 2 ? "A woman came." : "A man came.", "Fine.", i % 4 < 2 ? "a" : "b"));
        const auto findings = findingsOf(profileOf(rows));
        QVERIFY(!find(findings, "group_labels"));
        QVERIFY(!find(findings, "group_sentiment"));
        QVERIFY(!find(findings, "groups_uneven"));
    }
};

QTEST_GUILESS_MAIN(TestGroups)
#include "tst_groups.moc"
