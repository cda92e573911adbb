// Projects and data on the command line: made, filled, listed, looked at, removed.
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/cli.h"

class TestCliData : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    Cli cli() const { return Cli(folder_.path(), "p"); }

private Q_SLOTS:
    void init_makesAProjectThatOpens() {
        const auto made = Cli(folder_.path()).json({"init", "p"});
        QVERIFY2(made.exitCode == 0, made.all());
        QVERIFY(QFileInfo::exists(folder_.filePath("p/project.db")));
        QVERIFY(made.json().value("project").toString().endsWith("p"));
        const auto list = cli().run({"data", "list"});
        QCOMPARE(list.exitCode, 0);
        QVERIFY2(list.out.contains("No data yet"), list.all());
    }

    void projectOption_standsBeforeOrAfterTheCommand() {
        QCOMPARE(Cli(folder_.path()).run({"data", "list", "--project", "p"}).exitCode, 0);
        QCOMPARE(Cli(folder_.path()).run({"data", "--project", "p", "list"}).exitCode, 0);
        QCOMPARE(Cli(folder_.filePath("p")).run({"data", "list"}).exitCode, 0);
    }

    void import_readsRolesAndReports() {
        writeFile(folder_.filePath("faq.jsonl"), questionRows(30));
        const auto report = cli().json({"data", "import", "faq.jsonl", "--name", "faq"});
        QVERIFY2(report.exitCode == 0, report.all());
        QCOMPARE(report.json().value("name").toString(), QString("faq"));
        QCOMPARE(report.json().value("rows").toInt(), 30);
        QCOMPARE(report.json().value("issues").toInt(), 0);
        QVERIFY(report.json().value("roles").toString().contains("question"));
    }

    void import_takesTheFileNameWhereNoneIsGiven() {
        writeFile(folder_.filePath("prices.csv"),
                  "Frage,Antwort\nWas kostet es?,Drei Euro.\nWann?,\"Um \"\"acht\"\", täglich.\"\n");
        const auto report =
            cli().json({"data", "import", "prices.csv", "--map", "user=Frage", "--map", "assistant=Antwort"});
        QVERIFY2(report.exitCode == 0, report.all());
        const auto shown = cli().json({"data", "show", "prices"});
        QVERIFY2(shown.exitCode == 0, shown.all());
        const auto rows = shown.json().value("shown").toArray();
        QCOMPARE(rows.size(), 2);
        const auto messages = rows.at(1).toObject().value("messages").toArray();
        QCOMPARE(messages.at(0).toObject().value("role").toString(), QString("user"));
        QCOMPARE(messages.at(1).toObject().value("content").toString(), QString::fromUtf8("Um \"acht\", täglich."));
    }

    void import_keepsBadRowsAside() {
        QByteArray rows = questionRows(3);
        rows.insert(rows.indexOf('\n') + 1, "{\"question\": \"half a row\n");
        writeFile(folder_.filePath("broken.jsonl"), rows);
        const auto report = cli().json({"data", "import", "broken.jsonl", "--name", "broken"});
        QVERIFY2(report.exitCode == 0, report.all());
        QCOMPARE(report.json().value("rows").toInt(), 3);
        QCOMPARE(report.json().value("issues").toInt(), 1);
        const auto issues = cli().json({"data", "aside", "broken"}).json().value("issues").toArray();
        QCOMPARE(issues.size(), 1);
        QCOMPARE(issues.at(0).toObject().value("line").toInt(), 2);
        QVERIFY(!issues.at(0).toObject().value("reason").toString().isEmpty());
        const auto said = cli().run({"data", "aside", "broken"});
        QVERIFY2(said.out.contains("broken.jsonl:2"), said.all());
    }

    void mend_addsTheRowAndSaysWhatIsLeft() {
        writeFile(folder_.filePath("torn.jsonl"), questionRows(3) + "{\"question\": \"half\n{\"question\": \"no answer\"}\n");
        QCOMPARE(cli().run({"data", "import", "torn.jsonl", "--name", "torn"}).exitCode, 0);
        const auto aside = cli().json({"data", "aside", "torn"}).json().value("issues").toArray();
        QCOMPARE(aside.size(), 2);
        const QString first = aside.at(0).toObject().value("id").toString(),
                      second = aside.at(1).toObject().value("id").toString();
        QJsonObject mended{{"id", first}, {"row", QJsonObject{{"question", "Half?"}, {"answer", "Whole."}}}},
            still{{"id", second}, {"raw", "{\"question\": \"no answer still\"}"}};
        writeFile(folder_.filePath("mended.jsonl"), QJsonDocument(mended).toJson(QJsonDocument::Compact) + "\n" +
                                                        QJsonDocument(still).toJson(QJsonDocument::Compact) + "\n");
        const auto report = cli().json({"data", "mend", "torn", "--file", "mended.jsonl"});
        QVERIFY2(report.exitCode == 0, report.all());
        QCOMPARE(report.json().value("added").toInt(), 1);
        QCOMPARE(report.json().value("rows").toInt(), 4);
        QCOMPARE(report.json().value("aside").toInt(), 1);
        QCOMPARE(report.json().value("unusable").toArray().size(), 1);
        QCOMPARE(cli().json({"data", "mend", "torn", "--file", "mended.jsonl"}).exitCode, 3);  // it is mended already
        const QString left =
            cli().json({"data", "aside", "torn"}).json().value("issues").toArray().at(0).toObject().value("id").toString();
        QCOMPARE(cli().json({"data", "mend", "torn", "--dismiss", left}).json().value("aside").toInt(), 0);
    }

    void import_takesUnitTemplateAndEncoding() {
        writeFile(folder_.filePath("poem.txt"), "One line.\nAnother line.\n\nA second part.\n");
        QCOMPARE(cli().json({"data", "preview", "poem.txt"}).json().value("units").toArray().size(), 3);
        QCOMPARE(cli().json({"data", "import", "poem.txt", "--unit", "document", "--name", "whole"}).json().value("rows").toInt(), 1);
        QCOMPARE(cli().json({"data", "import", "poem.txt", "--unit", "line", "--name", "lines"}).json().value("rows").toInt(), 3);
        QCOMPARE(cli().run({"data", "import", "poem.txt", "--unit", "verse", "--name", "v"}).exitCode, 3);
        writeFile(folder_.filePath("latin.csv"), "question,answer\nWie hei\xDFt er?,J\xFCrgen\n");
        QVERIFY2(cli().json({"data", "import", "latin.csv", "--name", "latin", "--encoding", "latin1", "--template",
                             "Frage:\\n{question}"}).exitCode == 0, "latin1");
        const auto rows = cli().json({"data", "show", "latin"}).json().value("shown").toArray();
        QCOMPARE(rows.at(0).toObject().value("messages").toArray().at(0).toObject().value("content").toString(),
                 QString::fromUtf8("Frage:\nWie hei\u00DFt er?"));
    }

    void import_strictImportsNothing() {
        writeFile(folder_.filePath("strict.jsonl"), questionRows(3) + "{\n");
        const auto report = cli().json({"data", "import", "strict.jsonl", "--name", "strict", "--strict"});
        QVERIFY2(report.exitCode == 3, report.all());
        QCOMPARE(cli().json({"data", "show", "strict"}).exitCode, 3);
    }

    void import_splitsByShare() {
        writeFile(folder_.filePath("split.jsonl"), questionRows(200));
        QCOMPARE(cli().run({"data", "import", "split.jsonl", "--name", "split", "--validation", "0.3"}).exitCode, 0);
        QCOMPARE(cli().run({"data", "import", "split.jsonl", "--name", "held", "--validation", "1"}).exitCode, 0);
        const auto split = cli().json({"data", "show", "split", "--rows", "0"}).json();
        QVERIFY(split.value("validation_rows").toInt() > 35 && split.value("validation_rows").toInt() < 85);
        QCOMPARE(split.value("validation_rows").toInt() + split.value("train_rows").toInt(), 200);
        QCOMPARE(cli().json({"data", "show", "held", "--rows", "0"}).json().value("validation_rows").toInt(), 200);
    }

    void preview_showsTheMappingWithoutImporting() {
        writeFile(folder_.filePath("look.jsonl"), questionRows(5));
        const auto preview = cli().json({"data", "preview", "look.jsonl"});
        QVERIFY2(preview.exitCode == 0, preview.all());
        QCOMPARE(preview.json().value("mapping").toObject().value("user").toString(), QString("question"));
        QVERIFY(!preview.json().value("rows").toArray().isEmpty());
        QVERIFY(preview.json().value("columns").toArray().contains("fact"));
        QCOMPARE(cli().run({"data", "show", "look"}).exitCode, 3);
    }

    void show_filtersAndPages() {
        const auto page =
            cli().json({"data", "show", "faq", "--from", "4", "--rows", "2"}).json().value("shown").toArray();
        QCOMPARE(page.size(), 2);
        QCOMPARE(page.at(0).toObject().value("row").toInt(), 4);
        const auto found = cli().json({"data", "show", "faq", "--filter", "lamp 8"}).json().value("shown").toArray();
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.at(0).toObject().value("row").toInt(), 8);
    }

    void list_namesAllAndRemoveTakesOneAway() {
        QVERIFY(cli().run({"data", "list"}).out.contains("broken"));
        const auto removed = cli().json({"data", "remove", "broken"});
        QVERIFY2(removed.exitCode == 0, removed.all());
        QVERIFY(!cli().run({"data", "list"}).out.contains("broken"));
        const auto gone = cli().run({"data", "show", "broken"});
        QCOMPARE(gone.exitCode, 3);
        QVERIFY2(gone.err.contains("faq"), "the message names what exists");
    }

    void unknownRole_namesTheRoles() {
        const auto said = cli().run({"data", "import", "faq.jsonl", "--name", "x", "--map", "teacher=question"});
        QCOMPARE(said.exitCode, 3);
        QVERIFY2(said.err.contains("assistant"), said.all());
    }
};

QTEST_GUILESS_MAIN(TestCliData)
#include "tst_cli_data.moc"
