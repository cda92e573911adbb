// Whole profiles: of nothing, of one row, of a million characters, of rows whose numbers are known; and what is found.
#include <cmath>

#include "core/data/clean/clean_list.h"
#include "tests/core/data/profile/profile_support.h"

using namespace profile_test;

class TestProfiler : public QObject {
    Q_OBJECT

    static std::vector<Row> labelled(int a, int b, Split split = Split::Train) {
        std::vector<Row> rows;
        for (int i = 0; i < a + b; ++i)
            rows.push_back(chatRow("What about case number " + std::to_string(i) + "?", "It is settled as asked.",
                                   i < a ? "a" : "b", split));
        return rows;
    }
    static std::vector<Row> joined(std::vector<Row> first, const std::vector<Row>& second) {
        first.insert(first.end(), second.begin(), second.end());
        return first;
    }

private Q_SLOTS:
    void noRows_giveAnEmptyProfile() {
        const DataProfile profile = profileOf({});
        QCOMPARE(total(profile.rows), std::int64_t(0));
        const auto findings = findingsOf(profile);
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings[0].kind, std::string("no_rows"));
        QVERIFY(!dumpJson(profile.toJson()).empty());
    }

    void oneRow_isMeasured() {
        const DataProfile profile = profileOf({chatRow("When do you open?", "At nine in the morning.")});
        QCOMPARE(total(profile.rows), std::int64_t(1));
        QCOMPARE(profile.lengths.median, 9.0);
        QCOMPARE(profile.questions.most, 4.0);
        QCOMPARE(profile.answers.most, 5.0);
        QCOMPARE(profile.turns.most, 2.0);
        QCOMPARE(profile.vocabulary.distinct, std::int64_t(9));
        QCOMPARE(profile.labels.source, std::string("none"));
        QVERIFY(profile.outliers.rows.empty());
    }

    void emptyAndHugeTexts_areMeasured() {
        std::string huge;
        while (huge.size() < 1000000) huge += "word" + std::to_string(huge.size() % 97) + " ";
        std::vector<Row> rows = {plainRow(""), plainRow(huge), plainRow(std::string(1000000, 'x')), chatRow("", "")};
        for (int i = 0; i < 40; ++i)
            rows.push_back(plainRow("A usual text with some words in it, number " + std::to_string(i)));
        const DataProfile profile = profileOf(rows);
        QCOMPARE(total(profile.rows), std::int64_t(44));
        QVERIFY(profile.lengths.most > 100000);
        QVERIFY(profile.outliers.tooLong >= 1);
        QVERIFY(profile.outliers.tooShort >= 1);
        QCOMPARE(profile.outliers.rows[0].position, std::int64_t(1));
    }

    void invalidUtf8AndControls_areOdd() {
        std::vector<Row> rows;
        for (int i = 0; i < 60; ++i)
            rows.push_back(plainRow("A usual text with some words in it, number " + std::to_string(i)));
        rows.push_back(plainRow("\xFF\xFE\x01\x02 \xC3 broken \xF0\x9F"));
        const DataProfile profile = profileOf(rows);
        QCOMPARE(profile.outliers.oddCharacters, std::int64_t(1));
        for (const Outlier& row : profile.outliers.rows) QCOMPARE(row.position, std::int64_t(60));
        QVERIFY(!dumpJson(profile.toJson()).empty());
    }

    void labels_areCountedWithTheirImbalance() {
        const DataProfile profile = profileOf(labelled(90, 10));
        QCOMPARE(profile.labels.source, std::string("label"));
        QCOMPARE(profile.labels.table.items[0].name, std::string("a"));
        QCOMPARE(total(profile.labels.table.items[0].rows), std::int64_t(90));
        QCOMPARE(profile.labels.table.ratio, 9.0);
        QVERIFY(std::abs(profile.labels.table.evenness - 0.4689955936) < 1e-9);  // H(0.9, 0.1)
        const auto findings = findingsOf(profile);
        const Finding* imbalance = find(findings, "label_imbalance");
        QVERIFY(imbalance);
        QCOMPARE(imbalance->severity, std::string("warn"));
        QCOMPARE(imbalance->remedies.size(), std::size_t(3));
        for (const Remedy& remedy : imbalance->remedies)
            CleanList(remedy.steps, CleanContext());  // they are valid steps
        QCOMPARE(find(findingsOf(profileOf(labelled(190, 10))), "label_imbalance")->severity, std::string("bad"));
        QVERIFY(!find(findingsOf(profileOf(labelled(50, 50))), "label_imbalance"));
    }

    void shortAnswers_areLabels() {
        std::vector<Row> rows;
        for (int i = 0; i < 60; ++i)
            rows.push_back(chatRow("Is claim " + std::to_string(i) + " true?", i % 3 ? "yes" : " no "));
        const DataProfile profile = profileOf(rows);
        QCOMPARE(profile.labels.source, std::string("answer"));
        QCOMPARE(profile.labels.table.items[0].name, std::string("yes"));
        QCOMPARE(total(profile.labels.table.items[1].rows), std::int64_t(20));
        for (int i = 0; i < 10; ++i)
            rows.push_back(chatRow("Why?", "Because this is a long answer that no label would be."));
        QCOMPARE(profileOf(rows).labels.source, std::string("none"));
    }

    void heldOutRowsThatDiffer_areFound() {
        const auto same = findingsOf(profileOf(joined(labelled(100, 100), labelled(25, 25, Split::Validation))));
        QVERIFY(!find(same, "split_differs"));
        const DataProfile profile = profileOf(joined(labelled(100, 100), labelled(40, 0, Split::Validation)));
        const auto labels = std::find_if(profile.differences.begin(), profile.differences.end(),
                                         [](const SplitDifference& one) { return one.measure == "labels"; });
        QVERIFY(labels != profile.differences.end());
        QVERIFY(std::abs(labels->divergence - 0.3112781245) < 1e-9);
        const auto findings = findingsOf(profile);
        const Finding* finding = find(findings, "split_differs");
        QVERIFY(finding);
        QCOMPARE(finding->severity, std::string("bad"));
        QVERIFY(finding->remedies[0].split.at("stratify").get<bool>());
    }

    void tokensAndLimit_areUsed() {
        ProfileOptions options;
        options.tokens = [](const Record& record) { return std::int64_t(record.messages[0].text.size()); };
        options.limit = 26;
        const DataProfile profile = profileOf(labelled(95, 25), options);
        QCOMPARE(profile.unit, std::string("tokens"));
        QCOMPARE(profile.lengths.least, 25.0);
        QCOMPARE(profile.lengths.most, 27.0);
        QCOMPARE(profile.overLimit, std::int64_t(20));  // 100 to 119
        const auto findings = findingsOf(profile);
        const Finding* finding = find(findings, "over_limit");
        QVERIFY(finding);
        QCOMPARE(finding->severity, std::string("bad"));
        for (const Remedy& remedy : finding->remedies) CleanList(remedy.steps, CleanContext());
    }

    void vocabulary_isCounted() {
        std::vector<Row> rows;
        for (int i = 0; i < 50; ++i) rows.push_back(chatRow("Tell me about apples please", "Apples grow here"));
        rows.push_back(chatRow("Unique words", "only once"));
        const DataProfile profile = profileOf(rows);
        const VocabularyProfile& v = profile.vocabulary;
        QCOMPARE(v.words, std::int64_t(50 * 8 + 4));
        QCOMPARE(v.distinct, std::int64_t(7 + 4));
        QCOMPARE(v.once, std::int64_t(4));
        QCOMPARE(v.commonest[0].text, std::string("apples"));
        QCOMPARE(v.commonest[0].count, std::int64_t(100));
        QCOMPARE(v.openings[0].text, std::string("tell me about"));
        QCOMPARE(v.openings[0].count, std::int64_t(50));
        QCOMPARE(v.answers[0].text, std::string("Apples grow here"));
        QVERIFY(std::abs(v.movingTypeTokenRatio - 0.07) < 0.005);  // seven different words in a hundred
    }

    void sameAnswers_andRareLanguages_areFound() {
        std::vector<Row> rows;
        for (int i = 0; i < 100; ++i) {
            const std::string number = std::to_string(i);
            rows.push_back(
                chatRow("Please explain how the opening hours of the clinic are on day " + number,
                        i < 40 ? "I am sorry, but I cannot help you with this question today."
                               : "We are open from nine in the morning until five in the evening, case " + number));
        }
        for (int i = 0; i < 3; ++i)
            rows.push_back(chatRow(
                "Bitte erklären Sie mir, wie die Öffnungszeiten der Praxis an diesem Tag sind " + std::to_string(i),
                "Wir haben von neun Uhr morgens bis fünf Uhr abends geöffnet, außer an Feiertagen."));
        const DataProfile profile = profileOf(rows);
        const auto findings = findingsOf(profile);
        const Finding* same = find(findings, "same_answers");
        QVERIFY(same);
        QCOMPARE(same->severity, std::string("bad"));
        CleanList(same->remedies[0].steps, CleanContext());
        if (!profile.languagesKnown) return;
        QCOMPARE(profile.languages.items[0].name, std::string("en"));
        QCOMPARE(profile.languages.items[1].name, std::string("de"));
        const Finding* rare = find(findings, "rare_languages");
        QVERIFY(rare);
        for (const Remedy& remedy : rare->remedies) CleanList(remedy.steps, CleanContext());
    }

    void preferencesAndRoles_areCounted() {
        Row row = chatRow("Which is better?", "An earlier answer");
        row.record.messages.insert(row.record.messages.begin(), {"system", "Be kind."});
        row.record.chosen = {{"assistant", "This one"}};
        row.record.rejected = {{"assistant", "That one there"}};
        const DataProfile profile = profileOf({row});
        std::vector<std::string> roles;
        for (const Category& role : profile.roles) roles.push_back(role.name);
        QCOMPARE(roles, (std::vector<std::string>{"assistant", "chosen", "rejected", "system", "user"}));
        QCOMPARE(profile.turns.most, 3.0);
        QCOMPARE(profile.lengths.most, 11.0);  // without the system's words
    }

    void cancel_endsIt() {
        Cancel cancel;
        cancel.request();
        Progress progress;
        const CleanSource source = [](const std::function<void(CleanRow &&)>& visit) {
            visit({0, 0, Split::Train, plainRow("text").record});
        };
        try {
            profileRows(source, {}, cancel, progress);
            QFAIL("it went on");
        } catch (const Error& error) {
            QCOMPARE(error.code(), Code::Cancelled);
        }
    }
};

QTEST_GUILESS_MAIN(TestProfiler)
#include "tst_profiler.moc"
