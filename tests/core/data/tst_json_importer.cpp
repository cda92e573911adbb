// JSON files: lists, lists inside objects, single objects; cut, broken and hostile ones.
#include <QtTest>

#include "import_support.h"

using namespace tunesmith;

class TestJsonImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shapes_areRead_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("rows");
        QTest::addColumn<qint64>("lastLine");
        QTest::newRow("list") << QByteArray("array.json") << 2 << qint64(3);
        QTest::newRow("list in an object") << QByteArray("array_in_object.json") << 2 << qint64(3);
        QTest::newRow("one object") << QByteArray("single_object.json") << 1 << qint64(1);
        QTest::newRow("objects over several lines") << QByteArray("pretty_objects.jsonl") << 2 << qint64(5);
    }
    void shapes_areRead() {
        QFETCH(QByteArray, file);
        QFETCH(int, rows);
        QFETCH(qint64, lastLine);
        const Imported all = importAll(brokenFile(file.constData()));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.result.format, std::string("json"));
        QCOMPARE(int(all.rows.size()), rows);
        QCOMPARE(all.issues.size(), std::size_t(0));
        QCOMPARE(all.row(0), std::string("a -> b"));
        QCOMPARE(all.rows.back().source.line, lastLine);
        QCOMPARE(all.result.sha256.size(), std::size_t(64));
    }

    void cutFiles_keepTheirWholeRows_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("rows");
        QTest::newRow("in an item") << QByteArray("array_cut_in_item.json") << 1;
        QTest::newRow("between items") << QByteArray("array_cut_between.json") << 2;
        QTest::newRow("behind the list") << QByteArray("object_cut.json") << 1;
    }
    void cutFiles_keepTheirWholeRows() {
        QFETCH(QByteArray, file);
        QFETCH(int, rows);
        const Imported all = importAll(brokenFile(file.constData()));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(int(all.rows.size()), rows);
        QCOMPARE(all.issues.size(), std::size_t(1));
        QVERIFY2(all.issue(0).find("cut off") != std::string::npos, all.issue(0).c_str());
    }

    void badItems_areKeptAside() {
        const Imported all = importAll(brokenFile("array_bad_item.json"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.issues.size(), std::size_t(2));
        QVERIFY(all.issue(0).starts_with("3: A number"));
        QVERIFY(all.issue(1).starts_with("4: It is not an object"));
        QCOMPARE(all.row(1), std::string("e -> f"));
    }

    void brokenFiles_areRefusedWithTheirLine_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("no comma") << QByteArray("array_no_comma.json") << QByteArray(":3: ");
        QTest::newRow("garbage behind") << QByteArray("array_garbage_after.json") << QByteArray(":2: ");
        QTest::newRow("object") << QByteArray("object_broken.json") << QByteArray("after a member");
        QTest::newRow("two lists") << QByteArray("two_arrays.json") << QByteArray("\"train\", \"test\"");
        QTest::newRow("no JSON") << QByteArray("not_json.json") << QByteArray(":1: ");
        QTest::newRow("numbers") << QByteArray("numbers.json") << QByteArray("not an object");
        QTest::newRow("empty list") << QByteArray("empty_array.json") << QByteArray("no rows");
        QTest::newRow("empty") << QByteArray("empty.json") << QByteArray("no rows");
        QTest::newRow("deep") << QByteArray("deep_array.json") << QByteArray("cut off");
    }
    void brokenFiles_areRefusedWithTheirLine() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, word);
        const Imported all = importAll(brokenFile(file.constData()));
        QVERIFY2(all.fault.starts_with("BadInput "), all.fault.c_str());
        QVERIFY2(all.fault.find(word.toStdString()) != std::string::npos, all.fault.c_str());
    }

    void listCanBeNamed() {
        ImportOptions options;
        options.read.list = "test";
        const Imported all = importAll(brokenFile("two_arrays.json"), options);
        QCOMPARE(all.rows.size(), std::size_t(1));
        QCOMPARE(all.row(0), std::string("c -> d"));
        options.read.list = "missing";
        QVERIFY(importAll(brokenFile("two_arrays.json"), options).fault.find("\"missing\"") != std::string::npos);
    }

    void itemsAcrossBlockEdges_areWhole() {
        std::string content = "[\n";
        std::vector<std::string> answers;
        for (int i = 0; content.size() < (std::size_t(3) << 20); ++i) {
            answers.push_back(std::string(std::size_t(i * 41 % 6000), '\\') + "\"{[" + std::to_string(i));
            std::string escaped;
            for (const char c : answers.back())
                escaped += c == '\\' || c == '"' ? std::string{'\\', c} : std::string(1, c);
            content += std::string(i == 0 ? "" : ",\n") + "{\"question\": \"q\", \"answer\": \"" + escaped + "\"}";
        }
        const MadeFile file(content + "\n]", "made.json");
        const Imported all = importAll(file.path());
        QCOMPARE(all.issues.size(), std::size_t(0));
        QCOMPARE(all.rows.size(), answers.size());
        for (std::size_t i = 0; i < answers.size(); ++i) QCOMPARE(all.rows[i].messages[1].text, answers[i]);
        QCOMPARE(all.rows.back().source.line, std::int64_t(answers.size() + 1));
    }

    void hugeItem_isKeptAside() {
        const MadeFile file("[{\"question\": \"a\", \"answer\": \"b\"}, {\"question\": \"" +
                                std::string(std::size_t(20) << 20, 'x') +
                                "\"}, {\"question\": \"c\", \"answer\": \"d\"}]",
                            "made.json");
        const Imported all = importAll(file.path());
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.issues.size(), std::size_t(1));
        QVERIFY(all.issue(0).find("16384 KiB") != std::string::npos);
    }

    void linesNamedJson_areReadAsLines() {
        const MadeFile file("{\"question\": \"a\", \"answer\": \"b\"}\n{\"question\": \"c\", \"answer\": \"d\"}\n",
                            "made.json");
        QCOMPARE(importAll(file.path()).result.format, std::string("jsonl"));
    }
};

QTEST_GUILESS_MAIN(TestJsonImporter)
#include "tst_json_importer.moc"
