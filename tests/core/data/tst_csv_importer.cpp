// CSV: RFC 4180, the dialects that spreadsheets write, and tables that are none.
#include <QtTest>

#include "core/data/import/csv_importer.h"
#include "import_support.h"

using namespace tunesmith;

class TestCsvImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quotedCells_keepLineBreaksAndQuotes() {
        const Imported all = importAll(brokenFile("quotes.csv"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.row(0), std::string("Do you have \"walk-in\" hours? -> Yes:\r\nMonday, 8-10"));
        QCOMPARE(all.row(1), std::string("plain -> cell"));
        QCOMPARE(all.rows[0].source.line, std::int64_t(2));
        QCOMPARE(all.rows[1].source.line, std::int64_t(4));
    }

    void delimiters_areRecognised_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("delimiter");
        QTest::addColumn<QByteArray>("lastRow");
        QTest::newRow("comma") << QByteArray("bom.csv") << QByteArray(",") << QByteArray("a -> b");
        QTest::newRow("semicolon") << QByteArray("semicolon_clean.csv") << QByteArray(";")
                                   << QByteArray("a;b -> c, d, e");
        QTest::newRow("tab") << QByteArray("tab.tsv") << QByteArray("tab") << QByteArray("d -> e; f");
        QTest::newRow("bar") << QByteArray("bar.csv") << QByteArray("|") << QByteArray("d|e -> f");
        QTest::newRow("said by the file") << QByteArray("sep_line.csv") << QByteArray(";") << QByteArray("a;b");
        QTest::newRow("UTF-16 with tabs") << QByteArray("utf16.csv") << QByteArray("tab") << QByteArray("Grüße? -> Ja");
    }
    void delimiters_areRecognised() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, delimiter);
        QFETCH(QByteArray, lastRow);
        const Imported all = importAll(brokenFile(file.constData()));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.result.delimiter, delimiter.toStdString());
        QString row = QString::fromUtf8(lastRow);
        if (file == "bar.csv") row = "d -> e; f";
        if (file == "sep_line.csv") row = "a -> b";
        QCOMPARE(QString::fromStdString(all.row(all.rows.size() - 1)), row);
    }

    void delimiter_canBeSaid() {
        ImportOptions options;
        options.read.delimiter = '|';
        const MadeFile file("question|answer\na,b|c,d\n", "made.csv");
        QCOMPARE(importAll(file.path(), options).row(0), std::string("a,b -> c,d"));
        options.read.delimiter = 'x';
        QVERIFY(importAll(file.path(), options).fault.starts_with("BadInput "));
    }

    void raggedRows_areKeptAside() {
        const Imported all = importAll(brokenFile("ragged.csv"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.issues.size(), std::size_t(2));
        QCOMPARE(all.issue(0), std::string("3: It has 1 cell where the first line has 2."));
        QCOMPARE(all.issue(1), std::string("4: It has 3 cells where the first line has 2."));
        QCOMPARE(all.issues[1].raw, std::string("d,e,f\n"));
        ImportOptions strict;
        strict.strict = true;
        QVERIFY(importAll(brokenFile("ragged.csv"), strict).fault.find("ragged.csv:3: ") != std::string::npos);
    }

    void headers_withoutOrWithTheSameName_areNamed() {
        const Imported all = importAll(brokenFile("duplicate_header.csv"));
        QCOMPARE(all.result.columns, (std::vector<std::string>{"question", "answer", "answer (2)", "column 4"}));
        QCOMPARE(all.result.notes.size(), std::size_t(2));
        QCOMPARE(all.row(0), std::string("a -> b"));
    }

    void unclosedQuote_costsOneLine() {
        const Imported all = importAll(brokenFile("unclosed_quote.csv"));
        QCOMPARE(all.rows.size(), std::size_t(3));
        QCOMPARE(all.issues.size(), std::size_t(1));
        QVERIFY(all.issue(0).starts_with("3: A quote is opened"));
        QCOMPARE(all.row(2), std::string("g -> h"));
    }

    void manyUnclosedQuotes_endInBoundedTime() {
        std::string content = "question,answer\n";
        for (int i = 0; i < 20000; ++i) content += "\"a,b\n\"\"\n";
        const MadeFile file(content, "made.csv");
        const Imported all = importAll(file.path());
        QVERIFY(all.result.rows + all.result.issues < 20002);
    }

    void textAfterAQuote_isKeptAside() {
        const Imported all = importAll(brokenFile("text_after_quote.csv"));
        QCOMPARE(all.rows.size(), std::size_t(1));
        QVERIFY(all.issue(0).starts_with("2: In cell 1 text follows"));
    }

    void quoteInsideAPlainCell_isText() {
        QCOMPARE(importAll(brokenFile("stray_quote.csv")).row(0), std::string("size 5\" pipe -> b"));
    }

    void formulas_areKeptVerbatim() {
        const Imported all = importAll(brokenFile("formula.csv"));
        QCOMPARE(all.row(0), std::string("=1+1 -> @cmd|' /C calc'!A0"));
        QCOMPARE(all.row(1), std::string("+4912345 -> -5"));
    }

    void otherEncoding_isFoundByItsByte() {
        ImportOptions utf8;
        utf8.read.encoding = "utf-8";
        const Imported all = importAll(brokenFile("windows1252.csv"), utf8);
        QCOMPARE(all.rows.size(), std::size_t(1));
        QVERIFY2(all.issue(0).find("(0xE9, byte 20 of the file)") != std::string::npos, all.issue(0).c_str());
        QCOMPARE(all.issues[0].raw, std::string("Caf\\xE9?,Oui\n"));
        ImportOptions options;
        options.read.encoding = "windows-1252";
        QCOMPARE(importAll(brokenFile("windows1252.csv"), options).row(0), std::string("Café? -> Oui"));
    }

    void oldMacLineEnds_andMissingLastOne_areRead() {
        QCOMPARE(importAll(brokenFile("old_mac.csv")).rows.size(), std::size_t(2));
        QCOMPARE(importAll(brokenFile("no_final_newline.csv")).row(1), std::string("c -> d"));
    }

    void nul_isRefusedInARow() {
        const Imported all = importAll(brokenFile("nul.csv"));
        QCOMPARE(all.rows.size(), std::size_t(1));
        QVERIFY(all.issue(0).find("NUL") != std::string::npos);
    }

    void withoutRows_isRefused_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("empty") << QByteArray("empty.csv");
        QTest::newRow("header only") << QByteArray("header_only.csv");
    }
    void withoutRows_isRefused() {
        QFETCH(QByteArray, file);
        QVERIFY(importAll(brokenFile(file.constData())).fault.find("no rows") != std::string::npos);
    }

    void unreadableHeader_endsTheImport_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("other encoding") << QByteArray(
            "Gr\xC3\xB6\xC3\x9F"
            "e,r\xE9ponse\na,b\nc,d\n");
        QTest::newRow("open quote") << QByteArray("\"question,answer\na,b\nc,d\n");
    }
    void unreadableHeader_endsTheImport() {
        QFETCH(QByteArray, content);
        const MadeFile file(content.toStdString(), "made.csv");
        const Imported all = importAll(file.path());
        QVERIFY2(all.fault.find("made.csv:1: The line that names the columns") != std::string::npos, all.fault.c_str());
        QVERIFY(all.rows.empty());
    }

    void withoutHeader_columnsAreNumbered() {
        ImportOptions options;
        options.read.header = false;
        options.mapping = {{"user", "column 1"}, {"assistant", "column 2"}};
        const MadeFile file("a,b\nc,d\n", "made.csv");
        const Imported all = importAll(file.path(), options);
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.row(0), std::string("a -> b"));
    }

    void jsonInACell_isAConversation() {
        QCOMPARE(importAll(brokenFile("json_in_cell.csv")).row(0), std::string("a -> b"));
    }

    void recordsAcrossBlockEdges_areWhole() {
        std::string content = "question,answer\r\n";
        std::vector<std::string> answers;
        for (int i = 0; content.size() < (std::size_t(3) << 20); ++i) {
            answers.push_back(std::string(std::size_t(i * 43 % 4000), '"') + ",\r\n" + std::to_string(i));
            std::string escaped;
            for (const char c : answers.back()) escaped += c == '"' ? std::string("\"\"") : std::string(1, c);
            content += "q,\"" + escaped + "\"\r\n";
        }
        const MadeFile file(content, "made.csv");
        const Imported all = importAll(file.path());
        QCOMPARE(all.issues.size(), std::size_t(0));
        QCOMPARE(all.rows.size(), answers.size());
        for (std::size_t i = 0; i < answers.size(); ++i) QCOMPARE(all.rows[i].messages[1].text, answers[i]);
        QCOMPARE(all.rows.back().source.line, std::int64_t(2 * answers.size()));
    }

    void hugeRecord_isKeptAside() {
        const MadeFile file("question,answer\na,b\n" + std::string(std::size_t(20) << 20, 'x') + "\nc,d\n", "made.csv");
        const Imported all = importAll(file.path());
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.issues.size(), std::size_t(1));
        QVERIFY(all.issue(0).starts_with("3: The record is longer than 16384 KiB"));
    }

    void sniff_prefersTheDelimiterUnderWhichRecordsAgree() {
        QCOMPARE(sniffDelimiter("a;b\n1,5;2\n1;2,5\n"), ';');
        QCOMPARE(sniffDelimiter("a,b\nx;y;z,2\n"), ',');
        QCOMPARE(sniffDelimiter("just text\nmore text\n"), ',');
        QCOMPARE(sniffDelimiter("a\tb\tc\n1\t2\t3"), '\t');
        QCOMPARE(sniffDelimiter(""), ',');
    }
};

QTEST_GUILESS_MAIN(TestCsvImporter)
#include "tst_csv_importer.moc"
