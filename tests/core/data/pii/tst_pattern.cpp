// The language of patterns: what it matches, what it refuses.
#include <QtTest>

#include "core/base/error.h"
#include "core/data/pii/pattern.h"

using namespace tunesmith;
using tunesmith::pii::Pattern;

class TestPattern : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matches_data() {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("match");
        const auto row = [](const char* pattern, const char* text, bool match) {
            QTest::addRow("%s: %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << match;
        };
        row("###", "123", true);
        row("###", "12", false);
        row("###", "1234", false);
        row("###", "12A", false);
        row("mr-####", "MR1234", true);
        row("MR-####", "MX1234", false);
        row("@#*", "A1B", true);
        row("@#*", "A11", true);
        row("@#*", "111", false);
        row("A?##", "12", true);
        row("A?##", "A12", true);
        row("A?##", "AA12", false);
        row("#{2,4}@", "12A", true);
        row("#{2,4}@", "1234A", true);
        row("#{2,4}@", "1A", false);
        row("#{2,4}@", "12345A", false);
        row("#{3}?@", "A", true);
        row("#{3}?@", "12A", true);
        row("#{0,2}A", "A", true);
        row("7#", "71", true);
        row("7#", "81", false);
        row("##", "1-", false);
        row("##", "", false);
    }
    void matches() {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, text);
        QTEST(Pattern(pattern.toStdString()).matches(text.toStdString()), "match");
    }

    void many_optionalParts_takeNoTime() {
        std::string source;
        for (int i = 0; i < 31; ++i) source += "#?";
        source += std::string(31, '#') + "@";
        const Pattern pattern(source);
        QVERIFY(!pattern.matches(std::string(62, '1')));
        QVERIFY(pattern.matches(std::string(62, '1') + "A"));
        QVERIFY(pattern.matches(std::string(31, '1') + "A"));
    }

    void faults_areNamed_data() {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("empty") << QByteArray("") << QByteArray("nothing at all");
        QTest::newRow("only optional") << QByteArray("#?") << QByteArray("nothing at all");
        QTest::newRow("sign") << QByteArray("##!") << QByteArray("character 3");
        QTest::newRow("? first") << QByteArray("?#") << QByteArray("character 1");
        QTest::newRow("open") << QByteArray("#{3") << QByteArray("} is missing");
        QTest::newRow("no number") << QByteArray("#{}") << QByteArray("a number");
        QTest::newRow("backwards") << QByteArray("#{4,2}") << QByteArray("at least the first");
        QTest::newRow("long") << QByteArray("#{60}#{60}") << QByteArray("63 characters");
        QTest::newRow("very long") << QByteArray("#{99999999999999999999}") << QByteArray("63");
    }
    void faults_areNamed() {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, says);
        try {
            Pattern(pattern.toStdString());
            QFAIL("it was taken");
        } catch (const Error& error) {
            QCOMPARE(error.code(), Code::BadInput);
            QVERIFY2(QByteArray(error.what()).contains(says), error.what());
        }
    }
};

QTEST_GUILESS_MAIN(TestPattern)
#include "tst_pattern.moc"
