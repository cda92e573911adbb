// XLSX and DOCX files by openpyxl and python-docx, and what was broken in them on purpose.
#include <QtTest>

#include "core/data/import/xlsx_cells.h"
#include "tests/core/data/import_support.h"

using namespace tunesmith;

namespace {

std::string officeFile(const char* name) {
    return brokenFile((std::string("formats/") + name).c_str());
}

bool holds(const std::vector<std::string>& notes, const char* words) {
    return std::any_of(notes.begin(), notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

}  // namespace

class TestOfficeImporters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workbook_isReadWithoutAHint() {
        const Imported all = importAll(officeFile("faq.xlsx"));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.result.format, std::string("xlsx"));
        QCOMPARE(all.result.columns, (std::vector<std::string>{"question", "answer", "asked", "times", "open"}));
        QCOMPARE(all.result.mapping.column("assistant"), std::string("answer"));
        QCOMPARE(all.rows.size(), std::size_t(4));
        QCOMPARE(all.row(1), std::string("Wie heißt der Arzt? -> Dr. Müller."));
        QCOMPARE(all.row(2), std::string("Is parking free? -> Yes,\nfor two hours."));
        QCOMPARE(all.rows[3].source.line, std::int64_t(5));
        QCOMPARE(all.issues.size(), std::size_t(1));  // the row without an answer
        QCOMPARE(all.issues[0].source.line, std::int64_t(7));
        QVERIFY(all.issues[0].raw.find("\"1900-01-31\"") != std::string::npos);
        QVERIFY(all.issues[0].raw.find("12345678901") != std::string::npos);
        QVERIFY(holds(all.result.notes, "\"FAQ\", \"Other\""));
        QCOMPARE(all.result.sha256.size(), std::size_t(64));
    }

    void cells_areWhatTheSheetShows() {
        ImportOptions options;
        options.mapping = {{"text", "asked"}, {"label", "times"}};
        const Imported all = importAll(officeFile("faq.xlsx"), options);
        QCOMPARE(all.rows.at(0).text, std::string("2024-02-26T09:30:00"));
        QCOMPARE(all.rows.at(3).text, std::string("2024-02-29T09:30:00"));
        QCOMPARE(all.rows.at(1).label, std::string("3.5"));
        options.mapping = {{"text", "open"}};
        QCOMPARE(importAll(officeFile("faq.xlsx"), options).rows.at(1).text, std::string("false"));
    }

