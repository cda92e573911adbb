// The door to the importers: previews, formats, and real data sets without a hint.
#include <QtTest>

#include "core/base/machine.h"
#include "import_support.h"

using namespace tunesmith;

class TestImportFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void preview_saysWhatImportWouldDo() {
        const ImportPreview preview = previewFile(brokenFile("ragged.csv"));
        QCOMPARE(preview.format, std::string("csv"));
        QCOMPARE(preview.delimiter, std::string(","));
        QCOMPARE(preview.encodingNote, std::string("UTF-8"));
        QCOMPARE(preview.columns, (std::vector<std::string>{"question", "answer"}));
        QCOMPARE(preview.mapping.column("user"), std::string("question"));
        QCOMPARE(preview.rows.size(), std::size_t(2));
        QCOMPARE(preview.issues.size(), std::size_t(2));
        QCOMPARE(preview.items, std::int64_t(2));
        QCOMPARE(preview.problem, std::string());
        QVERIFY(preview.bytes > 0);
    }

    void preview_ofUnknownColumns_namesThem() {
        const ImportPreview preview = previewFile(brokenFile("unknown_columns.jsonl"));
        QVERIFY(preview.problem.find("alpha, beta, gamma") != std::string::npos);
        QVERIFY(preview.rows.empty());
        ImportOptions options;
        options.mapping = {{"user", "alpha"}, {"assistant", "gamma"}};
        QCOMPARE(previewFile(brokenFile("unknown_columns.jsonl"), options).rows.size(), std::size_t(1));
        QVERIFY(importAll(brokenFile("unknown_columns.jsonl")).fault.find("alpha, beta, gamma") != std::string::npos);
        QCOMPARE(importAll(brokenFile("unknown_columns.jsonl"), options).row(0), std::string("a -> c"));
    }

    void preview_ofBadItemsOnly_saysTheFirstReason() {
        const ImportPreview preview = previewFile(brokenFile("numbers.json"));
        QVERIFY(preview.problem.find("not an object") != std::string::npos);
        QCOMPARE(preview.issues.size(), std::size_t(3));
    }

    void preview_ofALargeFile_readsItsBeginningOnly() {
        std::string content;
        while (content.size() < (std::size_t(20) << 20)) content += "{\"question\": \"a\", \"answer\": \"b\"}\n";
        const MadeFile file(content);
        const ImportPreview preview = previewFile(file.path());
        QCOMPARE(preview.items, std::int64_t(200));
        QCOMPARE(preview.rows.size(), std::size_t(20));
        QCOMPARE(preview.bytes, std::int64_t(content.size()));
    }

    void emptyAnswers_areKeptAsideWithTheirReason() {
        const Imported all = importAll(brokenFile("empty_answer.jsonl"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.issues.size(), std::size_t(4));
        QVERIFY(all.issue(0).starts_with("2: The answer"));
        QVERIFY(all.issue(1).starts_with("3: The question"));
        QVERIFY(all.issue(3).starts_with("5: The column \"answer\""));
    }

    void otherFiles_areNamedForWhatTheyAre() {
        const MadeFile zip(std::string("PK\x03\x04") + std::string(100, 'z'), "table.csv");
        QVERIFY(importAll(zip.path()).fault.find("ZIP archive") != std::string::npos);
        const MadeFile parquet(std::string("PAR1") + std::string(100, 'z'), "table.parquet");
        QVERIFY(importAll(parquet.path()).fault.find("Parquet") != std::string::npos);
        const MadeFile text("just some words\nin two lines\n", "notes.docx");
        QVERIFY(importAll(text.path()).fault.find("jsonl, json, csv") != std::string::npos);
        QVERIFY(importAll("/no/such/file.csv").fault.starts_with("NotFound "));
        ImportOptions options;
        options.format = "xml";
        QVERIFY(importAll(text.path(), options).fault.find("jsonl, json, csv") != std::string::npos);
    }

    void sourceName_isWhatTheUserSaid() {
        ImportOptions options;
        options.sourceName = "faq.csv";
        const Imported all = importAll(brokenFile("ragged.csv"), options);
        QCOMPARE(all.rows[0].source.file, std::string("faq.csv"));
        QCOMPARE(all.issues[0].source.file, std::string("faq.csv"));
    }

    void realData_isReadWithoutAHint_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("rows");
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("PubMedQA") << QByteArray("pubmedqa.jsonl") << 1000 << QByteArray("pair")
                                  << QByteArray("long_answer");
        QTest::newRow("GSM8K") << QByteArray("gsm8k.jsonl") << 1000 << QByteArray("pair") << QByteArray("answer");
        QTest::newRow("Self-Instruct") << QByteArray("seed_tasks.jsonl") << 175 << QByteArray("pair") << QByteArray("");
        QTest::newRow("preferences") << QByteArray("preferences_sharegpt.json") << 150 << QByteArray("preference")
                                     << QByteArray("");
    }
    void realData_isReadWithoutAHint() {
        QFETCH(QByteArray, file);
        QFETCH(int, rows);
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, answer);
        const std::string path = realFile(file.constData());
        if (path.empty()) QSKIP("The real data sets are not part of the project and are not here.");
        const Imported all = importAll(path);
        QCOMPARE(all.fault, std::string());
        QCOMPARE(int(all.rows.size()), rows);
        QCOMPARE(all.issues.size(), std::size_t(0));
        QCOMPARE(std::string(rowKindName(all.result.mapping.kind)), kind.toStdString());
        QCOMPARE(all.result.mapping.column("assistant"), answer.toStdString());
        if (file == "pubmedqa.jsonl")
            QVERIFY(all.rows[0].messages[0].text.find("\n\nQuestion: Do mitochondria play a role") !=
                    std::string::npos);
    }

    void realTable_isReadOnceMapped() {
        const std::string path = realFile("crows_pairs.csv");
        if (path.empty()) QSKIP("The real data sets are not part of the project and are not here.");
        ImportOptions options;
        options.mapping = {{"text", "sent_more"}};
        const Imported all = importAll(path, options);
        QCOMPARE(all.rows.size(), std::size_t(1508));
        QCOMPARE(all.issues.size(), std::size_t(0));
        QCOMPARE(all.result.columns.size(), std::size_t(8));
    }
};

QTEST_GUILESS_MAIN(TestImportFiles)
#include "tst_import_files.moc"
