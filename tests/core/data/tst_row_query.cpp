// Queries as people type them: what they match, and what they are told when they cannot be read.
#include <QtTest>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/data/clean/words.h"
#include "core/data/filter/row_query.h"
#include "core/data/filter/text_search.h"

using namespace tunesmith;

class TestRowQuery : public QObject {
    Q_OBJECT

    Record record_;

    bool matches(const char* query, bool flagged = false) { return RowQuery(query).matches({record_, 4, Split::Validation, flagged}); }

private Q_SLOTS:
    void init() {
        record_ = {};
        record_.messages = {{"system", "Be brief."}, {"user", "How do I get a Refund?"}, {"assistant", "Ask at the desk, within 30 days."}};
        record_.label = "Billing";
        record_.source = {"faq.csv", 12};
    }

    void matches_data() {
        QTest::addColumn<QString>("query");
        QTest::addColumn<bool>("wanted");
        const auto yes = [](const char* q) { QTest::newRow(q) << q << true; };
        const auto no = [](const char* q) { QTest::newRow(q) << q << false; };
        yes("refund");
        yes("REFUND desk");
        no("refund parking");
        yes("refund or parking");
        yes("not parking");
        yes("\"get a refund\"");
        no("\"refund a get\"");
        yes("answer.words < 8");
        no("answer.words < 7");
        yes("answer.words = 7 and question.words = 6");
        yes("question:refund");
        no("answer:refund");
        yes("system:brief");
        yes("label = billing");
        no("label = bill");
        yes("label != bill");
        yes("split = validation");
        yes("file ~ \"csv$\"");
        yes("question ~ \"^how (do|can)\"");
        no("question ~ \"^do\"");
        yes("row = 5 line >= 12 turns = 3");
        yes("(parking or refund) and not (label = other)");
        yes("characters > 20 words > 10");
        no("flagged");
        yes("not flagged");
        yes("");
        yes("answer = \"ask at the desk, within 30 days.\"");
    }
    void matches() {
        QFETCH(QString, query);
        QFETCH(bool, wanted);
        QCOMPARE(matches(qPrintable(query)), wanted);
    }

    void flaggedRows_match() { QVERIFY(matches("flagged", true)); }

    void faults_sayWhereAndWhat_data() {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("word");
        const auto fault = [](const char* q, const char* word) { QTest::newRow(q) << q << word; };
        fault("answr.words < 5", "answer.words");
        fault("colour = red", "there is no field");
        fault("answer.words < few", "not a number");
        fault("answer < 5", "answer.words");
        fault("words ~ 5", "a number is compared");
        fault("split = dev", "train, validation and test");
        fault("(refund", "closing parenthesis is missing");
        fault("refund)", "too many");
        fault("\"refund", "not closed");
        fault("refund and", "missing");
        fault("label =", "a value is missing");
        fault("= billing", "nothing before it");
        fault("question ~ \"(\"", "regular expression");
    }
    void faults_sayWhereAndWhat() {
        QFETCH(QString, query);
        QFETCH(QString, word);
        try {
            RowQuery(query.toStdString());
            QFAIL("it was read");
        } catch (const Error& e) {
            QVERIFY2(QString(e.what()).contains(word), e.what());
            QVERIFY2(QString(e.what()).contains("character"), e.what());
        }
    }

    void deepNesting_isRefused() { QVERIFY_EXCEPTION_THROWN(RowQuery(std::string(5000, '(')), Error); }

    void plainText_isKnownForOneWord() {
        QCOMPARE(RowQuery("Refund").plainText(), std::string("refund"));
        QVERIFY(RowQuery("refund desk").plainText().empty());
        QVERIFY(RowQuery().plainText().empty());
    }

    void regex_replacesAndIsBounded() {
        QCOMPARE(RegexSearch("(\\w+)@(\\w+)").replaceAll("me@here, you@there", "$2 at $1"), std::string("here at me, there at you"));
        QCOMPARE(RegexSearch("x").replaceAll("", "y"), std::string());
        QVERIFY_EXCEPTION_THROWN(RegexSearch("a").replaceAll("a", "$9"), Error);
        const std::string hard(5000, 'a');
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!RegexSearch("(a+)+b").find(hard));
        QVERIFY(timer.elapsed() < 2000);
    }

    void countsFollowUnicode() {
        QCOMPARE(countWords("  two\n words "), std::int64_t(2));
        QCOMPARE(utf8::count("\xC3\xBC\xE2\x82\xAC a"), std::int64_t(4));
    }
};

QTEST_APPLESS_MAIN(TestRowQuery)
#include "tst_row_query.moc"
