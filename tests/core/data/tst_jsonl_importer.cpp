// JSON lines: every broken file gives its good rows and says what is wrong with the others, by line.
#include <QtTest>

#include "core/base/machine.h"
#include "import_support.h"

using namespace tunesmith;

namespace {

// AddressSanitizer keeps freed memory for a while.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kMeasuresMemory = false;
#elif defined(__has_feature)
constexpr bool kMeasuresMemory = !__has_feature(address_sanitizer);
#else
constexpr bool kMeasuresMemory = true;
#endif

/// A bad line between two good ones: both are read, the bad one is kept aside for a reason that names `word`.
struct Case {
    const char* file;
    const char* word;
};

}  // namespace

class TestJsonlImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void badLine_isKeptAside_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("word");
        for (const Case& one : {Case{"broken_line.jsonl", "not valid JSON at byte 44"},
                                {"duplicate_key.jsonl", "\"question\" stands twice"},
                                {"duplicate_key_escaped.jsonl", "\"answer\" stands twice"},
                                {"duplicate_key_nested.jsonl", "\"x\" stands twice"},
                                {"nan.jsonl", "not valid JSON"},
                                {"infinity.jsonl", "number"},
                                {"beyond_double.jsonl", "too large"},
                                {"beyond_64_bits.jsonl", "too large"},
                                {"deep.jsonl", "deeper than 64 levels"},
                                {"very_deep.jsonl", "deeper than 64 levels"},
                                {"lone_surrogate.jsonl", "half a surrogate pair"},
                                {"lone_low_surrogate.jsonl", "half a surrogate pair"},
                                {"raw_control.jsonl", "control character"},
                                {"nul_raw.jsonl", "control character"},
                                {"nul_escaped.jsonl", "NUL"},
                                {"several_on_a_line.jsonl", "not valid JSON"},
                                {"windows1252_in_utf8.jsonl", "Byte 18 of the row (0xE9, byte 75 of the file)"},
                                {"utf16_broken_pair.jsonl", "no character in UTF-16LE"}})
            QTest::newRow(one.file) << QByteArray(one.file) << QByteArray(one.word);
    }
    void badLine_isKeptAside() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, word);
        const std::string path = brokenFile(file.constData());
        const Imported all = importAll(path);
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.row(0), std::string("When do you open? -> At eight."));
        QCOMPARE(all.rows[1].source, (RowSource{path, 3}));
        QCOMPARE(all.issues.size(), std::size_t(1));
        QCOMPARE(all.issues[0].source, (RowSource{path, 2}));
        QVERIFY2(all.issues[0].reason.find(word.toStdString()) != std::string::npos, all.issues[0].reason.c_str());
        QVERIFY(!all.issues[0].raw.empty() && all.issues[0].raw.size() <= (64 << 10));
        QCOMPARE(all.result.rows, std::int64_t(2));
        QCOMPARE(all.result.issues, std::int64_t(1));

        ImportOptions strict;
        strict.strict = true;
        const Imported stopped = importAll(path, strict);
        QVERIFY2(stopped.fault.starts_with("BadInput " + path + ":2: "), stopped.fault.c_str());
        QVERIFY2(stopped.fault.find(word.toStdString()) != std::string::npos, stopped.fault.c_str());
    }

    void truncatedLastLine_isKeptAside() {
        const Imported all = importAll(brokenFile("truncated_last_line.jsonl"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.issues.size(), std::size_t(1));
        QVERIFY(all.issue(0).starts_with("3: ") && all.issue(0).find("cut off") != std::string::npos);
    }

    void lastLineWithoutNewline_isRead() {
        const Imported all = importAll(brokenFile("no_final_newline.jsonl"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.issues.size(), std::size_t(0));
    }

    void blankLinesAndCarriageReturns_areNoRows() {
        const Imported all = importAll(brokenFile("crlf_and_blank_lines.jsonl"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.issues.size(), std::size_t(0));
        QCOMPARE(all.rows[1].source.line, std::int64_t(4));
    }

    void linesThatAreNoObjects_areKeptAside() {
        const Imported all = importAll(brokenFile("not_an_object.jsonl"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.issues.size(), std::size_t(4));
        QVERIFY(all.issue(3).starts_with("5: It is not an object"));
    }

    void brokenFirstLine_doesNotHideTheFormat() {
        const MadeFile file(
            "{\"question\": \"cut of\n{\"question\": \"a\", \"answer\": \"b\"}\n{\"question\": \"c\", \"answer\": "
            "\"d\"}\n");
        const Imported all = importAll(file.path());
        QCOMPARE(all.result.format, std::string("jsonl"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.issues.size(), std::size_t(1));
    }

    void encodings_areDecoded_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("encoding");
        QTest::newRow("UTF-16LE") << QByteArray("utf16le.jsonl") << QByteArray("UTF-16LE, decoded");
        QTest::newRow("UTF-16BE") << QByteArray("utf16be.jsonl") << QByteArray("UTF-16BE, decoded");
        QTest::newRow("UTF-32LE") << QByteArray("utf32le.jsonl") << QByteArray("UTF-32LE, decoded");
        QTest::newRow("UTF-32BE") << QByteArray("utf32be.jsonl") << QByteArray("UTF-32BE, decoded");
    }
    void encodings_areDecoded() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, encoding);
        const Imported all = importAll(brokenFile(file.constData()));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.row(0), std::string("Grüße 😀? -> 日本"));
        QCOMPARE(all.result.encodingNote, encoding.toStdString());
        QCOMPARE(all.result.notes.size(), std::size_t(1));
    }

    void utf16WithoutMark_isRecognised() {
        const Imported all = importAll(brokenFile("utf16le_without_mark.jsonl"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.result.encodingNote, std::string("UTF-16LE, decoded"));
    }

    void utf16WithOddEnd_saysSo() {
        const Imported all = importAll(brokenFile("utf16_odd_end.jsonl"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.issues.size(), std::size_t(1));
    }

    void byteOrderMark_isSkippedAndNoted() {
        const Imported all = importAll(brokenFile("utf8_bom.jsonl"));
        QCOMPARE(all.row(0), std::string("When do you open? -> At eight."));
        QCOMPARE(all.issues.size(), std::size_t(0));
        QVERIFY(all.result.notes.at(0).find("byte order mark") != std::string::npos);
    }

    void chosenEncoding_readsWhatUtf8IsNot() {
        ImportOptions options;
        options.read.encoding = "windows-1252";
        const MadeFile file("{\"question\": \"Caf\xE9 \x96 \x80?\", \"answer\": \"Oui\"}\n");
        QCOMPARE(importAll(file.path(), options).row(0), std::string("Café – €? -> Oui"));
        options.read.encoding = "latin1";
        QCOMPARE(importAll(file.path(), options).row(0), std::string("Café \xC2\x96 \xC2\x80? -> Oui"));
        options.read.encoding = "klingon";
        QVERIFY(importAll(file.path(), options).fault.find("windows-1252") != std::string::npos);
        options.read.encoding = "windows-1252";
        const MadeFile hole(
            "{\"question\": \"\x81\", \"answer\": \"Oui\"}\n{\"question\": \"a\", \"answer\": \"b\"}\n");
        QCOMPARE(importAll(hole.path(), options).issues.size(), std::size_t(1));
    }

    void unseenCharacters_areCountedAndKept() {
        const Imported all = importAll(brokenFile("unseen_characters.jsonl"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.result.unseen, (TextCounts{0, 2, 2, 2}));
        QCOMPARE(all.rows[1].messages[1].text, std::string("d\xE2\x81\xA6\x65\xEF\xBB\xBF"));
    }

    void wholeNumbers_areKeptDigitByDigit() {
        const MadeFile file(
            "{\"question\": 9007199254740993, \"answer\": 18446744073709551615}\n{\"question\": -0.10, \"answer\": "
            "true}\n");
        const Imported all = importAll(file.path());
        QCOMPARE(all.row(0), std::string("9007199254740993 -> 18446744073709551615"));
        QCOMPARE(all.row(1), std::string("-0.10 -> true"));
    }

    void escapes_areDecodedOnce() {
        const MadeFile file("{\"question\": \"a\\u0041\\n\\\"\\\\n\\/ \\ud83d\\ude00\", \"answer\": \"\\u00e9\"}");
        QCOMPARE(importAll(file.path()).row(0), std::string("aA\n\"\\n/ 😀 -> é"));
    }

    void hugeLine_isKeptAsideInBoundedMemory() {
        const std::string good = "{\"question\": \"a\", \"answer\": \"b\"}\n";
        std::string content =
            good + "{\"question\": \"" + std::string(std::size_t(40) << 20, 'x') + "\", \"answer\": \"b\"}\n" + good;
        const MadeFile file(content);
        content = std::string();
        const std::int64_t before = residentBytes();
        const Imported all = importAll(file.path());
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.rows[1].source.line, std::int64_t(3));
        QCOMPARE(all.issues.size(), std::size_t(1));
        QVERIFY2(all.issue(0).starts_with("2: The line is longer than 16384 KiB"), all.issue(0).c_str());
        QVERIFY(all.issues[0].raw.size() > 65000 && all.issues[0].raw.size() <= (std::size_t(64) << 10));
        if (kMeasuresMemory)
            QVERIFY2(residentBytes() - before < (std::int64_t(60) << 20), "more memory than the window needs");
    }

    void longLineBelowTheLimit_isRead() {
        const std::string text(std::size_t(5) << 20, 'y');
        const MadeFile file("{\"question\": \"a\", \"answer\": \"" + text + "\"}\n");
        QCOMPARE(importAll(file.path()).rows.at(0).messages[1].text, text);
    }

    void limit_isASetting() {
        ImportOptions options;
        options.read.maxItemBytes = 40;
        const MadeFile file(
            "{\"question\": \"a\", \"answer\": \"b\"}\n{\"question\": \"a long question\", \"answer\": \"b\"}\n");
        const Imported all = importAll(file.path(), options);
        QCOMPARE(all.rows.size(), std::size_t(1));
        QCOMPARE(all.issues.size(), std::size_t(1));
    }

    void linesAcrossBlockEdges_areWhole() {
        // The reader's blocks have a mebibyte: lines of every length must not care.
        std::string content;
        std::vector<std::string> answers;
        for (int i = 0; content.size() < (std::size_t(3) << 20); ++i) {
            answers.push_back(std::string(std::size_t(i * 37 % 5000), char('a' + i % 26)) + std::to_string(i));
            content += "{\"question\": \"q\", \"answer\": \"" + answers.back() + "\"}\n";
        }
        const MadeFile file(content);
        const Imported all = importAll(file.path());
        QCOMPARE(all.rows.size(), answers.size());
        for (std::size_t i = 0; i < answers.size(); ++i) QCOMPARE(all.rows[i].messages[1].text, answers[i]);
        QCOMPARE(all.result.sha256, sha256Hex(content));
        QCOMPARE(all.result.bytes, std::int64_t(content.size()));
    }

    void emptyFiles_areRefused_data() {
        QTest::addColumn<QByteArray>("file");
        for (const char* file : {"empty.jsonl", "only_blank_lines.jsonl", "only_bad_lines.jsonl"})
            QTest::newRow(file) << QByteArray(file);
    }
    void emptyFiles_areRefused() {
        QFETCH(QByteArray, file);
        const Imported all = importAll(brokenFile(file.constData()));
        QVERIFY2(all.fault.starts_with("BadInput "), all.fault.c_str());
        QVERIFY(all.rows.empty());
    }

    void cancelled_throws() {
        std::string content;
        for (int i = 0; i < 5000; ++i) content += "{\"question\": \"a\", \"answer\": \"b\"}\n";
        const MadeFile file(content);
        Cancel cancel;
        Progress progress;
        int rows = 0;
        const ImportSink sink{[&](Record&&) {
                                  if (++rows == 10) cancel.request();
                              },
                              [](RowIssue&&) {}};
        try {
            importFile(file.path(), {}, sink, cancel, progress);
            QFAIL("it went on");
        } catch (const Error& error) {
            QCOMPARE(error.code(), Code::Cancelled);
        }
        QVERIFY(rows <= 1000);
    }
};

QTEST_GUILESS_MAIN(TestJsonlImporter)
#include "tst_jsonl_importer.moc"
