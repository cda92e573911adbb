// Labels for classifiers: what is found in rows, what a row says in it, and what is said against it.
#include <QtTest>

#include "core/base/error.h"
#include "core/data/label/label_survey.h"

using namespace tunesmith;

namespace {

Record textRow(const std::string& text, const std::string& label) {
    Record record;
    record.text = text;
    record.label = label;
    return record;
}

LabelReport survey(const std::string& problem, const std::vector<std::string>& labels,
                   const std::vector<std::string>& held = {}, const std::string& text = "one two three") {
    LabelSurvey all(problem);
    for (const std::string& label : labels) all.add(textRow(text, label), false);
    for (const std::string& label : held) all.add(textRow(text, label), true);
    return all.report();
}

bool says(const std::vector<std::string>& sentences, const std::string& part) {
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const std::string& s) { return s.find(part) != std::string::npos; });
}

using Names = std::vector<std::string>;

}  // namespace

class TestLabelSet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void single_isNumberedInOrder() {
        const LabelReport report = survey("auto", {"no", "yes", " maybe ", "no", "", "10"});
        QCOMPARE(report.set.kind, LabelKind::Single);
        QCOMPARE(report.set.labels, (Names{"10", "maybe", "no", "yes"}));
        QCOMPARE(report.counts, (std::vector<std::int64_t>{1, 1, 2, 1}));
        QCOMPARE(report.unlabelled, 1);
        QVERIFY(report.problems.empty());
        QVERIFY(says(report.warnings, "Rows without a label are left out: 1."));
        QCOMPARE(labelsOf(textRow("t", "maybe"), report.set).classes, (std::vector<std::int32_t>{1}));
        QVERIFY(labelsOf(textRow("t", "never seen"), report.set).empty());
        QVERIFY(labelsOf(textRow("t", ""), report.set).empty());
        QCOMPARE(LabelSet::fromJson(report.set.toJson()), report.set);
    }

    void wholeNumbers_goBySize() {
        const LabelReport report = survey("auto", {"10", "9", "0", "9"});
        QCOMPARE(report.set.labels, (Names{"0", "9", "10"}));
        QVERIFY(report.problems.empty());
    }

    void lists_areSeveralLabels() {
        const LabelReport report = survey("auto", {"b\na", "c", "", "a\nb\nc"});
        QCOMPARE(report.set.kind, LabelKind::Multi);
        QCOMPARE(report.set.labels, (Names{"a", "b", "c"}));
        QCOMPARE(labelsOf(textRow("t", "b\na"), report.set).values, (std::vector<float>{1, 1, 0}));
        QCOMPARE(labelsOf(textRow("t", ""), report.set).values, (std::vector<float>{0, 0, 0}));
        QVERIFY(says(report.warnings, "none of them applies"));
        // Asked for, they may stand in one line.
        const LabelReport asked = survey("multi", {"b|a", "c; a"});
        QCOMPARE(asked.set.labels, (Names{"a", "b", "c"}));
        QCOMPARE(labelsOf(textRow("t", "c;a"), asked.set).values, (std::vector<float>{1, 0, 1}));
    }

    void listsOfOneAWord_areTags() {
        const LabelReport report = survey("auto", {"O\nB-LOC\nO", "O\nO\nO"});
        QCOMPARE(report.set.kind, LabelKind::Tokens);
        QCOMPARE(report.set.labels, (Names{"B-LOC", "O"}));
        QCOMPARE(labelsOf(textRow("in  Rome .", "O\nB-LOC\nO"), report.set).classes,
                 (std::vector<std::int32_t>{1, 0, 1}));
        QCOMPARE(labelsOf(textRow("in Rome .", "O\nB-NEW\nO"), report.set).classes,
                 (std::vector<std::int32_t>{1, -1, 1}));
        QVERIFY(labelsOf(textRow("in Rome", "O\nB-LOC\nO"), report.set).empty());
        const LabelReport asked = survey("tokens", {"O B-LOC O", "O O"});
        QCOMPARE(asked.set.labels, (Names{"B-LOC", "O"}));
        QCOMPARE(asked.unlabelled, 1);
        QVERIFY(says(asked.warnings, "another number of labels than of words are left out: 1."));
    }

    void numbers_areAskedAbout() {
        const LabelReport open = survey("auto", {"1.5", "2", "3"});
        QVERIFY(says(open.problems, "classify.problem to regression"));
        const LabelReport values = survey("regression", {"1.5", "-2e1", "high", ""});
        QCOMPARE(values.set.labels, (Names{"value"}));
        QCOMPARE(values.counts, (std::vector<std::int64_t>{2}));
        QCOMPARE(values.unlabelled, 2);
        QVERIFY(says(values.warnings, "\"high\""));
        QCOMPARE(labelsOf(textRow("t", "-2e1"), values.set).values, (std::vector<float>{-20}));
        QVERIFY(labelsOf(textRow("t", "nan"), values.set).empty());
        QVERIFY(says(survey("regression", {"a", "b"}).problems, "No label is a number"));
    }

    void whatCannotBeLearned_isSaid() {
        QVERIFY(says(survey("auto", {"", ""}).problems, "No training row has a label"));
        QVERIFY(says(survey("auto", {"a", "a"}).problems, "the same label (\"a\")"));
        Names many;
        for (int i = 0; i < 60; ++i) many.push_back("n" + std::to_string(i));
        QVERIFY(says(survey("auto", many).problems, "60 different labels in 60 rows"));
        const LabelReport report = survey("auto", {"a", "b"}, {"a", "x", "y", "x"});
        QVERIFY(report.problems.empty());
        QVERIFY(says(report.warnings, "in no training row (\"x\", \"y\"), 3 in all"));
        Names uneven(20, "often");
        uneven.push_back("seldom");
        QVERIFY(says(survey("auto", uneven).warnings, "\"often\" stands 20 times, \"seldom\" 1"));
    }

    void text_isWhatTheUserSays() {
        Record record;
        record.messages = {{"user", "a"}, {"user", "b"}};
        QCOMPARE(classifiedText(record).second.value_or(""), std::string("b"));
        record.messages = {{"system", "s"}, {"user", "a"}, {"assistant", "x"}, {"user", "b"}};
        QCOMPARE(classifiedText(record).first, std::string("a\n\nb"));
        QVERIFY(!classifiedText(record).second);
    }
};

QTEST_GUILESS_MAIN(TestLabelSet)
#include "tst_label_set.moc"
