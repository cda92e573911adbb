// data stats on the command line: numbers for people, one JSON document, and the report.
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/cli.h"

class TestCliStats : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    Cli cli() const { return Cli(folder_.path(), "p"); }

    void import(const QString& file, const QByteArray& rows, const QStringList& more = {}) {
        writeFile(folder_.filePath(file), rows);
        const auto report = cli().json(QStringList{"data", "import", file, "--name", file.section('.', 0, 0)} + more);
        QVERIFY2(report.exitCode == 0, report.all());
    }
    static QByteArray labelled() {
        QByteArray rows;
        for (int i = 0; i < 100; ++i)
            rows += "{\"question\": \"Is the <script>woman</script> of case " + QByteArray::number(i) +
                    " well?\", \"answer\": \"She is as well as can be.\", \"label\": \"" + (i < 90 ? "yes" : "no") + "\"}\n";
        return rows;
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(Cli(folder_.path()).json({"init", "p"}).exitCode == 0);
        import("cases.jsonl", labelled(), {"--map", "label=label"});
        import("notes.txt", "A first note about the garden.\n\nA second note about the garden and the house.\n");
        import("table.csv", "question,answer\nWhat is it?,A table\nAnd this?,Another one\n");
    }

    void json_hasTheNumbers() {
        const auto stats = cli().json({"data", "stats", "cases"});
        QVERIFY2(stats.exitCode == 0, stats.all());
        const QJsonObject json = stats.json();
        QCOMPARE(json.value("rows").toInt(), 100);
        QCOMPARE(json.value("version").toInt(), 1);
        const QJsonObject labels = json.value("labels").toObject();
        QCOMPARE(labels.value("source").toString(), QStringLiteral("label"));
        QCOMPARE(labels.value("commonest_to_rarest").toDouble(), 9.0);
        QCOMPARE(labels.value("values").toArray().at(0).toObject().value("rows").toInt(), 90);
        bool imbalance = false;
        for (const QJsonValue& finding : json.value("findings").toArray())
            imbalance = imbalance || (finding.toObject().value("kind") == "label_imbalance" &&
                                      finding.toObject().value("remedies").toArray().size() == 3);
        QVERIFY(imbalance);
        for (const char* key : {"lengths", "question_words", "answer_words", "turns", "roles", "vocabulary", "topics", "groups",
                                "outliers", "split_differences", "languages"})
            QVERIFY2(json.contains(key), key);
    }

    void text_isReadable() {
        for (const char* name : {"cases", "notes", "table"}) {
            const auto stats = cli().run({"data", "stats", name});
            QVERIFY2(stats.exitCode == 0, stats.all());
            QVERIFY2(stats.all().contains("Length of the rows in words"), stats.all());
        }
        QVERIFY(cli().run({"data", "stats", "cases"}).all().contains("Some labels are much rarer"));
    }

    void report_isWrittenEscaped() {
        const auto stats = cli().json({"data", "stats", "cases", "--report", "cases.html", "--topics", "3"});
        QVERIFY2(stats.exitCode == 0, stats.all());
        QFile file(folder_.filePath("cases.html"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray page = file.readAll();
        QVERIFY(page.startsWith("<!DOCTYPE html>"));
        QVERIFY(page.trimmed().endsWith("</html>"));
        QVERIFY(!page.contains("<script"));
    }

    void remedy_isAListThatCleaningTakes() {
        const auto stats = cli().json({"data", "stats", "cases"});
        QJsonArray steps;
        for (const QJsonValue& finding : stats.json().value("findings").toArray())
            if (finding.toObject().value("kind") == "label_imbalance")
                steps = finding.toObject().value("remedies").toArray().at(0).toObject().value("steps").toArray();
        QVERIFY(!steps.isEmpty());
        writeFile(folder_.filePath("steps.json"), QJsonDocument(steps).toJson());
        const auto cleaned = cli().json({"data", "clean", "cases", "--list", "steps.json"});
        QVERIFY2(cleaned.exitCode == 0, cleaned.all());
        QCOMPARE(cleaned.json().value("rows_out").toInt(), 20);
        const auto after = cli().json({"data", "stats", "cases"});
        QCOMPARE(after.json().value("labels").toObject().value("commonest_to_rarest").toDouble(), 1.0);
        QCOMPARE(cli().json({"data", "stats", "cases", "--version", "1"}).json().value("rows").toInt(), 100);
    }

    void wrongInput_isSaid() {
        QCOMPARE(cli().run({"data", "stats", "nothing"}).exitCode, 3);
        QCOMPARE(cli().run({"data", "stats", "cases", "--version", "99"}).exitCode, 3);
        QCOMPARE(cli().run({"data", "stats", "cases", "--topics", "101"}).exitCode, 3);
        QCOMPARE(cli().run({"data", "stats", "cases", "--topics", "-1"}).exitCode, 3);
        QCOMPARE(cli().run({"data", "stats", "cases", "--model", "none"}).exitCode, 3);
        QCOMPARE(cli().run({"data", "stats"}).exitCode, 2);
        const auto unwritable = cli().run({"data", "stats", "cases", "--report", "no/such/folder/report.html"});
        QVERIFY2(unwritable.exitCode == 3 || unwritable.exitCode == 4, unwritable.all());
    }
};

QTEST_GUILESS_MAIN(TestCliStats)
#include "tst_cli_stats.moc"
