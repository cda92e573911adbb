// Why rows are kept aside, in other languages: every reason that the importers give is one of the sentences that
// translators see, and the values stay.
#include <QDirIterator>
#include <QtTest>

#include "core/data/import/issue_words.h"
#include "core/data/import/record_maker.h"
#include "import_support.h"

using namespace tunesmith;

namespace {

/// Marks what was asked to be translated: "<...>".
ReportWords marking() {
    ReportWords words = englishWords();
    words.translated = [](const char*, const char* english) { return "<" + std::string(english) + ">"; };
    return words;
}

}  // namespace

class TestIssueWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesStay() {
        const auto said = [](const char* reason) { return issueReason(reason, marking()); };
        QCOMPARE(said("It has 1 cell where the first line has 2."), std::string("<It has 1 cell where the first line has 2.>"));
        QCOMPARE(said("The column \"a %2 (b) is missing.\" (user) is missing."),
                 std::string("<The column \"a %2 (b) is missing.\" (user) is missing.>"));
        QCOMPARE(said("It is not valid JSON at byte 12 of the item. The file ends on this line, without a line break: it "
                      "may be cut off."),
                 std::string("<It is not valid JSON at byte 12 of the item.> <The file ends on this line, without a line "
                             "break: it may be cut off.>"));
        QCOMPARE(said("With these roles no row can be made: The text is empty."),
                 std::string("<With these roles no row can be made: <The text is empty.>>"));
        QCOMPARE(said("Something else."), std::string("Something else."));
        QCOMPARE(said(""), std::string());
        QVERIFY(!isIssueReason("It has  cells where the first line has 2."));
    }

    // All broken files of the tests: what is kept aside of them can be said in another language.
    void whatTheImportersSay_isKnown() {
        int reasons = 0;
        QStringList unknown;
        const auto check = [&](const std::string& reason, const QString& file) {
            ++reasons;
            if (!isIssueReason(reason)) unknown << QFileInfo(file).fileName() + ": " + QString::fromStdString(reason);
        };
        QDirIterator files(QStringLiteral(TUNESMITH_SOURCE_DIR "/tests/data/import"), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            if (file.endsWith(QLatin1String(".py")) || file.endsWith(QLatin1String(".zip"))) continue;
            for (const RowIssue& issue : importAll(file.toStdString()).issues) check(issue.reason, file);
        }
        QVERIFY2(unknown.isEmpty(), qPrintable(unknown.join(QLatin1Char('\n'))));
        QVERIFY(reasons > 40);
    }

    // And what rows can lack, by their roles.
    void whatRowsLack_isKnown_data() {
        QTest::addColumn<QByteArray>("rows");
        QTest::newRow("pairs") << QByteArray(
            "{\"question\":\"a\",\"answer\":\"b\"}\n{\"question\":\"\",\"answer\":\"b\"}\n{\"question\":\"a\"}\n"
            "{\"question\":\"a\",\"answer\":\"\"}\n{\"question\":{\"x\":1},\"answer\":\"b\"}\n{\"question\":[1],\"answer\":\"b\"}\n"
            "{\"question\":[],\"answer\":\"b\"}\n{\"question\":\"a\\u0000\",\"answer\":\"b\"}\n");
        QTest::newRow("messages") << QByteArray(
            "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]}\n{\"messages\":[]}\n"
            "{\"messages\":\"x\"}\n{\"messages\":[{\"role\":\"queen\",\"content\":\"a\"}]}\n{\"messages\":[{\"content\":\"a\"}]}\n"
            "{\"messages\":[{\"role\":\"user\"}]}\n{\"messages\":[{\"role\":1,\"content\":\"a\"}]}\n{\"messages\":[1]}\n"
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\"}]}]}\n"
            "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}\n"
            "{\"messages\":[{\"role\":\"user\",\"content\":\"a\",\"trained\":3}]}\n"
            "{\"messages\":[{\"role\":\"user\",\"content\":\"a\",\"weight\":-1}]}\n");
        QTest::newRow("preferences") << QByteArray(
            "{\"prompt\":\"a\",\"chosen\":\"b\",\"rejected\":\"c\"}\n{\"prompt\":\"a\",\"chosen\":\"b\",\"rejected\":\"b\"}\n"
            "{\"prompt\":\"a\",\"chosen\":\"\",\"rejected\":\"b\"}\n{\"prompt\":\"a\",\"chosen\":\"b\",\"rejected\":\"\"}\n");
        QTest::newRow("texts") << QByteArray("{\"text\":\"a\"}\n{\"text\":\"\"}\n{\"other\":\"\"}\n");
    }
    void whatRowsLack_isKnown() {
        QFETCH(QByteArray, rows);
        const Imported all = importAll(MadeFile(rows.toStdString()).path());
        QVERIFY(!all.issues.empty());
        for (const RowIssue& issue : all.issues) QVERIFY2(isIssueReason(issue.reason), issue.reason.c_str());
    }
};

QTEST_GUILESS_MAIN(TestIssueWords)
#include "tst_issue_words.moc"
