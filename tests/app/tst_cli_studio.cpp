// The data studio on the command line: cleaning, splits, edits, versions and files out, with a project that runs through all of it.
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/cli.h"

class TestCliStudio : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    Cli cli() const { return Cli(folder_.path(), "p"); }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(Cli(folder_.path()).json({"init", "p"}).exitCode == 0);
        QByteArray rows = questionRows(30);
        rows += rows.left(rows.indexOf('\n') + 1);  // the first row once more
        rows += "{\"question\": \"What   now?\", \"answer\": \"Go  on.\"}\n";
        writeFile(folder_.filePath("faq.jsonl"), rows);
        const auto report = cli().json({"data", "import", "faq.jsonl", "--name", "faq"});
        QVERIFY2(report.exitCode == 0, report.all());
    }

    void steps_areListedWithTheirSettings() {
        const auto steps = cli().json({"data", "steps"});
        QVERIFY2(steps.exitCode == 0, steps.all());
        QVERIFY(steps.json().value("steps").toArray().size() > 10);
    }

    void clean_previewsAndApplies() {
        const QStringList command = {"data", "clean", "faq", "--step", "whitespace", "--step", "near_duplicates:threshold=0.95"};
        const auto preview = cli().json(command + QStringList{"--preview"});
        QVERIFY2(preview.exitCode == 0, preview.all());
        QVERIFY(!preview.json().contains("version"));
        QVERIFY(preview.json().value("dropped").toInt() >= 1);
        const auto cleaned = cli().json(command);
        QVERIFY2(cleaned.exitCode == 0, cleaned.all());
        QCOMPARE(cleaned.json().value("version").toInt(), 2);
        const auto wrong = cli().run({"data", "clean", "faq", "--step", "whitspace"});
        QCOMPARE(wrong.exitCode, 3);
        QVERIFY2(wrong.all().contains("whitespace"), wrong.all());
    }

    void personal_isFoundAndNotChanged() {
        writeFile(folder_.filePath("desk.jsonl"),
                  "{\"question\": \"Who?\", \"answer\": \"Ask jane@mail.org.\", \"Patient\": \"4111 1111 1111 1111\"}\n"
                  "{\"question\": \"And?\", \"answer\": \"Or desk@clinic.org, or jane@mail.org.\"}\n");
        QCOMPARE(cli().run({"data", "import", "desk.jsonl", "--name", "desk"}).exitCode, 0);
        const auto found = cli().json({"data", "personal", "desk", "--except", "desk@clinic.org"});
        QVERIFY2(found.exitCode == 0, found.all());
        QCOMPARE(found.json().value("rows_with_findings").toInt(), 2);
        QCOMPARE(found.json().value("distinct").toInt(), 2);
        QCOMPARE(found.json().value("safe_harbor").toArray().size(), 18);
        const auto first = found.json().value("values").toArray().at(0).toObject();
        QCOMPARE(first.value("text").toString(), QString("jane@mail.org"));
        QCOMPARE(first.value("count").toInt(), 2);
        const auto told = cli().run({"data", "personal", "desk"});
        QVERIFY2(told.all().contains("desk@clinic.org") && told.all().contains("Safe Harbor"), told.all());
        QCOMPARE(cli().json({"data", "versions", "desk"}).json().value("versions").toArray().size(), 1);
        QCOMPARE(cli().run({"data", "personal", "desk", "--entity", "EMAILS"}).exitCode, 3);
        QCOMPARE(cli().run({"data", "personal", "desk", "--pattern", "MRN"}).exitCode, 3);
    }

    void split_replace_delete() {
        const auto split = cli().json({"data", "split", "faq", "--by", "question", "--validation", "0.2", "--test", "0.1"});
        QVERIFY2(split.exitCode == 0, split.all());
        QVERIFY(split.json().value("validation").toInt() > 0);
        const auto replaced = cli().json({"data", "replace", "faq", "--find", "GO ON", "--with", "Carry on", "--in", "answer"});
        QVERIFY2(replaced.exitCode == 0, replaced.all());
        QCOMPARE(replaced.json().value("changed").toInt(), 1);
        const auto removed = cli().json({"data", "delete", "faq", "--filter", "answer:\"carry on\""});
        QVERIFY2(removed.exitCode == 0, removed.all());
        QCOMPARE(removed.json().value("removed").toInt(), 1);
        QCOMPARE(cli().run({"data", "delete", "faq", "--filter", "answr.words < 3"}).exitCode, 3);
    }

    void versions_diff_go_tag() {
        const auto list = cli().json({"data", "versions", "faq"});
        QCOMPARE(list.json().value("versions").toArray().size(), 5);
        const auto diff = cli().json({"data", "diff", "faq", "1", "current"});
        QVERIFY2(diff.exitCode == 0, diff.all());
        QVERIFY(diff.json().value("removed").toInt() >= 2);
        QVERIFY(!diff.json().value("rows").toArray().isEmpty());
        QCOMPARE(cli().run({"data", "tag", "faq", "1", "raw"}).exitCode, 0);
        QCOMPARE(cli().json({"data", "go", "faq", "raw"}).json().value("version").toInt(), 1);
        QCOMPARE(cli().json({"data", "show", "faq"}).json().value("rows").toInt(), 32);
        QCOMPARE(cli().run({"data", "go", "faq", "9"}).exitCode, 3);
        QCOMPARE(cli().json({"data", "go", "faq", "5"}).json().value("version").toInt(), 5);
    }

    void export_comesBackAsItWas() {
        const auto written = cli().json({"data", "export", "faq", "out.jsonl", "--licence", "cc-by-4.0"});
        QVERIFY2(written.exitCode == 0, written.all());
        QVERIFY(QFileInfo::exists(folder_.filePath("out.card.md")));
        const auto back = cli().json({"data", "import", "out.jsonl", "--name", "back"});
        QVERIFY2(back.exitCode == 0, back.all());
        QCOMPARE(back.json().value("rows").toInt(), written.json().value("rows").toInt());
        QCOMPARE(cli().run({"data", "export", "faq", "out.xyz"}).exitCode, 3);
    }
};

QTEST_GUILESS_MAIN(TestCliStudio)
#include "tst_cli_studio.moc"