    // A row's number is where it stands for people to find it; one that no sheet has is not believed.
    void numbersOfRows_beyondASheet_areCountedOn() {
        const Imported all = importAll(officeFile("huge_row.xlsx"));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.rows.size(), std::size_t(4));
        QCOMPARE(all.rows[1].source.line, std::int64_t(3));
        QCOMPARE(all.rows[3].source.line, std::int64_t(5));
    }

    // A row that cannot be read is kept aside as what can be mended: its cells by the names of their columns.
    void badCells_areKeptByTheNamesOfTheirColumns() {
        const Imported all = importAll(officeFile("string_out_of_range.xlsx"));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.issues.size(), std::size_t(1));
        const Json row = Json::parse(all.issues[0].raw);
        QVERIFY(row.at("Question").get<std::string>().starts_with("99"));
        QCOMPARE(row.at("Answer").get<std::string>(), std::string("Dr. Müller."));
    }

    void sheet_canBeSaid() {
        ImportOptions options;
        options.read.sheet = "Other";
        QCOMPARE(importAll(officeFile("faq.xlsx"), options).rows.at(0).text, std::string("A second sheet."));
        options.read.sheet = "Nowhere";
        QVERIFY(importAll(officeFile("faq.xlsx"), options).fault.find("\"FAQ\", \"Other\"") != std::string::npos);
    }

    void sharedStrings_areRead() {
        const Imported all = importAll(officeFile("shared.xlsx"));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.rows.size(), std::size_t(5));
        QCOMPARE(all.row(1), std::string("Wie heißt der Arzt? -> Dr. Müller."));
        QCOMPARE(all.row(4), std::string("Is it bold? -> Yes."));
        ImportOptions options;
        options.mapping = {{"text", "Day"}, {"label", "Seen"}};
        const Imported days = importAll(officeFile("shared.xlsx"), options);
        QCOMPARE(days.rows.at(1).text, std::string("2024-12-31"));
        QCOMPARE(days.rows.at(1).label, std::string("true"));
    }

    void formulasWithoutResult_areNamed() {
        const Imported all = importAll(officeFile("formula.xlsx"));
        QCOMPARE(all.row(0), std::string("1 + 1? -> two"));
        QCOMPARE(all.issues.size(), std::size_t(1));
        QVERIFY(holds(all.result.notes, "1 cell has a formula without a result"));
    }

    void otherWritersXml_isRead() {
        const Imported all = importAll(officeFile("prefixed.xlsx"));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.rows.size(), std::size_t(3));
        QCOMPARE(all.row(0), std::string("q2 rich -> a2\r"));
    }

    void macros_areIgnoredWithANote() {
        const Imported all = importAll(officeFile("macros.xlsm"));
        QCOMPARE(all.rows.size(), std::size_t(4));
        QVERIFY(holds(all.result.notes, "macros"));
        QVERIFY(holds(all.result.notes, "other files"));
    }

    void badRows_areKeptAside_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("string out of range")
            << QByteArray("string_out_of_range.xlsx") << QByteArray("3: The cell A3 names the shared string 99");
        QTest::newRow("column out of range")
            << QByteArray("far_column.xlsx") << QByteArray("3: A cell stands outside of the 16,384 columns");
        QTest::newRow("damaged row") << QByteArray("damaged_row.xlsx") << QByteArray("The row's XML is damaged");
    }
    void badRows_areKeptAside() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, reason);
        const Imported all = importAll(officeFile(file.constData()));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.rows.size(), std::size_t(file == "string_out_of_range.xlsx" ? 4 : 3));
        QVERIFY2(all.issue(0).find(reason.toStdString()) != std::string::npos, all.issue(0).c_str());
    }

    void badFiles_areRefused_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* file, const char* reason) {
            QTest::newRow(file) << QByteArray(file) << QByteArray(reason);
        };
        row("doctype.xlsx", "DOCTYPE");
        row("doctype_workbook.xlsx", "DOCTYPE");
        row("bomb.xlsx", "more than 100 times its size");
        row("lying_bomb.xlsx", "");
        row("encrypted.xlsx", "password is needed");
        row("cut.xlsx", "damaged or cut off");
        row("no_sheet.xlsx", "");
        row("doctype.docx", "DOCTYPE");
        row("damaged.docx", "XML is damaged at byte");
        row("deep.docx", "nests deeper");
    }
    void badFiles_areRefused() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, reason);
        const Imported all = importAll(officeFile(file.constData()));
        QVERIFY2(all.fault.starts_with("BadInput "), all.fault.c_str());
        QVERIFY2(all.fault.find(reason.toStdString()) != std::string::npos, all.fault.c_str());
        QVERIFY(all.rows.empty());
    }

    void damagedData_isNoticed() {
        const Imported all = importAll(officeFile("damaged_data.xlsx"));
        QVERIFY2(all.fault.find("damaged") != std::string::npos, all.fault.c_str());
    }

    void document_isReadByItsSections() {
        const Imported all = importAll(officeFile("hours.docx"));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.result.format, std::string("docx"));
        QCOMPARE(all.rows.size(), std::size_t(3));
        QCOMPARE(all.rows[0].text, std::string("# Opening hours\n\nWe open at eight."));
        QCOMPARE(all.rows[1].text, std::string("# Weekends\n\nOn Saturdays from nine.\n\n- tea\n- coffee\n\n| Day | "
                                               "Until |\n| --- | --- |\n| Sunday | noon |"));
        QCOMPARE(all.rows[2].text, std::string("## Prüfung\n\nBold and plain."));
        QCOMPARE(all.rows[1].source.line, std::int64_t(3));
    }

    void documentThatIsATable_isThatTable() {
        const Imported all = importAll(officeFile("faq.docx"));
        QCOMPARE(all.rows.size(), std::size_t(4));
        QCOMPARE(all.row(2), std::string("Is parking free? -> Yes,\nfor two hours."));
        QCOMPARE(all.result.mapping.column("user"), std::string("Question"));
    }

    void dates_countDays_data() {
        QTest::addColumn<double>("days");
        QTest::addColumn<bool>("from1904");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("first day") << 1.0 << false << QByteArray("1900-01-01");
        QTest::newRow("before the day that never was") << 59.0 << false << QByteArray("1900-02-28");
        QTest::newRow("after it") << 61.0 << false << QByteArray("1900-03-01");
        QTest::newRow("Unix") << 25569.0 << false << QByteArray("1970-01-01");
        QTest::newRow("leap day") << 45351.5 << false << QByteArray("2024-02-29T12:00:00");
        QTest::newRow("1904") << 43889.0 << true << QByteArray("2024-02-29");
        QTest::newRow("time") << 0.25 << false << QByteArray("06:00:00");
        QTest::newRow("last") << 2958465.0 << false << QByteArray("9999-12-31");
        QTest::newRow("beyond") << 1e10 << false << QByteArray("10000000000");
    }
    void dates_countDays() {
        QFETCH(double, days);
        QFETCH(bool, from1904);
        QFETCH(QByteArray, text);
        QCOMPARE(dateText(days, from1904), text.toStdString());
    }

    void dateFormats_areTold() {
        for (const char* code : {"yyyy-mm-dd", "d/m/yy h:mm", "[h]:mm:ss", "[$-409]d. mmm", "\"on\" dd"})
            QVERIFY2(isDateFormat(code), code);
        for (const char* code : {"General", "0.00", "#,##0 \"days\"", "[Red]0.0", "0;\\d", "@"})
            QVERIFY2(!isDateFormat(code), code);
    }

    void columns_haveLetters() {
        QCOMPARE(*columnOf("A1"), std::size_t(0));
        QCOMPARE(*columnOf("ab12"), std::size_t(27));
        QCOMPARE(*columnOf("XFD1"), std::size_t(16383));
        QVERIFY(!columnOf("XFE1") && !columnOf("12") && !columnOf(""));
        QCOMPARE(columnLetters(27), std::string("AB"));
        QCOMPARE(columnLetters(16383), std::string("XFD"));
    }
};

QTEST_GUILESS_MAIN(TestOfficeImporters)
#include "tst_office_importers.moc"
