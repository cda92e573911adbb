// Numbers, sizes, times and failures as the user reads them.
#include <QTest>

#include "ui/bridge/tokens.h"
#include "ui/bridge/words.h"

using namespace tunesmith;
using namespace tunesmith::ui;

class TestWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void durations_data();
    void durations();
    void sizes_data();
    void sizes();
    void rates_data();
    void rates();
    void failuresSayWhatAndWhere();
    void contrastHolds();
};

void TestWords::durations_data() {
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << 0.2 << "less than a second";
    QTest::newRow("seconds") << 12.4 << "12 s";
    QTest::newRow("round up") << 59.6 << "1 min";
    QTest::newRow("minutes") << 200.0 << "3 min 20 s";
    QTest::newRow("hours") << 7500.0 << "2 h 5 min";
    QTest::newRow("days") << 90000.0 << "1 days 1 h";
}

void TestWords::durations() {
    QFETCH(double, seconds);
    QFETCH(QString, words);
    QCOMPARE(words::duration(seconds), words);
}

void TestWords::sizes_data() {
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("bytes") << qint64(12) << "12 bytes";
    QTest::newRow("MB") << qint64(98'000'000) << "98\u00a0MB";
    QTest::newRow("GB") << qint64(1'100'000'000) << "1.1\u00a0GB";
    QTest::newRow("many GB") << qint64(23'400'000'000) << "23\u00a0GB";
}

void TestWords::sizes() {
    QFETCH(qint64, bytes);
    QFETCH(QString, words);
    QCOMPARE(words::bytes(bytes), words);
}

void TestWords::rates_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("words");
    QTest::newRow("1e-3") << 1e-3 << "1e-3";
    QTest::newRow("2e-4") << 2e-4 << "2e-4";
    QTest::newRow("4.1e-4") << 4.1e-4 << "4.1e-4";
    QTest::newRow("just below 1e-3") << 9.99e-4 << "1e-3";
    QTest::newRow("zero") << 0.0 << "0";
}

void TestWords::rates() {
    QFETCH(double, value);
    QFETCH(QString, words);
    QCOMPARE(words::rate(value), words);
}

void TestWords::failuresSayWhatAndWhere() {
    const auto text = words::failure({Code::BadFile, "The header is cut off.", "model.gguf"});
    QVERIFY(!text.title.isEmpty());
    QVERIFY(text.detail.contains(QLatin1String("header")));
    QVERIFY(text.detail.contains(QLatin1String("model.gguf")));
    // A place that the message already names is not said twice.
    QCOMPARE(words::failure({Code::BadFile, "a.csv is empty.", "a.csv"}).detail, QStringLiteral("a.csv is empty."));
    for (int code = 0; code <= int(Code::Internal); ++code)
        QVERIFY(!words::failure({Code(code), "x", ""}).title.isEmpty());
}

void TestWords::contrastHolds() {
    for (const auto* t : {&lightTokens(), &darkTokens()}) {
        for (const auto& back : {t->window, t->surface, t->selection, t->systemTint, t->assistantTint})
            QVERIFY(contrast(t->text, back) >= 4.5);
        for (const auto& back : {t->window, t->surface}) {
            for (const auto& front : {t->muted, t->accent, t->good, t->warn, t->bad})
                QVERIFY(contrast(front, back) >= 4.5);
        }
        QVERIFY(contrast(t->border, t->surface) >= 3);
        QVERIFY(contrast(t->onAccent, t->accent) >= 4.5);
        for (const auto& line : {t->plotSmooth, t->plotValidation, t->plotRate, t->plotGradient})
            QVERIFY(contrast(line, t->surface) >= 3);
    }
}

QTEST_MAIN(TestWords)
#include "tst_words.moc"
