// Plain text and Markdown as rows, and texts in encodings that they do not name.
#include <QtTest>

#include "tests/core/data/import_support.h"

using namespace tunesmith;

namespace {

ImportOptions withUnit(const char* unit) {
    ImportOptions options;
    options.read.unit = unit;
    return options;
}

std::string rowsOf(const Imported& all) {
    std::string text;
    for (std::size_t i = 0; i < all.rows.size(); ++i)
        text += (i ? " / " : "") + std::to_string(all.rows[i].source.line) + ":" + all.rows[i].text;
    return all.fault.empty() ? text : all.fault;
}

}  // namespace

class TestTextImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_isReadByItsParagraphs() {
        const MadeFile file("One\ntwo.\r\n\r\n\n  \nThree.\n", "a.txt");
        const Imported all = importAll(file.path());
        QCOMPARE(rowsOf(all), std::string("1:One\ntwo. / 6:Three."));
        QCOMPARE(all.result.format, std::string("txt"));
        QCOMPARE(all.result.notes.back(), std::string("Each paragraph is a row."));
        QCOMPARE(all.result.sha256.size(), std::size_t(64));
    }

    void units_canBeSaid() {
        const MadeFile file("One\ntwo.\n\nThree.\n", "a.txt");
        QCOMPARE(rowsOf(importAll(file.path(), withUnit("line"))), std::string("1:One / 2:two. / 4:Three."));
        QCOMPARE(rowsOf(importAll(file.path(), withUnit("document"))), std::string("1:One\ntwo.\n\nThree."));
        const Imported wrong = importAll(file.path(), withUnit("verse"));
        QVERIFY2(wrong.fault.find("document, section, page, paragraph, line, table") != std::string::npos,
                 wrong.fault.c_str());
    }

    void textWithoutEmptyLines_isAListOfLines() {
        const MadeFile file("First.\nSecond.\nThird.", "a.txt");
        QCOMPARE(rowsOf(importAll(file.path())), std::string("1:First. / 2:Second. / 3:Third."));
    }

    void jsonLinesNamedText_areJsonLines() {
        const MadeFile file("{\"question\": \"a\", \"answer\": \"b\"}\n{\"question\": \"c\", \"answer\": \"d\"}\n",
                            "a.txt");
        QCOMPARE(importAll(file.path()).result.format, std::string("jsonl"));
    }

    void markdown_isReadByItsSections() {
        const MadeFile file(
            "Before.\n\n# Title\n\n## Part\nText\nmore.\n\n```\n# no heading\n\n```\nUnder\n=====\nLast.\n\n####### "
            "seven\n",
            "a.md");
        QCOMPARE(rowsOf(importAll(file.path())),
                 std::string("1:Before. / 3:# Title\n\n## Part\n\nText\nmore.\n\n```\n# no heading\n\n``` / "
                             "13:Under\n=====\n\nLast.\n\n####### seven"));
    }

    void longParagraphs_areIssues() {
        ImportOptions options;
        options.read.maxItemBytes = 100;
        const MadeFile file("Short.\n\n" + std::string(99, 'a') + "\n" + std::string(99, 'b') + "\n\nEnd.\n\n" +
                                std::string(5000, 'c') + "\n\nLast.",
                            "a.txt");
        const Imported all = importAll(file.path(), options);
        QCOMPARE(rowsOf(all), std::string("1:Short. / 6:End. / 10:Last."));
        QCOMPARE(all.issues.size(), std::size_t(2));
        QVERIFY(all.issue(0).starts_with("3: The paragraph is longer"));
        QVERIFY(all.issue(1).starts_with("8: The line is longer"));
    }

    void badBytes_areIssuesWhereTheyStand() {
        const MadeFile file(
            "Gr\xC3\xBC\xC3\x9F"
            "e.\n\nBad \xFF byte.\n\nGood.\n",
            "a.txt");
        const Imported all = importAll(file.path());
        QCOMPARE(all.rows.size(), std::size_t(2));
        QVERIFY2(all.issue(0).starts_with("3: In line 3: Byte 5 of the row (0xFF"), all.issue(0).c_str());
        QVERIFY(all.issues[0].raw.find("\\xFF") != std::string::npos);
    }

    void nul_isRefused() {
        const MadeFile file(std::string("a\0b\n\nc\n", 7), "a.txt");
        ImportOptions options;
        options.format = "txt";
        const Imported all = importAll(file.path(), options);
        QCOMPARE(all.rows.size(), std::size_t(1));
        QVERIFY(all.issues.at(0).reason.find("NUL") != std::string::npos);
    }

    void encodings_areGuessed_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QByteArray>("text");
        const QByteArray russian =
            "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xCA\xE0\xEA \xE4\xE5\xEB\xE0 \xF1\xE5\xE3\xEE\xE4\xED\xFF? "
            "\xD5\xEE\xF0\xEE\xF8\xE0\xFF \xEF\xEE\xE3\xEE\xE4\xE0.";
        QTest::newRow("Windows-1252") << QByteArray("Caf\xE9 cr\xE8me, s'il vous pla\xEEt. L'\xE9t\xE9 \xE0 Paris.")
                                      << QByteArray("Windows-1252")
                                      << QByteArray("Café crème, s'il vous plaît. L'été à Paris.");
        QTest::newRow("few bytes") << QByteArray("The price is 5 \x80 a day.") << QByteArray("Windows-1252")
                                   << QByteArray("The price is 5 € a day.");
        QTest::newRow("Windows-1251") << russian << QByteArray("WINDOWS-1251")
                                      << QByteArray("Привет, мир! Как дела сегодня? Хорошая погода.");
        QTest::newRow("Shift_JIS") << QByteArray(
                                          "\x93\xFA\x96\x7B\x8C\xEA\x82\xCC\x95\xB6\x8F\xCD\x82\xC5\x82\xB7\x81\x42\x82"
                                          "\xB1\x82\xEA\x82\xCD\x83\x65\x83\x58\x83\x67\x82\xC5\x82\xB7\x81\x42")
                                   << QByteArray("SHIFT_JIS") << QByteArray("日本語の文章です。これはテストです。");
        QTest::newRow("GB18030") << QByteArray(
                                        "\xD6\xD0\xCE\xC4\xCE\xC4\xB1\xBE\xB2\xE2\xCA\xD4\xA3\xAC\xD5\xE2\xCA\xC7\xD2"
                                        "\xBB\xB8\xF6\xC0\xFD\xD7\xD3\xA1\xA3")
                                 << QByteArray("GB18030") << QByteArray("中文文本测试，这是一个例子。");
    }
    void encodings_areGuessed() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, encoding);
        QFETCH(QByteArray, text);
        const MadeFile file(bytes.toStdString() + "\n", "a.txt");
        const Imported all = importAll(file.path());
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.result.encodingNote, encoding.toStdString() + ", guessed, decoded");
        QCOMPARE(QString::fromStdString(all.rows.at(0).text), QString::fromUtf8(text));
        QVERIFY(std::any_of(all.result.notes.begin(), all.result.notes.end(),
                            [](const std::string& note) { return note.find("was guessed") != std::string::npos; }));
    }

    void encoding_canBeSaid() {
        const MadeFile file("\xE1\xE2\xE3\n", "a.txt");
        ImportOptions options;
        options.read.encoding = "iso-8859-7";
        QCOMPARE(QString::fromStdString(importAll(file.path(), options).rows.at(0).text), QString::fromUtf8("αβγ"));
        options.read.encoding = "utf-8//IGNORE";
        QVERIFY(importAll(file.path(), options).fault.find("is not known") != std::string::npos);
    }

    void bytesWithoutMeaning_areNeverReplaced() {
        ImportOptions options;
        options.read.encoding = "euc-jp";
        const MadeFile file("abc\n\n\xFF\xFF\n", "a.txt");
        const Imported all = importAll(file.path(), options);
        QCOMPARE(rowsOf(all), std::string("1:abc"));
        QVERIFY2(all.issue(0).find("no character in euc-jp") != std::string::npos, all.issue(0).c_str());
    }

    void multiByteEncodings_areReadAcrossBlocks() {
        std::string bytes, text;
        for (int i = 0; i < 200000; ++i) {
            bytes += i % 40 == 39 ? "\n" : i % 7 ? "\x93\xFA" : "a";
            text += i % 40 == 39 ? "\n" : i % 7 ? "日" : "a";
        }
        ImportOptions options = withUnit("document");
        options.read.encoding = "shift_jis";
        const MadeFile file("x" + bytes, "a.txt");
        const Imported all = importAll(file.path(), options);
        QVERIFY(all.rows.at(0).text + "\n" == "x" + text || all.rows.at(0).text == "x" + text);
    }
};

QTEST_GUILESS_MAIN(TestTextImporter)
#include "tst_text_importer.moc"
